"""Every other key by its kind: shown, changed by keys, added and removed, with nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.chips import ChipInput
from editor.widgets.form.extra_row import ExtraRow, number_of
from tests.widgets.form.conftest import Desk

Open = Callable[..., Desk]
K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)

POST = """---
title: x
layout: post   # ours
rating: 4
featured: true
last_modified_at: 2026-03-15 08:00
series: [one, two]
nested:
  a: 1
  b: [x, y]
empty:
---
"""


def opened(desk: Desk) -> Desk:
    desk.form.fields.disclosure.setChecked(True)
    return desk


def row(desk: Desk, key: str) -> ExtraRow:
    found = desk.form.fields.more.row(key)
    assert found is not None
    return found


def control(desk: Desk, key: str, kind: type[W]) -> W:
    found = row(desk, key).control
    assert isinstance(found, kind)
    found.setFocus()
    return found


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_the_closed_line_names_what_is_behind_it(open_form: Open) -> None:
    desk = open_form(POST)
    assert desk.form.fields.disclosure.words == "More fields: layout, last_modified_at, 5 custom"
    assert not desk.form.fields.more.isVisible()


def test_enter_and_space_open_it_and_every_key_has_a_row(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    desk.form.fields.disclosure.setFocus()
    qtbot.keyClick(desk.form.fields.disclosure, K.Key_Space)
    assert desk.form.fields.more.isVisible()
    kinds = {key: type(row(desk, key).control).__name__ for key in POST_KEYS}
    assert kinds == POST_KEYS


POST_KEYS = {
    "layout": "LineField",
    "rating": "LineField",
    "featured": "QCheckBox",
    "last_modified_at": "DateField",
    "series": "ChipInput",
    "nested": "QPlainTextEdit",
    "empty": "LineField",
}


@pytest.mark.parametrize(
    ("key", "typed", "old", "new"),
    [
        ("layout", "wide", "layout: post ", "layout: wide "),
        ("layout", "12", "layout: post ", 'layout: "12" '),
        ("rating", "5", "rating: 4", "rating: 5"),
        ("rating", "4.5", "rating: 4", "rating: 4.5"),
        ("empty", "x1", "empty:\n", "empty: x1\n"),
    ],
)
def test_text_and_numbers(open_form: Open, qtbot: QtBot, key: str, typed: str, old: str, new: str) -> None:
    desk = opened(open_form(POST))
    retype(qtbot, control(desk, key, QLineEdit), typed)
    assert desk.text == POST.replace(old, new)
    assert control(desk, key, QLineEdit).text() == typed


def test_what_is_no_number_is_marked_and_not_written(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    line = control(desk, "rating", QLineEdit)
    retype(qtbot, line, "4x")
    assert desk.text == POST
    assert row(desk, "rating").sentence.isVisible()
    assert desk.form.unfinished() == row(desk, "rating").sentence.text()
    retype(qtbot, line, "7")
    assert desk.text == POST.replace("rating: 4", "rating: 7")
    assert not row(desk, "rating").sentence.isVisible()


def test_yes_and_no(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    check = control(desk, "featured", QCheckBox)
    assert check.text() == "Yes"
    qtbot.keyClick(check, K.Key_Space)
    assert desk.text == POST.replace("featured: true", "featured: false")
    assert check.text() == "No"


def test_a_date_keeps_its_notation(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    line = control(desk, "last_modified_at", QLineEdit)
    retype(qtbot, line, "16 Mar 2026, 09:30")
    qtbot.keyClick(line, K.Key_Return)
    assert desk.text == POST.replace("2026-03-15 08:00", "2026-03-16 09:30")


def test_a_list_stays_a_list(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    chips = control(desk, "series", ChipInput)
    qtbot.keyClicks(chips.line, "three,")
    assert desk.text == POST.replace("[one, two]", "[one, two, three]")


def test_a_nested_value_is_shown_and_points_to_its_text(open_form: Open) -> None:
    desk = opened(open_form(POST))
    text = control(desk, "nested", QPlainTextEdit)
    assert text.isReadOnly()
    assert text.toPlainText() == "a: 1\nb: [x, y]"
    assert row(desk, "nested").sentence.isVisible()


def test_a_key_is_removed_with_its_lines(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    row(desk, "nested").remove.setFocus()
    qtbot.keyClick(row(desk, "nested").remove, K.Key_Space)
    assert desk.text == POST.replace("nested:\n  a: 1\n  b: [x, y]\n", "")
    assert desk.form.fields.more.row("nested") is None


@pytest.mark.parametrize(
    ("kind", "written", "shown"),
    [
        ("Text", 'deck: ""\n', QLineEdit),
        ("Number", "deck: 0\n", QLineEdit),
        ("Yes or no", "deck: true\n", QCheckBox),
        ("Date", "deck: 20", QLineEdit),
        ("List", "deck: []\n", ChipInput),
    ],
)
def test_a_key_is_added_by_kind_and_takes_the_focus(
    open_form: Open, qtbot: QtBot, kind: str, written: str, shown: type[QWidget]
) -> None:
    desk = opened(open_form(POST))
    new = desk.form.fields.more.new_key
    new.kind.setCurrentText(kind)
    qtbot.keyClicks(new.name, "deck")
    qtbot.keyClick(new.name, K.Key_Return)
    assert written in desk.text
    assert isinstance(row(desk, "deck").control, shown)
    focused = row(desk, "deck").control
    assert focused.hasFocus() or (isinstance(focused, ChipInput) and focused.line.hasFocus())
    assert new.name.text() == ""


@pytest.mark.parametrize("name", ["", "layout", "title", "a: b", "#x", "-x", "a\tb"])
def test_a_name_that_cannot_be_is_refused_with_a_sentence(open_form: Open, qtbot: QtBot, name: str) -> None:
    desk = opened(open_form(POST))
    new = desk.form.fields.more.new_key
    new.name.setText(name)
    new.add.setFocus()
    qtbot.keyClick(new.add, K.Key_Space)
    assert desk.changes == []
    assert new.sentence.isVisible()
    qtbot.keyClicks(new.name, "z")
    assert not new.sentence.isVisible()


def test_typing_keeps_the_row_and_its_focus(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form("---\nempty:\n---\n"))
    line = control(desk, "empty", QLineEdit)
    qtbot.keyClicks(line, "true 12")
    assert control(desk, "empty", QLineEdit) is line
    assert line.text() == "true 12"
    assert desk.front is not None
    assert desk.front.get("empty") == "true 12"


def test_a_duplicate_key_has_a_note(open_form: Open) -> None:
    desk = opened(open_form("---\nlayout: a\nlayout: b\n---\n"))
    assert control(desk, "layout", QLineEdit).text() == "b"
    assert row(desk, "layout").sentence.isVisible()


def test_a_locked_value_says_why(open_form: Open) -> None:
    desk = opened(open_form("---\nlayout: &a post\nother: *a\n---\n"))
    assert control(desk, "layout", QLineEdit).isReadOnly()
    assert "anchor" in row(desk, "layout").sentence.text()
    assert not control(desk, "other", QLineEdit).isReadOnly()


def test_every_control_of_the_open_form_has_a_name_and_is_reached_by_tab(
    open_form: Open, qtbot: QtBot
) -> None:
    desk = opened(open_form(POST))
    desk.form.fields.headline.setFocus()
    seen: list[QWidget] = []
    widget = desk.form.focusWidget()
    while widget not in seen and len(seen) < 60:
        seen.append(widget)
        qtbot.keyClick(widget, K.Key_Tab)
        widget = desk.form.focusWidget()
    assert [widget for widget in seen if not widget.accessibleName()] == []
    for key in POST_KEYS:
        found = row(desk, key).control
        assert found in seen or (isinstance(found, ChipInput) and found.line in seen)
        assert row(desk, key).remove in seen


def test_tab_goes_down_the_rows_as_they_stand(open_form: Open, qtbot: QtBot) -> None:
    desk = opened(open_form(POST))
    desk.form.fields.disclosure.setFocus()
    order = []
    for _ in range(20):
        widget = desk.form.focusWidget()
        order.append(widget.accessibleName())
        qtbot.keyClick(widget, K.Key_Tab)
    assert order == [
        "More fields: layout, last_modified_at, 5 custom",
        *("layout", "Remove layout"),
        *("rating", "Remove rating"),
        *("featured", "Remove featured"),
        *("last_modified_at", "Choose a date", "Remove last_modified_at"),
        *("series", "Remove series"),
        *("nested", "Remove nested"),
        *("empty", "Remove empty"),
        *("Name of the new field", "Kind of the new field", "Add the field"),
        "Edit the front matter as YAML",
    ]
    assert desk.form.focusWidget().accessibleName() == "Headline"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("-4", -4),
        ("4.50", 4.5),
        (" 4 ", 4),
        ("", None),
        ("-", None),
        ("4.", None),
        (".5", None),
        ("1_000", None),
        ("0x10", None),
        ("1e3", None),
        ("٤", None),
        ("nan", None),
    ],
)
def test_number_of(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_labels_name_their_keys(open_form: Open) -> None:
    desk = opened(open_form(POST))
    names = {label.text() for label in row(desk, "rating").findChildren(QLabel)}
    assert "rating" in names
