"""Owns emphasis: ``*a*``, ``**a**``, ``_a_`` and ``__a__``, paired as kramdown's span parser pairs them.

Python-Markdown's own pairing loses characters when an escaped or linked word stands beside a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

_MARKS = re.compile(r"[*_]")
_RUN = re.compile(r"\*\*?|__?")
_STEPS_AT_MOST = 300_000
"""Marks looked at in one block. Only unpaired ones are looked at again and again, at a cost that grows
with their square; a log of a thousand bold names stays far below, and beyond it marks stand for themselves."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Emphasised text: what is in it, and where in the source it ends."""

    tag: str
    content: tuple[str | _Span, ...]
    end: int


class EmphasisProcessor(InlineProcessor):
    """Turns a pair of marks and what is between them into ``<em>`` or ``<strong>``."""

    def __init__(self) -> None:
        super().__init__(_RUN.pattern)
        self._text = ""
        self._known: dict[tuple[int, str, bool, bool], _Span | None] = {}
        self._steps = 0

    def begin(self) -> None:
        """Get ready for another block."""
        self._text, self._known, self._steps = "", {}, 0

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        """Return the element that starts at ``m``, or None for a mark that stands for itself."""
        if data != self._text:
            self._text, self._known = data, {}
        span = self._span_at(m.start(), False, False)
        if span is None:
            return None, m.start(), m.end()
        return _element(span), m.start(), span.end

    def _span_at(self, at: int, in_em: bool, in_strong: bool) -> _Span | None:
        run = _RUN.match(self._text, at)
        if run is None:
            return None
        marks = run[0]
        strong = len(marks) == 2
        after = self._text[run.end() : run.end() + 1]
        before = self._text[at - 1 : at]
        if (marks[0] == "_" and (before.isalpha() or before == "-")) or after.isspace():
            return None
        if in_strong if strong else in_em:
            return None
        span = self._read(run.end(), marks, in_em or not strong, in_strong or strong)
        if span is None and strong and not in_em:
            span = self._read(at + 1, marks[0], True, in_strong)
        return span

    def _read(self, start: int, marks: str, in_em: bool, in_strong: bool) -> _Span | None:
        """Return the span whose content starts at ``start``, None when nothing closes it."""
        key = (start, marks, in_em, in_strong)
        if key not in self._known:
            self._known[key] = self._read_anew(start, marks, in_em, in_strong)
        return self._known[key]

    def _read_anew(self, start: int, marks: str, in_em: bool, in_strong: bool) -> _Span | None:
        text = self._text
        content: list[str | _Span] = []
        at = taken = start
        while (mark := _MARKS.search(text, at)) is not None:
            at = mark.start()
            self._steps += 1
            if self._steps > _STEPS_AT_MOST:
                return None
            if at > start and self._closes(at, marks):
                content.append(text[taken:at])
                tag = "strong" if len(marks) == 2 else "em"
                return _Span(tag, tuple(part for part in content if part), at + len(marks))
            inner = self._span_at(at, in_em, in_strong)
            if inner is None:
                run = _RUN.match(text, at)
                at = run.end() if run else at + 1
            else:
                content += (text[taken:at], inner)
                at = taken = inner.end
        return None

    def _closes(self, at: int, marks: str) -> bool:
        text = self._text
        if not text.startswith(marks, at) or text[at - 1].isspace():
            return False
        if len(marks) == 1 and text.startswith(marks * 2, at) and not text.startswith(marks * 3, at):
            return False
        return marks[0] != "_" or not text[at + len(marks) : at + len(marks) + 1].isalnum()


def _element(span: _Span) -> ElementTree.Element:
    element = ElementTree.Element(span.tag)
    last: ElementTree.Element | None = None
    for part in span.content:
        if isinstance(part, _Span):
            last = _element(part)
            element.append(last)
        elif last is None:
            element.text = part
        else:
            # Python-Markdown looks for marks in the tail again; those left over there are plain.
            last.tail = "".join(_plain_marks(part))
    return element


def _plain_marks(text: str) -> Iterator[str]:
    for character in text:
        yield f"{STX}{ord(character)}{ETX}" if character in "*_" else character
