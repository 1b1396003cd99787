"""Owns where Jekyll sees front matter begin and end in the text of a post."""

from __future__ import annotations

import re
from typing import NamedTuple

# Jekyll 4, Document::YAML_FRONT_MATTER_REGEXP: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)
# Ruby's \s is ASCII, and its ^ and $ know no line end but "\n". With the line end in front, and not as "^", the
# search goes from one to the next: this is asked of every line of every header.
_OPENING = re.compile(r"---[ \t\r\f\v]*\n")
_CLOSING = re.compile(r"\n(?P<fence>(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|\Z))")


class Fenced(NamedTuple):
    """The four consecutive pieces of a post; joined they are its text."""

    opening: str
    block: str
    closing: str
    body: str


def split_fences(text: str) -> Fenced | None:
    """Cut a post at its fences; None when Jekyll would find no front matter (or no end of it).

    Each fence keeps its own line end. Blank lines after the closing fence belong to the body here, though
    Jekyll drops them.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening else None
    if opening is None or closing is None:
        return None
    start, end = closing.span("fence")
    return Fenced(opening[0], text[opening.end() : start], text[start:end], text[end:])


def early_closing(block: str) -> int | None:
    """Return the index of a line inside ``block`` that Jekyll would take for the closing fence."""
    found = _CLOSING.search(f"\n{block}")
    return found.start() if found else None
