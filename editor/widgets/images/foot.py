"""Owns the foot of the bench: how the saving goes, what was done or went wrong, and the buttons that end the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from editor.widgets.announcing import announce
from editor.widgets.theme import set_property


class BenchFoot(QWidget):
    """Each button has its signal."""

    revert_requested = Signal()
    cancel_requested = Signal()
    variants_requested = Signal()
    copy_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 6)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.hide()
        self._said = QLabel(self)
        self._said.setProperty("tone", "muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._revert = QPushButton(self.tr("Revert to original"), self)
        cancel, copy = QPushButton(self.tr("Cancel"), self), QPushButton(self.tr("Save a copy"), self)
        variants = QPushButton(self.tr("Save variants"), self)
        variants.setToolTip(
            self.tr("Write it in all sizes of the house beside its file, cut around the focus")
        )
        self.save = QPushButton(self.tr("Save"), self)
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        keys = QKeySequence(QKeySequence.StandardKey.Save)
        self.save.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._progress)
        row.addWidget(self._said, 1)
        for button, signal in (
            (self._revert, self.revert_requested),
            (cancel, self.cancel_requested),
            (variants, self.variants_requested),
            (copy, self.copy_requested),
            (self.save, self.save_requested),
        ):
            row.addWidget(button)
            button.clicked.connect(signal)
        self._writing = (self._revert, variants, copy, self.save)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what was done, or what went ``wrong``."""
        self._said.setText(sentence)
        announce(self, sentence, urgent=wrong)
        set_property(self._said, "tone", "error" if wrong else "muted")

    def show_original(self, kept: bool) -> None:
        """Offer the original where one is kept."""
        self._revert.setVisible(kept)

    def show_progress(self, done: int, stages: int) -> None:
        """Say how far the saving is: so many stages are done."""
        self._progress.setRange(0, stages)
        self._progress.setValue(done)

    def set_busy(self, busy: bool) -> None:
        """Show progress, and leave only Cancel, while a picture is being opened or saved."""
        self._progress.setValue(0)
        self._progress.setVisible(busy)
        for button in self._writing:
            button.setDisabled(busy)
