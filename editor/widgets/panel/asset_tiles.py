"""Owns how an asset is drawn: as a tile of a grid, or as a row with its folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.core.assets import Asset
from editor.core.catalog import shown_path
from editor.widgets.panel.asset_model import AssetModel, PixelsRole, size_text
from editor.widgets.panel.rows import MARGIN, THUMBNAIL, EntryRole, Index, PictureRole, RowDelegate
from editor.widgets.tokens import META, UI

PAD = 5
"""Pixels between a tile's edge, where its ground ends, and its picture."""
_GAP = 4
_LEAST_TILE = 112
_LINE = 16
_ROW_HEIGHT = 60


class AssetDelegate(RowDelegate):
    """Draws assets; ``grid`` says how. Say first whether their uses are known: before that none is unused."""

    _SEPARATOR: ClassVar[str] = " · "

    def __init__(self, model: AssetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.grid = True
        self.uses_known = False
        self.tile = QSize(_LEAST_TILE, _LEAST_TILE)

    def fit(self, width: int) -> QSize:
        """Return the size of a cell of the grid where ``width`` pixels are free: two columns in a panel, or more."""
        columns = max(1, width // _LEAST_TILE)
        wide = max(width, _LEAST_TILE) // columns
        picture = (wide - 2 * PAD) * 2 // 3
        self.tile = QSize(wide, picture + 2 * _LINE + 2 * PAD + _GAP)
        return self.tile

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one size of all tiles or rows."""
        return self.tile if self.grid else QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one asset."""
        asset = index.data(EntryRole)
        if not isinstance(asset, Asset):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.grid:
            self._paint_tile(painter, option, index, asset)
        else:
            self._paint_row(painter, option, index, asset)
        painter.restore()

    def words(self, asset: Asset, pixels: tuple[int, int]) -> tuple[str, bool]:
        """Return the line under an asset's name, and whether it is a warning."""
        if asset.is_missing:
            return self.tr("missing") + self._SEPARATOR + self._model.use_text(asset), True
        if asset.stops:
            return self.tr("stops Jekyll") + self._SEPARATOR + self._model.use_text(asset), True
        parts = [f"{pixels[0]}×{pixels[1]}"] if any(pixels) else []
        if not parts or asset.is_large:
            parts.append(size_text(asset))
        if self.uses_known:
            parts.append(self._model.use_text(asset))
        unused = self.uses_known and not asset.uses
        return self._SEPARATOR.join(parts), unused or asset.is_large

    def _paint_tile(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, asset: Asset
    ) -> None:
        self._paint_tile_ground(painter, option, option.rect.adjusted(1, 1, -1, -1))
        inner = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
        picture = QRect(inner.left(), inner.top(), inner.width(), inner.width() * 2 // 3)
        self._paint_cover(painter, picture, index.data(PictureRole), asset)
        text, warns = self.words(asset, index.data(PixelsRole))
        top = QPoint(inner.left(), picture.bottom() + 5)
        self._paint_lines(
            painter, option, top, inner.width(), ((shown_path(asset.name), False), (text, warns))
        )

    def _paint_tile_ground(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(self.theme.selection)
            ground.setAlphaF(1.0 if selected else 0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(cell, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_cover(self, painter: QPainter, box: QRect, picture: object, asset: Asset) -> None:
        """Fill the box with the middle of the picture; what is no picture shows its suffix."""
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box), 5, 5)
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.size()
            cut = box.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
            source = QRect(QPoint(), cut)
            source.moveCenter(QRect(QPoint(), size).center())
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(box, picture, source)
            painter.setClipping(False)
            return
        painter.setPen(QPen(QColor(self.theme.line), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        word = self._model.fault_text(asset)
        if word and not self.grid:
            word = "!"  # the words stand in the row, and would not fit in here
        if not word and not asset.is_picture:
            word = asset.name.rpartition(".")[2].upper()
        if word:
            painter.setPen(QColor(self.theme.muted))
            painter.setFont(_sized(painter.font(), META))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, word)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, asset: Asset) -> None:
        self.paint_ground(painter, option)
        box = option.rect
        square = QRect(box.left() + MARGIN, box.top() + (_ROW_HEIGHT - THUMBNAIL) // 2, THUMBNAIL, THUMBNAIL)
        self._paint_cover(painter, square, index.data(PictureRole), asset)
        left = square.right() + 10
        text, warns = self.words(asset, index.data(PixelsRole))
        folder = asset.path.rpartition("/")[0]
        fault = "" if asset.is_missing else self._model.fault_text(asset)
        below = self._SEPARATOR.join(filter(None, (fault, text, folder)))
        lines = ((shown_path(asset.name), False), (below, warns or bool(fault)))
        top = QPoint(left, box.top() + (_ROW_HEIGHT - 2 * _LINE) // 2)
        self._paint_lines(painter, option, top, box.right() - MARGIN - left, lines)

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        top: QPoint,
        width: int,
        lines: Sequence[tuple[str, bool]],
    ) -> None:
        """Write the name and the line under it, the latter in the warn colour where it warns."""
        for number, (text, warns) in enumerate(lines):
            font = _sized(option.font, (UI if number == 0 and not self.grid else META) - (number > 0))
            colour = self.theme.text if number == 0 else self.theme.warn if warns else self.theme.muted
            painter.setFont(font)
            painter.setPen(QColor(colour))
            mode = Qt.TextElideMode.ElideMiddle if number == 0 else Qt.TextElideMode.ElideRight
            cut = QFontMetrics(font).elidedText(text, mode, width)
            painter.drawText(QRect(top.x(), top.y(), width, _LINE), Qt.AlignmentFlag.AlignVCenter, cut)
            top += QPoint(0, _LINE)


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized
