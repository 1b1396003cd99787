"""The calendar under a date field, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTime
from pytestqt.qtbot import QtBot

from editor.widgets.form.calendar_popup import CalendarPopup
from tests.widgets.form.conftest import Desk

Open = Callable[..., Desk]
K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
POST = "---\ndate: 2026-03-14 07:30:13 +0100\n---\n"


def opened(qtbot: QtBot, desk: Desk) -> CalendarPopup:
    field = desk.form.fields.date
    field.setFocus()
    qtbot.keyClick(field, K.Key_Down, ALT)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    assert popup.isVisible()
    return popup


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (K.Key_Right, "2026-03-15 07:30:13 +0100"),
        (K.Key_Down, "2026-03-21 07:30:13 +0100"),
        (K.Key_PageDown, "2026-04-14 07:30:13 +0100"),
    ],
)
def test_arrows_and_enter_choose_a_day_and_keep_the_rest(
    open_form: Open, qtbot: QtBot, key: Qt.Key, written: str
) -> None:
    desk = open_form(POST)
    popup = opened(qtbot, desk)
    view = popup.calendar.focusWidget() or popup.calendar
    qtbot.keyClick(view, key)
    qtbot.keyClick(view, K.Key_Return)
    assert desk.text == POST.replace("2026-03-14 07:30:13 +0100", written)
    assert not popup.isVisible()


def test_escape_changes_nothing(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    popup = opened(qtbot, desk)
    qtbot.keyClick(popup, K.Key_Escape)
    assert not popup.isVisible()
    assert desk.changes == []


def test_the_time_is_written_when_it_is_entered(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    popup = opened(qtbot, desk)
    popup.time.setFocus()
    popup.time.setTime(QTime(9, 5))
    qtbot.keyClick(popup.time, K.Key_Return)
    assert desk.text == POST.replace("07:30:13", "09:05:13")


def test_a_date_alone_stays_a_date_alone(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ndate: 2026-03-14\n---\n")
    popup = opened(qtbot, desk)
    view = popup.calendar.focusWidget() or popup.calendar
    qtbot.keyClick(view, K.Key_Down)
    qtbot.keyClick(view, K.Key_Return)
    assert desk.text == "---\ndate: 2026-03-21\n---\n"


def test_now_sets_date_and_time(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    popup = opened(qtbot, desk)
    qtbot.keyClick(popup.now, K.Key_Space)
    assert desk.front is not None
    assert desk.text.count("date: 20") == 1
    assert not popup.isVisible()


def test_a_read_only_date_opens_no_calendar(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    desk.form.show_front(desk.front, None, True)
    qtbot.keyClick(desk.form.fields.date, K.Key_Down, ALT)
    assert desk.form.fields.date.findChild(CalendarPopup) is None


def test_everything_in_it_has_a_name(open_form: Open, qtbot: QtBot) -> None:
    popup = opened(qtbot, open_form(POST))
    assert [popup.accessibleName(), popup.calendar.accessibleName(), popup.time.accessibleName()] == [
        "Calendar",
        "Day",
        "Time",
    ]
    popup.hide()


def test_letters_at_the_button_of_the_calendar_are_not_typed_into_the_date(
    open_form: Open, qtbot: QtBot
) -> None:
    desk = open_form("---\ndate: 2026-03-14 07:30:00 +0000\n---\n")
    date = desk.form.fields.date
    before = date.text()
    date.button.setFocus()
    qtbot.keyClicks(date.button, "ferry")
    assert date.text() == before
    date.setFocus()
    qtbot.keyClicks(date, "x")
    assert date.text() != before
