"""Owns what is painted under the editor's text: the current line, code, matches and the selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTextBlock, QTextCursor

from editor.widgets.tokens import Theme, mix
from editor.widgets.writing.search import Finder

_TAIL = 7.0
"""How far, in px, a selection reaches past a line whose end is selected too."""
_CODE_OVERHANG = 8
"""How far, in px, the ground of a code block reaches beside its text."""


class Colours:
    """The colours under the text in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.base = QColor(theme.base)
        self.line = QColor(mix(theme.selection, theme.base, 0.45))
        self.code = QColor(theme.code)
        self.selection = QColor(mix(theme.link, theme.base, 0.28))
        self.match = QColor(mix(theme.warn, theme.base, 0.25))
        self.doubt = Wave(QColor(theme.accent))
        self.wrong = QColor(theme.accent_soft)


@dataclass(frozen=True, slots=True)
class Slots:
    """Where lines stand: their height in px, and how far below its slot a band is centred on its text."""

    height: float
    drop: float


_WAVE = 2.0
"""Half a period of the wave under a word in doubt, in px."""
_TILE = 4
"""How high the wave stands, in px, its line's width included."""

Doubts = Callable[[QTextBlock], Iterable[tuple[int, int]]]
"""Gives where the words in doubt of a block start and stop, in UTF-16 units."""

Blocks = Callable[[QRect], Iterator[tuple[QTextBlock, float]]]
"""Gives the blocks within an area of the viewport, each with the y of its top in px."""


def paint_code(
    painter: QPainter, spans: Iterable[tuple[float, float]], width: int, margin: int, colour: QColor
) -> None:
    """Paint one flat ground for each code block, given as its top and bottom in px."""
    left = margin - _CODE_OVERHANG
    for top, bottom in spans:
        painter.fillRect(QRectF(left, top, width - 2 * left, bottom - top), colour)


def paint_matches(
    painter: QPainter, blocks: Blocks, area: QRect, slots: Slots, finder: Finder, colour: QColor
) -> None:
    """Paint a ground behind each match in the area. Raises SlowPatternError."""
    for block, top in blocks(area):
        for match in finder.matches(block.text()):
            for run in _runs(block, top, slots, match.start, match.start + match.length, tail=False):
                painter.fillRect(run, colour)


def paint_doubts(
    painter: QPainter, blocks: Blocks, area: QRect, slots: Slots, doubts: Doubts, wave: Wave, drop: float
) -> None:
    """Paint a wave under each word in doubt, ``drop`` px below the middle of its line."""
    tile = wave.tile(painter.device().devicePixelRatioF())
    below = slots.drop + slots.height / 2 + drop - _WAVE
    for block, top in blocks(area):
        layout = block.layout()
        for start, stop in doubts(block):
            line = layout.lineForTextPosition(start)
            height = top + line.lineNumber() * slots.height + below
            if height + _TILE < area.top() or height > area.bottom() + 1:
                continue
            # A word too long for its line goes on in the next one: the wave ends with the line.
            left, right = line.cursorToX(start)[0], line.cursorToX(stop)[0]
            painter.drawTiledPixmap(round(left), round(height), round(right - left), _TILE, tile)


class Wave:
    """The line under a word in doubt, drawn once: drawing each anew would cost as much as the text of a key."""

    def __init__(self, colour: QColor) -> None:
        self._colour = colour
        self._tiles: dict[float, QPixmap] = {}

    def tile(self, ratio: float) -> QPixmap:
        """Return one period, for a screen with ``ratio`` pixels to a px."""
        made = self._tiles.get(ratio)
        if made is None:
            made = QPixmap(round(2 * _WAVE * ratio), round(_TILE * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(QColor(0, 0, 0, 0))
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._colour, 1.1))
            # From before the tile to behind it, so that tiles meet without a seam.
            painter.drawPolyline(
                [
                    QPointF(step * _WAVE, _WAVE + (_WAVE / 2 if step % 2 else -_WAVE / 2))
                    for step in range(-1, 4)
                ]
            )
            painter.end()
            self._tiles[ratio] = made
        return made


def paint_selection(
    painter: QPainter, blocks: Blocks, area: QRect, slots: Slots, cursor: QTextCursor, colour: QColor
) -> None:
    """Paint the selection as unbroken bands, slot by slot."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for block, top in blocks(area):
        position, size = block.position(), block.length()
        if end < position or start >= position + size:
            continue
        first, last = max(0, start - position), min(size - 1, end - position)
        for run in _runs(block, top, slots, first, last, tail=end >= position + size):
            painter.fillRect(run, colour)


def _runs(
    block: QTextBlock, top: float, slots: Slots, first: int, last: int, *, tail: bool
) -> Iterator[QRectF]:
    """Yield the bands behind the characters ``first`` to ``last`` of a block; ``tail`` marks its end too."""
    layout = block.layout()
    count = layout.lineCount()
    for number in range(max(layout.lineForTextPosition(first).lineNumber(), 0), count):
        line = layout.lineAt(number)
        start = line.textStart()
        stop = start + line.textLength()
        if last < start:
            break
        left = line.cursorToX(max(first, start))[0]
        right = line.cursorToX(min(last, stop))[0]
        if last > stop or (tail and number == count - 1):
            right += _TAIL
        if right > left:
            yield QRectF(left, top + number * slots.height + slots.drop, right - left, slots.height)
