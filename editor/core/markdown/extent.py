"""Owns how much of a body, and of one block, is read as markdown: what is more is shown as it was typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LINES_AT_MOST = 100_000
CHARACTERS_AT_MOST = 2_000_000
"""Some seconds of work, whatever they hold: twice as much as the longest novels, ten times the longest posts."""

FORMATTED_AT_MOST = 1_100_000
"""Characters of one block without a blank line, about 180,000 words: a second of work for each keystroke."""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """``removed`` lines from ``first`` on gave way to ``new`` ones."""

    first: int
    removed: int
    new: Sequence[str]


class Extent:
    """The lines of a body that are read, and the rest of them; both follow its edits."""

    def __init__(
        self, lines_at_most: int = LINES_AT_MOST, characters_at_most: int = CHARACTERS_AT_MOST
    ) -> None:
        self._most = lines_at_most, characters_at_most
        self._size = 0
        self._lines: Sequence[str] = ()
        self._end = 0

    @property
    def is_cut(self) -> bool:
        """Whether there is more than is read."""
        return self._end < len(self._lines)

    def rest(self, most: int | None = None) -> tuple[str, int]:
        """Return the text behind the lines that are read, at most so many characters of it, and how many follow."""
        lines = self._lines[self._end :] if most is None else self._lines[self._end : self._end + most + 1]
        text = "\n".join(lines)
        whole = self._size - _size(self._lines[: self._end]) - 1
        shown = text if most is None else text[:most]
        return shown, whole - len(shown)

    def whole(self, read: Sequence[str]) -> Sequence[str]:
        """Return all lines; ``read`` are those that are read."""
        return [*read, *self._lines[self._end :]] if self.is_cut else read

    def edit(self, old: Sequence[str], lines: Sequence[str], edit: LineEdit) -> list[LineEdit]:
        """Take over an edit and return what it means for the lines that are read: one edit, or another of their end.

        ``old`` are the lines that were read before, ``lines`` the whole text after the edit.
        """
        first, last, new = edit.first, edit.first + edit.removed, edit.new
        gone = (self._lines if self.is_cut else old)[first:last]
        self._size += _size(new) - _size(gone)
        before, end = len(old), self._end_of(lines)
        was_cut = self.is_cut
        # Of a text that is read as a whole nothing need be kept here.
        self._lines, self._end = (list(lines), end) if end < len(lines) else ((), 0)
        if not was_cut and not self.is_cut:
            return [edit]
        edits = []
        if first <= before:
            removed = before - first if first + len(new) > end else min(edit.removed, before - first)
            edits.append(LineEdit(first, removed, new[: max(end - first, 0)]))
            before += len(edits[0].new) - removed
        if before != end:
            start = min(before, end)
            edits.append(LineEdit(start, before - start, lines[start:end]))
        return edits

    def _end_of(self, lines: Sequence[str]) -> int:
        """Return how many lines are read of a text."""
        most, room = self._most
        if self._size <= room:
            return min(len(lines), most)
        return bisect_right(list(accumulate(len(line) + 1 for line in lines[:most])), room)


def is_verbatim(text: str) -> bool:
    """Return whether a block is one of code or HTML, which is soon read however long it is."""
    return text.lstrip().startswith(("```", "~~~", "<"))


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines)) + len(lines)
