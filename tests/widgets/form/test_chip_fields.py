"""Categories and tags by keys: where each word goes, and in which shape it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from editor.widgets.chip import Chip
from editor.widgets.stylesheet import style_sheet
from editor.widgets.tokens import LIGHT
from tests.widgets.form.conftest import Desk

Open = Callable[..., Desk]
K = Qt.Key


def chip_line(desk: Desk) -> QLineEdit:
    desk.form.fields.chips.setFocus()
    return desk.form.fields.chips.line


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        # lists keep their style
        ("categories: [News]\ntags: [ferry]", "tide,", "categories: [News]\ntags: [ferry, tide]"),
        ("tags:\n  - ferry # old\n  - x", "tide,", "tags:\n  - ferry # old\n  - x\n  - tide"),
        # a word the site uses as a category becomes one, in the site's spelling
        ("categories: [News]\ntags: [ferry]", "politics,", "categories: [News, Politics]\ntags: [ferry]"),
        # absent and empty keys become lists
        ("title: x", "tide,", "title: x\ntags: [tide]"),
        ("title: x", "news,", "title: x\ncategories: [News]"),
        ("tags:", "tide,", "tags: [tide]"),
        ("tags: []", "tide,", "tags: [tide]"),
        # strings stay strings where they can
        ("tags: ferry harbour", "tide,", "tags: ferry harbour tide"),
        ("tags: ferry", "tide,", "tags: ferry tide"),
        ("tags: ferry, harbour", "tide,", "tags: ferry, harbour, tide"),
        ("tags: ferry", "tide wall,", "tags: [ferry, tide wall]"),
        # the singular key counts if it is there, and one string is one item under it
        ("category: News", "politics,", "category: [News, Politics]"),
        ("tag: tide wall", "ferry,", "tag: [tide wall, ferry]"),
        # numbers in a list stay numbers
        ("tags: [2026, ferry]", "tide,", "tags: [2026, ferry, tide]"),
        ("tags: [ferry]", "2027,", 'tags: [ferry, "2027"]'),
        # a word that is there already is not added twice
        ("tags: [Ferry]", "ferry,", "tags: [Ferry]"),
        # several at once
        ("tags: [a]", "b, c,", "tags: [a, b, c]"),
    ],
)
def test_a_typed_word_joins_in_the_shape_it_finds(
    open_form: Open, qtbot: QtBot, before: str, typed: str, after: str
) -> None:
    desk = open_form(f"---\n{before}\n---\n")
    qtbot.keyClicks(chip_line(desk), typed)
    front = desk.front
    assert front is not None
    assert _meaning(desk.text) == _meaning(f"---\n{after}\n---\n")
    if "\n" in before or "title" not in before:
        assert desk.text == f"---\n{after}\n---\n"


def _meaning(text: str) -> set[str]:
    """The lines without order or list style, for keys that are new."""
    return {line.strip() for line in text.replace("\n- ", " - ").splitlines()}


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("tags: [a, b, c]", [K.Key_Backspace, K.Key_Backspace], "tags: [a, b]"),
        ("tags: [a, b, c]", [K.Key_Left, K.Key_Left, K.Key_Delete], "tags: [a, c]"),
        ("tags: [a, b, c]", [K.Key_Left, K.Key_Left, K.Key_Left, K.Key_Left, K.Key_Delete], "tags: [b, c]"),
        ("tags: [a, b, c]", [K.Key_Left, K.Key_Left, K.Key_Right, K.Key_Backspace], "tags: [a, b]"),
        ("tags: [a, b, c]", [K.Key_Left, K.Key_Left, K.Key_Delete, K.Key_Delete], "tags: [a]"),
        ("tags: [a]", [K.Key_Left, K.Key_Delete], "tags: []"),
        ("tags: a b", [K.Key_Left, K.Key_Delete], "tags: a"),
        ("categories: [N]\ntags: [a]", [K.Key_Left, K.Key_Left, K.Key_Delete], "categories: []\ntags: [a]"),
    ],
)
def test_chips_are_walked_and_removed_by_keys(
    open_form: Open, qtbot: QtBot, before: str, keys: list[Qt.Key], after: str
) -> None:
    desk = open_form(f"---\n{before}\n---\n")
    chip_line(desk)
    for key in keys:
        qtbot.keyClick(desk.form.focusWidget(), key)
    assert desk.text == f"---\n{after}\n---\n"


def test_the_field_shows_that_it_has_the_keyboard(open_form: Open, qtbot: QtBot) -> None:
    form = open_form("---\ntitle: x\n---\n").form
    form.setStyleSheet(style_sheet(LIGHT))
    chips = form.fields.chips
    idle = chips.grab().toImage()
    chips.line.setFocus()
    ringed = chips.grab().toImage()
    middle = ringed.height() // 2
    assert ringed.pixelColor(1, middle) != idle.pixelColor(1, middle)
    qtbot.keyClick(chips.line, K.Key_Tab)
    assert chips.grab().toImage().pixelColor(1, middle) == idle.pixelColor(1, middle)


def test_tab_goes_on_from_a_chip_as_from_the_field(open_form: Open, qtbot: QtBot) -> None:
    fields = open_form("---\ntitle: x\ntags: [one]\nexcerpt: e\n---\n").form.fields
    fields.chips.line.setFocus()
    qtbot.keyClicks(fields.chips.line, "two,")
    qtbot.keyClick(fields.chips.line, K.Key_Backspace)
    chip = QApplication.focusWidget()
    assert isinstance(chip, Chip)
    assert chip.text() == "two"
    qtbot.keyClick(chip, K.Key_Tab)
    assert QApplication.focusWidget() is fields.excerpt
    qtbot.keyClick(fields.excerpt, K.Key_Backtab)
    assert QApplication.focusWidget() is fields.chips.line


def test_a_letter_on_a_chip_is_typed_behind_it(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntags: [a]\n---\n")
    line = chip_line(desk)
    qtbot.keyClick(line, K.Key_Left)
    qtbot.keyClicks(desk.form.focusWidget(), "b")
    assert line.text() == "b"
    assert line.hasFocus()
    assert desk.changes == []


def test_leaving_the_field_adds_the_word(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntags: [a]\n---\n")
    line = chip_line(desk)
    qtbot.keyClicks(line, "tide")
    qtbot.keyClick(line, K.Key_Tab)
    assert desk.text == "---\ntags: [a, tide]\n---\n"


def test_the_list_says_what_each_word_would_be_and_arrows_choose(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntags: [a]\ncategories: [b]\n---\n")
    line = chip_line(desk)
    qtbot.keyClicks(line, "po")
    offered = desk.form.fields.chips.completer.list.offered
    assert [(entry.text, entry.detail) for entry in offered] == [
        ("Politics", "category"),
        ("police", "tag"),
        ("po", "new tag"),
        ("po", "new category"),
    ]
    for _ in range(4):
        qtbot.keyClick(line, K.Key_Down)
    qtbot.keyClick(line, K.Key_Return)
    assert desk.text == "---\ntags: [a]\ncategories: [b, po]\n---\n"
    assert line.text() == ""


def test_escape_closes_the_list_and_keeps_the_word(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntags: [a]\n---\n")
    line = chip_line(desk)
    qtbot.keyClicks(line, "po")
    qtbot.keyClick(line, K.Key_Escape)
    assert desk.form.fields.chips.completer.list.offered == ()
    assert line.text() == "po"


def test_a_chip_says_what_it_is(open_form: Open) -> None:
    desk = open_form("---\ncategories: [News]\ntags: [a]\n---\n")
    news, tag = desk.form.fields.chips.chips()
    assert (news.accessibleName(), news.accessibleDescription()) == ("News", "Category, Delete removes it")
    assert tag.accessibleDescription() == "Tag, Delete removes it"
    assert news.property("tone") == "accent"


def test_a_list_of_maps_is_left_to_its_text(open_form: Open) -> None:
    desk = open_form("---\ntags:\n  - name: a\n---\n")
    assert desk.form.fields.chips.line.isReadOnly()
    assert [field.key for field in desk.form.fields.more._fields] == ["tags"]


def test_many_chips_flow_over_rows(open_form: Open) -> None:
    words = ", ".join(f"word{number}" for number in range(12))
    few = open_form("---\ntags: [a]\n---\n").form.fields.chips
    many = open_form(f"---\ntags: [{words}]\n---\n").form.fields.chips
    assert many.height() > 3 * few.height() - 30
    for chip in many.chips():
        assert many.rect().contains(chip.geometry())


def test_no_row_is_empty_however_wide_the_field_is(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ncategories: [People]\ntags: [harbour, ferry, pilots, council meeting]\n---\n")
    field = desk.form.fields.chips
    while True:
        for width in range(110, 500):
            field.resize(width, field.height())
            rows = {chip.y() for chip in field.chips()}
            assert field.line.y() in rows or not rows
            assert field.height() == field.line.y() + 25
            assert all(field.rect().contains(chip.geometry()) for chip in field.chips())
        if not field.chips():
            break
        qtbot.keyClick(chip_line(desk), K.Key_Backspace)
        qtbot.keyClick(desk.form.focusWidget(), K.Key_Delete)
    assert field.height() == 30
