"""Owns the line that opens and closes a part of the form: ``▸ More fields: layout, 2 custom``."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Disclosure(QPushButton):
    """A quiet, checkable line with a triangle; too long a text is cut at its end, the tooltip has it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._shorter: tuple[str, ...] = ()
        self.setCheckable(True)
        self.setFlat(True)
        self.setProperty("quiet", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)

    @property
    def words(self) -> str:
        """The whole text, without the triangle."""
        return self._text

    def set_words(self, text: str, shorter: Sequence[str] = ()) -> None:
        """Set the text behind the triangle, and what it becomes where there is less and less room."""
        self._text = text
        self._shorter = tuple(shorter)
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
        metrics = self.fontMetrics()
        words = (self._text, *self._shorter)
        fitting = next(
            (text for text in words if metrics.horizontalAdvance(triangle + text) <= room), words[-1]
        )
        shown = metrics.elidedText(triangle + fitting, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if fitting == self._text else self._text)

    @Slot(bool)
    def _on_toggled(self, _checked: bool) -> None:
        self._elide()
