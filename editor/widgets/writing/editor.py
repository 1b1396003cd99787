"""Owns the markdown editor: one widget that edits the body document of whichever post is current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from editor.core.markdown import editing, figures, line_edits, list_edits
from editor.core.markdown.highlight import LineState
from editor.core.markdown.inline_pictures import InlinePicture, set_picture
from editor.core.markdown.selection import Edit, Place
from editor.core.markdown.taking_out import PutIn, put_in
from editor.core.post.lines import LONGEST_LINE, has_overlong_line
from editor.widgets.drags import dragged_assets, is_pulled_file
from editor.widgets.theme import monospace_font
from editor.widgets.tokens import EDITOR
from editor.widgets.writing.edits import DocumentLines, apply_edit, place_of, position_of, selection_of
from editor.widgets.writing.layout import LeftPlace
from editor.widgets.writing.page import Page, prepare_document

__all__ = ["MarkdownEditor", "SelectionFacts", "prepare_document"]

_SMALLEST, _LARGEST = 8, 40
_QUIET_MS = 80
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


class MarkdownEditor(Page):
    """The text of one post at a time.

    Lines and columns are counted from 0, columns in code points. ``cursor_changed`` and ``selection_changed`` are
    sent a moment after the cursor came to rest, however often it moved; ``top_changed`` whenever the writer scrolled,
    not when ``scroll_to_line`` did.
    """

    cursor_changed = Signal(int, int)
    """Line and column of the cursor."""
    selection_changed = Signal(object)
    """SelectionFacts."""
    top_changed = Signal(float)
    """The line at the top, with the share of it that is scrolled away."""
    assets_dropped = Signal(list)
    """Paths of assets of the project that were dropped, from its root; the cursor is where they go."""
    files_dropped = Signal(list, int)
    """Paths of files dropped or pasted, and the line they fell on; nothing was inserted."""
    refused = Signal(str)
    """A sentence that says why something was not put into the text."""
    image_pasted = Signal(object)
    """A QImage from the clipboard; nothing was inserted."""
    menu_opening = Signal(object, int, int)
    """The QMenu about to be shown, and the line and column it is about; commands may be put in."""
    menu_closed = Signal()
    zoom_requested = Signal(int)
    """1 or -1: the wheel was turned with Ctrl held."""

    _files_taken = Signal(list, int)
    _assets_taken = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Body text"))
        self._moving = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_QUIET_MS)
        self._later.timeout.connect(self._on_later_timeout)
        self.cursorPositionChanged.connect(self._later.start)
        self.selectionChanged.connect(self._later.start)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        # Told after the drop is done with: whoever hears of it may open a dialog.
        self._assets_taken.connect(self.assets_dropped, Qt.ConnectionType.QueuedConnection)
        self._files_taken.connect(self.files_dropped, Qt.ConnectionType.QueuedConnection)
        self.setReadOnly(True)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_body(self, document: QTextDocument | None, read_only: bool = False) -> None:
        """Show a document made ready by ``prepare_document``, where it was left; None shows an empty page."""
        document = document or self._empty
        self.setReadOnly(read_only or document is self._empty)
        if document is self.document():
            return
        self._layout.left = self._place_left()
        self._moving = True
        self._use(document)
        self._moving = False
        if self._layout.left is not None:
            self._come_back(self._layout.left)
        self._later.start()

    def setReadOnly(self, read_only: bool) -> None:
        """Let the text be read and copied only, still with a cursor (Qt takes that away)."""
        if read_only == self.isReadOnly():
            return
        super().setReadOnly(read_only)
        if read_only:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def _place_left(self) -> LeftPlace:
        """Return cursor and scroll position of the document shown."""
        top = self.top_line()
        return LeftPlace(
            self.textCursor(), QTextCursor(self.document().findBlockByNumber(int(top))), top - int(top)
        )

    def _come_back(self, place: LeftPlace) -> None:
        """Take up the place where a document was left, wherever edits made meanwhile have moved it."""
        self._moving = True
        self.setTextCursor(place.cursor)
        self._moving = False
        self.scroll_to_line(place.top.blockNumber() + place.top_share)

    def zoom(self, step: int) -> int:
        """Make the text one px larger or smaller per step; 0 brings the designed size back. Return the px now."""
        size = EDITOR if step == 0 else self.font().pixelSize() + step
        self.set_font(self.font().family(), max(_SMALLEST, min(_LARGEST, size)))
        return int(self.font().pixelSize())

    def set_font(self, family: str, pixels: int) -> None:
        """Use another font; an empty family keeps the designed one."""
        font = monospace_font(pixels)
        if family:
            font.setFamilies([family, *font.families()])
        if font == self.font():
            return
        top = self.top_line()
        self.setFont(font)
        self._space(self.document())
        self._set_side_margins()
        self._prepare_anew()
        self.scroll_to_line(top)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu of text commands, with what belongs to the word under the pointer or the cursor."""
        menu = self.createStandardContextMenu(event.pos())
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if keyboard else self.cursorForPosition(event.pos())
        place = place_of(self.document(), cursor.position())
        self.menu_opening.emit(menu, place.line, place.column)
        menu.exec(event.globalPos())
        self.menu_closed.emit()
        menu.deleteLater()

    # -- positions -------------------------------------------------------------------------------------------------

    def top_line(self) -> float:
        """Return the line at the top of the window, with the share of it (of a wrapped line) scrolled away."""
        block = self.firstVisibleBlock()
        hidden = self.verticalScrollBar().value() - block.firstLineNumber()
        return block.blockNumber() + max(0, hidden) / max(1, block.lineCount())

    def shows_line(self, line: int) -> bool:
        """Tell whether a line is in the window."""
        first = self.firstVisibleBlock().blockNumber()
        return first <= line <= first + self._rows

    def scroll_to_line(self, line: float) -> None:
        """Bring a line to the top, as ``top_line`` gives it; sends nothing."""
        block = self.document().findBlockByNumber(max(0, int(line)))
        if not block.isValid():
            block = self.document().lastBlock()
        self._prepare_around(block.blockNumber())
        self._moving = True
        self.verticalScrollBar().setValue(
            block.firstLineNumber() + int((line - int(line)) * block.lineCount())
        )
        self._moving = False

    def place(self) -> Place:
        """Return the line and column of the cursor."""
        return place_of(self.document(), self.textCursor().position())

    def state_above(self, line: int) -> LineState:
        """Return what a line of the document follows."""
        return self._highlighter.state_above(line)

    def go_to(self, line: int, column: int = 0) -> None:
        """Put the cursor at a line and column and show it."""
        cursor = self.textCursor()
        cursor.setPosition(position_of(self.document(), Place(line, column)))
        self._prepare_around(cursor.blockNumber())
        self.setTextCursor(cursor)
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
        self._prepare_around(number)
        self.setTextCursor(cursor)
        self.centerCursor()

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

    def insert_image(self, source: str, alt: str = "") -> PutIn | None:
        """Put a picture reference in at the cursor; what was put in can be taken out again."""
        return self._put(editing.insert_image, source, alt)

    def _put(self, function: Callable[..., Edit], source: str, *arguments: str) -> PutIn | None:
        if self.isReadOnly():
            return None
        cursor, lines = self.textCursor(), DocumentLines(self.document())
        edit = function(lines, selection_of(cursor), source, *arguments)
        put = put_in(source, lines, edit)
        self._apply(cursor, edit)
        return put

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Make all edits inside one step to undo."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def insert_file_link(self, source: str, name: str) -> PutIn | None:
        """Put a link to a file in at the cursor; in the middle of a word, behind that."""
        return self._put(editing.insert_file_link, source, name)

    def insert_figure(self, source: str, alt: str, caption: str) -> PutIn | None:
        """Put a picture in as a figure."""
        return self._put(figures.insert_figure, source, alt, caption)

    def set_figure_alt(self, line: int, source: str, alt: str) -> None:
        """Give the picture of a figure in a line its alt text, as one step to undo."""
        edit = figures.set_figure_alt(DocumentLines(self.document()), line, source, alt)
        if edit is not None and not self.isReadOnly():
            cursor = self.textCursor()
            apply_edit(cursor, edit)
            self.setTextCursor(cursor)

    def set_picture(self, line: int, before: InlinePicture, alt: str, source: str) -> None:
        """Give a picture of a line another alt text and address, as one step to undo."""
        edit = set_picture(DocumentLines(self.document()), line, before, alt, source)
        if edit is not None and not self.isReadOnly():
            cursor = self.textCursor()
            apply_edit(cursor, edit)
            self.setTextCursor(cursor)

    def heading(self, level: int) -> None:
        """Make the selected lines headings of ``level``, or plain again."""
        self._edit(line_edits.set_heading, level)

    def quote(self) -> None:
        """Quote the selected lines, or not."""
        self._edit(line_edits.toggle_quote)

    def bullets(self) -> None:
        """Make the selected lines a bulleted list, or not."""
        self._edit(line_edits.toggle_bullets)

    def numbers(self) -> None:
        """Make the selected lines a numbered list, or not."""
        self._edit(line_edits.toggle_numbers)

    def comment(self) -> None:
        """Hide the selection or the line in a comment, or show it again."""
        self._edit(line_edits.toggle_comment)

    def move_lines(self, delta: int) -> None:
        """Move the selected lines up (-1) or down (1)."""
        self._edit(line_edits.move_lines, delta)

    def paste_plain(self) -> None:
        """Paste the clipboard's text as it is, without making a link of an address."""
        text = QGuiApplication.clipboard().text()
        if text and not self.isReadOnly():
            self.insert_text(text)

    def insert_text(self, text: str) -> None:
        """Put text in at the cursor, cleaned of what is not text, as one undo step; refuse an overlong line."""
        cleaned = editing.clean_paste(text)
        if has_overlong_line(cleaned):
            sentence = self.tr(
                "This was not put in: the window would stand still with a line of more than {count} characters. Break "
                "it up in another program first."
            )
            self.refused.emit(sentence.format(count=f"{LONGEST_LINE:,}"))
            return
        self.textCursor().insertText(cleaned)
        self.ensureCursorVisible()

    def _edit(self, function: Callable[..., Edit | None], *arguments: Any) -> bool:
        """Apply an editing function to where the cursor stands; False when it leaves things to the default."""
        if self.isReadOnly():
            return False
        cursor = self.textCursor()
        edit = function(DocumentLines(self.document()), selection_of(cursor), *arguments)
        if edit is None:
            return False
        self._apply(cursor, edit)
        return True

    def _apply(self, cursor: QTextCursor, edit: Edit) -> None:
        apply_edit(cursor, edit)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

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
                return self._edit(list_edits.new_line, self._state())
            if held == Qt.KeyboardModifier.ShiftModifier:
                return self._edit(list_edits.hard_break)
            return False
        if key == Qt.Key.Key_Tab and plain:
            return self._edit(list_edits.indent, self._state()) or self._edit(line_edits.indent)
        if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and held == Qt.KeyboardModifier.ShiftModifier):
            if not (self._edit(list_edits.outdent, self._state()) or self._edit(line_edits.outdent)):
                # Not QPlainTextEdit's own, which does nothing where Tab is for typing.
                QWidget.focusNextPrevChild(self, False)
            return True
        if event.text() and self.textCursor().hasSelection():
            return self._edit(editing.wrap_typed, event.text())
        return False

    def _state(self) -> LineState:
        """Return what the first line of the selection follows."""
        first = self.document().findBlock(self.textCursor().selectionStart())
        return self._highlighter.state_above(first.blockNumber())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another size when Ctrl is held (Qt's own would change this widget's font alone)."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_requested.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    # -- pasting and dropping --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text and what comes from elsewhere, but no picture pulled out of the page beside it (Qt's own)."""
        if is_pulled_file(event):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what ``dragEnterEvent`` lets in (Qt's own)."""
        if is_pulled_file(event):
            event.ignore()
        else:
            super().dropEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether dropped or pasted data is of use (Qt's own)."""
        if self.isReadOnly():
            return False
        return source.hasUrls() or source.hasImage() or bool(super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted or dropped data: files and pictures are only reported, text is cleaned (Qt's own)."""
        if self.isReadOnly():
            return
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if assets := dragged_assets(source):
            self._assets_taken.emit(assets)
        elif paths:
            self._files_taken.emit(paths, place_of(self.document(), self.textCursor().position()).line)
        elif source.hasImage() and not source.hasText():
            self.image_pasted.emit(source.imageData())
        elif source.hasText() and not self._edit(editing.paste_link, source.text()):
            self.insert_text(source.text())

    # -- telling ---------------------------------------------------------------------------------------------------

    @Slot()
    def _on_later_timeout(self) -> None:
        cursor = self.textCursor()
        place = self.place()
        self.cursor_changed.emit(place.line, place.column)
        if self._doubts is not None:
            self._redraw_left_word()
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
