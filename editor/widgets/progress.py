"""Owns the strip that says how far a long piece of work in the background is, and lets the writer stop it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

# What is over sooner is not worth a look: a strip that comes and goes at once only startles.
_SHOW_AFTER_MS = 500


class ProgressStrip(QFrame):
    """Shows the reading of files. Hidden until it has taken half a second, and again once it is done.

    ``cancel_requested`` and ``resume_requested`` say what the writer wants.
    """

    cancel_requested = Signal()
    resume_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setAccessibleName(self.tr("Reading the site"))
        self._is_paused = False
        self._text = QLabel(self)
        self._text.setProperty("tone", "muted")
        self._text.setProperty("scale", "meta")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("Files read"))
        self._button = QPushButton(self)
        self._button.clicked.connect(self._on_button_clicked)
        words = QHBoxLayout()
        words.addWidget(self._text, 1)
        words.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self._bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` files are read, if that takes its time; none in all ends it."""
        if not total:
            self.settle()
            return
        if self._is_paused:
            self.settle()
        if self.isHidden() and not self._timer.isActive():
            self._timer.start()
        self._say(self.tr("Reading {done} of {total} files"), done, total)
        self._offer(self.tr("Cancel"))

    def show_paused(self, done: int, total: int) -> None:
        """Say where reading was stopped, and offer to go on."""
        self._timer.stop()
        self._is_paused = True
        text = self.tr("Stopped at {done} of {total} files") if total else self.tr("Reading is stopped")
        self._say(text, done, total)
        self._offer(self.tr("Go on"))
        self.show()

    @Slot()
    def settle(self) -> None:
        """Hide: all is read."""
        self._timer.stop()
        self._is_paused = False
        self.hide()

    def _say(self, text: str, done: int, total: int) -> None:
        locale = QLocale()
        self._text.setText(text.format(done=locale.toString(done), total=locale.toString(total)))
        self._bar.setRange(0, max(total, 1))  # one without an end would move as if something went on
        self._bar.setValue(done)

    def _offer(self, text: str) -> None:
        if text != self._button.text():
            self._button.setText(text)
            self._button.setAccessibleName(text)

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._is_paused:
            self.resume_requested.emit()
        else:
            self.cancel_requested.emit()
