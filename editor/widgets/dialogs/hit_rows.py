"""Owns how posts and their lines that a search hits are listed and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.core.catalog import PostEntry
from editor.core.query.hits import Finder, Hit
from editor.widgets.marked_text import paint_lines
from editor.widgets.panel.posts import meta_text
from editor.widgets.theme import LIGHT, Theme

ROW_HEIGHT = 27
RowRole = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HitRow:
    """A post, or with ``hit`` one line of its text."""

    post: PostEntry
    hit: Hit | None = None

    @property
    def number(self) -> str:
        """The line's number as the status bar counts: from 1, without the front matter."""
        return str(self.hit.line + 1) if self.hit is not None else ""


class HitModel(QAbstractTableModel):
    """One column of ``HitRow``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[HitRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return one."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or what is read of it and said of it."""
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        if row is None:
            return None
        if role == RowRole:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if row.hit is None:
            return f"{row.post.title}, {meta_text(row.post)}"
        return self.tr("line {number}: {text}").format(number=row.number, text=row.hit.excerpt.text)

    def set_rows(self, rows: Sequence[HitRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class HitDelegate(QStyledItemDelegate):
    """Draws a post in bold with its facts at the right, a line with its number at the left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.headlines = Finder(())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(RowRole)
        if not isinstance(row, HitRow):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self.theme.selection))
        box = option.rect.adjusted(14, 0, -14, 0)
        if row.hit is None:
            self._paint_post(painter, box, option.font, row.post)
        else:
            self._paint_line(painter, box, option.font, row.number, row.hit)
        painter.restore()

    def _paint_post(self, painter: QPainter, box: QRect, font: QFont, post: PostEntry) -> None:
        small, bold = QFont(font), QFont(font)
        small.setPixelSize(12)
        bold.setWeight(QFont.Weight.DemiBold)
        meta = QFontMetrics(small).elidedText(
            meta_text(post), Qt.TextElideMode.ElideRight, max(box.width() // 3, 1)
        )
        width = QFontMetrics(small).horizontalAdvance(meta) + 12
        painter.setFont(small)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, meta)
        painter.setPen(QColor(self.theme.text))
        title = post.title or post.path
        marks = self.headlines.spans(title)
        place = box.adjusted(0, 0, -width, 0)
        paint_lines(painter, place, bold, title, marks, self.theme.accent_soft, height=ROW_HEIGHT, most=1)

    def _paint_line(self, painter: QPainter, box: QRect, font: QFont, line: str, hit: Hit) -> None:
        small = QFont(font)
        small.setPixelSize(12)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.muted))
        number = QRect(box.left(), box.top(), 44, box.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(number, flags, line)
        painter.setPen(QColor(self.theme.text))
        place, excerpt = box.adjusted(56, 0, 0, 0), hit.excerpt
        ground = self.theme.accent_soft
        paint_lines(painter, place, small, excerpt.text, excerpt.marks, ground, height=ROW_HEIGHT, most=1)
