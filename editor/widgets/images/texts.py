"""Owns the words that go with a picture: alt text, caption and credit, as far as its place in the post has room."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from editor.widgets.images.subject import Texts

_ALT_HEIGHT = 56


class TextsBox(QWidget):
    """Three fields under their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Texts()
        self.alt = QPlainTextEdit(self)
        self.alt.setFixedHeight(_ALT_HEIGHT)
        self.alt.setTabChangesFocus(True)
        self.alt.setProperty("field", True)
        self.caption, self.credit = QLineEdit(self), QLineEdit(self)
        self._alt_note, self._credit_note = QLabel(self), QLabel(self)
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for key, text, field, note in (
            ("alt", self.tr("Alt text"), self.alt, self._alt_note),
            ("caption", self.tr("Caption"), self.caption, QLabel(self)),
            ("credit", self.tr("Credit"), self.credit, self._credit_note),
        ):
            field.setAccessibleName(text)
            label = QLabel(text, self)
            for each in (label, note):
                each.setProperty("scale", "label")
                each.setProperty("tone", "warn" if each is self._alt_note else "muted")
            head = QHBoxLayout()
            head.addWidget(label)
            head.addStretch(1)
            head.addWidget(note)
            column.addLayout(head)
            column.addWidget(field)
            self._rows[key] = (label, note, field)
        self.alt.textChanged.connect(self._on_alt_text_changed)

    def show_texts(self, texts: Texts, credit_hint: str) -> None:
        """Show what the post has, and where an empty credit was filled from."""
        self._shown = texts
        for key, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(getattr(texts, key) is not None)
        self.alt.setPlainText(texts.alt or "")
        self.caption.setText(texts.caption or "")
        self.credit.setText(texts.credit or "")
        self._credit_note.setText(credit_hint)

    @property
    def texts(self) -> Texts:
        """What stands there now; None for what there is no room for."""
        return Texts(
            None if self._shown.alt is None else " ".join(self.alt.toPlainText().split()),
            None if self._shown.caption is None else self.caption.text().strip(),
            None if self._shown.credit is None else self.credit.text().strip(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than what was shown."""
        now, shown = self.texts, self._shown
        return any(
            _words(getattr(now, key)) != _words(getattr(shown, key)) for key in ("alt", "caption", "credit")
        )

    @Slot()
    def _on_alt_text_changed(self) -> None:
        self._alt_note.setText("" if self.alt.toPlainText().strip() else self.tr("required"))


def _words(text: str | None) -> list[str]:
    return (text or "").split()
