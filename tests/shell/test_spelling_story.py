"""Spelling: words in doubt are underlined, F7 walks through them, a suggestion can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from editor.core.errors import SpellingError
from editor.shell.app import Desk
from editor.storage.dictionary import Dictionary

OpenDesk = Callable[..., Desk]
POST = "_posts/2026-03-14-harbour-wall-holds.md"


def need_english() -> None:
    try:
        tags = Dictionary.languages()
    except SpellingError as error:
        pytest.skip(error.message)
    if not any(tag.startswith("en") for tag in tags):
        pytest.skip("no English dictionary")


def type_at_end(desk: Desk, text: str) -> None:
    editor = desk.window.editor
    editor.setFocus()
    editor.go_to(len(desk.workspace.current.lines) - 1, 0)
    QTest.keyClicks(editor, text)


def bar_text(desk: Desk) -> str:
    return " ".join(label.text() for label in desk.window.spelling_bar.findChildren(QLabel))


def test_f7_goes_to_the_word_and_enter_takes_the_suggestion(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    need_english()
    desk = open_desk(site / POST)
    editor, bar = desk.window.editor, desk.window.spelling_bar
    type_at_end(desk, "The ferrry is late")
    editor.go_to(0)
    QTest.keyClick(editor, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "ferrry" in bar_text(desk))
    assert editor.selected_text() == "ferrry"
    focused = desk.window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "ferry"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert desk.workspace.current.lines[-1] == "The ferry is late"
    qtbot.waitUntil(lambda: "No word" in bar_text(desk))
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.workspace.current.lines[-1] == "The ferrry is late"


def test_a_word_added_to_the_dictionary_is_right_in_the_next_session(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    need_english()
    desk = open_desk(site / POST)
    type_at_end(desk, "Ask Okaforry today")
    desk.window.editor.go_to(0)
    QTest.keyClick(desk.window.editor, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "Okaforry" in bar_text(desk))
    learn = next(
        button
        for button in desk.window.spelling_bar.findChildren(QPushButton)
        if button.text() == "Add to dictionary"
    )
    learn.click()
    qtbot.waitUntil(lambda: "No word" in bar_text(desk))
    assert desk.paths.own_words.read_text(encoding="utf-8") == "okaforry\n"


def test_the_menu_of_a_word_in_doubt_offers_what_was_meant(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    need_english()
    desk = open_desk(site / POST)
    type_at_end(desk, "A ferrry ")
    line = len(desk.workspace.current.lines) - 1
    qtbot.waitUntil(lambda: desk.late.spelling.is_wrong("ferrry"))
    menu = QMenu(desk.window)
    desk.window.editor.menu_opening.emit(menu, line, 4)
    qtbot.waitUntil(lambda: any(action.text() == "ferry" for action in menu.actions()))
    next(action for action in menu.actions() if action.text() == "ferry").trigger()
    assert desk.workspace.current.lines[line] == "A ferry "


def test_without_a_dictionary_f7_says_how_to_get_one(
    qtbot: QtBot, site: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> tuple[str, ...]:
        raise SpellingError("There is no spelling dictionary on this computer.")

    monkeypatch.setattr(Dictionary, "languages", staticmethod(none))
    desk = open_desk(site / POST)
    QTest.keyClick(desk.window.editor, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "There is no spelling dictionary" in bar_text(desk))
    assert desk.window.spelling_bar.isVisible()


def test_a_post_in_a_language_without_a_dictionary_is_not_looked_up_in_another(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    need_english()
    (site / "_posts" / "2026-03-15-qo.md").write_text("---\ntitle: qo\nlang: tlh\n---\nnuqneH tlhIngan maH\n")
    desk = open_desk(site / "_posts" / "2026-03-15-qo.md")
    status = desk.window.status
    qtbot.waitUntil(lambda: any(label.text() == "No dictionary" for label in status.findChildren(QLabel)))
    assert _red_pixels(desk) == 0
    QTest.keyClick(desk.window.editor, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "no spelling dictionary for “tlh”" in bar_text(desk))
    desk.files.open_path(site / POST)
    type_at_end(desk, "ferrry and")
    qtbot.waitUntil(lambda: _red_pixels(desk) > 0)


def test_words_in_doubt_are_underlined_and_not_while_being_typed(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    need_english()
    desk = open_desk(site / POST)
    editor = desk.window.editor
    type_at_end(desk, "ferrry")
    qtbot.waitUntil(lambda: desk.late.spelling.is_wrong("ferrry"))
    qtbot.waitUntil(lambda: _red_pixels(desk) == 0)
    QTest.keyClicks(editor, " and")
    qtbot.waitUntil(lambda: _red_pixels(desk) > 0)


def _red_pixels(desk: Desk) -> int:
    """How many pixels of the text are red, as only the wave under a word in doubt is."""
    image = desk.window.editor.viewport().grab().toImage()
    colours = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return sum(colour.red() > colour.green() + 60 for colour in colours)
