"""Owns the picture that stands for the program in the task bar: a page with a cursor in it, drawn at every size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from editor.widgets.theme import LIGHT

_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Lines of text on the page: how far down and how far to the right, as shares of the icon.
_LINES = ((0.30, 0.74), (0.47, 0.74), (0.68, 0.44))


def app_icon() -> QIcon:
    """Return the icon of the program."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(_drawn(size))
    return icon


def _drawn(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0.04, 0.04, 0.92, 0.92), 0.2, 0.2)
    pen = QPen(QColor(LIGHT.on_accent), 0.07)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for down, right in _LINES:
        painter.drawLine(QPointF(0.26, down), QPointF(right, down))
    pen.setWidthF(0.06)
    painter.setPen(pen)
    painter.drawLine(QPointF(0.60, 0.60), QPointF(0.60, 0.76))
    painter.end()
    return pixmap
