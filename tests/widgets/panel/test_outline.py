"""The outline alone: what it lists and says, what stays while headings change, and where its keys lead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.core.markdown.heading import Heading
from editor.widgets.panel.outline import OutlinePane

HEADINGS = (Heading(2, "The wall", 0), Heading(3, "Before dawn", 6), Heading(2, "The council", 20))


@pytest.fixture
def pane(qtbot: QtBot) -> OutlinePane:
    made = OutlinePane()
    qtbot.addWidget(made)
    made.resize(280, 200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_headings(HEADINGS, has_post=True)
    return made


def spoken(pane: OutlinePane) -> list[str]:
    model = pane.list.model()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def test_a_screen_reader_hears_level_and_marks(pane: OutlinePane) -> None:
    pane.mark_text(10)
    pane.mark_page(25)
    assert spoken(pane) == [
        "The wall, heading of level 2",
        "Before dawn, heading of level 3, the text is here",
        "The council, heading of level 2, the page is here",
    ]
    pane.mark_text(20)
    assert spoken(pane)[2] == "The council, heading of level 2, the text is here, the page is here"
    pane.mark_text(-1)
    assert not any("the text" in row for row in spoken(pane))


def test_marks_move_with_headings_that_are_typed_above(pane: OutlinePane) -> None:
    pane.mark_text(21)
    pane.show_headings((*HEADINGS[:2], Heading(2, "News", 20), Heading(2, "The council", 24)), has_post=True)
    assert [row for row in spoken(pane) if "the text" in row] == [
        "News, heading of level 2, the text is here"
    ]


def test_enter_and_a_click_ask_for_the_line(pane: OutlinePane, qtbot: QtBot) -> None:
    asked: list[int] = []
    pane.line_requested.connect(asked.append)
    pane.mark_text(10)
    pane.enter()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Enter)
    # Letters lead to the heading that begins so.
    qtbot.keyClicks(pane.list, "the w")
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    place = pane.list.visualRect(pane.list.model().index(1, 0)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [6, 20, 0, 6]


def test_the_chosen_row_stays_chosen_while_headings_come_and_go(pane: OutlinePane) -> None:
    pane.mark_text(20)
    pane.enter()
    pane.show_headings((Heading(1, "New", 0), *HEADINGS), has_post=True)
    assert pane.list.currentIndex().data() == "The council"
    pane.show_headings((HEADINGS[0], HEADINGS[2]), has_post=True)
    assert pane.list.currentIndex().data() == "The council"


def test_no_headings_are_a_sentence(pane: OutlinePane) -> None:
    def says() -> str:
        return " ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())

    pane.show_headings((), has_post=True)
    assert "no headings yet" in says()
    pane.show_headings((), has_post=False)
    assert "once one is open" in says()
    pane.show_headings(HEADINGS, has_post=True)
    assert "headings" not in says()


def test_escape_leads_back_to_the_text(pane: OutlinePane, qtbot: QtBot) -> None:
    pane.enter()
    with qtbot.waitSignal(pane.leave_requested):
        qtbot.keyClick(pane.list, Qt.Key.Key_Escape)


def test_rows_are_drawn_with_a_bar_for_text_and_one_for_the_page(pane: OutlinePane) -> None:
    def colours(row: int) -> tuple[str, str]:
        image = pane.list.viewport().grab().toImage()
        box = pane.list.visualRect(pane.list.model().index(row, 0))
        ratio = image.devicePixelRatio()
        left, right = box.left() + 1, box.right() - 1
        middle = box.center().y()
        return tuple(image.pixelColor(int(x * ratio), int(middle * ratio)).name() for x in (left, right))  # type: ignore[return-value]

    pane.mark_text(0)
    pane.mark_page(6)
    theme = pane._delegate.theme
    assert colours(0)[0] == theme.accent
    assert colours(0)[1] != theme.link
    assert colours(1)[1] == theme.link
    assert colours(1)[0] != theme.accent
