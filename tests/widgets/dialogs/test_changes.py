"""The list of changes before a job: thousands of files cost nothing, and each says what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.core.changes import Preview
from editor.widgets.dialogs.changes import Announcement, ChangesDialog
from editor.widgets.tokens import LIGHT

SAID = Announcement(
    "Rename post", "Rename", "3 files will change.", ("These links will lead nowhere:", "a.md")
)
FILES = (
    Preview("_posts/a.md", "_posts/b.md", b"one\n", b"two\n"),
    Preview("_posts/c.md", "_drafts/c.md"),
    Preview("wall.png", trashed=True),
)


def shown(qtbot: QtBot, files: tuple[Preview, ...]) -> ChangesDialog:
    dialog = ChangesDialog(SAID, files, LIGHT)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_each_file_says_what_becomes_of_it(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FILES)
    model = dialog.list.model()
    assert [model.index(row, 0).data() for row in range(3)] == [
        "a.md\n→ b.md",
        "c.md\n→ _drafts/c.md",
        "wall.png",
    ]
    assert dialog.view.toPlainText() == "− one\n+ two"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.view.toPlainText() == "The file moves; what is in it stays as it is."
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.view.toPlainText() == "The file goes to the trash."
    (remarks,) = dialog.findChildren(QPlainTextEdit)
    assert remarks.toPlainText().splitlines() == list(SAID.remarks)


def test_a_long_list_of_long_names_scrolls_down_alone(qtbot: QtBot) -> None:
    names = (f"_posts/2026-03-14-{'harbour-' * 12}{number}.md" for number in range(200))
    dialog = shown(qtbot, tuple(Preview(name, before=b"a", after=b"b") for name in names))
    assert dialog.list.verticalScrollBar().maximum() > 0
    assert dialog.list.horizontalScrollBar().maximum() == 0


def test_return_agrees_and_escape_does_not(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FILES)
    with qtbot.assertNotEmitted(dialog.agreed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog = shown(qtbot, FILES)
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


class _Costly(Preview):
    """A file whose comparison nobody asked for."""

    def lines(self) -> tuple[()]:
        raise AssertionError("compared without being looked at")


def test_only_the_file_that_is_looked_at_is_compared(qtbot: QtBot) -> None:
    many = tuple(_Costly(f"_posts/{number}.md", "", b"a\n", b"b\n") for number in range(5000))
    dialog = shown(qtbot, many)
    assert dialog.list.model().rowCount() == 5000


def test_bytes_that_are_no_text_are_shown_as_far_as_they_can_be(qtbot: QtBot) -> None:
    dialog = shown(qtbot, (Preview("a.md", "", b"\xff\n", b"\xfe!\n"),))
    assert dialog.view.toPlainText() == "− \ufffd\n+ \ufffd!"
