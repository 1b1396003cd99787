"""The quiet bar: one sentence at a time, the others behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.notice import Notice, NoticeBar

CONFLICT = Notice("a.md", "Changed on disk.", "warn", (("compare", "&Compare"), ("mine", "Keep mine")))
DONE = Notice("job", "Undone.", "ok", (("redo", "Redo"),))
FAILED = Notice("save", "The disk is full.", "error", (("dismiss", "Dismiss"),))
LATER = Notice("job", "The folder is gone.", "error", (("dismiss", "Dismiss"),))
RUNNING = Notice("job", "Rename: 10 %", "info", (("cancel", "Cancel"),))


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def seen(bar: NoticeBar) -> tuple[list[str], list[str]]:
    """The words and the buttons on show."""
    words = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    return words, [button.text() for button in buttons(bar)]


def buttons(bar: NoticeBar) -> list[QPushButton]:
    """The buttons on show."""
    return [button for button in bar.findChildren(QPushButton) if button.isVisible()]


def test_there_is_no_bar_without_a_notice(bar: NoticeBar) -> None:
    assert bar.isHidden()
    bar.withdraw("unknown")
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("shown", "withdrawn", "words", "buttons"),
    [
        ([CONFLICT], [], ["Changed on disk."], ["&Compare", "Keep mine"]),
        ([FAILED, CONFLICT], [], ["The disk is full."], ["Dismiss", "1 more"]),
        ([FAILED, LATER], [], ["The folder is gone."], ["Dismiss", "1 more"]),
        ([FAILED, LATER, FAILED], [], ["The folder is gone."], ["Dismiss", "1 more"]),
        ([FAILED, RUNNING], [], ["Rename: 10 %"], ["Cancel", "1 more"]),
        ([RUNNING, FAILED], [], ["The disk is full."], ["Dismiss", "1 more"]),
        ([CONFLICT, FAILED], ["a.md"], ["The disk is full."], ["Dismiss"]),
        ([CONFLICT, FAILED], ["save"], ["Changed on disk."], ["&Compare", "Keep mine"]),
        ([CONFLICT, Notice("a.md", "Gone.")], [], ["Gone."], []),
        ([DONE, FAILED], [], ["The disk is full."], ["Dismiss", "1 more"]),
        ([DONE, FAILED], ["save"], ["Undone."], ["Redo"]),
        ([CONFLICT, DONE], [], ["Undone."], ["Redo", "1 more"]),
        ([DONE, CONFLICT], [], ["Changed on disk."], ["&Compare", "Keep mine", "1 more"]),
        ([CONFLICT], ["a.md"], [], []),
    ],
)
def test_what_the_bar_shows(
    bar: NoticeBar, shown: list[Notice], withdrawn: list[str], words: list[str], buttons: list[str]
) -> None:
    for notice in shown:
        bar.show_notice(notice)
    for key in withdrawn:
        bar.withdraw(key)
    assert seen(bar) == (words, buttons)
    assert bar.isVisible() == bool(words)


def test_a_choice_names_notice_and_button_and_leaves_the_notice(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(CONFLICT)
    with qtbot.waitSignal(bar.choice_made) as signal:
        qtbot.keyClick(buttons(bar)[0], Qt.Key.Key_Space)
    assert signal.args == ["a.md", "compare"]
    assert bar.current == CONFLICT


def test_escape_dismisses_what_can_be_dismissed(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(FAILED)
    with qtbot.waitSignal(bar.choice_made) as signal:
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert signal.args == ["save", "dismiss"]
    assert bar.isHidden()
    bar.show_notice(CONFLICT)
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.current == CONFLICT


def test_those_behind_are_gone_through_and_what_is_new_comes_to_the_front(
    bar: NoticeBar, qtbot: QtBot
) -> None:
    for notice in (DONE, CONFLICT, FAILED):
        bar.show_notice(notice)
    more = bar.findChild(QPushButton, "notice-next")
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    more.setFocus(Qt.FocusReason.TabFocusReason)
    seen_so_far = []
    for _ in range(4):
        seen_so_far.append(bar.current)
        qtbot.keyClick(more, Qt.Key.Key_Space)
    assert seen_so_far == [FAILED, CONFLICT, DONE, FAILED]
    assert bar.current == CONFLICT
    assert more.hasFocus()
    bar.show_notice(LATER)
    assert bar.current == LATER


def test_a_screen_reader_hears_the_sentence(bar: NoticeBar, announced: list[str]) -> None:
    bar.show_notice(CONFLICT)
    assert announced == ["Changed on disk."]
    assert bar.accessibleDescription() == "Changed on disk."
    assert [one.accessibleName() for one in buttons(bar)] == ["Compare", "Keep mine"]


def test_the_same_notice_twice_leaves_the_focus_alone(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(CONFLICT)
    button = buttons(bar)[0]
    bar.show_notice(CONFLICT)
    assert buttons(bar)[0] is button


def test_news_of_the_same_thing_leaves_a_button_under_the_finger_that_presses_it(
    bar: NoticeBar, qtbot: QtBot
) -> None:
    cancel = (("cancel", "Cancel"),)
    bar.show_notice(Notice("job", "Rename: 10 %", "info", cancel))
    bar.show()
    button = bar.findChild(QPushButton, "notice-cancel")
    with qtbot.waitSignal(bar.choice_made) as chosen:
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        bar.show_notice(Notice("job", "Rename: 20 %", "info", cancel))
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["job", "cancel"]
    assert seen(bar) == (["Rename: 20 %"], ["Cancel"])


@pytest.mark.parametrize("press", ["click", "key"])
def test_the_writer_types_on_where_they_were_after_a_notice_is_settled(qtbot: QtBot, press: str) -> None:
    window = QWidget()
    bar, text, other = NoticeBar(window), QPlainTextEdit(window), QPlainTextEdit(window)
    column = QVBoxLayout(window)
    for part in (bar, other, text):
        column.addWidget(part)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
        window.activateWindow()
    text.setFocus()
    bar.choice_made.connect(lambda key, _name: bar.withdraw(key))
    bar.show_notice(CONFLICT)
    button = bar.findChild(QPushButton, "notice-mine")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.hasFocus()
    if press == "click":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert text.hasFocus()
