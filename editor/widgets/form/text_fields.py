"""Owns the form's text controls: a line, and an area that is one paragraph or keeps its lines."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from editor.core.post.frontmatter import Value
from editor.core.smart_typing import swap_for
from editor.widgets.theme import headline_font
from editor.widgets.tokens import DARK, LIGHT
from editor.widgets.writing.columns import to_utf16

_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029])[ \t]*")


def one_line(text: str) -> str:
    """Return ``text`` with every line end, and the spaces around it, as one space."""
    return _LINE_ENDS.sub(" ", text)


class _Absence:
    """Remembers whether a key was there when the writer came to its field.

    Text typed into the field of a missing key and taken out again leaves no key behind; text taken out of
    a key that was there leaves the key, empty, so that it keeps its place.
    """

    def __init__(self) -> None:
        self.absent = True

    def note(self, value: Value, present: bool, focused: bool) -> None:
        """Take notice of a value that is shown."""
        if not focused:
            self.absent = not present and value is None

    def value_of(self, text: str) -> str | None:
        """Return what an edit writes: None to remove the key."""
        return None if not text and self.absent else text


class LineField(QLineEdit):
    """One line of text; ``edited`` carries the text at each keystroke, or None when the key shall go."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._absence = _Absence()
        self.textEdited.connect(self._on_text_edited)

    def show_text(self, text: str | None, present: bool = True) -> None:
        """Show a value; a text that is there already keeps cursor and selection."""
        self._absence.note(text, present, self.hasFocus())
        if (text or "") != self.text():
            cursor = self.cursorPosition()
            blocker = QSignalBlocker(self)
            self.setText(text or "")
            blocker.unblock()
            self.setCursorPosition(cursor if self.hasFocus() else 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether there is anything to come back to."""
        super().focusInEvent(event)
        self._absence.absent = self._absence.absent and not self.text()

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self._absence.value_of(text))


class AreaField(QPlainTextEdit):
    """Several rows of text; of one paragraph, unless ``keeps_lines``. Tab and Enter move on.

    ``smartened`` fires before and after a straight quote or a hyphen gives way to another, so that undo brings it back.

    ``toPlainText`` would turn a no-break space into a space, so the text is read raw.
    """

    edited = Signal(object)
    finished = Signal()
    smartened = Signal()

    def __init__(self, parent: QWidget | None = None, *, keeps_lines: bool = False) -> None:
        super().__init__(parent)
        self._keeps_lines = keeps_lines
        self._absence = _Absence()
        self._language: str | None = None
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("field", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._last = ""
        self.textChanged.connect(self._on_text_changed)

    @property
    def text(self) -> str:
        """The text as it stands."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n") if self._keeps_lines else one_line(raw)

    def show_text(self, text: str | None, present: bool = True) -> None:
        """Show a value; a text that is there already keeps cursor and selection."""
        self._absence.note(text, present, self.hasFocus())
        wanted = (text or "") if self._keeps_lines else one_line(text or "")
        if wanted == self.text:
            return
        at = self.textCursor().position()
        self._last = wanted
        blocker = QSignalBlocker(self)
        self.setPlainText(wanted)
        blocker.unblock()
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, len(self.document().toRawText())))
            self.setTextCursor(cursor)

    def setReadOnly(self, read_only: bool) -> None:
        """Let the writer look only; Qt would do it all again for the same answer."""
        if read_only != self.isReadOnly():
            super().setReadOnly(read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on where there is only one paragraph."""
        if not self._keeps_lines and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return
        super().keyPressEvent(event)
        if self._language is not None and event.text():
            self._smarten(self._language)

    def mark_from(self, position: int) -> None:
        """Mark what stands behind a position (a code point): it is over the limit. The text's length marks nothing."""
        text = self.toPlainText()
        if position >= len(text):
            self.setExtraSelections([])
            return
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        colour = QColor((DARK if dark else LIGHT).warn)
        colour.setAlpha(70)
        marked = QTextEdit.ExtraSelection()
        marked.format.setBackground(colour)
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(text, position))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        marked.cursor = cursor
        self.setExtraSelections([marked])

    def set_smart_typing(self, language: str | None) -> None:
        """Turn straight quotes and hyphens into those of a language while typing; None leaves them as typed."""
        self._language = language

    def _smarten(self, language: str) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        swap = swap_for(block.text()[: cursor.positionInBlock()], language)
        if swap is not None:
            self.smartened.emit()
            cursor.movePosition(cursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, swap.letters)
            cursor.insertText(swap.text)
            self.smartened.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, in one line where there is only one paragraph."""
        text = source.text()
        self.textCursor().insertText(text if self._keeps_lines else one_line(text))
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the end when the writer tabs in, where a text is usually continued."""
        super().focusInEvent(event)
        self._absence.absent = self._absence.absent and not self.text
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moveCursor(QTextCursor.MoveOperation.End)

    @Slot()
    def _on_text_changed(self) -> None:
        # Qt also says so when only the format changed, as it does on a change of theme.
        text = self.text
        if text != self._last:
            self._last = text
            self.edited.emit(self._absence.value_of(text))


class HeadlineEdit(AreaField):
    """The headline: serif, without a frame, as tall as its text up to three rows."""

    MOST_ROWS = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setFont(headline_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_layout_size_changed)
        self._fit()

    @property
    def rows(self) -> int:
        """The number of rows the text takes at the present width."""
        return max(1, self.document().firstBlock().layout().lineCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, which may take more rows or fewer."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Take the height of the rows."""
        below = 4  # the focus underline, and the descenders above it
        shown = min(self.rows, self.MOST_ROWS)
        height = self.fontMetrics().lineSpacing() * shown + below
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        overflow = self.rows > self.MOST_ROWS
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if overflow else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    @Slot(QSizeF)
    def _on_layout_size_changed(self, _size: QSizeF) -> None:
        self._fit()
