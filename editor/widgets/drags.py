"""Owns what is dragged from one part of the window to another."""

from __future__ import annotations

ASSETS = "application/x-copydesk-assets"
"""The paths of assets from the project's root, one a line, in UTF-8; other programs get markdown beside it."""
