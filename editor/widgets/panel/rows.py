"""Owns what the panel's lists share: a model of catalogue rows with thumbnails, and the ground a row stands on."""

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
    Signal,
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
    """How a row's texts and its picture's path are read off an entry."""

    title: Callable[[Any], str]
    tip: Callable[[Any], str]
    spoken: Callable[[Any], str]
    picture: Callable[[Any], str]


class RowModel(QAbstractListModel):
    """The rows on show. ``picture_wanted`` asks for the thumbnail of an asset path once a row needs it."""

    picture_wanted = Signal(object)

    def __init__(self, texts: RowTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: tuple = ()
        self._pictures: dict[str, QPixmap] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, its entry, its picture or what a screen reader says of it."""
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
        if role == EntryRole:
            return entry
        if role == PictureRole:
            return self._picture(self._texts.picture(entry))
        return None

    def _picture(self, path: str) -> QPixmap | None:
        if not path:
            return None
        if path not in self._pictures:
            self._pictures[path] = QPixmap()
            self.picture_wanted.emit(path)
        return self._pictures[path]

    def set_rows(self, rows: Sequence) -> None:
        """Show these rows."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_picture(self, path: str, image: QImage) -> None:
        """Put a thumbnail where it is wanted."""
        if path not in self._pictures:
            return
        self._pictures[path] = square_picture(image)
        for row, entry in enumerate(self._rows):
            if self._texts.picture(entry) == path:
                self.dataChanged.emit(self.index(row), self.index(row), [PictureRole])

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail; they may have changed."""
        self._pictures.clear()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        if self._pictures.pop(path, None) is not None:
            self.layoutChanged.emit()


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
