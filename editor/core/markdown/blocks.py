"""Owns where a markdown text falls apart into blocks that can be rendered one by one.

A block is a run of kramdown's own top-level elements up to blank lines behind which everything reads
the same whatever stands before (link targets, notes, abbreviations, attribute lists, options and heading
ids excepted; ``live`` carries those across). The reader of the renderer itself finds its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.markdown.extent import FORMATTED_AT_MOST, is_verbatim
from editor.core.markdown.kramdown.blocks import BlockReader
from editor.core.markdown.kramdown.dialect import GFM, Dialect
from editor.core.markdown.kramdown.grammar import BLOCK_LIST, MEANING
from editor.core.markdown.kramdown.reader import Reader, Work
from editor.core.markdown.tree import Node, root

_WINDOW = 40
"""Lines looked at first; four times as many when they do not hold the end of the block, all for a missing mark."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines ``first`` up to ``first + count``; ``hungry`` for marks that would make another block of it."""

    first: int
    count: int
    hungry: frozenset[str] = frozenset()


def is_blank(line: str) -> bool:
    """Return whether a line holds nothing but white space."""
    return not line or not line.strip(" \t\r\f\v")


def next_text(lines: Sequence[str], at: int) -> int:
    """Return the first line at or after ``at`` that is not blank, or ``len(lines)``."""
    total = len(lines)
    while at < total and is_blank(lines[at]):
        at += 1
    return at


def split(lines: Sequence[str], dialect: Dialect = GFM) -> list[Span]:
    """Return the top-level blocks of a text, in order; blank lines belong to none of them."""
    spans = []
    absent: dict[str, int] = {}
    at = next_text(lines, 0)
    while at < len(lines):
        span = block_at(lines, at, absent, dialect)
        spans.append(span)
        at = next_text(lines, at + span.count)
    return spans


def block_at(lines: Sequence[str], at: int, absent: dict[str, int], dialect: Dialect = GFM) -> Span:
    """Return the block that starts at the text line ``at``.

    How far it reaches depends on lines from ``at`` on and on nothing before. It looks no further than two
    runs of text lines past its own end, unless it is ``hungry``: then it looked for a closing mark through
    to the end of the text. ``absent`` holds such marks, and the line from which on ``lines`` have none; what
    is learned is added to it, so that each is looked for only once.
    """
    size, looks_far = _WINDOW, False
    while True:
        whole = at + size >= len(lines)
        text = _text(lines[at : at + size])
        cut = 0 if looks_far else text.find("\n", FORMATTED_AT_MOST) + 1
        if 0 < cut < len(text) and not is_verbatim(text):
            text, whole = text[:cut], False
        else:
            cut = 0
        reader = BlockReader(text, root(), Work(dialect=dialect))
        reader.absent = {
            mark: len(_text(lines[at:line])) if line > at else 0
            for mark, line in absent.items()
            if line < at + size
        }
        count = _first_block(reader, whole)
        if whole:
            for mark, pos in reader.absent.items():
                line = at + text.count("\n", 0, pos) + (pos > 0 and text[pos - 1] != "\n")
                absent[mark] = min(line, absent.get(mark, line))
        if cut and count is None and not reader.work.short:
            # It is too long to be formatted, so where it ends does not matter: it takes what follows with it.
            return Span(at, len(lines) - at, frozenset(reader.work.hungry))
        if whole or (count is not None and not reader.work.short):
            total = len(lines) - at if count is None else count
            while total > 1 and is_blank(lines[at + total - 1]):
                total -= 1
            return Span(at, total, frozenset(reader.work.hungry))
        looks_far = reader.work.short
        size = len(lines) if looks_far else 4 * size


def move_absent(absent: dict[str, int], first: int, removed: int, new_lines: Sequence[str]) -> dict[str, int]:
    """Return what ``absent`` says after an edit: ``new_lines`` stand where ``removed`` ones from ``first`` on were."""
    end, shift = first + removed, len(new_lines) - removed
    return {
        mark: line + shift if line >= end else min(line, first)
        for mark, line in absent.items()
        if not any(mark[:3] in new for new in new_lines)
    }


def _text(lines: Sequence[str]) -> str:
    """Return lines as the reader takes them."""
    return "".join([line + "\n" for line in lines]).replace("\r", "")


def _first_block(reader: Reader, whole: bool) -> int | None:
    """Return how many lines the first block of a text takes, None when the text does not hold its end.

    ``whole`` when nothing follows the text.
    """
    text, tree = reader.text, reader.tree
    while reader.pos < len(text):
        reader.step()
        last = tree.last()
        if last is None or last.kind != "blank" or reader.pending is not None:
            continue
        if reader.pos >= len(text):
            break
        joins = _joins_what_follows(reader)
        if joins is None and not whole:
            return None
        if not joins:
            return text.count("\n", 0, reader.pos)
    return None


def _joins_what_follows(reader: Reader) -> bool | None:
    """Return whether meanings (``: …``) that belong to the block before follow the blank lines just read.

    None when the text ends before that is certain.
    """
    before = reader.tree.children[-2] if len(reader.tree.children) > 1 else None
    if not isinstance(before, Node) or before.kind not in {"p", "dl"}:
        return False
    at = reader.pos
    while attributes := BLOCK_LIST.match(reader.text, at):
        at = attributes.end()
    blank = reader.tree.last()
    if blank is not None and blank.value == "\n" and MEANING.match(reader.text, at):
        return True
    # A list of meanings takes in the next one, so the next run of text lines must be read to know.
    return before.kind == "dl" and _begins_with_meanings(reader.text, reader.pos, reader.work.dialect)


def _begins_with_meanings(text: str, pos: int, dialect: Dialect) -> bool | None:
    ahead = BlockReader(text, root(), Work(dialect=dialect))
    ahead.pos = pos
    while ahead.pos < len(text):
        ahead.step()
        kinds = [child.kind for child in ahead.tree.nodes()][1:]
        if kinds[:1] == ["dl"] or (kinds == ["p", "blank"] and MEANING.match(text, ahead.pos)):
            return True
        if kinds not in ([], ["p"]):
            return False
    return None
