"""Owns how the list of assets is drawn: picture, name, size and folder of each."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from editor.core.catalog import AssetEntry
from editor.widgets.panel.rows import (
    MARGIN,
    THUMBNAIL,
    EntryRole,
    Index,
    PictureRole,
    RowDelegate,
    RowModel,
    RowTexts,
)

_ROW_HEIGHT = 60


class AssetDelegate(RowDelegate):
    """Draws an asset: its picture, its name, its folder and size."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows."""
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(EntryRole)
        if not isinstance(entry, AssetEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        box = option.rect
        square = QRect(box.left() + MARGIN, box.top() + (_ROW_HEIGHT - THUMBNAIL) // 2, THUMBNAIL, THUMBNAIL)
        self.paint_picture(painter, square, index.data(PictureRole))
        left = square.right() + 10
        width = box.right() - MARGIN - left
        name_font, meta_font = QFont(option.font), QFont(option.font)
        name_font.setPixelSize(13)
        meta_font.setPixelSize(11)
        folder, _, name = entry.path.rpartition("/")
        rows = (
            (name, name_font, self.theme.text),
            (f"{size_text(entry)} · {folder}", meta_font, self.theme.muted),
        )
        top = box.top() + (_ROW_HEIGHT - 34) // 2
        for text, font, colour in rows:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
            painter.drawText(QRect(left, top, width, 17), Qt.AlignmentFlag.AlignVCenter, cut)
            top += 17
        painter.restore()


def size_text(entry: AssetEntry) -> str:
    """Return a file's size as people read it: ``214 kB``."""
    return QLocale().formattedDataSize(
        entry.size, 0 if entry.size < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def asset_model(parent: QObject) -> RowModel:
    """Return an empty model of ``AssetEntry`` rows."""
    texts = RowTexts(
        title=name_of,
        tip=lambda entry: entry.path,
        spoken=lambda entry: f"{name_of(entry)}, {size_text(entry)}",
        picture=lambda entry: entry.path,
    )
    return RowModel(texts, parent)


def name_of(entry: AssetEntry) -> str:
    """Return a picture's file name."""
    return entry.path.rsplit("/", 1)[-1]
