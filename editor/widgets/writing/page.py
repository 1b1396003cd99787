"""Owns how a body document is shown: lines spaced and styled, a measure, and what is painted under the text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from editor.core.markdown.highlight import KRAMDOWN_START, START
from editor.widgets.theme import monospace_font
from editor.widgets.tokens import EDITOR, LIGHT, Theme
from editor.widgets.writing.backdrop import (
    Colours,
    Slots,
    paint_code,
    paint_doubts,
    paint_matches,
    paint_selection,
)
from editor.widgets.writing.doubts import Doubts, Spans
from editor.widgets.writing.formats import Formats
from editor.widgets.writing.layout import SpacedLayout
from editor.widgets.writing.search import Finder, SlowPatternError
from editor.widgets.writing.sides import Side

MARGIN = 20
"""Empty px around the text."""
_DOUBTS_PAUSE_MS = 250
"""The words of a line that is being typed in are looked at so often."""


def prepare_document(document: QTextDocument) -> None:
    """Give a new body document the line spacing and the highlighter a Page shows it with."""
    layout = SpacedLayout(document)
    document.setDocumentMargin(MARGIN)
    document.setDocumentLayout(layout)


class Page(QPlainTextEdit):
    """Shows one document made ready by ``prepare_document`` at a time.

    Whatever makes Qt lay lines out anew (another width, font or document) or show others (scrolling) is followed by
    ``_prepare``: the lines in the window styled, those of a page around it spaced, before anything is painted.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The ground is painted here: else Qt would at each key paint every widget below the text as well.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._highlight_line = True
        self._tab_width = 4
        self._measure: int | None = None
        self._strip = QRect()
        self._strip_known = False
        self._strip_line = -1
        self._unsure = False
        self._rows = 1
        self._code: list[tuple[int, int]] = []
        self._finder: Finder | None = None
        self._marked: QTextCursor | None = None
        self._doubts: Doubts | None = None
        self._wave_drop = 0.0
        """How far below the middle of its line a wave stands, in px."""
        self._undoubted = -1
        """The position behind a word that is not underlined because it is being typed; -1 when there is none."""
        self._doubts_pause = QTimer(self, singleShot=True, interval=_DOUBTS_PAUSE_MS)
        self._doubts_pause.timeout.connect(self._on_doubts_pause_timeout)
        self._start = START
        self._formats = Formats(LIGHT)
        self._colours = Colours(LIGHT)
        self._sides = (Side(self.viewport(), self), Side(self.viewport(), self))
        self._empty = QTextDocument(self)
        prepare_document(self._empty)
        self._layout = _layout_of(self._empty)
        self._highlighter = self._layout.highlighter
        self.setFont(monospace_font(EDITOR))
        self._use(self._empty)
        self.set_theme(LIGHT)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self.blockCountChanged.connect(self._on_block_count_changed)

    def _use(self, document: QTextDocument) -> None:
        """Show a document; its cursor and scroll position are the caller's."""
        self._layout.window, self._layout.redraw = (0, -1), None
        self._layout = _layout_of(document)
        self._layout.redraw = self._redraw_lines
        self._highlighter = self._layout.highlighter
        self._highlighter.set_formats(self._formats)
        self._highlighter.set_start(self._start)
        self._space(document)
        self._marked = None
        with QSignalBlocker(self):
            self.setDocument(document)
        self._prepare_anew()
        self.viewport().update()

    # -- looks -----------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self._formats = Formats(theme)
        self._colours = Colours(theme)
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.base),
            (QPalette.ColorRole.Window, theme.base),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            palette.setColor(role, QColor(colour))
        # The selection is painted by us, as unbroken bands: Qt's would leave the gaps between the lines bare.
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self._highlighter.set_formats(self._formats)
        self.viewport().update()

    @Slot(bool)
    def set_gfm(self, gfm: bool) -> None:
        """Read markdown with GitHub's additions, or as kramdown does by itself where the site has it so."""
        self._start = START if gfm else KRAMDOWN_START
        self._highlighter.set_start(self._start)
        self.viewport().update()

    def set_measure(self, columns: int | None) -> None:
        """Keep lines to ``columns`` characters in the middle of a wide window; None uses the whole width."""
        self._measure = columns
        self._set_side_margins()

    def set_highlight_line(self, shown: bool) -> None:
        """Mark the line with the cursor, or not."""
        self._highlight_line = shown
        self._strip_known = False
        self.viewport().update()

    def set_tab_width(self, columns: int) -> None:
        """Let a tab be as wide as ``columns`` characters."""
        self._tab_width = columns
        self._space(self.document())
        self._prepare_anew()

    def show_matches(self, finder: Finder | None) -> None:
        """Mark what ``finder`` finds in the lines on screen; None marks nothing."""
        self._finder = finder
        self.viewport().update()

    def show_doubts(self, doubts: Doubts | None) -> None:
        """Underline the words in doubt in the lines on screen; None underlines nothing."""
        self._doubts = doubts
        self.viewport().update()

    def mark_line(self, number: int | None) -> None:
        """Mark the line (from 0) that something is wrong with; typing above moves the mark along. None: no mark."""
        block = self.document().findBlockByNumber(-1 if number is None else number)
        self._marked = QTextCursor(block) if block.isValid() else None
        self.viewport().update()

    def _space(self, document: QTextDocument) -> None:
        """Give a document the editor's font, and with it the line height and the tab width."""
        font = self.font()
        metrics = QFontMetricsF(font)
        self._layout.space_lines(metrics, font.pixelSize())
        self._wave_drop = metrics.ascent() / 2 + 1
        option = QTextOption(document.defaultTextOption())
        option.setTabStopDistance(self._tab_width * metrics.horizontalAdvance(" "))
        document.setDefaultTextOption(option)
        document.setDefaultFont(font)
        self._highlighter.forget_styles()

    # -- lines made ready ------------------------------------------------------------------------------------------

    def _prepare(self) -> bool:
        """Style the lines in the window and space those of a page around it; True when any was not yet spaced."""
        first, rows = self.firstVisibleBlock().blockNumber(), self._rows
        self._highlighter.show(first, first + rows)
        self._code = self._highlighter.code_runs(first, first + rows)
        self._layout.window = (max(0, first - rows), first + 2 * rows)
        return self._layout.space_blocks(*self._layout.window)

    def _prepare_anew(self) -> None:
        """After all was laid out anew: space the window and the end, and have the scroll range worked out again."""
        self._strip_known = False
        self._rows = int(self.viewport().height() / self._layout.line_height) + 1
        self._prepare()
        self._layout.space_end(self._rows)
        self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def _prepare_around(self, number: int) -> None:
        """Space the lines around one that the window is about to jump to."""
        self._layout.space_blocks(number - self._rows, number + self._rows)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Make the lines that come into sight ready (Qt's own)."""
        self._strip_known = False
        super().scrollContentsBy(dx, dy)
        if self._prepare():
            # The jump came down between lines not laid out or spaced yet: Qt may have chosen the top wrongly.
            self._unsure = True
            self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure, and make ready what was laid out for the new width (Qt's own)."""
        super().resizeEvent(event)
        self._set_side_margins()
        self._prepare_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt works the scroll range out anew when the widget comes up (Qt's own)."""
        super().showEvent(event)
        self._prepare_anew()

    def changeEvent(self, event: QEvent) -> None:
        """A change of font or style makes Qt lay all out anew (Qt's own)."""
        super().changeEvent(event)
        self._strip_known = False
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._prepare_anew()

    @Slot()
    def _on_block_count_changed(self) -> None:
        self._strip_known = False
        self._prepare()

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies under the text, then let Qt paint the text (Qt's own)."""
        if self._highlighter.pending:
            self._prepare()
        if not self._strip_known:
            self._strip = self._find_strip()
            self._strip_known = True
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._colours.base)
        if self._code:
            paint_code(painter, self._code_spans(), self.viewport().width(), MARGIN, self._colours.code)
        painter.fillRect(self._strip, self._colours.line)
        if self._marked is not None:
            self._paint_mark(painter, event.rect(), self._marked.block())
        cursor = self.textCursor()
        if self._finder is not None:
            self._paint_matches(painter, event.rect(), self._finder)
        if cursor.hasSelection():
            blocks, slots = self._blocks_in, self._slots()
            paint_selection(painter, blocks, event.rect(), slots, cursor, self._colours.selection)
        if self._doubts is not None:
            self._paint_doubts(painter, event.rect(), self._doubts)
        painter.end()
        super().paintEvent(event)

    def _redraw_lines(self, block: QTextBlock, first: int, last: int) -> None:
        """Draw some lines of a block again, not all of a long paragraph at each key."""
        if self._finder is not None:  # a match may begin lines above what was typed
            self._layout.updateBlock.emit(block)
            return
        height = self._layout.line_height
        top = self.blockBoundingGeometry(block).top() + self.contentOffset().y() + first * height
        # What is drawn of a line reaches into the gap above the next one.
        depth = (last - first + 1) * height + self._layout.leading
        self.viewport().update(0, int(top) - 1, self.viewport().width(), int(depth) + 2)

    def _code_spans(self) -> Iterator[tuple[float, float]]:
        """Yield top and bottom, in px of the viewport, of each code block in the window."""
        document, offset = self.document(), self.contentOffset().y() + self._drop()
        for first, last in self._code:
            top = self.blockBoundingGeometry(document.findBlockByNumber(first)).top()
            block = document.findBlockByNumber(last)
            bottom = self.blockBoundingGeometry(block).top() + self._layout.line_height * block.lineCount()
            yield top + offset, bottom + offset

    def _paint_mark(self, painter: QPainter, area: QRect, marked: QTextBlock) -> None:
        for block, top in self._blocks_in(area):
            if block == marked:
                height = self._layout.line_height * block.lineCount()
                whole = QRectF(0, top + self._drop(), self.viewport().width(), height)
                painter.fillRect(whole, self._colours.wrong)

    def _paint_matches(self, painter: QPainter, area: QRect, finder: Finder) -> None:
        try:
            paint_matches(painter, self._blocks_in, area, self._slots(), finder, self._colours.match)
        except SlowPatternError:
            self._finder = None  # the find bar says so when it comes to count this line

    def _paint_doubts(self, painter: QPainter, area: QRect, doubts: Doubts) -> None:
        cursor, highlighter = self.textCursor(), self._highlighter
        typed = cursor.position() if self.hasFocus() and not cursor.hasSelection() else -1

        def found(block: QTextBlock) -> Spans:
            if block.length() == 1:
                return ()
            state = highlighter.state_above(block.blockNumber())
            here = typed - block.position()
            spans = doubts.in_line(block.text(), state, here)
            shown = [span for span in spans if span[1] != here]  # a word is not in doubt while it is typed
            if len(shown) < len(spans):
                self._undoubted = typed
            return shown

        paint_doubts(
            painter, self._blocks_in, area, self._slots(), found, self._colours.doubt, self._wave_drop
        )
        if doubts.carried and not self._doubts_pause.isActive():
            self._doubts_pause.start()

    @Slot()
    def _on_doubts_pause_timeout(self) -> None:
        """Look at the words of the line being typed in, which were only moved along with each key."""
        if self._doubts is not None:
            self._doubts.settle()
            self._layout.updateBlock.emit(self.textCursor().block())

    def _redraw_left_word(self) -> None:
        """Underline the word that the cursor has left, if it is in doubt."""
        if self._undoubted >= 0 and self._undoubted != self.textCursor().position():
            block = self.document().findBlock(self._undoubted)
            self._undoubted = -1
            if block.isValid():
                self._layout.updateBlock.emit(block)

    def _blocks_in(self, area: QRect) -> Iterator[tuple[QTextBlock, float]]:
        # A band stands a little lower than its slot. Qt finds the block: walking there block by block takes longer
        # here than painting the line of a key.
        block = self.cursorForPosition(QPoint(0, area.top() - math.ceil(self._layout.leading))).block()
        top = self.blockBoundingGeometry(block).top() + self.contentOffset().y()
        while block.isValid() and top <= area.bottom():
            yield block, top
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def _slots(self) -> Slots:
        return Slots(self._layout.line_height, self._drop())

    def _drop(self) -> float:
        return self._layout.leading // 2

    def _find_strip(self) -> QRect:
        """Return the band of the line with the cursor; an empty one when it is off screen (finding it would cost)."""
        if self.isReadOnly() or not self._highlight_line:
            return QRect()
        cursor = self.textCursor()
        block = cursor.block()
        line = _line_in(block, cursor.positionInBlock())
        if self._strip_known and self._strip_line == block.firstLineNumber() + line:
            return self._strip
        self._strip_line = block.firstLineNumber() + line
        first = self.firstVisibleBlock().blockNumber()
        if not first <= block.blockNumber() <= first + self._rows:
            return QRect()
        height = self._layout.line_height
        top = (
            self.blockBoundingGeometry(block).top() + self.contentOffset().y() + line * height + self._drop()
        )
        return QRect(0, round(top), self.viewport().width(), int(height))

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        if self._unsure:
            self._unsure = False
            self.ensureCursorVisible()
        strip = self._find_strip()
        self._strip_known = True
        if strip != self._strip:
            self.viewport().update(self._strip)
            self.viewport().update(strip)
            self._strip = strip

    # -- the sides and the mouse -----------------------------------------------------------------------------------

    def _set_side_margins(self) -> None:
        side = 0
        if self._measure:
            room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
            page = self._measure * QFontMetricsF(self.font()).horizontalAdvance("0") + 2 * MARGIN
            side = max(0, int(room - page) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
        place = self.viewport().geometry()
        left, right = self._sides
        left.stand(QRect(place.left() - side, place.top(), side, place.height()))
        right.stand(QRect(place.right() + 1, place.top(), side, place.height()))

    def _in_line(self, event: QMouseEvent) -> QMouseEvent:
        """Return the event moved onto the text of the slot it fell in: between two lines Qt finds neither."""
        height, drop = self._layout.line_height, self._drop()
        offset = self.contentOffset().y() + drop
        y = event.position().y()
        middle = offset + ((y - offset) // height + 0.5) * height + drop / 2
        return QMouseEvent(
            event.type(),
            QPointF(event.position().x(), middle),
            event.scenePosition(),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's own, on a line."""
        super().mousePressEvent(self._in_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's own, on a line."""
        super().mouseMoveEvent(self._in_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's own, on a line."""
        super().mouseReleaseEvent(self._in_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's own, on a line."""
        super().mouseDoubleClickEvent(self._in_line(event))


def _line_in(block: QTextBlock, position: int) -> int:
    """Return which of its lines a position of a block is in, from 0."""
    return int(block.layout().lineForTextPosition(position).lineNumber())


def _layout_of(document: QTextDocument) -> SpacedLayout:
    layout = document.documentLayout()
    assert isinstance(layout, SpacedLayout), "the document was not made ready by prepare_document"
    return layout
