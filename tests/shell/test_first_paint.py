"""What is slow to start waits until the window has been painted."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.shell.first_paint import FirstPaint


class Painted(QWidget):
    """A window that notes its paints."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._order.append("painted")


def test_it_tells_once_and_after_the_paint(qtbot: QtBot) -> None:
    order: list[str] = []
    window = Painted(order)
    qtbot.addWidget(window)
    first = FirstPaint(window)
    first.done.connect(lambda: order.append("told"))
    with qtbot.waitSignal(first.done):
        window.show()
    window.repaint()
    qtbot.waitUntil(lambda: order == ["painted", "told", "painted"])
