"""Owns which block a line belongs to, kept current without touching every block for every new line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class LineIndex:
    """The first lines of a sequence of blocks, in ascending order.

    Entries from ``_gap`` on still lack ``_shift`` lines. Typing happens in one place for a while, so the gap
    seldom moves far and inserting a line costs nothing for the blocks below it.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._gap = 0
        self._shift = 0

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> int:
        return self._starts[index] + (self._shift if index >= self._gap else 0)

    def splice(self, start: int, removed: int, starts: Sequence[int], shift: int) -> None:
        """Put ``starts`` in place of ``removed`` entries from ``start`` on, and move all later ones by ``shift``."""
        self._move_gap(start + removed)
        self._starts[start : start + removed] = starts
        self._gap = start + len(starts)
        self._shift += shift

    def at(self, line: int) -> int:
        """Return the index of the last entry that is not after ``line``, -1 when there is none."""
        if self._gap < len(self._starts) and self[self._gap] <= line:
            return bisect_right(self._starts, line - self._shift, self._gap) - 1
        return bisect_right(self._starts, line, 0, self._gap) - 1

    def _move_gap(self, to: int) -> None:
        if self._shift:
            for index in range(self._gap, to):
                self._starts[index] += self._shift
            for index in range(to, self._gap):
                self._starts[index] -= self._shift
        self._gap = to
