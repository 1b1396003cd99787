"""Owns showing two versions of a post side by side in one text: what went, what came, what stayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from editor.core.diff import compare
from editor.widgets.theme import Theme, monospace_font

# Lines around a change that are shown with it, so that a writer sees where in the text it is.
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Versions:
    """Two texts and what a writer calls them."""

    old_name: str
    old: str
    new_name: str
    new: str


class CompareView(QTextEdit):
    """Shows the differences of two texts; long stretches that are equal are left out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setFont(monospace_font(13))
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName(self.tr("Differences"))
        # Tab leaves the text: it is for reading.
        self.setTabChangesFocus(True)

    def show_versions(self, versions: Versions) -> None:
        """Show what differs between the two."""
        lines = compare(versions.old, versions.new)
        changed = [index for index, line in enumerate(lines) if line.kind != "same"]
        self.clear()
        cursor = QTextCursor(self.document())
        if not changed:
            self._write(cursor, self.tr("Both texts are the same."), "gap")
            return
        shown = {near for index in changed for near in range(index - _CONTEXT, index + _CONTEXT + 1)}
        skipped = False
        for index, line in enumerate(lines):
            if index in shown:
                self._write(cursor, f"{_MARKS[line.kind]} {line.text}", line.kind)
                skipped = False
            elif not skipped:
                self._write(cursor, "⋯", "gap")
                skipped = True
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_note(self, text: str) -> None:
        """Show a sentence where there is nothing to compare."""
        self.clear()
        self._write(QTextCursor(self.document()), text, "gap")

    def _write(self, cursor: QTextCursor, text: str, kind: str) -> None:
        theme = self._theme
        block, characters = QTextBlockFormat(), QTextCharFormat()
        characters.setForeground(QColor(theme.muted if kind in ("gap", "same") else theme.text))
        if kind == "removed":
            block.setBackground(QColor(theme.accent_soft))
            characters.setFontStrikeOut(True)
        elif kind == "added":
            ground = QColor(theme.ok)
            ground.setAlphaF(0.18)
            block.setBackground(ground)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(characters)
        else:
            cursor.insertBlock(block, characters)
        cursor.insertText(text.rstrip("\r\n"), characters)


_MARKS = {"same": " ", "removed": "−", "added": "+"}


class CompareDialog(QDialog):
    """Compares two versions and offers what to do; ``decided`` carries the id of the button pressed."""

    decided = Signal(str)

    def __init__(
        self,
        title: str,
        versions: Versions,
        buttons: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(820, 560)
        legend = QLabel(
            self.tr("− only in {old}      + only in {new}").format(
                old=versions.old_name, new=versions.new_name
            ),
            self,
        )
        legend.setTextFormat(Qt.TextFormat.PlainText)
        legend.setProperty("tone", "muted")
        self.view = CompareView(theme, self)
        self.view.show_versions(versions)
        row = QHBoxLayout()
        row.addStretch(1)
        for name, label in buttons:
            button = QPushButton(label, self)
            button.setObjectName(f"compare-{name}")
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(legend)
        column.addWidget(self.view, 1)
        column.addLayout(row)

    @Slot()
    def _on_button_clicked(self) -> None:
        name = self.sender().objectName().removeprefix("compare-")
        self.accept()
        self.decided.emit(name)
