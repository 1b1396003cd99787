"""The segmented control by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from editor.widgets.segments import Segments

K = Qt.Key


@pytest.fixture
def views(qtbot: QtBot) -> Callable[[], Segments]:
    def made() -> Segments:
        row = Segments("View", (("write", "Write"), ("split", "Split"), ("read", "Read")))
        qtbot.addWidget(row)
        row.show()
        row.activateWindow()
        qtbot.waitUntil(row.isActiveWindow)
        return row

    return made


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("write", K.Key_Right, "split"),
        ("split", K.Key_Right, "read"),
        ("split", K.Key_Left, "write"),
    ],
)
def test_arrows_move_the_choice(
    views: Callable[[], Segments], qtbot: QtBot, start: str, key: Qt.Key, end: str
) -> None:
    row = views()
    row.set_choice(start)
    segment = row.segment(start)
    assert segment is not None
    segment.setFocus()
    with qtbot.waitSignal(row.chosen) as signal:
        qtbot.keyClick(segment, key)
    assert signal.args == [end]
    assert row.choice == end


def test_a_click_chooses_once(views: Callable[[], Segments], qtbot: QtBot) -> None:
    row = views()
    heard: list[str] = []
    row.chosen.connect(heard.append)
    read = row.segment("read")
    assert read is not None
    qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
    assert heard == ["read"]


@pytest.mark.parametrize(("choice", "now"), [("read", "read"), ("nowhere", "write")])
def test_setting_says_nothing(views: Callable[[], Segments], choice: str, now: str) -> None:
    row = views()
    heard: list[str] = []
    row.chosen.connect(heard.append)
    row.set_choice(choice)
    assert row.choice == now
    assert heard == []


def test_choosing_moves_nothing(views: Callable[[], Segments]) -> None:
    row = views()
    before = [segment.geometry() for name in ("write", "split", "read") if (segment := row.segment(name))]
    row.set_choice("read")
    after = [segment.geometry() for name in ("write", "split", "read") if (segment := row.segment(name))]
    assert before == after


def test_every_part_has_a_name(views: Callable[[], Segments]) -> None:
    row = views()
    read = row.segment("read")
    assert read is not None
    assert (row.accessibleName(), read.accessibleName()) == ("View", "Read")


def test_a_screen_reader_hears_that_each_is_one_of_several(views: Callable[[], Segments]) -> None:
    row = views()
    for name in ("write", "split", "read"):
        seen = QAccessible.queryAccessibleInterface(row.segment(name))
        assert seen.role() == QAccessible.Role.RadioButton
        assert seen.state().checked == (row.choice == name)
