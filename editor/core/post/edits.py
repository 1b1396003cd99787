"""Owns edits as values: making them, aligning lists, and working between brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from editor.core.post.layout import Layout
from editor.core.post.reading import Value, same_value

_NOTE = re.compile(r"[ \t]+#.*")
_SEPARATOR = re.compile(r"\s*,\s*")

Step: TypeAlias = tuple[str, int, int, int, int]
Span: TypeAlias = tuple[int, int]


class Edit(NamedTuple):
    """Replace the characters from ``start`` up to ``end`` by ``text``."""

    start: int
    end: int
    text: str


class CannotSpliceError(Exception):
    """A part is written in a way that this kind of edit does not know; a coarser edit may still do."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made; they must not overlap."""
    pieces: list[str] = []
    done = 0
    for start, end, replacement in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if start < done:
            raise CannotSpliceError
        pieces += (text[done:start], replacement)
        done = end
    return "".join((*pieces, text[done:]))


def align(old: list[Value], new: list[Value]) -> list[Step]:
    """Align two lists, as difflib does, so that unchanged items keep their own characters."""
    # Here and not above: lists are edited seldom, and every start and every command would load it.
    from difflib import SequenceMatcher

    pool: list[Value] = []

    def number(value: Value) -> int:
        for index, known in enumerate(pool):
            if same_value(known, value):
                return index
        pool.append(value)
        return len(pool) - 1

    matcher = SequenceMatcher(None, [number(value) for value in old], [number(value) for value in new], False)
    return list(matcher.get_opcodes())


def insert_between(layout: Layout, spans: Sequence[Span], before: int, new: Sequence[str]) -> list[Edit]:
    """Insert entries between brackets in front of entry ``before``, parted as the ones there are."""
    separator = ", "
    if len(spans) > 1:
        between = layout.text[spans[-2][1] : spans[-1][0]]
        separator = between if _SEPARATOR.fullmatch(between) else separator
    if before < len(spans):
        at = spans[before][0]
        return [Edit(at, at, "".join(entry + separator for entry in new))]
    at = spans[-1][1]
    line_end = layout.line_end(at)
    if "\n" in separator and separator.startswith(",") and _NOTE.fullmatch(layout.text, at, line_end):
        # The comment behind the last entry is about that one: new entries go below it.
        return [Edit(at, at, ","), Edit(line_end, line_end, separator[1:] + separator.join(new))]
    return [Edit(at, at, "".join(separator + entry for entry in new))]


def remove_between(spans: Sequence[Span], doomed: Sequence[int]) -> list[Edit]:
    """Remove entries between brackets, each with the comma that parts it from a neighbour that stays."""
    if not doomed:
        return []
    gone = set(doomed)
    if len(gone) == len(spans):
        return [Edit(spans[0][0], spans[-1][1], "")]
    last_kept = max(i for i in range(len(spans)) if i not in gone)
    edits = [Edit(spans[i][0], spans[i + 1][0], "") for i in sorted(gone) if i < last_kept]
    if last_kept < len(spans) - 1:
        edits.append(Edit(spans[last_kept][1], spans[-1][1], ""))
    return edits
