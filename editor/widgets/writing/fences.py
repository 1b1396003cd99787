"""Owns the colours of code inside fences, worked out by Pygments for the fences on screen."""

from __future__ import annotations


class FenceColours:
    """Not yet."""
