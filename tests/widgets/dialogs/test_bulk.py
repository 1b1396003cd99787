"""Asking for one edit of many posts: each kind shows its own fields and becomes its own wish."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.widgets.dialogs.bulk import BulkDialog, BulkWish, BulkWords
from editor.widgets.writing.search import Query

WORDS = BulkWords(("harbour", "weather"), ("News",), ("title", "author"), 2, 40)


@pytest.fixture
def dialog(qtbot: QtBot) -> BulkDialog:
    made = BulkDialog(WORDS)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("what", "fields", "wish"),
    [
        ("Add a tag", ["first"], BulkWish("add", "tags", "a")),
        ("Remove a category", ["first"], BulkWish("take", "categories", "a")),
        ("Rename a tag", ["first", "second"], BulkWish("rename", "tags", "a", "b", None, True)),
        ("Set a field", ["key", "first"], BulkWish("set", "author", "a")),
        ("Remove a field", ["key"], BulkWish("remove", "author", "a")),
        (
            "Replace text",
            ["first", "second", "regex", "case"],
            BulkWish("replace", "", "a", " b", Query("a", False, False)),
        ),
    ],
)
def test_each_kind_of_edit_has_its_fields(
    dialog: BulkDialog, qtbot: QtBot, what: str, fields: list[str], wish: BulkWish
) -> None:
    dialog.what.setCurrentIndex(dialog.what.findText(what))
    assert [
        name for name in ("key", "first", "second", "regex", "case") if getattr(dialog, name).isVisible()
    ] == fields
    dialog.key.setEditText("author")
    dialog.first.setText("a")
    dialog.second.setText(" b")
    if wish.what not in ("rename", "replace"):
        dialog.second.clear()
    with qtbot.waitSignal(dialog.decided) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert told.args == [wish]


def test_nothing_can_be_shown_before_there_is_something_to_do(dialog: BulkDialog) -> None:
    assert not dialog.preview_button.isEnabled()
    dialog.first.setText("  ")
    assert not dialog.preview_button.isEnabled()
    dialog.first.setText("x")
    assert dialog.preview_button.isEnabled()


def test_a_bad_pattern_is_said_and_held_back(dialog: BulkDialog) -> None:
    dialog.what.setCurrentIndex(dialog.what.findText("Replace text"))
    dialog.first.setText("(a")
    assert dialog.preview_button.isEnabled()
    dialog.regex.setChecked(True)
    assert dialog.problem_label.text().startswith("This pattern cannot be read: ")
    assert not dialog.preview_button.isEnabled()
