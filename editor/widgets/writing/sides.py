"""Owns the empty sides of a narrow page: clicking or scrolling there is clicking or scrolling in the page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget


class Side(QWidget):
    """One of the two sides; hands the mouse on to the page as if it were at the page's edge."""

    def __init__(self, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.hide()

    def stand(self, area: QRect) -> None:
        """Take up a place; an empty one hides the side."""
        self.setGeometry(area)
        self.setVisible(not area.isEmpty())

    def _hand_on(self, event: QMouseEvent) -> None:
        inside = self._page.mapFromGlobal(event.globalPosition())
        inside.setX(min(max(inside.x(), 0.0), self._page.width() - 1.0))
        moved = QMouseEvent(
            event.type(),
            inside,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )
        QCoreApplication.sendEvent(self._page, moved)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's own, for the page."""
        self._hand_on(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's own, for the page."""
        self._hand_on(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's own, for the page."""
        self._hand_on(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's own, for the page."""
        self._hand_on(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's own, for the page."""
        QCoreApplication.sendEvent(self._page, event)
