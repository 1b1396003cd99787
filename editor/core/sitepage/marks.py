"""Owns the two comments between which a page holds the post's body; comments change no selector of a style sheet."""

from __future__ import annotations

BODY_START = "<!--cd-body-->"
BODY_END = "<!--/cd-body-->"


def marked(body: str) -> str:
    """Return a body between the marks."""
    return f"{BODY_START}{body}{BODY_END}"
