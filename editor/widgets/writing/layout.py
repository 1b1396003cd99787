"""Owns the line height of the editor's text, which QPlainTextEdit has no setting for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.widgets.writing.highlighter import Highlighter

LINE_HEIGHT = 1.75
"""Height of a line as a multiple of the font's pixel size (the design's ``14px/1.75``)."""

_change = QPlainTextDocumentLayout.documentChanged


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """The cursor, and the line at the top of the window with the share of it that was scrolled away.

    Both are cursors of the document: what another program changes in it meanwhile moves them along.
    """

    cursor: QTextCursor
    top: QTextCursor
    top_share: float


class SpacedLayout(QPlainTextDocumentLayout):
    """A plain text layout whose lines stand a fixed distance apart, each at the bottom of its own slot.

    Qt stacks the lines of a block at their natural height; moved apart afterwards they stay where they are until
    the block is laid out again, and Qt's own geometry follows them. So nothing is overridden that Qt asks for each
    visible block at each key (``blockBoundingRect`` in Python costs more than all the rest of a keystroke). The
    price is that lines must be moved before they count: at an edit here, and before scrolling or painting by
    ``space_blocks`` for a page around the window, which the editor sees to. A block that was laid out anew is known
    by its first line standing at 0, so nothing has to be remembered and asking twice does no harm.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        # Kept, because asking Qt for it by document() makes the document's Python side belong to this layout and to
        # nothing else: a circle that the garbage collector then takes apart, in the middle of the writer's work.
        self._document = document
        self.highlighter = Highlighter(document)
        self.left: LeftPlace | None = None
        """Where the writer left the document, once it has been shown."""
        self.window = (0, -1)
        """First and last block around the window; empty while the document is not shown."""
        self.redraw: Callable[[QTextBlock, int, int], None] | None = None
        """Draws the first to the last of some lines of a block again, in a window that shows the document."""
        self._spaced: tuple[int, list[int]] = (-1, [])
        """The block whose lines were moved apart last, and where in its text they begin, each within its slot."""
        self._count = document.blockCount()
        self._slot = 0.0
        self._natural = 0

    @property
    def line_height(self) -> float:
        """The height of one slot in whole px; 0 until the first ``space_lines``."""
        return self._slot

    @property
    def leading(self) -> float:
        """How much of the slot, in px, stands empty above the line."""
        return self._slot - self._natural if self._slot else 0.0

    def space_lines(self, metrics: QFontMetricsF, pixel_size: float) -> None:
        """Set the line height for a font; the caller then sets the document's font, which lays it out anew.

        Whole pixels, so that every line meets the pixel grid alike and text stays sharp.
        """
        self._natural = math.ceil(metrics.height())
        self._slot = float(max(self._natural, math.floor(pixel_size * LINE_HEIGHT + 0.5)))

    def space_blocks(self, first: int, last: int) -> bool:
        """Lay out blocks ``first`` to ``last`` and move their lines apart; True when any was not so already."""
        block = self._document.findBlockByNumber(max(first, 0))
        moved = False
        for _ in range(max(first, 0), last + 1):
            if not block.isValid():
                break
            moved |= self._space(block)
            block = block.next()
        return moved

    def space_end(self, rows: int) -> None:
        """Space as many blocks at the end of the text as fit in a window: the scroll range depends on them."""
        last = self._document.blockCount() - 1
        self.space_blocks(last - rows, last)

    def _space(self, block: QTextBlock) -> bool:
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            self.blockBoundingRect(block)  # lays it out
            count = layout.lineCount()
        line = layout.lineAt(0)
        if not count or line.y() != 0.0:
            return False
        slot, left, starts, tall = self._slot, line.x(), [], False
        for number in range(count):
            if number:
                line = layout.lineAt(number)
            starts.append(line.textStart())
            height = line.height()
            tall |= height > slot
            # Never 0, which means "not moved yet": the glyphs of a fallback font may be taller than the slot.
            line.setPosition(QPointF(left, max(slot * (number + 1) - height, 0.25)))
        self._spaced = (block.blockNumber(), [] if tall else starts)
        return True

    def documentChanged(self, position: int, _removed: int, added: int) -> None:
        """Lay out what changed, space it, and only then tell the widget (Qt's own method).

        Qt takes removed and added characters together for the extent. New formats count as both for the whole
        line, so on account of one styled line it would lay out everything below at every key: hence the 0.
        """
        document = self._document
        block = document.findBlock(position)
        count, lines = document.blockCount(), block.lineCount()
        one = count == self._count and (added < 2 or document.findBlock(position + added - 1) == block)
        before = self._spaced
        quiet = self.blockSignals(True)
        _change(self, position, 0, max(added, 1))
        self.blockSignals(quiet)
        if one:
            self._space(block)
            if block.lineCount() == lines:
                self._redraw(block, before)
                return
        else:
            self._count = count
            self._spaced = (-1, [])
            first, last = self.window
            if last >= first:
                self.space_blocks(first, last)
                self.space_end((last - first) // 3)
        self.documentSizeChanged.emit(self.documentSize())
        self.update.emit()

    def _redraw(self, block: QTextBlock, before: tuple[int, list[int]]) -> None:
        """Have a block drawn again that has as many lines as before: where only a letter came in, those it moved."""
        # Where it came in the highlighter knows: formats that it sets make the extent of the edit the whole line.
        now, letter = self._spaced, self.highlighter.letter
        known = before[0] == now[0] and len(before[1]) == len(now[1]) > 0
        if self.redraw is None or letter < 0 or not known:
            self.updateBlock.emit(block)
        else:
            self.redraw(block, *_moved_lines(before[1], now[1], letter))


def _moved_lines(before: Sequence[int], now: Sequence[int], at: int) -> tuple[int, int]:
    """Return the first and the last line that a letter typed at ``at`` changed; lines are given by their starts."""
    first, last = 0, len(now) - 1
    while first < last and before[first + 1] == now[first + 1] <= at:
        first += 1
    while last > first and now[last] == before[last] + 1 > at:
        last -= 1
    return first, last
