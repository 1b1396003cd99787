"""Owns what typing one letter does to the styles of a line, without reading the line anew."""

from __future__ import annotations

from collections.abc import Sequence

from editor.core.markdown.inline_styles import EM, HEAD, QUOTED, STRONG, STRUCK, Span

_LONGEST = 3900
"""In longer lines not all is styled (``inline_styles``), so that a letter moves the point where that ends."""
_GROWING = HEAD | EM | STRONG | STRUCK | QUOTED
"""Styles of prose, which grow by a letter typed within; others may be broken by it."""


def spans_after_typing(spans: Sequence[Span], line: str, at: int) -> tuple[Span, ...] | None:
    """Return the styles of ``line``, in which the character at ``at`` was just typed, or None to read it anew.

    ``spans`` are those of ``line_spans`` for the line before. A letter or a blank among letters is not markup, and
    stands beside none: it moves what follows by one and makes prose around it longer by one. The state below the
    line stays as well.
    """
    if not _is_among_letters(line, at):
        return None
    moved = []
    for span in spans:
        start, length, style = span
        stop = start + length
        if stop < at:
            moved.append(span)
        elif start > at:
            moved.append(Span(start + 1, length, style))
        elif start < at < stop and not style & ~_GROWING:
            moved.append(Span(start, length + 1, style))
        else:
            return None
    return tuple(moved)


def _is_among_letters(line: str, at: int) -> bool:
    size = len(line)
    if not 1 < at < size <= _LONGEST:
        return False
    typed, before, behind = line[at], line[at - 1], line[at + 1 : at + 2]
    if typed.isalpha():
        beside = before.isalpha() or (before == " " and line[at - 2].isalpha())
        return (
            beside and (not behind or behind == " " or behind.isalpha()) and not _begins_address(line, at + 1)
        )
    return typed == " " and before.isalpha() and (not behind or behind.isalpha())


def _begins_address(line: str, at: int) -> bool:
    """Whether the word that goes on at ``at`` is what stands before a ``://``: it may now be a scheme that counts."""
    if "://" not in line:
        return False
    while at < len(line) and line[at].isalpha():
        at += 1
    return line.startswith("://", at)
