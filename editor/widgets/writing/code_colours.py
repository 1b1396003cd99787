"""Owns the colours of program code in fences, worked out by Pygments a fence at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from editor.widgets.tokens import Theme

if TYPE_CHECKING:
    from pygments.lexer import Lexer

Run = tuple[int, int, QTextCharFormat]
"""Start and length in code points, and what the characters look like."""

_KEPT = 16
"""How many fences are remembered."""


class CodeColours:
    """Colours lines of code in one theme. Pygments is loaded when the first fence with a language is coloured."""

    def __init__(self, theme: Theme) -> None:
        self._dark = theme.name == "dark"
        self._style: Any = None
        self._lexers: dict[str, Lexer | None] = {}
        self._formats: dict[Any, QTextCharFormat] = {}
        self._done: OrderedDict[tuple[str, str], list[list[Run]]] = OrderedDict()

    def ready(self, language: str) -> bool:
        """Whether the rules of a language are loaded, so that a line can be coloured at once."""
        return self._lexers.get(language) is not None

    def line(self, language: str, text: str) -> list[Run]:
        """Colour a line by itself: right except inside what runs over several lines."""
        lexer = self._lexers.get(language)
        return self._runs(lexer, text)[0] if lexer is not None and text else []

    def lines(self, language: str, lines: Sequence[str]) -> list[list[Run]] | None:
        """Colour the lines of a fence together; None when Pygments does not know the language."""
        lexer = self._lexer(language)
        if lexer is None:
            return None
        text = "\n".join(lines)
        key = (language, text)
        if key in self._done:
            self._done.move_to_end(key)
            return self._done[key]
        runs = self._done[key] = self._runs(lexer, text)
        if len(self._done) > _KEPT:
            self._done.popitem(last=False)
        return runs

    def _lexer(self, language: str) -> Lexer | None:
        if language not in self._lexers:
            # Loaded here, not above: it would cost every start 40 ms, and few posts have code.
            from pygments.lexers import get_lexer_by_name
            from pygments.util import ClassNotFound

            try:
                self._lexers[language] = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                self._lexers[language] = None
        return self._lexers[language]

    def _runs(self, lexer: Lexer, text: str) -> list[list[Run]]:
        runs: list[list[Run]] = [[] for _ in range(text.count("\n") + 1)]
        number = start = 0
        for at, token, value in lexer.get_tokens_unprocessed(text):
            form = self._format(token)
            for part in value.splitlines(keepends=True):
                if form is not None and part.strip():
                    runs[number].append((at - start, len(part.rstrip("\n")), form))
                at += len(part)
                if part.endswith("\n"):
                    number, start = number + 1, at
        return runs

    def _format(self, token: Any) -> QTextCharFormat | None:
        """Return the look of a Pygments token; None for what looks like the rest of the text."""
        if token not in self._formats:
            look = self._looks().style_for_token(token)
            made = QTextCharFormat()
            if look["color"]:
                made.setForeground(QColor(f"#{look['color']}"))
            if look["bold"]:
                made.setFontWeight(QFont.Weight.Bold)
            if look["italic"]:
                made.setFontItalic(True)
            self._formats[token] = made
        made = self._formats[token]
        return made if made.propertyCount() else None

    def _looks(self) -> Any:
        if self._style is None:
            # With the lexers, for the same reason: this imports Pygments.
            from editor.core.codecolours import CodeDark, CodeLight

            self._style = CodeDark if self._dark else CodeLight
        return self._style
