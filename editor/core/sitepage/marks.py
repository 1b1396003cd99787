"""Owns the comments that mark a post's body in its page, and its card in others; comments change no selector."""

from __future__ import annotations

BODY_START = "<!--cd-body-->"
BODY_END = "<!--/cd-body-->"
CARD = "<!--cd-card-->"
"""Stands before the element that is a post's card on a page of many."""


def marked(body: str) -> str:
    """Return a body between the marks."""
    return f"{BODY_START}{body}{BODY_END}"


def card_marked(html: str, at: int) -> str:
    """Return a page with the mark before the element that begins at ``at``."""
    return f"{html[:at]}{CARD}{html[at:]}"
