"""Owns what stands around a form field: its label, the quiet words beside it, and the mark under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.widgets.theme import set_property


class FieldBox(QWidget):
    """A control under its label; ``mark`` says in a sentence what is wrong with its value.

    Quiet words stand at the right over the control, or ``beside`` the label where the next label is near.
    """

    def __init__(
        self, label: str, control: QWidget, parent: QWidget | None = None, *, beside: bool = False
    ) -> None:
        super().__init__(parent)
        self._beside = beside
        self.control = control
        self.label = _small_label(self, label)
        self.label.setBuddy(control)
        self.hint = _small_label(self)
        self.sentence = sentence_label(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.label)
        if not beside:
            row.addStretch(1)
        row.addWidget(self.hint)
        if beside:
            row.addStretch(1)
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(control)
        column.addWidget(self.sentence)
        column.addStretch(1)
        if not control.accessibleName():
            control.setAccessibleName(label)

    def set_hint(self, text: str, tone: str = "muted") -> None:
        """Show quiet words in the label's row."""
        self.hint.setText(f"· {text}" if text and self._beside else text)
        set_property(self.hint, "tone", tone)

    def add_action(self, text: str, name: str) -> QPushButton:
        """Put a word to click at the end of the label's row; ``name`` is what a screen reader says."""
        button = QPushButton(text, self)
        button.setProperty("link", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row.addWidget(button)
        return button

    def mark(self, sentence: str | None, note: str | None = None) -> None:
        """Show what is wrong, else a note that is only worth knowing, else nothing."""
        show_sentence(self.control, self.sentence, sentence, note)


def sentence_label(parent: QWidget) -> QLabel:
    """Return a hidden label in which a sentence about a field can stand."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("scale", "meta")
    label.setProperty("tone", "error")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.hide()
    return label


def show_sentence(control: QWidget, label: QLabel, sentence: str | None, note: str | None = None) -> None:
    """Show a mark or a note in ``label``, and tell the control and its screen reader about it."""
    text = sentence or note or ""
    if label.text() == text and bool(control.property("wrong")) == bool(sentence):
        return
    label.setText(text)
    label.setVisible(bool(text))
    if text:
        set_property(label, "tone", "error" if sentence else "muted")
    set_property(control, "wrong", bool(sentence))
    control.setAccessibleDescription(text)


def _small_label(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", "muted")
    label.setProperty("scale", "label")
    return label
