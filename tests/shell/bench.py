"""What a writer does on the bench, for stories about it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.shell.app import Desk
from editor.widgets.images.bench import BenchDialog

POST = "_posts/2026-03-14-harbour-wall-holds.md"


def bench(qtbot: QtBot, desk: Desk) -> BenchDialog:
    """Open the bench from the form and wait until the lead image is on it."""
    desk.window.form.fields.lead.edit.click()
    qtbot.waitUntil(lambda: desk.late.benches._dialog is not None and desk.late.benches._dialog.is_ready)
    dialog = desk.late.benches._dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


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
