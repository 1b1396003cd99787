"""Owns where a markdown text falls apart into top-level blocks that can be rendered one by one.

Every boundary is a clean place: what follows it reads the same whatever stands before it (reference
definitions, footnotes, abbreviations and heading ids excepted; ``live`` carries those across). When a
rule is in doubt the lines stay together: a block that is too large costs time, one that is too small
costs truth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body canvas center colgroup dd details dialog dir div dl dt fieldset
        figcaption figure footer form frame frameset group h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe
        legend li link main map math menu meta nav noscript object ol option output p pre progress script
        section select style summary table tbody td textarea tfoot th thead title tr ul video
        """,
    )
)
"""Tags that begin raw HTML when a line starts with one."""

_RAW_TEXT_TAGS = frozenset({"script", "style"})

FENCE = re.compile(
    r"^(?P<prefix>[ \t]*(?:>[ ]?|(?:[-*+]|\d+\.)[ \t]+)*[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$"
)
"""A line that may open fenced code, alone or inside quotes and list items."""

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+\.)(?:[ \t]|$)")
_DEFINITION = re.compile(r" {0,3}(?:\*?\[[^\]\n]+\] ?:)")
_HANGING = re.compile(r" {0,3}(?:\*\[|\[\^)[^\]\n]*\] ?:")
_MEANING = re.compile(r" {0,3}:[ \t]")
_TAG = re.compile(
    r"<!--.*?--!?>|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>`]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL
)
_OTHER_MARKUP = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_FIRST_MARKS = frozenset("`~<>*+-:[0123456789")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines ``first`` up to ``first + count``; ``hungry`` when an opening mark in it found no end."""

    first: int
    count: int
    hungry: bool = False


def is_blank(line: str) -> bool:
    """Return whether a line holds nothing but spaces and tabs."""
    return not line or not line.strip(" \t\r")


def next_text(lines: Sequence[str], at: int) -> int:
    """Return the first line at or after ``at`` that is not blank, or ``len(lines)``."""
    total = len(lines)
    while at < total and is_blank(lines[at]):
        at += 1
    return at


def split(lines: Sequence[str]) -> list[Span]:
    """Return the top-level blocks of a text, in order; blank lines belong to none of them."""
    spans = []
    at = next_text(lines, 0)
    while at < len(lines):
        span = block_at(lines, at)
        spans.append(span)
        at = next_text(lines, at + span.count)
    return spans


def block_at(lines: Sequence[str], at: int) -> Span:
    """Return the block that starts at the text line ``at``.

    How far it reaches depends on lines from ``at`` on and on nothing before. It looks past its own end
    no further than the following run of text lines, unless it is ``hungry``: then it looked for a closing
    fence or ``-->`` through to the end of the text.
    """
    total = len(lines)
    run = _Run(lines)
    end = at
    while True:
        end = run.read(end)
        if run.cut:
            break
        following = next_text(lines, end)
        if following >= total or not run.goes_on_at(following):
            break
        end = following
    return Span(at, end - at, run.hungry)


class _Run:
    """Reads runs of text lines and remembers what may pull the next run into the same block."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.hungry = False
        self.cut = False
        self._hangs = False
        self._list = False
        self._meanings = False
        self._code = False
        self._only_definitions = True

    def read(self, at: int) -> int:
        """Return the line after the run of text that starts at ``at``; fences and raw HTML may span blanks."""
        lines, total = self._lines, len(self._lines)
        self._code = lines[at].startswith(("    ", "\t"))
        first = at
        while at < total:
            line = lines[at]
            start = line.lstrip(" \t")[:1]
            if not start or start == "\r":
                if is_blank(line):
                    break
                at += 1
                continue
            if start not in _FIRST_MARKS:
                self._only_definitions = False
                at += 1
                continue
            if self._only_definitions and at > first and _DEFINITION.match(line):
                self.cut = True
                return at
            at = self._read_marked(at, line, start)
        return at

    def _read_marked(self, at: int, line: str, start: str) -> int:
        if _DEFINITION.match(line):
            self._hangs = self._hangs or _HANGING.match(line) is not None
            return at + 1
        self._only_definitions = False
        if start == "<":
            end = self._html_end(at, line)
            if end is not None:
                return end
        if start == ":" and _MEANING.match(line):
            self._meanings = self._hangs = True
        elif _ITEM.match(line):
            self._list = self._hangs = True
        if "```" in line or "~~~" in line:
            return self._fence_end(at, line)
        return at + 1

    def _fence_end(self, at: int, line: str) -> int:
        opening = FENCE.match(line.rstrip())
        if opening is None:
            return at + 1
        fence = opening["fence"]
        for end in range(at + 1, len(self._lines)):
            if closes_fence(self._lines[end], fence):
                return end + 1
        self.hungry = True
        return at + 1

    def _html_end(self, at: int, line: str) -> int | None:
        """Return the line after raw HTML that starts at ``at``, None when the line starts none."""
        if len(line) - len(line.lstrip(" ")) > 3:
            return None
        text = line.lstrip(" ")
        for opening, closing in _OTHER_MARKUP:
            if text.startswith(opening):
                return self._end_of(at, closing)
        tag = re.match(r"<([A-Za-z][^\s/>`]*)", text)
        if tag is None or tag[1].lower() not in BLOCK_TAGS:
            return None
        return self._element_end(at)

    def _end_of(self, at: int, closing: str) -> int | None:
        for end in range(at, len(self._lines)):
            if closing in self._lines[end]:
                return end + 1
        self.hungry = True
        return None

    def _element_end(self, at: int) -> int:
        size = 32
        total = len(self._lines)
        while True:
            size *= 4
            text = "\n".join(self._lines[at : at + size])
            end = _closed_at(text)
            if end is not None:
                return at + text.count("\n", 0, end) + 1
            if at + size >= total:
                return total

    def goes_on_at(self, at: int) -> bool:
        """Return whether the run that starts at ``at``, after blank lines, belongs to the same block."""
        line = self._lines[at]
        indented = line[0] in " \t"
        if indented and self._hangs:
            return True
        if self._list and _ITEM.match(line):
            return True
        if self._code and line.startswith(("    ", "\t")):
            return True
        if _MEANING.match(line):
            return True
        return self._meanings and self._run_has_meaning(at)

    def _run_has_meaning(self, at: int) -> bool:
        while at < len(self._lines) and not is_blank(self._lines[at]):
            if _MEANING.match(self._lines[at]):
                return True
            at += 1
        return False


def closes_fence(line: str, fence: str) -> bool:
    """Return whether ``line``, quote marks and indentation aside, closes fenced code opened by ``fence``."""
    text = line.strip(" \t\r>")
    return text.startswith(fence) and not text.strip(fence[0])


def _closed_at(text: str) -> int | None:
    """Return where the raw HTML element that starts ``text`` is over, None when it never closes."""
    stack: list[str] = []
    at = 0
    while (tag := _TAG.search(text, at)) is not None:
        if not stack and "\n" in text[at : tag.start()]:
            return at
        name = (tag["name"] or "").lower()
        if not stack and at and name not in BLOCK_TAGS:
            return at
        at = tag.end()
        if not name:
            continue
        if tag["close"]:
            if name in stack:
                while stack.pop() != name:
                    pass
        elif not tag[0].endswith("/>") and name != "hr":
            stack.append(name)
            if name in _RAW_TEXT_TAGS:
                close = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
                if close is None:
                    return None
                at = close.start()
    return None if stack else at
