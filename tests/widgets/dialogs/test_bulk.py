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


def test_going_past_rename_does_not_widen_the_next_edit_to_the_whole_site(dialog: BulkDialog) -> None:
    dialog.what.setFocus()
    places = []
    for _ in range(4):
        places.append((dialog.what.currentText(), dialog.where.currentText()))
        QTest.keyClick(dialog.what, Qt.Key.Key_Down)
    selected, everywhere = "in 2 selected post(s)", "in all posts of the site (40)"
    assert places == [
        ("Add a tag", selected),
        ("Remove a tag", selected),
        ("Rename a tag", everywhere),
        ("Add a category", selected),
    ]
    QTest.keyClick(dialog.where, Qt.Key.Key_Down)
    QTest.keyClick(dialog.what, Qt.Key.Key_Up)
    assert (dialog.what.currentText(), dialog.where.currentText()) == ("Add a category", everywhere)


def test_a_name_in_other_letters_is_told_how_the_site_writes_it(dialog: BulkDialog) -> None:
    said = []
    for name in ("harbour", "Harbour", "harbours"):
        dialog.first.setText(name)
        said.append(dialog.problem_label.text() if dialog.problem_label.isVisible() else "")
        assert dialog.preview_button.isEnabled()
    assert said == ["", "The site writes it “harbour”.", ""]


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
