"""An editor on screen with a document in it, and words for what it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.widgets.theme import LIGHT
from editor.widgets.writing.editor import MarkdownEditor, prepare_document

PROSE = "The ferry that once carried half the town to work will cross the harbour again on Monday, after nine winters."


class Desk:
    """An editor, and its text as a test draws it: ``¦`` is the cursor, ``‹ ›`` a selection."""

    def __init__(self, editor: MarkdownEditor, document: QTextDocument) -> None:
        self.editor = editor
        self.document = document

    def draw(self, drawn: str) -> None:
        """Put a text in, with the cursor where it is drawn."""
        anchor = len(drawn.split("‹", maxsplit=1)[0].encode("utf-16-le")) // 2 if "‹" in drawn else None
        bare = drawn.replace("‹", "")
        mark = "›" if "›" in bare else "¦"
        position = len(bare.split(mark)[0].encode("utf-16-le")) // 2
        if anchor is not None and position < anchor:
            anchor -= 1
        self.document.setPlainText(bare.replace(mark, ""))
        cursor = self.editor.textCursor()
        cursor.setPosition(position if anchor is None else anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    @property
    def drawn(self) -> str:
        """The text with the cursor drawn in."""
        cursor = self.editor.textCursor()
        data = self.document.toRawText().replace("\u2029", "\n").encode("utf-16-le")
        marks = [(cursor.position(), "›" if cursor.hasSelection() else "¦")]
        if cursor.hasSelection():
            marks.append((cursor.anchor(), "‹"))
        for at, mark in sorted(marks, reverse=True):
            data = data[: 2 * at] + mark.encode("utf-16-le") + data[2 * at :]
        return data.decode("utf-16-le")

    @property
    def text(self) -> str:
        """The text."""
        return self.document.toPlainText()


@pytest.fixture
def open_editor(qapp: QApplication, qtbot: QtBot) -> Callable[..., MarkdownEditor]:
    # A test before this one may have dressed the application: its sheet would outdo the editor's own colours.
    qapp.setStyleSheet("")

    def opened(width: int = 640, height: int = 500) -> MarkdownEditor:
        editor = MarkdownEditor()
        qtbot.addWidget(editor)
        editor.set_theme(LIGHT)
        editor.resize(width, height)
        editor.show()
        qtbot.waitExposed(editor)
        return editor

    return opened


@pytest.fixture
def desk(open_editor: Callable[..., MarkdownEditor]) -> Desk:
    editor = open_editor()
    document = QTextDocument(editor)
    prepare_document(document)
    editor.show_body(document)
    editor.setFocus()
    return Desk(editor, document)


def settle() -> None:
    """Let everything posted happen, paints included."""
    QApplication.sendPostedEvents()
