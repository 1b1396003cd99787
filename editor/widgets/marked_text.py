"""Owns drawing a text in which some spans are marked, on a line or two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from editor.core.query.hits import Span


def paint_lines(
    painter: QPainter,
    box: QRect,
    font: QFont,
    text: str,
    marks: Sequence[Span],
    ground: str,
    *,
    height: int,
    most: int = 2,
) -> None:
    """Draw a text from the top of ``box`` on up to ``most`` (one or two) lines of ``height`` pixels.

    The marked spans stand on ``ground``, a colour; the pen is the painter's.
    """
    painter.setFont(font)
    top = box.top()
    lines = two_lines(text, font, box.width()) if most > 1 else [(0, _cut(text, font, box.width()))]
    for start, line in lines:
        inside = [
            (max(first - start, 0), min(last - start, len(line)))
            for first, last in marks
            if first - start < len(line) and last > start
        ]
        place = QRect(box.left(), top, box.width(), height)
        if inside:
            _paint_marked(painter, place, font, line, inside, ground)
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        top += height


def two_lines(text: str, font: QFont, width: int) -> list[tuple[int, str]]:
    """Break a text into at most two lines of ``width`` pixels, each with its place in the text.

    What does not fit ends in an ellipsis.
    """
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
        return [(0, text)]
    tail = text[cut:]
    start = cut + len(tail) - len(tail.lstrip())
    return [(0, text[:cut].rstrip()), (start, _cut(tail.strip(), font, width))]


def _cut(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_marked(
    painter: QPainter, box: QRect, font: QFont, line: str, spans: Sequence[Span], ground: str
) -> None:
    layout = QTextLayout(line, font)
    mark = QTextCharFormat()
    mark.setBackground(QBrush(QColor(ground)))
    ranges = []
    for start, end in spans:
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, end - start, mark
        ranges.append(span)
    layout.setFormats(ranges)
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(box.width() + 40)  # what was cut to fit must not wrap for a rounding error
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - row.height()) / 2))
