"""A key draws what it changed again and nothing else, and the window then looks as if all had been drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.markdown.highlight import START
from editor.widgets.writing.doubts import Doubts
from editor.widgets.writing.search import Finder, Query
from tests.widgets.writing.conftest import PROSE, Desk, settle

PARAGRAPH = f"{PROSE} *{PROSE}* **So** `it` [is said](https://example.org/a) by nobody at all. " * 3


class Paints(QObject):
    """Notes which part of the text is painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.editor)
        self.areas: list[QRect] = []
        desk.editor.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


@pytest.fixture
def steady_cursor(qapp: QApplication) -> Iterator[None]:
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


def shown(desk: Desk) -> QImage:
    """The window's own pixels, as paints have left them."""
    settle()
    window = desk.editor
    return window.screen().grabWindow(window.winId()).toImage()


def drawn_anew(desk: Desk) -> QImage:
    desk.editor.viewport().update()
    return shown(desk)


def in_paragraph(desk: Desk, column: int) -> None:
    desk.draw(f"¦{PROSE}\n\n{PARAGRAPH}\n\n{PROSE}")
    desk.editor.go_to(2, column)
    settle()


def test_a_letter_within_a_long_paragraph_paints_its_line_alone(desk: Desk) -> None:
    in_paragraph(desk, 200)
    QTest.keyClick(desk.editor, "e")
    settle()
    paints = Paints(desk)
    QTest.keyClick(desk.editor, "s")
    settle()
    block = desk.editor.textCursor().block()
    assert desk.editor.blockBoundingRect(block).height() > 200
    assert paints.areas
    assert max(area.height() for area in paints.areas) < 60


@pytest.mark.usefixtures("steady_cursor")
@pytest.mark.parametrize("column", [0, 40, 150, 230, 600, len(PARAGRAPH)])
@pytest.mark.parametrize(
    "typed",
    ["sea and sand and such words that wrap lines anew ", "a*b*c_d", "xy\b\b\bz", "so 🎉中文 it goes"],
)
def test_what_keys_leave_in_the_window_is_what_drawing_it_anew_shows(
    desk: Desk, typed: str, column: int
) -> None:
    desk.editor.show_doubts(Doubts(lambda word: len(word) > 5))
    in_paragraph(desk, column)
    for character in typed:
        if character == "\b":
            QTest.keyClick(desk.editor, Qt.Key.Key_Backspace)
        elif character > "\x7f":
            desk.editor.insert_text(character)
        else:
            QTest.keyClick(desk.editor, character)
        left = shown(desk)
        assert left == drawn_anew(desk), character


@pytest.mark.usefixtures("steady_cursor")
def test_a_match_that_a_letter_ends_is_marked_from_where_it_begins(desk: Desk) -> None:
    in_paragraph(desk, 200)
    QTest.keyClick(desk.editor, "e")
    desk.editor.show_matches(Finder(Query("on Monday.*?qq", regex=True)))
    settle()  # or all of the window would be drawn with the first of these keys
    for character in "qq":
        QTest.keyClick(desk.editor, character)
    left = shown(desk)
    assert left == drawn_anew(desk)


def test_words_of_which_more_is_known_are_looked_at_again() -> None:
    wrong: set[str] = set()
    doubts = Doubts(wrong.__contains__)
    assert doubts.in_line("The ferri isn’t back", START, -1) == []
    wrong |= {"ferri", "isn't"}
    assert not doubts.forget_words({"bakc"})
    assert doubts.forget_words({"ferri"})
    assert doubts.in_line("The ferri isn’t back", START, -1) == [(4, 9), (10, 15)]
    assert doubts.forget_words({"isn't"})
