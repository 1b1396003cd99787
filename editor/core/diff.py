"""Owns the comparison of two versions of a text, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from enum import StrEnum

# str.splitlines would also split at form feeds and U+2028, which are no lines to an editor or to git.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_GIT_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Beyond so many lines that differ, matching them one by one takes seconds: then all of the old gave way to the new.
_MATCHED_AT_MOST = 20_000
_NO_NEWLINE = "\\ No newline at end of file\n"


class DiffKind(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class DiffLine:
    """One line of a comparison; the numbers are 1-based, None on the side where the line does not stand."""

    kind: DiffKind
    old_line: int | None
    new_line: int | None
    text: str


def compare(old: str, new: str) -> tuple[DiffLine, ...]:
    """Align two texts line by line; where lines were replaced, the old ones come first.

    A line whose line end alone changed counts as changed; ``text`` is without it.
    """
    return tuple(_aligned(_LINE.findall(old), _LINE.findall(new)))


def around_changes(lines: Sequence[DiffLine], context: int) -> Iterator[DiffLine | None]:
    """Yield the lines that differ with ``context`` lines around them, and None for each stretch left out."""
    changed = (index for index, line in enumerate(lines) if line.kind is not DiffKind.SAME)
    shown = {near for index in changed for near in range(index - context, index + context + 1)}
    skipped = False
    for index, line in enumerate(lines):
        if index in shown:
            yield line
        elif not skipped:
            yield None
        skipped = index not in shown


def unified(old: str, new: str, name: str) -> str:
    """Return a unified diff as ``git`` and ``patch`` read it; empty when the texts are equal."""
    lines = unified_diff(_GIT_LINE.findall(old), _GIT_LINE.findall(new), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}" for line in lines)


def _aligned(before: list[str], after: list[str]) -> Iterator[DiffLine]:
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield DiffLine(DiffKind.SAME, i + 1, j + 1, _bare(before[i]))
            continue
        for i in range(i1, i2):
            yield DiffLine(DiffKind.REMOVED, i + 1, None, _bare(before[i]))
        for j in range(j1, j2):
            yield DiffLine(DiffKind.ADDED, None, j + 1, _bare(after[j]))


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Match two lists of lines: equal ones at both ends by themselves, which leaves little of a long post."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    room = shorter - head
    tail = next((at for at in range(room) if before[-1 - at] != after[-1 - at]), room)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if len(old) + len(new) > _MATCHED_AT_MOST:
        yield "replace", head, head + len(old), head, head + len(new)
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
            yield tag, i1 + head, i2 + head, j1 + head, j2 + head
    if tail:
        yield "equal", len(before) - tail, len(before), len(after) - tail, len(after)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
