"""Owns where a query hits a text: the marks in a headline, an excerpt around the first, the lines of all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.folding import fold

if TYPE_CHECKING:
    from editor.core.query.nodes import Words

# What FTS5's unicode61 makes words of: letters and digits, with the accents that stand on them.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_TOKEN = re.compile(f"{_LETTER}+")
_BEFORE, _AFTER, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"
_SPACE = re.compile(r"\s+")

Span = tuple[int, int]
"""From one letter of a text up to, not with, another."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, with the spans in it that were hit; cut ends are marked by ``…``."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A line (from 0) that was hit, as an excerpt."""

    line: int
    excerpt: Excerpt


class Finder:
    """Finds the words of a query in texts, as FTS5 does: whole words, whatever their case and accents."""

    def __init__(self, words: Iterable[Words]) -> None:
        parts = [pattern for word in words if (pattern := _pattern(word))]
        # The longest first, so that "nine winters" is marked whole where "nine" is sought as well.
        parts.sort(key=len, reverse=True)
        self._pattern = re.compile("|".join(parts)) if parts else None

    def spans(self, text: str, most: int = 1000) -> tuple[Span, ...]:
        """Return where the words stand in ``text``, in order, at most ``most``."""
        if self._pattern is None:
            return ()
        folded, offsets = _folded(text)
        found: list[Span] = []
        for match in self._pattern.finditer(folded):
            start, end = match.span()
            found.append((start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1))
            if len(found) == most:
                break
        return tuple(found)

    def excerpt(self, text: str, width: int = 120) -> Excerpt | None:
        """Return about ``width`` letters around the first hit on one line; None where there is no hit."""
        spans = self.spans(text, most=20)
        return _around(text, spans, width) if spans else None

    def hits(self, text: str, most: int = 50, width: int = 160) -> tuple[Hit, ...]:
        """Return the lines that are hit, at most ``most``, each with about ``width`` letters around its first hit."""
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        lines: dict[int, list[Span]] = {}
        for start, end in self.spans(text):
            line = bisect_right(starts, start) - 1
            if line not in lines and len(lines) == most:
                break
            lines.setdefault(line, []).append((start - starts[line], end - starts[line]))
        found = []
        for line, spans in lines.items():
            end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
            words = text[starts[line] : end].rstrip("\r")
            inside = [(start, min(stop, len(words))) for start, stop in spans]
            found.append(Hit(line, _around(words, inside, width)))
        return tuple(found)


def _pattern(word: Words) -> str:
    tokens = _TOKEN.findall(fold(word.text))
    if not tokens:
        return ""
    body = _BETWEEN.join(re.escape(token) for token in tokens)
    return f"{_BEFORE}{body}{_LETTER + '*' if word.prefix else ''}{_AFTER}"


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Return the text as it is compared, and for each of its letters the offset in ``text`` where they differ."""
    if text.isascii():
        return text.lower(), None
    table = {ord(letter): fold(letter) for letter in set(text)}
    folded = text.translate(table)
    if all(len(value) == 1 for value in table.values()):
        return folded, None
    offsets = [at for at, letter in enumerate(text) for _ in table[ord(letter)]]
    return folded, offsets


def _around(text: str, spans: Sequence[Span], width: int) -> Excerpt:
    """Cut ``width`` letters around the first span, at the borders of words where they are near."""
    first, last = spans[0][0], spans[0][1]
    start = max(0, first - max(0, width - (last - first)) // 3)
    if len(text) - start < width:
        start = max(0, len(text) - width)
    start = min(start, first)
    if start:
        gap = text.find(" ", start, first)
        start = gap + 1 if gap >= 0 else start
    end = min(len(text), start + max(width, last - start))
    if end < len(text):
        gap = text.rfind(" ", last, end)
        end = gap if gap > last else end
    return _one_line(text, start, end, spans)


def _one_line(text: str, start: int, end: int, spans: Sequence[Span]) -> Excerpt:
    """Join a piece of a text to one line, carrying the marks along."""
    pieces: list[str] = ["…"] if start else []
    marks: list[Span] = []
    length = len("".join(pieces))
    at = start
    for span_start, span_end in (*spans, (end, end)):
        span_start, span_end = min(max(span_start, at), end), min(max(span_end, at), end)
        plain = _SPACE.sub(" ", text[at:span_start])
        marked = _SPACE.sub(" ", text[span_start:span_end])
        if not pieces or pieces == ["…"]:
            plain = plain.lstrip()
        pieces += [plain, marked]
        length += len(plain)
        if marked:
            marks.append((length, length + len(marked)))
        length += len(marked)
        at = span_end
    joined = "".join(pieces).rstrip()
    return Excerpt(joined + ("…" if end < len(text) else ""), tuple(marks))
