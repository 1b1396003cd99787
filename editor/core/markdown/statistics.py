"""Owns counting words and reading time as a reader meets them: without markup, addresses and template tags."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_HIDDEN = re.compile(
    r"<!--.*?-->"  # comments
    r"|\{%.*?%\}|\{\{.*?\}\}"  # Liquid tags and outputs
    r"|\{:.*?\}"  # kramdown attribute lists
    r"|\]\([^)\n]*\)|\]\[[^\]\n]*\]"  # where a link leads, its text is kept
    r"|\[\^[^\]\n]*\]:?"  # mentions of notes
    r"|<[/!?A-Za-z][^>]*>"  # HTML tags, autolinks
    r"|\b(?:https?|ftp|mailto):\S+",  # bare addresses
    re.DOTALL,
)
_DEFINITION = re.compile(r"^ {0,3}\*?\[[^\]\n^][^\]\n]*\]:.*$", re.MULTILINE)
_FENCE_LINE = re.compile(r"^[ \t>]*(?:```|~~~).*$", re.MULTILINE)
_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}](?:[^\W{_WIDE}]|['’.,\-](?=[^\W_{_WIDE}]))*")
_MAY_HIDE = re.compile(r"[<{\[`~]|:/")
_OPENS_AND_CLOSES = (("<!--", "-->"), ("{%", "%}"), ("{{", "}}"))


def count_words(text: str) -> int:
    """Return how many words a reader of markdown ``text`` (without front matter) sees.

    Chinese characters and Japanese kana count one each, as newsrooms there count; Korean is spaced. Numbers
    and hyphened words (``e-mail``, ``1,200.50``) are one word. Code counts: it is read, too.
    """
    return len(_WORD.findall(_visible(text)))


def reading_minutes(words: int, per_minute: int = 230) -> int:
    """Return the reading time in whole minutes, rounded up; 0 for no words."""
    return math.ceil(words / max(per_minute, 1))


def _visible(text: str) -> str:
    if _MAY_HIDE.search(text) is None:
        return text
    return _FENCE_LINE.sub(" ", _DEFINITION.sub(" ", _HIDDEN.sub(" ", text)))


class WordCount:
    """The number of words of a text that is being typed; an edit costs the lines it touches.

    Each line is counted by itself. Lines with a comment or a tag that goes on below are counted as one
    stretch with the lines up to its end, so that the sum is that of ``count_words``.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[int] = []
        self._stretches = False
        self._total = 0

    @property
    def total(self) -> int:
        """The words after the last update."""
        return self._total

    def update(
        self, lines: Sequence[str], first: int = 0, removed: int | None = None, added: int | None = None
    ) -> int:
        """Take over an edit (as ``LiveDocument.update`` does) and return the words of the whole text."""
        if removed is None or added is None:
            first, removed, added = 0, len(self._lines), len(lines)
        new = list(lines[first : first + added])
        counts = [count_words(line) for line in new]
        self._total += sum(counts) - sum(self._words[first : first + removed])
        self._lines[first : first + removed] = new
        self._words[first : first + removed] = counts
        return self._total
