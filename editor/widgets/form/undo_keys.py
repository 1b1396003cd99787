"""Owns the undo keys inside form fields: they undo in the post, whose history has every change of the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """An event filter: takes undo and redo from text controls before they undo in their own history."""

    undo_requested = Signal()
    redo_requested = Signal()

    def watch(self, parent: QWidget) -> None:
        """Watch every text control in ``parent``; those watched already are not watched twice."""
        for kind in (QLineEdit, QPlainTextEdit):
            for control in parent.findChildren(kind):
                control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys when Qt asks whose they are, and act when they come."""
        claims = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and (claims or event.type() == QEvent.Type.KeyPress):
            signal = self._signal_of(event)
            if signal is not None:
                event.accept()
                if not claims:
                    signal.emit()
                return True
        return super().eventFilter(watched, event)

    def _signal_of(self, event: QKeyEvent) -> SignalInstance | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo_requested
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control_y = event.key() == Qt.Key.Key_Y and held == Qt.KeyboardModifier.ControlModifier
        return self.redo_requested if control_y or event.matches(QKeySequence.StandardKey.Redo) else None
