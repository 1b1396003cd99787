"""The box that finds by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.widgets.dialogs.picker import Choice, Picker
from editor.widgets.theme import LIGHT

K = Qt.Key
CHOICES = [
    Choice("a", "Harbour wall holds", "14 March"),
    Choice("b", "Council votes", "12 March"),
    Choice("c", "Ferry sails", "1 March", 1),
]


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    box = Picker("Go to post", LIGHT)
    qtbot.addWidget(box)
    box.show_choices(CHOICES)
    box.open()
    return box


def titles(picker: Picker) -> list[str]:
    model = picker.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([], "a"),
        ([K.Key_Down], "b"),
        ([K.Key_Down, K.Key_Down, K.Key_Down], "c"),
        ([K.Key_Down, K.Key_Up], "a"),
        ([K.Key_PageDown], "c"),
        ([K.Key_PageDown, K.Key_PageUp], "a"),
    ],
)
def test_arrows_go_through_the_list_while_the_cursor_stays_in_the_field(
    picker: Picker, qtbot: QtBot, keys: list[Qt.Key], chosen: str
) -> None:
    for key in keys:
        QTest.keyClick(picker.field, key)
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClick(picker.field, K.Key_Return)
    assert told.args == [chosen]
    assert not picker.isVisible()


def test_what_cannot_be_picked_says_why_and_stays(picker: Picker) -> None:
    picker.show_choices([Choice("undo", "Undo", "Ctrl+Z", off="Open a post first."), *CHOICES])
    told: list[str] = []
    picker.chosen.connect(told.append)
    spoken = picker.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Undo, Open a post first."
    QTest.keyClick(picker.field, K.Key_Return)
    assert picker.isVisible()
    assert told == []


def test_typing_narrows_and_finds_in_title_and_detail(picker: Picker) -> None:
    QTest.keyClicks(picker.field, "vot")
    assert titles(picker) == ["Council votes"]
    picker.field.clear()
    QTest.keyClicks(picker.field, "14")
    assert titles(picker) == ["Harbour wall holds"]


def test_where_nothing_matches_it_says_so_and_enter_picks_nothing(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "zzz")
    assert not picker.list.isVisible()
    assert "Nothing matches." in [label.text() for label in picker.findChildren(type(picker._none))]
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.field, K.Key_Return)
        QTest.keyClick(picker.field, K.Key_Down)
    assert picker.isVisible()


def test_escape_leaves_without_a_choice(picker: Picker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.field, K.Key_Escape)
    assert not picker.isVisible()


def test_a_click_picks(picker: Picker, qtbot: QtBot) -> None:
    place = picker.list.visualRect(picker.list.model().index(1, 0)).center()
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["b"]


def test_a_screen_reader_hears_title_and_detail(picker: Picker) -> None:
    index = picker.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Harbour wall holds, 14 March"
