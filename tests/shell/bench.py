"""What a writer does on the bench, for stories about it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.shell.app import Desk
from editor.widgets.images.bench import BenchDialog

W = TypeVar("W", bound=QWidget)

POST = "_posts/2026-03-14-harbour-wall-holds.md"


def bench(qtbot: QtBot, desk: Desk) -> BenchDialog:
    """Open the bench from the form and wait until the lead image is on it."""
    desk.window.form.fields.lead.edit.click()
    return ready_bench(qtbot, desk)


def bench_on(desk: Desk) -> BenchDialog | None:
    """Return the bench that is on the screen, if one is."""
    return next((one for one in desk.window.findChildren(BenchDialog) if one.isVisible()), None)


def ready_bench(qtbot: QtBot, desk: Desk) -> BenchDialog:
    """Wait until a picture is on the bench, and return it."""

    def is_ready() -> bool:
        dialog = bench_on(desk)
        return dialog is not None and dialog.is_ready

    qtbot.waitUntil(is_ready)
    dialog = bench_on(desk)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def control(dialog: BenchDialog, name: str, kind: type[W]) -> W:
    """Return the control that a screen reader calls ``name``."""
    (found,) = (one for one in dialog.findChildren(kind) if one.accessibleName() == name)
    return found


def press(dialog: BenchDialog, text: str) -> None:
    """Press the button with a text."""
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def drag(dialog: BenchDialog, start: QPointF, end: QPointF) -> None:
    """Drag on the picture with the mouse."""
    canvas = dialog.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(canvas, ((start + end) / 2).toPoint())
    QTest.mouseMove(canvas, end.toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end.toPoint())
