"""Owns counting words and reading time as a reader meets them: without markup, addresses and template tags."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

_SPANNING = {"<!--": "-->", "{%": "%}", "{{": "}}"}
_SPAN_START = re.compile("|".join(map(re.escape, _SPANNING)))
_DEFINITION = re.compile(r" {0,3}(?:\[[^\]\n^][^\]\n]*\]|\*\[[^\]\n]+\]) ?:")
_FENCE_LINE = re.compile(r"[ \t>]*(?:```|~~~)")
# None goes past another opening of its own kind: a row of what is never closed would be read to its end for each.
_ADDRESS = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"
_HIDDEN = re.compile(
    r"\{:[^{}]*\}"  # kramdown attribute lists
    rf"|!\[[^\[\]]*\](?:{_ADDRESS}|\[[^\[\]]*\])"  # pictures: their alternative text is not on the page
    rf"|\]{_ADDRESS}|\]\[[^\[\]]*\]"  # where a link leads; its text is kept
    r"|\[\^[^\[\]]*\]:?"  # mentions of notes
    r"|</?[A-Za-z][^<>]*>"  # HTML tags, autolinks
    r"|&#?\w+;"  # entities
    r"|\b(?:https?|ftp|mailto):\S+"  # bare addresses
)
_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_WIDEST_NARROW = "\u303f"
_NARROW_WORD = re.compile(r"[^\W_](?:\w|['’.,\-](?=[^\W_]))*")
_WORD = rf"[{_WIDE}]|[^\W_{_WIDE}](?:[^\W{_WIDE}]|['’.,\-](?=[^\W_{_WIDE}]))*"

# The same for ASCII at a fifth of the cost: an index counts 20,000 posts. What cannot be in a word parts them, as do
# two joining marks in a row; what is then left without a letter or figure is no word.
_JOINING = "'.,-"
_ASCII_PARTS = bytes(
    code if chr(code).isalnum() or chr(code) in f"_{_JOINING}" else 32 for code in range(128)
) + bytes(128)
_TWO_JOINING = re.compile(rb"['.,\-][_'.,\-]+")
_NO_WORD = re.compile(rb" [_'.,\-]+(?= )")
# One by one: str.translate looks up each letter of a text that is not ASCII.
# Letters and figures as "w", marks as ".": words are counted by how they begin, without making each of them.
_SHAPE = bytes(
    ord("w") if chr(code).isalnum() else ord(".") if chr(code) in f"_{_JOINING}" else 32
    for code in range(128)
) + bytes(128)
_TYPOGRAPHY = tuple(zip("’‘“”–—…", "'      ", strict=True))


def count_words(text: str) -> int:
    """Return how many words a reader of markdown ``text`` (without front matter) sees.

    Chinese characters and Japanese kana count one each, as newsrooms there count. Numbers and hyphened
    words (``e-mail``, ``1,200.50``) are one word. Code and the text of notes count; pictures, addresses,
    tags, comments, Liquid and definitions of links and abbreviations do not.
    """
    if not _may_hide(text):
        return _count_plain(text)
    seen, waiting = [], ""
    for line in text.split("\n"):
        if waiting or (line and _may_hide(line)):
            line, waiting = _visible(line, waiting)
        seen.append(line)
    return _count_plain("\n".join(seen))


def reading_minutes(words: int, per_minute: int = 230) -> int:
    """Return the reading time in whole minutes, rounded up; 0 for no words."""
    return math.ceil(words / max(per_minute, 1))


class WordCount:
    """The number of words of a text that is being typed; an edit costs the lines it touches."""

    def __init__(self) -> None:
        self._words: list[int] = []
        self._open: list[str] = []
        self._total = 0

    @property
    def total(self) -> int:
        """The words after the last update."""
        return self._total

    def update(
        self, lines: Sequence[str], first: int = 0, removed: int | None = None, added: int | None = None
    ) -> int:
        """Take over an edit and return the words of the whole text.

        ``lines`` is the text now; of the text before, ``removed`` lines from ``first`` on gave way to
        ``added`` ones. Without these two everything is counted anew.
        """
        if removed is None or added is None:
            first, removed, added = 0, len(self._words), len(lines)
        waiting = self._open[first - 1] if first else ""
        before = self._open[first + removed - 1] if first + removed else ""
        words, opened = [], []
        for line in lines[first : first + added]:
            count, waiting = _count_line(line, waiting)
            words.append(count)
            opened.append(waiting)
        self._total += sum(words) - sum(self._words[first : first + removed])
        self._words[first : first + removed] = words
        self._open[first : first + removed] = opened
        if waiting != before:
            self._recount(lines, first + added, waiting)
        return self._total

    def _recount(self, lines: Sequence[str], at: int, waiting: str) -> None:
        """Count on from line ``at`` until a comment or tag opened above is over where it was before."""
        while at < len(self._words):
            count, waiting = _count_line(lines[at], waiting)
            settled = waiting == self._open[at]
            self._total += count - self._words[at]
            self._words[at], self._open[at] = count, waiting
            at += 1
            if settled:
                return


def _count_line(line: str, waiting: str) -> tuple[int, str]:
    """Return the words of a line and what it waits for at its end: the close of a comment or Liquid tag."""
    if waiting or _may_hide(line):
        line, waiting = _visible(line, waiting)
    return _count_plain(line), waiting


def _may_hide(text: str) -> bool:
    # Written out: this is asked of each line of 20,000 posts, and the search for a character takes no time.
    return (
        "<" in text or "[" in text or "&" in text or "`" in text or "{" in text or "~" in text
        or (":" in text and (":/" in text or "mailto:" in text))
    )  # fmt: skip


def _visible(line: str, waiting: str) -> tuple[str, str]:
    """Return what a reader sees of a line, and what it waits for at its end."""
    seen, waiting = _without_spanning(line, waiting)
    if _DEFINITION.match(seen) or _FENCE_LINE.match(seen):
        return "", waiting
    return _HIDDEN.sub(" ", seen), waiting


def _count_plain(text: str) -> int:
    """Return how many words a text without markup has."""
    if not text.isascii():
        for mark, plain in _TYPOGRAPHY:
            text = text.replace(mark, plain)
        if not text.isascii():
            word = _NARROW_WORD if max(text) <= _WIDEST_NARROW else _word()
            return len(word.findall(text))
    framed = f" {text} ".encode("ascii")
    shape = framed.translate(_SHAPE)
    begun = shape.count(b" w") + (shape.count(b" .w") if b" ." in shape else 0)
    if b".." not in shape:
        return begun
    if b"_" not in framed:
        return begun + shape.count(b"..w")
    parted = _TWO_JOINING.sub(b" ", framed.translate(_ASCII_PARTS))
    return len(parted.split()) - len(_NO_WORD.findall(parted))


@cache
def _word() -> re.Pattern[str]:
    """Return the expression for a word of any script; it takes long to compile, and most texts do without."""
    return re.compile(_WORD)


def _without_spanning(line: str, waiting: str) -> tuple[str, str]:
    kept: list[str] = []
    at = 0
    while True:
        if waiting:
            end = line.find(waiting, at)
            if end < 0:
                return " ".join(kept), waiting
            at = end + len(waiting)
        start = _SPAN_START.search(line, at)
        if start is None:
            kept.append(line[at:])
            return " ".join(kept), ""
        kept.append(line[at : start.start()])
        at, waiting = start.end(), _SPANNING[start[0]]
