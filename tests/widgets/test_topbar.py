"""The bar along the top: the path that always fits, and buttons the keyboard reaches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from editor.widgets.topbar import PathLabel, TopBar

PATH = "_posts / 2026 / 2026-03-14-harbour-wall-holds-and-engineers-are-relieved.md"


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    new, export = QAction("New post"), QAction("Export")
    bar = TopBar(new, export)
    new.setParent(bar)
    export.setParent(bar)
    qtbot.addWidget(bar)
    bar.resize(900, 44)
    bar.show()
    return bar


@pytest.mark.parametrize("width", [80, 200, 2000])
def test_a_path_is_cut_in_the_middle_and_whole_for_who_asks(qtbot: QtBot, width: int) -> None:
    label = PathLabel()
    qtbot.addWidget(label)
    label.resize(width, 20)
    label.set_path(PATH)
    assert label.toolTip() == label.accessibleName() == PATH
    assert label.fontMetrics().horizontalAdvance(label.text()) <= width
    assert (label.text() == PATH) is (width == 2000)
    if width != 2000:
        assert "…" in label.text()


def test_a_path_is_text_and_nothing_else(qtbot: QtBot) -> None:
    label = PathLabel()
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.set_path("<b>bold</b>.md")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>.md"


def test_new_post_is_a_button(bar: TopBar, qtbot: QtBot) -> None:
    new = next(action for action in bar.findChildren(QAction) if action.text() == "New post")
    with qtbot.waitSignal(new.triggered):
        QTest.mouseClick(bar.new_button, Qt.MouseButton.LeftButton)


def test_every_button_has_a_name_and_takes_the_keyboard(bar: TopBar) -> None:
    for button in bar.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_menus_hang_on_their_buttons(bar: TopBar) -> None:
    menus = [QMenu(bar) for _ in range(3)]
    bar.set_menus(*menus)
    assert [bar.menu_button.menu(), bar.export_button.menu(), bar.more_button.menu()] == menus
