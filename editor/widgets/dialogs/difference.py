"""Owns a text that shows what goes and what comes: read only, line by line, in the colours of a difference."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.widgets.theme import Theme, monospace_font


class DifferenceText(QTextEdit):
    """Shows lines of a kind each: ``same``, ``removed``, ``added``, ``note`` (quiet) or ``warning``."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("field", True)
        self.setFont(monospace_font(13))
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName(name)
        # Tab leaves the text: it is for reading.
        self.setTabChangesFocus(True)
        self._formats = _formats_of(theme)

    def add_line(self, text: str, kind: str) -> None:
        """Write one more line at the end."""
        block, characters = self._formats[kind]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(characters)
        else:
            cursor.insertBlock(block, characters)
        cursor.insertText(text.rstrip("\r\n"), characters)

    def go_to_top(self) -> None:
        """Show the first line again."""
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _formats_of(theme: Theme) -> dict[str, tuple[QTextBlockFormat, QTextCharFormat]]:
    came = QColor(theme.ok)
    came.setAlphaF(0.18)
    formats = {}
    for kind, colour, ground in (
        ("same", theme.muted, None),
        ("note", theme.muted, None),
        ("warning", theme.warn, None),
        ("removed", theme.text, QColor(theme.accent_soft)),
        ("added", theme.text, came),
    ):
        block, characters = QTextBlockFormat(), QTextCharFormat()
        characters.setForeground(QColor(colour))
        characters.setFontStrikeOut(kind == "removed")
        if ground is not None:
            block.setBackground(ground)
        formats[kind] = (block, characters)
    return formats
