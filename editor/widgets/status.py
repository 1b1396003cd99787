"""Owns the line along the bottom: words, place, problems, and whether the post is safe on disk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.widgets.announcing import announce
from editor.widgets.theme import set_property


@dataclass(frozen=True, slots=True)
class Safety:
    """The writer's state in words; ``tone`` is ``ok``, ``warn``, ``error`` or ``muted``."""

    text: str
    tone: str


class StatusLine(QFrame):
    """Shows facts about the post in front; ``note_requested`` when the writer asks about the note."""

    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._words = self._label(self.tr("Length"))
        self._place = self._label(self.tr("Place of the cursor"))
        self._note = QPushButton(self)
        self._note.setProperty("quiet", True)
        self._note.setFlat(True)
        # No higher than the line is without it: text and page would move whenever it comes and goes.
        self._note.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Ignored)
        self._note.clicked.connect(self.note_requested)
        self._message = self._label(self.tr("Message"))
        self._language = self._label(self.tr("Language of the spelling"))
        self._encoding = self._label(self.tr("Encoding and line ends"))
        self._safety = self._label(self.tr("Saved or not"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(18)
        for widget in (self._words, self._place, self._note):
            row.addWidget(widget)
        row.addWidget(self._message, 1)
        row.addWidget(self._language)
        row.addWidget(self._encoding)
        row.addWidget(self._safety)
        self.show_note("")

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "muted")
        # Not as its name: that would be read in place of what the label says.
        label.setAccessibleDescription(name)
        return label

    def show_words(self, text: str) -> None:
        """Show length and reading time, of the post or of the selection."""
        self._words.setText(text)

    def show_place(self, line: int, column: int) -> None:
        """Show where the cursor is; both count from 0."""
        self._place.setText(self.tr("Ln {line}, Col {column}").format(line=line + 1, column=column + 1))

    def show_note(self, text: str) -> None:
        """Show how many things want a look; an empty text hides it."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_message(self, text: str) -> None:
        """Say what has just been done, also to a screen reader."""
        if text != self._message.text():
            announce(self, text)
        self._message.setText(text)

    def show_encoding(self, text: str) -> None:
        """Show encoding and line ends, such as ``UTF-8 · LF``."""
        self._encoding.setText(text)

    def show_language(self, text: str) -> None:
        """Show the language that spelling is looked up in; an empty text for none."""
        self._language.setText(text)

    def show_safety(self, safety: Safety) -> None:
        """Say in words whether the post is on disk; that it has just come there, also to a screen reader."""
        if safety.tone == "ok" and self._safety.text() and self._safety.property("tone") != "ok":
            announce(self, safety.text)
        self._safety.setText(safety.text)
        set_property(self._safety, "tone", safety.tone)

    def clear(self) -> None:
        """Show nothing: no post is open."""
        for label in (self._words, self._place, self._message, self._encoding, self._safety):
            label.clear()
        self.show_note("")
