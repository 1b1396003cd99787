"""Owns what a heading in an outline is, and which one a line belongs to; reading them takes all of ``outline``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6 with its ``text`` free of markup, on ``line`` (0-based)."""

    level: int
    text: str
    line: int


def heading_at(headings: Sequence[Heading], line: int) -> int:
    """Return the index of the heading of the part that ``line`` stands in, -1 before the first one."""
    return bisect_right(headings, line, key=lambda heading: heading.line) - 1
