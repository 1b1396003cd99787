"""The strip that says how far reading a site is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from editor.widgets.progress import ProgressStrip


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    return strip


def said(strip: ProgressStrip) -> tuple[str, str, int]:
    return (
        strip.findChild(QLabel).text(),
        strip.findChild(QPushButton).text(),
        strip.findChild(QProgressBar).value(),
    )


def test_it_comes_when_reading_takes_its_time_and_goes_when_it_is_done(
    strip: ProgressStrip, qtbot: QtBot
) -> None:
    strip.show_progress(0, 250)
    assert strip.isHidden()
    qtbot.waitUntil(strip.isVisible)
    strip.show_progress(42, 250)
    assert said(strip) == ("Reading 42 of 250 files", "Cancel", 42)
    strip.settle()
    assert strip.isHidden()


def test_what_is_over_at_once_is_not_shown(strip: ProgressStrip) -> None:
    strip.show_progress(0, 10)
    strip.settle()
    assert strip.isHidden()
    assert not strip._timer.isActive()
    strip.show_progress(0, 0)
    assert not strip._timer.isActive()


def test_cancel_and_going_on_by_the_keyboard(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.show()
    strip.show_progress(100, 400)
    button = strip.findChild(QPushButton)
    with qtbot.waitSignal(strip.cancel_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    strip.show_paused(150, 400)
    assert said(strip) == ("Stopped at 150 of 400 files", "Go on", 150)
    assert button.accessibleName() == "Go on"
    with qtbot.waitSignal(strip.resume_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    strip.show_progress(160, 400)
    assert said(strip)[1] == "Cancel"


def test_reading_that_was_stopped_before_it_began_is_not_shown_as_going_on(strip: ProgressStrip) -> None:
    strip.show_paused(0, 0)
    assert said(strip) == ("Reading is stopped", "Go on", 0)
    assert strip.findChild(QProgressBar).maximum() > 0
