"""Two versions of a post in one text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.widgets.dialogs.compare import CompareDialog, Versions
from editor.widgets.theme import DARK, LIGHT, Theme

OLD = "".join(f"line {number}\n" for number in range(30))
NEW = OLD.replace("line 15\n", "line fifteen\n")
BUTTONS = (("theirs", "Take theirs"), ("mine", "Keep mine"))


def opened(qtbot: QtBot, old: str, new: str, theme: Theme = LIGHT) -> CompareDialog:
    dialog = CompareDialog("Compare", Versions("the file", old, "this window", new), BUTTONS, theme)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_change_stands_with_the_lines_around_it_and_no_more(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, OLD, NEW, theme)
    assert dialog.view.toPlainText().splitlines() == [
        "⋯",
        "  line 12",
        "  line 13",
        "  line 14",
        "− line 15",
        "+ line fifteen",
        "  line 16",
        "  line 17",
        "  line 18",
        "⋯",
    ]


def test_what_the_signs_mean_is_said(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OLD, NEW)
    assert any("− only in the file" in label.text() for label in dialog.findChildren(QLabel))


def test_of_a_long_difference_the_beginning_is_shown_and_the_rest_counted(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "".join(f"{number}\n" for number in range(3000)), "x" * 5000 + "\n")
    lines = dialog.view.toPlainText().splitlines()
    assert lines[0] == "− 0"
    assert len(lines) == 2001
    assert lines[-1].startswith("1,001 more lines differ.")
    other = opened(qtbot, "", "x" * 5000 + "\n")
    assert other.view.toPlainText() == f"+ {'x' * 2000}…"


def test_equal_texts_are_said_to_be(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OLD, OLD)
    assert dialog.view.toPlainText() == "Both texts are the same."


def test_markup_is_shown_and_not_obeyed(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "", "<b>x</b>\n")
    assert "+ <b>x</b>" in dialog.view.toPlainText()


@pytest.mark.parametrize(("name", "label"), BUTTONS)
def test_a_decision_closes_and_is_told(qtbot: QtBot, name: str, label: str) -> None:
    dialog = opened(qtbot, OLD, NEW)
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == label)
    with qtbot.waitSignal(dialog.decided) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [name]
    assert not dialog.isVisible()


def test_escape_decides_nothing(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OLD, NEW)
    with qtbot.assertNotEmitted(dialog.decided):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
