"""The YAML view: the same text, written when it can be read, kept and marked when it cannot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.widgets.form.raw_view import RawView
from tests.widgets.form.conftest import Desk

Open = Callable[..., Desk]
K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def to_yaml(qtbot: QtBot, desk: Desk) -> RawView:
    desk.form.fields.raw_button.setFocus()
    qtbot.keyClick(desk.form.fields.raw_button, K.Key_Space)
    assert desk.form.raw.text.hasFocus()
    return desk.form.raw


def test_the_button_swaps_form_and_text(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    raw = to_yaml(qtbot, desk)
    assert raw.text.toPlainText() == "title: x\n"
    assert not desk.form.fields.isVisible()
    raw.close_button.setFocus()
    qtbot.keyClick(raw.close_button, K.Key_Space)
    assert desk.form.fields.isVisible()
    assert not raw.isVisible()
    assert desk.form.fields.raw_button.hasFocus()


def test_each_readable_state_is_written(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x # why\n---\n")
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_End, CTRL)
    qtbot.keyClicks(raw.text, "a: 1")
    assert desk.text == "---\ntitle: x # why\na: 1\n---\n"
    assert raw.text.toPlainText() == "title: x # why\na: 1"
    assert desk.form.fields.headline.text == "x"


def test_line_ends_of_untouched_lines_stay(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\r\ntitle: x\r\nb: 2\na: 1\r\n---\r\n")
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_Home, CTRL)
    qtbot.keyClick(raw.text, K.Key_End)
    qtbot.keyClicks(raw.text, "yz")
    assert desk.text == "---\r\ntitle: xyz\r\nb: 2\na: 1\r\n---\r\n"


def test_broken_text_stays_marked_and_unwritten_until_it_reads_again(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\ntags: [a]\n---\n")
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_End, CTRL)
    qtbot.keyClicks(raw.text, "b: [1")
    assert desk.text == "---\ntitle: x\ntags: [a]\nb: \n---\n", "the last state that could be read"
    assert raw.text.toPlainText().endswith("b: [1")
    assert raw.sentence.isVisible()
    assert raw.text.extraSelections()
    assert raw.text.extraSelections()[0].cursor.blockNumber() >= 2
    assert not raw.close_button.isEnabled()
    assert desk.form.unfinished()
    qtbot.keyClicks(raw.text, "]")
    assert desk.text == "---\ntitle: x\ntags: [a]\nb: [1]\n---\n"
    assert not raw.sentence.isVisible()
    assert raw.close_button.isEnabled()
    assert desk.form.unfinished() is None


def test_the_last_good_text_comes_back_on_request(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_Home, CTRL)
    qtbot.keyClicks(raw.text, "[")
    assert raw.restore.isVisible()
    raw.restore.setFocus()
    qtbot.keyClick(raw.restore, K.Key_Space)
    assert raw.text.toPlainText() == "title: x\n"
    assert not raw.restore.isVisible()
    assert desk.text == "---\ntitle: x\n---\n"


def test_broken_text_waits_while_the_writer_is_in_another_post(open_form: Open, qtbot: QtBot) -> None:
    one, two = "---\ntitle: one\n---\n", "---\ntitle: two\n---\n"
    desk = open_form(one)
    desk.form.start_post("one")
    desk.show(one)
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_Home, CTRL)
    qtbot.keyClicks(raw.text, "[")
    desk.form.start_post("two")
    desk.show(two)
    assert desk.form.fields.isVisible()
    assert desk.form.fields.headline.text == "two"
    assert desk.form.unfinished() is None
    desk.form.start_post("one")
    desk.show(one)
    assert raw.isVisible()
    assert raw.text.toPlainText() == "[title: one\n"
    assert desk.form.unfinished()
    assert desk.text == one


def test_an_undo_shows_in_the_text(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    raw = to_yaml(qtbot, desk)
    qtbot.keyClick(raw.text, K.Key_End)
    qtbot.keyClicks(raw.text, "y")
    desk.show("---\ntitle: x\n---\n")
    assert raw.text.toPlainText() == "title: x\n"


def test_a_read_only_text_cannot_be_typed_in(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    desk.form.show_front(desk.front, None, True)
    raw = to_yaml(qtbot, desk)
    qtbot.keyClicks(raw.text, "y")
    assert desk.text == "---\ntitle: x\n---\n"
