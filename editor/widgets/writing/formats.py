"""Owns how each markdown style looks in the editor: colours and weights of one theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from editor.core.markdown.highlight import Style
from editor.widgets.tokens import Theme
from editor.widgets.writing.code_colours import CodeColours


class Formats:
    """The character formats of one theme, made once per combination of styles."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.code = CodeColours(theme)
        self._made: dict[int, QTextCharFormat] = {}
        self._muted = QColor(theme.muted)
        self._link = QColor(theme.link)
        self._warn = QColor(theme.warn)
        self._code = QColor(theme.code)

    def of(self, style: int) -> QTextCharFormat:
        """Return the format of a combination of styles; the same object each time."""
        made = self._made.get(style)
        if made is None:
            made = self._made[style] = self._make(style)
        return made

    def _make(self, style: int) -> QTextCharFormat:
        made = QTextCharFormat()
        if style & (Style.HEADING | Style.STRONG) and not style & Style.MARK:
            made.setFontWeight(QFont.Weight.Bold)
        if style & (Style.EMPHASIS | Style.QUOTE | Style.COMMENT) and not style & Style.MARK:
            made.setFontItalic(True)
        if style & Style.STRUCK and not style & Style.MARK:
            made.setFontStrikeOut(True)
        if style & Style.CODE and not style & Style.FENCED:
            made.setBackground(self._code)
        colour = self._colour(style)
        if colour is not None:
            made.setForeground(colour)
        if style & (Style.ESCAPE | Style.BREAK):
            made.setBackground(QColor(self.theme.selection))
        return made

    def _colour(self, style: int) -> QColor | None:
        if style & Style.LINK:
            return self._link
        if style & (Style.MARK | Style.COMMENT | Style.HTML | Style.STRUCK | Style.ESCAPE):
            return self._muted
        if style & Style.FOOTNOTE:
            return self._link
        if style & Style.LIQUID:
            return self._warn
        return None
