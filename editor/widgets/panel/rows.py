"""Owns what the panel's lists share: a model of rows, and the ground a row stands on with its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from editor.widgets.theme import LIGHT, Theme

EntryRole = Qt.ItemDataRole.UserRole
PictureRole = Qt.ItemDataRole.UserRole + 1
ExcerptRole = Qt.ItemDataRole.UserRole + 2
MarksRole = Qt.ItemDataRole.UserRole + 3
ClashRole = Qt.ItemDataRole.UserRole + 4

THUMBNAIL = 44
MARGIN = 12

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowTexts:
    """How a row's texts are read off an entry."""

    title: Callable[[Any], str]
    tip: Callable[[Any], str]
    spoken: Callable[[Any], str]


class RowModel(QAbstractListModel):
    """The rows on show."""

    def __init__(self, texts: RowTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: tuple = ()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, its entry or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        entry = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts.title(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return self._texts.tip(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._texts.spoken(entry)
        return entry if role == EntryRole else None

    def set_rows(self, rows: Sequence) -> None:
        """Show these rows."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()


class RowDelegate(QStyledItemDelegate):
    """Paints the ground and the picture of a row; its subclasses paint the words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint selection, hover, the hairline above and the focus ring."""
        state = (
            QtWidgets.QStyle.StateFlag
        )  # a class that PySide takes long to make, and the first window has no rows
        selected = bool(option.state & state.State_Selected)
        hovered = bool(option.state & state.State_MouseOver)
        ground = QColor(self.theme.selection)
        if selected or hovered:
            if not selected:
                ground.setAlphaF(0.45)
            painter.fillRect(option.rect, ground)
        line = QColor(self.theme.line)
        line.setAlphaF(0.55)
        painter.setPen(QPen(line, 1))
        painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if option.state & state.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 4, 4)

    def paint_picture(self, painter: QPainter, square: QRect, picture: object) -> None:
        """Paint a thumbnail with rounded corners, or a dashed square where there is none."""
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(square), 5, 5)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.setClipPath(shape)
            painter.drawPixmap(square, picture)
            painter.setClipping(False)
            return
        painter.setPen(QPen(QColor(self.theme.line), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def square_picture(image: QImage) -> QPixmap:
    """Crop a thumbnail to the square a row shows, at twice its size for sharp screens."""
    if image.isNull():
        return QPixmap()
    side = min(image.width(), image.height())
    cut = image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    sharp = 2 * THUMBNAIL
    return QPixmap.fromImage(
        cut.scaled(
            sharp, sharp, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    )
