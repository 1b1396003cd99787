"""Owns what stands in the form where there are no fields to fill: the reason, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class ReasonPage(QWidget):
    """Says why a post has no fields; ``front_matter_requested`` when it shall get some."""

    front_matter_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.add = QPushButton(self.tr("Add front matter"), self)
        self.add.setAccessibleName(self.add.text())
        self.add.clicked.connect(self.front_matter_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def words(self) -> str:
        """The reason."""
        return self._words.text()

    def show_problem(self, problem: str, *, read_only: bool) -> None:
        """Say that the front matter cannot be read; ``problem`` is the sentence that says what is wrong."""
        closed = self.tr("The form is closed, because the front matter cannot be read.")
        remedy = self.tr("Put it right in the text below; nothing else is touched until then.")
        self._words.setText(" ".join([closed, problem] if read_only else [closed, problem, remedy]))
        self.add.hide()

    def show_none(self, *, read_only: bool) -> None:
        """Say that there is no front matter, and offer some."""
        self._words.setText(
            self.tr(
                "This file has no front matter, so Jekyll does not treat it as a post. "
                "The form needs some to write into."
            )
        )
        self.add.setVisible(not read_only)
