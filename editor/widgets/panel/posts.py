"""Owns how the list of posts is drawn: state, headline, facts and lead image of each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from editor.core.catalog import PostEntry, shown_day
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

_ROW_HEIGHT = 66
_GAP = 9
_DOT = 8


class PostDelegate(RowDelegate):
    """Draws a post: state dot, headline on up to two lines, a line of facts, the lead image."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows, which lets the view scroll 20,000 of them."""
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(EntryRole)
        if not isinstance(entry, PostEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect
        self.paint_ground(painter, option)
        dot = QPointF(box.left() + MARGIN + _DOT / 2, box.center().y() + 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._dot_colour(entry)))
        painter.drawEllipse(dot, _DOT / 2, _DOT / 2)
        square = QRect(
            box.right() - MARGIN - THUMBNAIL + 1,
            box.top() + (_ROW_HEIGHT - THUMBNAIL) // 2,
            THUMBNAIL,
            THUMBNAIL,
        )
        self.paint_picture(painter, square, index.data(PictureRole))
        left = box.left() + MARGIN + _DOT + _GAP
        self._paint_words(
            painter, QRect(left, box.top(), square.left() - _GAP - left, box.height()), option.font, entry
        )
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, font: QFont, entry: PostEntry) -> None:
        title_font, meta_font = QFont(font), QFont(font)
        title_font.setPixelSize(13)
        title_font.setWeight(QFont.Weight.DemiBold)
        meta_font.setPixelSize(11)
        lines = two_lines(entry.title or entry.path, title_font, box.width())
        title_height, meta_height = 17, 16
        top = box.top() + (box.height() - title_height * len(lines) - meta_height) // 2
        painter.setFont(title_font)
        painter.setPen(QColor(self.theme.text))
        for line in lines:
            painter.drawText(
                QRect(box.left(), top, box.width(), title_height), Qt.AlignmentFlag.AlignVCenter, line
            )
            top += title_height
        painter.setFont(meta_font)
        painter.setPen(QColor(self.theme.accent if entry.problem else self.theme.muted))
        meta = QFontMetrics(meta_font).elidedText(meta_text(entry), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(
            QRect(box.left(), top, box.width(), meta_height), Qt.AlignmentFlag.AlignVCenter, meta
        )

    def _dot_colour(self, entry: PostEntry) -> str:
        colours = {
            "published": self.theme.ok,
            "scheduled": self.theme.warn,
            "broken": self.theme.accent,
        }
        return colours.get(entry.status, self.theme.muted)


def meta_text(entry: PostEntry) -> str:
    """Return the line of facts under a headline: day, state, category and author, as far as known."""
    day = shown_day(entry)
    parts: list[str] = []
    if entry.problem:
        parts.append(_say("Cannot be read"))
    elif entry.status == "draft":
        parts.append(_say("Draft"))
    elif entry.status == "scheduled" and day:
        parts.append(_say("Scheduled {day}").format(day=day_text(day)))
    elif entry.status == "hidden":
        parts.append(_say("Hidden"))
        if day:
            parts.append(day_text(day))
    elif day:
        parts.append(day_text(day))
    parts.extend(entry.categories[:1])
    if entry.author:
        parts.append(entry.author)
    if entry.status == "draft" and not entry.image:
        parts.append(_say("no lead image"))
    return " · ".join(parts)


def day_text(day: date) -> str:
    """Return a day as ``14 Mar 2026`` in the language of the window."""
    return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)} {day.year}"


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Break a headline into at most two lines of ``width`` pixels; what does not fit ends in an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(width, 1))
    cut = first.textLength()
    layout.endLayout()
    if cut >= len(text):
        return [text]
    rest = QFontMetrics(font).elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    return [text[:cut].rstrip(), rest]


def post_model(parent: QObject) -> RowModel:
    """Return an empty model of ``PostEntry`` rows."""
    texts = RowTexts(
        title=lambda entry: entry.title,
        tip=lambda entry: entry.problem or entry.path,
        spoken=lambda entry: f"{entry.title}, {meta_text(entry)}",
        picture=lambda entry: entry.image,
    )
    return RowModel(texts, parent)


def _say(text: str) -> str:
    return QCoreApplication.translate("Posts", text)
