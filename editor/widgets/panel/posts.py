"""Owns how the list of posts is drawn: state, headline, facts, the hit of a search and lead image of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import QStyleOptionViewItem

from editor.core.arranging import PAGES, Heading
from editor.core.catalog import PostEntry, shown_day
from editor.core.entries import PAGE, POST_KINDS
from editor.core.query.hits import Excerpt, Span
from editor.widgets.marked_text import paint_lines, two_lines
from editor.widgets.panel.rows import (
    MARGIN,
    THUMBNAIL,
    ClashRole,
    EntryRole,
    ExcerptRole,
    Index,
    MarksRole,
    PictureRole,
    RowDelegate,
)

ROW_HEIGHT = 66
EXCERPT_HEIGHT = 32
"""What a row is higher by while its hit is shown, on two lines."""
HEADING_HEIGHT = 30
_GAP = 9
_DOT = 8
_TITLE_LINE, _META_LINE = 17, 16


class PostDelegate(RowDelegate):
    """Draws a post: state dot, headline on up to two lines, a line of facts, the hit, the lead image."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the usual size of a row; the table sets the heights itself."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(EntryRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            self._paint_heading(painter, option, entry)
        elif isinstance(entry, PostEntry):
            self.paint_ground(painter, option)
            self._paint_post(painter, option, index, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
        font = QFont(option.font)
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        box = option.rect.adjusted(MARGIN, 0, -MARGIN, -4)
        painter.setPen(QColor(self.theme.muted))
        painter.setFont(font)
        count = QLocale().toString(heading.count)
        width = QFontMetrics(font).horizontalAdvance(count) + 8
        flags = Qt.AlignmentFlag.AlignBottom
        text = heading_text(heading)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() - width)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignLeft, cut)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignRight, count)

    def _paint_post(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, entry: PostEntry
    ) -> None:
        box = option.rect
        head = QRect(box.left(), box.top(), box.width(), ROW_HEIGHT)
        dot = QPointF(box.left() + MARGIN + _DOT / 2, head.center().y() + 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._dot_colour(entry)))
        painter.drawEllipse(dot, _DOT / 2, _DOT / 2)
        top = head.top() + (ROW_HEIGHT - THUMBNAIL) // 2
        square = QRect(box.right() - MARGIN - THUMBNAIL + 1, top, THUMBNAIL, THUMBNAIL)
        self.paint_picture(painter, square, index.data(PictureRole))
        left = box.left() + MARGIN + _DOT + _GAP
        words = QRect(left, head.top(), square.left() - _GAP - left, head.height())
        clashes = bool(index.data(ClashRole))
        self._paint_words(painter, words, option.font, entry, index.data(MarksRole) or (), clashes)
        excerpt = index.data(ExcerptRole)
        if isinstance(excerpt, Excerpt) and excerpt.text:
            below = QRect(left, head.bottom() - 7, box.right() - MARGIN - left, 2 * _META_LINE)
            font = QFont(option.font)
            font.setPixelSize(11)
            painter.setPen(QColor(self.theme.text))
            ground = self.theme.accent_soft
            paint_lines(painter, below, font, excerpt.text, excerpt.marks, ground, height=_META_LINE)

    def _paint_words(
        self,
        painter: QPainter,
        box: QRect,
        font: QFont,
        entry: PostEntry,
        marks: Sequence[Span],
        clashes: bool,
    ) -> None:
        title_font, meta_font = QFont(font), QFont(font)
        title_font.setPixelSize(13)
        title_font.setWeight(QFont.Weight.DemiBold)
        meta_font.setPixelSize(11)
        title = entry.title or entry.path
        count = len(two_lines(title, title_font, box.width()))
        top = box.top() + (box.height() - _TITLE_LINE * count - _META_LINE) // 2
        painter.setPen(QColor(self.theme.text))
        place = QRect(box.left(), top, box.width(), _TITLE_LINE * count)
        paint_lines(painter, place, title_font, title, marks, self.theme.accent_soft, height=_TITLE_LINE)
        painter.setFont(meta_font)
        painter.setPen(QColor(self.theme.accent if entry.problem or clashes else self.theme.muted))
        facts = meta_text(entry, clashes=clashes)
        meta = QFontMetrics(meta_font).elidedText(facts, Qt.TextElideMode.ElideRight, box.width())
        below = QRect(box.left(), top + _TITLE_LINE * count, box.width(), _META_LINE)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, meta)

    def _dot_colour(self, entry: PostEntry) -> str:
        colours = {
            "published": self.theme.ok,
            "scheduled": self.theme.warn,
            "broken": self.theme.accent,
        }
        return colours.get(entry.status, self.theme.muted)


def meta_text(entry: PostEntry, *, clashes: bool = False) -> str:
    """Return the line of facts under a headline: day, state, category and author, as far as known.

    One whose address others have, too, ``clashes``; that comes first.
    """
    day = shown_day(entry)
    parts: list[str] = [_say("Address taken twice")] if clashes else []
    if entry.kind == PAGE:
        parts.append(_say("Page"))
    elif entry.kind not in POST_KINDS:
        parts.append(entry.kind.replace("_", " ").capitalize())
    if entry.status == "broken":
        parts.append(_say("Broken"))
        if day:
            parts.append(day_text(day))
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


def heading_text(heading: Heading) -> str:
    """Return the words of a heading: ``March 2026`` in the language of the window, or a category's name."""
    if not heading.name:
        return _say("No date") if heading.group == "month" else _say("No category")
    if heading.group == "month" and heading.name == PAGES:
        return _say("Pages")
    if heading.group == "month":
        year, _, month = heading.name.partition("-")
        return f"{QLocale().standaloneMonthName(int(month))} {int(year)}"
    return heading.name


def _say(text: str) -> str:
    return QCoreApplication.translate("Posts", text)
