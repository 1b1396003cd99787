"""Owns the values an edit is made of: places, selections and the replacement of lines by others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Lines = Sequence[str]
"""The lines of a body; an edit reads only those near the selection."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a text: line and column, both from 0, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the writer stands: ``anchor`` is where selecting began, ``cursor`` where it is now."""

    anchor: Place
    cursor: Place

    @property
    def start(self) -> Place:
        """The earlier end."""
        return min(self.anchor, self.cursor)

    @property
    def end(self) -> Place:
        """The later end."""
        return max(self.anchor, self.cursor)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.cursor

    @property
    def last_line(self) -> int:
        """The last line that is meant: one selected up to before its first character is not."""
        start, end = self.start, self.end
        return end.line - 1 if end.column == 0 and end.line > start.line else end.line

    def between(self, start: Place, end: Place) -> Selection:
        """Return a selection of other places that runs the same way."""
        return Selection(start, end) if self.anchor <= self.cursor else Selection(end, start)


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines ``first`` to ``last`` (exclusive) become ``lines``; ``selection`` holds in the new text."""

    first: int
    last: int
    lines: tuple[str, ...]
    selection: Selection

    def apply(self, lines: Lines) -> list[str]:
        """Return the whole text after the edit."""
        return [*lines[: self.first], *self.lines, *lines[self.last :]]


def at(line: int, column: int) -> Selection:
    """Return a selection of nothing at a place."""
    place = Place(line, column)
    return Selection(place, place)


def line_edit(lines: Lines, selection: Selection, first: int, changed: Sequence[str]) -> Edit:
    """Return the edit that gives the lines from ``first`` on another text each.

    Both ends of the selection keep their distance to the end of their line.
    """

    def moved(place: Place) -> Place:
        if not first <= place.line < first + len(changed):
            return place
        behind = len(lines[place.line]) - place.column
        return Place(place.line, max(0, len(changed[place.line - first]) - behind))

    new = Selection(moved(selection.anchor), moved(selection.cursor))
    return Edit(first, first + len(changed), tuple(changed), new)
