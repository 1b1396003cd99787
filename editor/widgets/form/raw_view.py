"""Owns the raw view of the front matter: its own YAML text, with the line marked where it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.core.errors import BrokenFrontMatterError
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.lines import BodyLines, join_body, split_body
from editor.widgets.form.field_box import sentence_label, show_sentence
from editor.widgets.theme import monospace_font
from editor.widgets.tokens import UI


class RawView(QWidget):
    """The text between the fences. While it cannot be read as YAML nothing is written, and nothing is lost.

    ``block_changed`` carries the whole new text, with the line ends of untouched lines as they were.
    """

    block_changed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front: FrontMatter | None = None
        self._lines: BodyLines = split_body("")
        self._problem: str | None = None
        self.text = QPlainTextEdit(self)
        self.text.setProperty("field", True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFont(monospace_font(UI))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Front matter as YAML"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(196)
        self.text.textChanged.connect(self._on_text_changed)
        self.sentence: QLabel = sentence_label(self)
        self.restore = QPushButton(self.tr("Go back to the last good text"), self)
        self.restore.setAccessibleName(self.restore.text())
        self.restore.clicked.connect(self._on_restore_clicked)
        self.restore.hide()
        self.close_button = QPushButton(self.tr("Back to the form"), self)
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.closed)
        title = QLabel(self.tr("Front matter"), self)
        title.setProperty("tone", "muted")
        title.setProperty("scale", "label")
        title.setBuddy(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.restore)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (title, self.text, self.sentence):
            column.addWidget(widget)
        column.addSpacing(3)
        column.addLayout(row)
        self.setFocusProxy(self.text)

    @property
    def problem(self) -> str | None:
        """The sentence about text that is not part of the post, because it cannot be read."""
        return self._problem

    def show_front(self, front: FrontMatter, read_only: bool) -> None:
        """Show the block; the same block leaves the typing, even a broken one, alone."""
        self.text.setReadOnly(read_only)
        if self._front is not None and front.block == self._front.block:
            self._front = front
            return
        typed = self.typed
        self._front = front
        self._lines = split_body(front.block)
        # FrontMatter gives a block its last line end, which must not move what is being typed.
        if self._problem is None and typed in (front.block, front.block.removesuffix(front.newline)):
            return
        self._show_text()

    @property
    def typed(self) -> str:
        """The text as it stands, readable or not."""
        return join_body(self._typed_lines(), self._lines)

    def forget(self) -> None:
        """Forget the block and what was typed: another post comes."""
        self._front = None
        self._lines = split_body("")
        self._show_text()

    def type_again(self, block: str) -> None:
        """Put back text that could not be read when the writer went to another post."""
        self.text.setPlainText("\n".join(split_body(block).lines))

    def set_limit(self, pixels: int) -> None:
        """Set the height the text may take, in px."""
        self.text.setFixedHeight(max(72, min(196, pixels)))

    def _show_text(self) -> None:
        """Put the block's text in, keeping the cursor near its place."""
        at = self.text.textCursor().position()
        text = "\n".join(self._lines.lines)
        blocker = QSignalBlocker(self.text)
        self.text.setPlainText(text)
        blocker.unblock()
        cursor = self.text.textCursor()
        cursor.setPosition(min(at, len(self.text.document().toRawText())))
        self.text.setTextCursor(cursor)
        self._doubt(None, None)

    def _typed_lines(self) -> list[str]:
        # toPlainText would turn a no-break space into a space.
        return self.text.document().toRawText().split("\u2029")

    def _doubt(self, sentence: str | None, line: int | None) -> None:
        """Mark a line (1-based, in the file) as the place of a fault, or take the mark away."""
        self._problem = sentence
        full = f"{sentence} {self.tr('Nothing is written until this is put right.')}" if sentence else None
        show_sentence(self.text, self.sentence, full)
        self.restore.setVisible(sentence is not None)
        self.close_button.setDisabled(sentence is not None)
        selections = []
        block = self.text.document().findBlockByNumber((line or 2) - 2)
        if sentence and line is not None and block.isValid():
            mark = QTextEdit.ExtraSelection()
            colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
            colour.setAlpha(46)
            mark.format.setBackground(colour)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            selections.append(mark)
        self.text.setExtraSelections(selections)

    @Slot()
    def _on_text_changed(self) -> None:
        if self._front is None:
            return
        block = self.typed
        if block == self._front.block:
            self._doubt(None, None)
            return
        try:
            self._front.with_block(block)
        except BrokenFrontMatterError as error:
            self._doubt(error.message, error.line)
            return
        self._doubt(None, None)
        self.block_changed.emit(block)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._show_text()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
