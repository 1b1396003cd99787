"""Owns the line height of the editor's text, which QPlainTextEdit has no setting for."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.widgets.writing.highlighter import Highlighter

LINE_HEIGHT = 1.75
"""Height of a line as a multiple of the font's pixel size (the design's ``14px/1.75``)."""

# Bound once: the look-up through the type costs as much as the call, and this runs for every visible block.
_natural_rect = QPlainTextDocumentLayout.blockBoundingRect


class SpacedLayout(QPlainTextDocumentLayout):
    """A plain text layout whose lines stand a fixed distance apart, each at the bottom of its own slot.

    The base class stacks lines at their natural height and asks ``blockBoundingRect`` for the result before
    anything is painted, scrolled or hit. So that is where the lines are moved into their slots. A block that was
    laid out anew is known by its height not being a whole number of slots; nothing else has to be remembered.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.highlighter = Highlighter(document)
        self.view: dict[str, float] = {}
        """Where the writer left the document, as ``MarkdownEditor.view_state`` gives it."""
        self._slot = 0.0
        self._natural = 0
        self._baseline = 0.0

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
        self._baseline = self._slot - self._natural + metrics.ascent()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the block's size, its lines in their slots (Qt's own method, called for each visible block)."""
        rect = _natural_rect(self, block)
        height = self._slot * block.lineCount()
        if rect.height() == height or not self._slot:
            return rect
        return self._spaced(block, rect, height)

    def _spaced(self, block: QTextBlock, rect: QRectF, height: float) -> QRectF:
        if not block.isValid() or not block.isVisible():
            return rect
        layout = block.layout()
        if layout.lineCount() and layout.lineAt(0).y() == 0.0:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                # A fallback font with other metrics keeps the common baseline; never 0, which means "not moved yet".
                top = max(self._slot * number + self._baseline - line.ascent(), 0.25)
                line.setPosition(QPointF(line.x(), top))
        if not block.next().isValid():
            height += self.document().documentMargin()
        rect.setHeight(height)
        return rect
