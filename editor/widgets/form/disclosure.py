"""Owns the line that opens and closes a part of the form: ``▸ More fields: layout, 2 custom``."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Disclosure(QPushButton):
    """A quiet, checkable line with a triangle; too long a text is cut at its end, the tooltip has it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._short = ""
        self.setCheckable(True)
        self.setFlat(True)
        self.setProperty("quiet", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)

    @property
    def words(self) -> str:
        """The whole text, without the triangle."""
        return self._text

    def set_words(self, text: str, short: str = "") -> None:
        """Set the text behind the triangle, and the text that takes its place where that has no room."""
        self._text = text
        self._short = short
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line; any width will do."""
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        triangle = "▾ " if self.isChecked() else "▸ "
        room = self.width() - 14
        fits = self.fontMetrics().horizontalAdvance(triangle + self._text) <= room
        words = triangle + (self._text if fits or not self._short else self._short)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if fits else self._text)

    @Slot(bool)
    def _on_toggled(self, _checked: bool) -> None:
        self._elide()
