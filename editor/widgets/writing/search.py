"""Owns what is searched for: a query made of the writer's words, and finding and replacing it in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression

# PCRE gives up after so many steps on one line: (a+)+b on a line of forty a's would else take for ever.
_STEPS = "(*LIMIT_MATCH=100000)"
_REFERENCE = re.compile(r"\\([0-9nt\\])|\$([0-9])|\$\{([0-9]{1,2})\}")
_PLAIN = {"n": "\n", "t": "\t", "\\": "\\"}


class SlowPatternError(Exception):
    """A pattern took too many steps on one line, so what it finds is not known."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``regex`` takes ``text`` as a pattern; a match never reaches over a line end."""

    text: str
    regex: bool = False
    case: bool = False
    word: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A find in one line, in UTF-16 units from its start; ``groups`` are the texts a replacement may name."""

    start: int
    length: int
    groups: tuple[str, ...] = ()


class Finder:
    """Finds a query in single lines. ``problem`` says what is wrong with its pattern, or is empty."""

    def __init__(self, query: Query) -> None:
        self.query = query
        pattern = query.text if query.regex else QRegularExpression.escape(query.text)
        if query.word:
            pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
        self._expression = QRegularExpression(_STEPS + pattern)
        option = QRegularExpression.PatternOption
        options = option.UseUnicodePropertiesOption
        if not query.case:
            options |= option.CaseInsensitiveOption
        self._expression.setPatternOptions(options)
        self.problem = "" if self._expression.isValid() else self._expression.errorString()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.query.text) and not self.problem

    def count(self, line: str) -> int:
        """Return how often the query stands in a line. Raises SlowPatternError."""
        found = self._expression.match(line)
        if not found.hasMatch():
            if not found.isValid():
                raise SlowPatternError
            return 0
        return sum(1 for _ in self.matches(line))

    def matches(self, line: str) -> Iterator[Match]:
        """Yield the finds in a line from left to right; empty ones too, each once. Raises SlowPatternError."""
        found = self._expression.globalMatch(line)
        if not found.isValid():
            raise SlowPatternError
        while found.hasNext():
            each = found.next()
            if not each.isValid():
                raise SlowPatternError
            yield Match(each.capturedStart(), each.capturedLength(), tuple(each.capturedTexts()))

    def replacement(self, match: Match, text: str) -> str:
        r"""Return what takes the place of a match: ``text``, in a pattern with ``$1`` or ``\1``, ``\n`` and ``\t``."""
        if not self.query.regex:
            return text

        def filled(found: re.Match[str]) -> str:
            named = found[1] or found[2] or found[3]
            if not named.isdecimal():
                return _PLAIN[named]
            number = int(named)
            return match.groups[number] if number < len(match.groups) else ""

        return _REFERENCE.sub(filled, text)
