"""Owns the bar that asks for the alt text of a picture that has just come into the text; the answer can wait."""

from __future__ import annotations

from collections import deque
from urllib.parse import unquote

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class AltBar(QFrame):
    """Asks for one picture after the other. ``answered`` carries the picture's address in the text and its alt text.

    Enter takes the text and asks for the next picture; Escape and *Later* leave it as it is. ``closed`` when there is
    nothing more to ask.
    """

    answered = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Alt text"))
        self._waiting: deque[str] = deque()
        self._source = ""
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("What the picture shows, for those who do not see it"))
        take, later = QPushButton(self.tr("Set"), self), QPushButton(self.tr("Later"), self)
        for button in (take, later):
            button.setAutoDefault(False)
            button.setProperty("quiet", True)
        rule = QFrame(self)
        rule.setProperty("rule", True)
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        for widget, stretch in ((self._label, 0), (self.field, 1), (take, 0), (later, 0)):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(row)
        take.clicked.connect(self._on_take_clicked)
        later.clicked.connect(self._on_later_clicked)
        self.field.returnPressed.connect(self._on_take_clicked)
        self.hide()

    def ask(self, source: str) -> None:
        """Ask for the alt text of a picture, after those that are asked for already."""
        if self._source:
            self._waiting.append(source)
            return
        self._show(source)

    def give_up(self) -> None:
        """Ask for nothing any more: another post is in front."""
        self._waiting.clear()
        self._source = ""
        self.hide()

    def _show(self, source: str) -> None:
        self._source = source
        name = unquote(source.rpartition("/")[2])
        self._label.setText(self.tr("Alt text for {name}").format(name=name))
        self.field.setAccessibleName(self._label.text())
        self.field.clear()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        self._source = ""
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()
            self.closed.emit()

    @Slot()
    def _on_take_clicked(self) -> None:
        source, alt = self._source, " ".join(self.field.text().split())
        self._next()
        if alt:
            self.answered.emit(source, alt)

    @Slot()
    def _on_later_clicked(self) -> None:
        self._next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put the question off."""
        if event.key() == Qt.Key.Key_Escape:
            self._next()
        else:
            super().keyPressEvent(event)
