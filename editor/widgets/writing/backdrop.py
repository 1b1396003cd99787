"""Owns what is painted under the editor's text: the current line, code, matches and the selection."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor

from editor.widgets.tokens import Theme, mix

_TAIL = 7.0
"""How far, in px, a selection reaches past a line whose end is selected too."""


class Colours:
    """The colours under the text in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.line = QColor(mix(theme.selection, theme.base, 0.45))
        self.code = QColor(theme.code)
        self.selection = QColor(mix(theme.link, theme.base, 0.28))
        self.match = QColor(mix(theme.warn, theme.base, 0.25))


def slots_of(block: QTextBlock, top: float, height: float) -> Iterator[tuple[int, int, int, QRectF]]:
    """Yield line number, first and last position within the block, and the slot of each line of a block."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = line.textStart()
        slot = QRectF(line.x(), top + number * height, line.width(), height)
        yield number, start, start + line.textLength(), slot


def runs_in(
    block: QTextBlock, top: float, height: float, first: int, last: int, *, tail: bool
) -> Iterator[QRectF]:
    """Yield the rectangles behind the characters ``first`` to ``last`` of a block; ``tail`` marks its end too."""
    layout = block.layout()
    for number, start, stop, slot in slots_of(block, top, height):
        if last < start or first > stop or (first == last and not tail):
            continue
        line = layout.lineAt(number)
        left = line.cursorToX(max(first, start))[0]
        right = line.cursorToX(min(last, stop))[0]
        final = number == layout.lineCount() - 1
        if last > stop or (tail and final):
            right += _TAIL
        if right > left:
            yield QRectF(left, slot.top(), right - left, height)


Visible = Iterator[tuple[QTextBlock, float]]
"""Blocks on screen with the y of their top in the viewport, in px."""


def paint_selection(
    painter: QPainter,
    blocks: Callable[[], Visible],
    cursor: QTextCursor,
    height: float,
    drop: float,
    colour: QColor,
) -> None:
    """Paint the selection as unbroken bands, slot by slot; ``drop`` px lower, centred on the text."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for block, top in blocks():
        at, size = block.position(), block.length()
        if end < at or start >= at + size:
            continue
        first, last = max(0, start - at), min(size - 1, end - at)
        for run in runs_in(block, top, height, first, last, tail=end >= at + size):
            painter.fillRect(run.translated(QPointF(0, drop)), colour)
