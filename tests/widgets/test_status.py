"""The line at the bottom says the writer's state in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.widgets.status import Safety, StatusLine
from editor.widgets.stylesheet import style_sheet
from editor.widgets.tokens import LIGHT


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    status = StatusLine()
    qtbot.addWidget(status)
    status.show()
    return status


def words(line: StatusLine) -> dict[str, str]:
    """What each part says to a screen reader, by the words with which that says what it is."""
    return {
        label.accessibleDescription(): QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
        for label in line.findChildren(QLabel)
    }


def test_each_fact_has_its_place_and_its_name(line: StatusLine) -> None:
    line.show_words("812 words · 4 min read")
    line.show_place(11, 0)
    line.show_message("Copied as HTML")
    line.show_encoding("UTF-8 · LF")
    line.show_safety(Safety("Unsaved", "warn"))
    said = words(line)
    assert said["Length"] == "812 words · 4 min read"
    assert said["Place of the cursor"] == "Ln 12, Col 1"
    assert said["Message"] == "Copied as HTML"
    assert said["Encoding and line ends"] == "UTF-8 · LF"
    assert said["Saved or not"] == "Unsaved"


@pytest.mark.parametrize("tone", ["ok", "warn", "error", "muted"])
def test_the_state_has_its_colour(line: StatusLine, tone: str) -> None:
    line.show_safety(Safety("Words", tone))
    label = next(
        label for label in line.findChildren(QLabel) if label.accessibleDescription() == "Saved or not"
    )
    assert label.property("tone") == tone


def test_the_note_is_there_only_when_something_wants_a_look(line: StatusLine, qtbot: QtBot) -> None:
    button = line.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible()
    line.show_note("2 to check")
    assert button.isVisible()
    with qtbot.waitSignal(line.note_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    line.show_note("")
    assert not button.isVisible()


def test_the_note_comes_and_goes_without_moving_what_is_above(line: StatusLine) -> None:
    line.setStyleSheet(style_sheet(LIGHT))
    line.show_words("812 words")
    without = line.sizeHint().height()
    line.show_note("2 to check")
    assert line.sizeHint().height() == without


def test_without_a_post_it_says_nothing(line: StatusLine) -> None:
    line.show_words("1 word")
    line.show_place(0, 0)
    line.show_safety(Safety("Unsaved", "warn"))
    line.clear()
    assert not any(words(line).values())


def test_a_screen_reader_is_told_what_was_done_and_that_the_post_is_on_disk(
    line: StatusLine, announced: list[str]
) -> None:
    line.show_safety(Safety("Safe on disk 07:40", "ok"))
    line.show_safety(Safety("Unsaved", "warn"))
    line.show_safety(Safety("Unsaved", "warn"))
    line.show_safety(Safety("Safe on disk 07:42", "ok"))
    line.show_message("Copied as HTML")
    line.show_message("Copied as HTML")
    line.show_message("")
    assert announced == ["Safe on disk 07:42", "Copied as HTML"]
