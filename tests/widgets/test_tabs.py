"""One tab for each open post: its headline, whether it is unsaved, and closing by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from editor.widgets.stylesheet import style_sheet
from editor.widgets.tabs import PostTabs, TabText
from editor.widgets.tokens import LIGHT

TABS = [
    TabText("Ferry sails", False, "/site/_posts/ferry.md"),
    TabText("Tide", True, ""),
    TabText("", False, ""),
]


@pytest.fixture
def tabs(qtbot: QtBot) -> PostTabs:
    bar = PostTabs()
    qtbot.addWidget(bar)
    bar.resize(700, 40)
    bar.show()
    bar.show_tabs(TABS, 1)
    return bar


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        (TabText("Ferry sails", False, ""), "Ferry sails"),
        (TabText("Ferry sails", True, ""), "Ferry sails ●"),
        (TabText("", False, ""), "New post"),
        (TabText("Sun & sea", False, ""), "Sun && sea"),
        (TabText("Two\nlines  here", False, ""), "Two lines here"),
        (TabText("x" * 300, False, ""), "x" * 24 + "…"),
        (TabText("x" * 300, True, ""), "x" * 24 + "… ●"),
        (TabText("exactly twenty-four char", False, ""), "exactly twenty-four char"),
    ],
)
def test_what_a_tab_says(tabs: PostTabs, tab: TabText, shown: str) -> None:
    tabs.show_tabs([tab], 0)
    assert tabs.count() == 1
    assert tabs.tabText(0) == shown


def test_the_whole_headline_and_the_path_are_the_tool_tip(tabs: PostTabs) -> None:
    assert tabs.tabToolTip(0) == "Ferry sails\n/site/_posts/ferry.md"
    assert tabs.accessibleTabName(1) == "Tide, unsaved"


def test_showing_says_nothing_and_a_click_chooses(tabs: PostTabs, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tabs.tab_chosen):
        tabs.show_tabs(TABS, 2)
    assert tabs.currentIndex() == 2
    with qtbot.waitSignal(tabs.tab_chosen) as told:
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert told.args == [0]


def test_the_cross_and_the_middle_button_close(tabs: PostTabs, qtbot: QtBot) -> None:
    cross = tabs.tabButton(2, QTabBar.ButtonPosition.RightSide)
    assert isinstance(cross, QToolButton)
    assert cross.accessibleName() == "Close tab"
    with qtbot.waitSignal(tabs.close_requested) as told:
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    with qtbot.waitSignal(tabs.close_requested) as told:
        QTest.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(1).center())
    assert told.args == [1]
    assert tabs.count() == 3


def test_dragging_tells_the_new_order(tabs: PostTabs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.order_changed) as told:
        tabs.moveTab(0, 2)
    assert told.args == [0, 2]


def test_crosses_close_the_right_tab_after_a_drag(tabs: PostTabs, qtbot: QtBot) -> None:
    tabs.moveTab(0, 2)
    tabs.show_tabs([TABS[1], TABS[2], TABS[0]], 2)
    cross = tabs.tabButton(2, QTabBar.ButtonPosition.RightSide)
    with qtbot.waitSignal(tabs.close_requested) as told:
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told.args == [2]


def test_the_mark_of_what_is_unsaved_is_seen_behind_a_long_headline(qtbot: QtBot) -> None:
    tabs = PostTabs()
    qtbot.addWidget(tabs)
    tabs.setStyleSheet(style_sheet(LIGHT))
    tabs.resize(700, 34)
    tabs.show()
    long = TabText("Harbour ferry returns after nine winters away", True, "")
    tabs.show_tabs([long, long], 1)
    cross = tabs.tabButton(0, QTabBar.ButtonPosition.RightSide)
    image = tabs.grab(QRect(0, 8, cross.x(), tabs.height() - 16)).toImage()
    drawn = [
        column
        for column in range(image.width())
        if any(image.pixel(column, row) != image.pixel(4, 4) for row in range(image.height()))
    ]
    plain = QFont(tabs.font())
    plain.setWeight(QFont.Weight.Normal)  # as the style sheet draws a tab behind the one in front
    assert drawn[-1] - drawn[0] > QFontMetrics(plain).horizontalAdvance(tabs.tabText(0)) - 5
