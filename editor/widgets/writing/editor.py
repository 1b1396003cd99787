"""Owns the markdown editor: one widget that shows the body document of whichever post is current."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
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

from editor.core.markdown import editing
from editor.core.markdown.editing import Edit, Lines, Place, Selection
from editor.widgets.theme import monospace_font
from editor.widgets.tokens import EDITOR, LIGHT, Theme
from editor.widgets.writing.backdrop import Colours, paint_selection, runs_in
from editor.widgets.writing.edits import DocumentLines, apply_edit, place_of, position_of, selection_of
from editor.widgets.writing.formats import Formats
from editor.widgets.writing.highlighter import Highlighter
from editor.widgets.writing.layout import SpacedLayout
from editor.widgets.writing.search import Finder, SlowPatternError

_MARGIN = 20
_CODE_OVERHANG = 8
"""How far the ground of a code block reaches beside its text, in px."""
_SMALLEST, _LARGEST = 8, 40
_QUIET_MS = 30
"""The status line follows the cursor this much later, so that typing does not pay for it."""


@dataclass(frozen=True, slots=True)
class SelectionFacts:
    """What is selected, cheaply; ``MarkdownEditor.selected_text`` has the text."""

    characters: int
    lines: int

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.characters == 0


def prepare_document(document: QTextDocument) -> None:
    """Give a new body document the line spacing and the highlighter MarkdownEditor shows it with."""
    layout = SpacedLayout(document)
    document.setDocumentMargin(_MARGIN)
    document.setDocumentLayout(layout)


class MarkdownEditor(QPlainTextEdit):
    """The text of one post at a time.

    Lines and columns are counted from 0, columns in code points. ``cursor_changed`` and ``selection_changed`` are
    sent once per turn of the event loop, however often the cursor moved in it; ``top_changed`` whenever the
    writer scrolled. Nothing is sent by ``show_body``, ``go_to`` and the other setters' own doing except for the
    cursor's new place.
    """

    cursor_changed = Signal(int, int)
    """Line and column of the cursor."""
    selection_changed = Signal(object)
    """SelectionFacts."""
    top_changed = Signal(float)
    """The line at the top, with the share of it that is scrolled away."""
    files_dropped = Signal(list, int)
    """Paths of files dropped or pasted, and the line they fell on; nothing was inserted."""
    image_pasted = Signal(object)
    """A QImage from the clipboard; nothing was inserted."""

    _files_taken = Signal(list, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Body text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ready = False
        self._measure: int | None = None
        self._strip = QRect()
        self._strip_known = False
        self._unsure = False
        self._rows = 1
        self._code: list[tuple[int, int]] = []
        self._finder: Finder | None = None
        self._moving = False
        self._formats = Formats(LIGHT)
        self._colours = Colours(LIGHT)
        self._empty = QTextDocument(self)
        prepare_document(self._empty)
        self._layout: SpacedLayout = self._empty.documentLayout()
        self._highlighter: Highlighter = self._layout.highlighter
        self._later = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._later.timeout.connect(self._on_later_timeout)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self.selectionChanged.connect(self._later.start)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        self._files_taken.connect(self.files_dropped, Qt.ConnectionType.QueuedConnection)
        self.setFont(monospace_font(EDITOR))
        self.set_theme(LIGHT)
        self.show_body(None)
        self._ready = True

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_body(self, document: QTextDocument | None, read_only: bool = False) -> None:
        """Show a document made ready by ``prepare_document``, where it was left; None shows an empty page."""
        document = document or self._empty
        self.setReadOnly(read_only or document is self._empty)
        if document is self.document():
            return
        self._layout.view = self.view_state()
        layout = document.documentLayout()
        assert isinstance(layout, SpacedLayout)
        self._layout, self._highlighter = layout, layout.highlighter
        self._space(document)
        self._highlighter.set_formats(self._formats)
        with QSignalBlocker(self):
            self._moving = True
            self.setDocument(document)
            self._moving = False
        self._prepare_anew()
        if layout.view:
            self.restore_view_state(layout.view)
        self.viewport().update()
        self._later.start()

    def view_state(self) -> dict[str, float]:
        """Return cursor and scroll position of the document shown, as plain numbers."""
        cursor = self.textCursor()
        return {"anchor": cursor.anchor(), "position": cursor.position(), "top": self.top_line()}

    def restore_view_state(self, state: Mapping[str, float]) -> None:
        """Take up positions that ``view_state`` gave, as far as the text still has them."""
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(int(state.get("anchor", 0)), last))
        cursor.setPosition(min(int(state.get("position", 0)), last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.scroll_to_line(float(state.get("top", 0.0)))

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

    def set_measure(self, columns: int | None) -> None:
        """Keep lines to ``columns`` characters in the middle of a wide window; None uses the whole width."""
        self._measure = columns
        self._set_side_margins()

    def zoom(self, step: int) -> int:
        """Make the text one px larger or smaller per step; 0 brings the designed size back. Return the px now."""
        size = EDITOR if step == 0 else self.font().pixelSize() + step
        self.set_font(self.font().family(), max(_SMALLEST, min(_LARGEST, size)))
        return self.font().pixelSize()

    def set_font(self, family: str, pixels: int) -> None:
        """Use another font; an empty family keeps the designed one."""
        font = monospace_font(pixels)
        if family:
            font.setFamilies([family, *font.families()])
        top = self.top_line()
        self.setFont(font)
        self._space(self.document())
        self._set_side_margins()
        self._prepare_anew()
        self.scroll_to_line(top)

    def _space(self, document: QTextDocument) -> None:
        font = self.font()
        metrics = QFontMetricsF(font)
        self._layout.space_lines(metrics, font.pixelSize())
        option = QTextOption(document.defaultTextOption())
        option.setTabStopDistance(4 * metrics.horizontalAdvance(" "))
        document.setDefaultTextOption(option)
        document.setDefaultFont(font)
        self._highlighter.forget_styles()

    # -- positions -------------------------------------------------------------------------------------------------

    def top_line(self) -> float:
        """Return the line at the top of the window, with the share of it (of a wrapped line) scrolled away."""
        block = self.firstVisibleBlock()
        hidden = self.verticalScrollBar().value() - block.firstLineNumber()
        return block.blockNumber() + max(0, hidden) / max(1, block.lineCount())

    def scroll_to_line(self, line: float) -> None:
        """Bring a line to the top, as ``top_line`` gives it; sends nothing."""
        block = self.document().findBlockByNumber(max(0, int(line)))
        if not block.isValid():
            block = self.document().lastBlock()
        self._layout.space_blocks(block.blockNumber(), block.blockNumber() + self._rows)
        self._moving = True
        self.verticalScrollBar().setValue(
            block.firstLineNumber() + int((line - int(line)) * block.lineCount())
        )
        self._moving = False

    def go_to(self, line: int, column: int = 0) -> None:
        """Put the cursor at a line and column and show it."""
        cursor = self.textCursor()
        cursor.setPosition(position_of(self.document(), Place(line, column)))
        self.setTextCursor(cursor)
        number, rows = cursor.blockNumber(), self._rows
        self._layout.space_blocks(number - rows, number + rows)
        self.centerCursor()

    def select_range(self, position: int, length: int) -> None:
        """Select characters of the document (in Qt's positions), with lines around them when they were off screen."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        number, first, rows = cursor.blockNumber(), self.firstVisibleBlock().blockNumber(), self._rows
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        if first <= number < first + rows - 2:
            self.setTextCursor(cursor)
            return
        self._layout.space_blocks(number - rows, number + rows)
        self.setTextCursor(cursor)
        self.centerCursor()

    def show_matches(self, finder: Finder | None) -> None:
        """Mark what ``finder`` finds in the lines on screen; None marks nothing."""
        self._finder = finder
        self.viewport().update()

    def selected_text(self) -> str:
        """Return the selected text, lines ended by a line feed."""
        text: str = self.textCursor().selectedText()
        return text.replace("\u2029", "\n")

    # -- the writer's commands -------------------------------------------------------------------------------------

    def bold(self) -> None:
        """Make the selection or the word strong, or plain again."""
        self._edit(editing.toggle_strong)

    def italic(self) -> None:
        """Make the selection or the word emphasised, or plain again."""
        self._edit(editing.toggle_emphasis)

    def link(self) -> None:
        """Make the selection or the word a link and wait for its address."""
        self._edit(editing.insert_link)

    def insert_image(self, source: str, alt: str = "") -> None:
        """Put a picture reference in at the cursor."""
        self._edit(editing.insert_image, source, alt)

    def heading(self, level: int) -> None:
        """Make the selected lines headings of ``level``, or plain again."""
        self._edit(editing.set_heading, level)

    def quote(self) -> None:
        """Quote the selected lines, or not."""
        self._edit(editing.toggle_quote)

    def bullets(self) -> None:
        """Make the selected lines a bulleted list, or not."""
        self._edit(editing.toggle_bullets)

    def numbers(self) -> None:
        """Make the selected lines a numbered list, or not."""
        self._edit(editing.toggle_numbers)

    def comment(self) -> None:
        """Hide the selection or the line in a comment, or show it again."""
        self._edit(editing.toggle_comment)

    def move_lines(self, delta: int) -> None:
        """Move the selected lines up (-1) or down (1)."""
        self._edit(editing.move_lines, delta)

    def paste_plain(self) -> None:
        """Paste the clipboard's text as it is, without making a link of an address."""
        clipboard = self._clipboard()
        if clipboard and not self.isReadOnly():
            self.insert_text(clipboard)

    def insert_text(self, text: str) -> None:
        """Put text in at the cursor, cleaned of what is not text, as one undo step."""
        self.textCursor().insertText(editing.clean_paste(text))
        self.ensureCursorVisible()

    def _edit(self, function: Callable[..., Edit | None], *arguments: Any) -> bool:
        """Apply an editing function to where the cursor stands; False when it leaves things to the default."""
        if self.isReadOnly():
            return False
        cursor = self.textCursor()
        edit = function(DocumentLines(self.document()), selection_of(cursor), *arguments)
        if edit is None:
            return False
        apply_edit(cursor, edit)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys that mean something in markdown do it; the rest is Qt's."""
        text = event.text()
        plain = bool(text) and text.isprintable()
        if (plain and not self.textCursor().hasSelection()) or self.isReadOnly() or not self._typed(event):
            super().keyPressEvent(event)

    def _typed(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if plain:
                return self._edit(self._new_line)
            if held == Qt.KeyboardModifier.ShiftModifier:
                return self._edit(editing.hard_break)
            return False
        if key == Qt.Key.Key_Tab and plain:
            return self._edit(editing.indent) or self._insert_blanks()
        if key == Qt.Key.Key_Backtab:
            if not self._edit(editing.outdent):
                self.focusNextPrevChild(False)
            return True
        if event.text() and self.textCursor().hasSelection():
            return self._edit(editing.wrap_typed, event.text())
        return False

    def _new_line(self, lines: Lines, selection: Selection) -> Edit:
        return editing.new_line(lines, selection, self._highlighter.state_above(selection.start.line))

    def _insert_blanks(self) -> bool:
        self.textCursor().insertText("    ")
        return True

    # -- pasting and dropping --------------------------------------------------------------------------------------

    def _clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether dropped or pasted data is of use (Qt's own)."""
        return source.hasUrls() or source.hasImage() or bool(super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted or dropped data: files and pictures are only reported, text is cleaned (Qt's own)."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self._files_taken.emit(paths, place_of(self.document(), self.textCursor().position()).line)
        elif source.hasImage() and not source.hasText():
            self.image_pasted.emit(source.imageData())
        elif source.hasText() and not self._edit(editing.paste_link, source.text()):
            self.insert_text(source.text())

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies under the text, then let Qt paint the text (Qt's own)."""
        if self._highlighter.pending:
            self._prepare()
        if not self._strip_known:
            self._strip = self._find_strip()
            self._strip_known = True
        painter = QPainter(self.viewport())
        if self._code:
            self._paint_code(painter, self._code)
        painter.fillRect(self._strip, self._colours.line)
        cursor = self.textCursor()
        if self._finder is not None:
            self._paint_matches(painter, event.rect())
        if cursor.hasSelection():
            height = self._layout.line_height
            paint_selection(
                painter, self.visible_blocks, cursor, height, self._drop(), self._colours.selection
            )
        painter.end()
        super().paintEvent(event)

    def _paint_code(self, painter: QPainter, runs: Iterable[tuple[int, int]]) -> None:
        """Paint the grounds of code blocks: the lines ``first`` to ``last`` of each run, one flat ground."""
        document, offset = self.document(), self.contentOffset()
        left, width = _MARGIN - _CODE_OVERHANG, self.viewport().width() - 2 * (_MARGIN - _CODE_OVERHANG)
        for first, last in runs:
            top = self.blockBoundingGeometry(document.findBlockByNumber(first)).top()
            block = document.findBlockByNumber(last)
            bottom = self.blockBoundingGeometry(block).top() + self._layout.line_height * block.lineCount()
            ground = QRectF(left, top + self._drop(), width, bottom - top)
            painter.fillRect(ground.translated(0.0, offset.y()), self._colours.code)

    def _paint_matches(self, painter: QPainter, area: QRect) -> None:
        assert self._finder is not None
        height, drop = self._layout.line_height, QPointF(0, self._drop())
        for block, top in self.visible_blocks():
            if top > area.bottom() or top + height * block.lineCount() < area.top():
                continue
            try:
                for match in self._finder.matches(block.text()):
                    for run in runs_in(
                        block, top, height, match.start, match.start + match.length, tail=False
                    ):
                        painter.fillRect(run.translated(drop), self._colours.match)
            except SlowPatternError:
                self._finder = None  # the find bar says so
                return

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, float]]:
        """Yield the lines on screen, each with the y of its top in the viewport."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        bottom = self.viewport().height()
        while block.isValid() and top < bottom:
            yield block, top
            top += self.blockBoundingRect(block).height()
            block = block.next()

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

    def _drop(self) -> float:
        """How far below its slot a band must stand to be centred on the text, in px."""
        return self._layout.leading // 2

    def _find_strip(self) -> QRect:
        """Return the band of the line with the cursor; an empty one when it is off screen (finding it would cost)."""
        if self.isReadOnly():
            return QRect()
        cursor = self.textCursor()
        block = cursor.block()
        first = self.firstVisibleBlock().blockNumber()
        if not first <= block.blockNumber() <= first + self._rows:
            return QRect()
        line = block.layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        height = self._layout.line_height
        top = self.blockBoundingGeometry(block).top() + self.contentOffset().y() + line * height + self._drop()
        return QRect(0, round(top), self.viewport().width(), int(height))

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        strip = self._find_strip()
        self._strip_known = True
        if self._unsure:
            self._unsure = False
            self.ensureCursorVisible()
            strip = self._find_strip()
        if strip != self._strip:
            self.viewport().update(self._strip)
            self.viewport().update(strip)
            self._strip = strip
        self._later.start()

    @Slot()
    def _on_block_count_changed(self) -> None:
        self._strip_known = False
        self._prepare()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Forget where the current line was painted (Qt's own)."""
        self._strip_known = False
        super().scrollContentsBy(dx, dy)
        # A jump came down between lines not spaced yet, so Qt may have chosen the top wrongly.
        self._unsure = self._prepare()

    @Slot()
    def _on_later_timeout(self) -> None:
        cursor = self.textCursor()
        place = place_of(self.document(), cursor.position())
        self.cursor_changed.emit(place.line, place.column)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        lines = 0
        if end > start:
            document = self.document()
            lines = document.findBlock(end).blockNumber() - document.findBlock(start).blockNumber() + 1
        self.selection_changed.emit(SelectionFacts(end - start, lines))

    @Slot(int)
    def _on_scroll_bar_value_changed(self, _value: int) -> None:
        if not self._moving:
            self.top_changed.emit(self.top_line())

    # -- the page --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure (Qt's own)."""
        super().resizeEvent(event)
        self._set_side_margins()
        self._prepare_anew()

    def changeEvent(self, event: QEvent) -> None:
        """A change of font or style makes Qt lay all out anew (Qt's own)."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._ready:
            self._prepare_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt works the scroll range out anew when the widget comes up (Qt's own)."""
        super().showEvent(event)
        self._prepare_anew()

    def _set_side_margins(self) -> None:
        side = 0
        if self._measure:
            room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
            page = self._measure * QFontMetricsF(self.font()).horizontalAdvance("0") + 2 * _MARGIN
            side = max(0, int(room - page) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def _in_line(self, event: QMouseEvent) -> QMouseEvent:
        """Return the event moved to the middle of the slot it fell in: between two lines Qt finds neither."""
        height = self._layout.line_height
        offset = self.contentOffset().y() + self._drop()
        y = event.position().y()
        inside = offset + ((y - offset) // height + 0.5) * height
        point = QPointF(event.position().x(), inside + self._drop() / 2)
        return QMouseEvent(
            event.type(),
            point,
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
