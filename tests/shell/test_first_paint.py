"""What is slow to start waits until the window has been painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.shell.first_paint import FirstPaint, Steps

_NO_KEYS = Qt.KeyboardModifier.NoModifier


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


class Begun(QObject):
    """What takes its time to be there."""

    there = Signal()


def test_the_event_loop_is_served_between_steps(qtbot: QtBot) -> None:
    order: list[str] = []

    def steps() -> Iterator[None]:
        for name in ("first", "second", "third"):
            order.append(name)
            QTimer.singleShot(0, lambda name=name: order.append(f"event after {name}"))
            yield

    taking = Steps(steps())
    taking.start(None)
    assert order == ["first"]
    qtbot.waitUntil(lambda: "event after third" in order)
    assert order.index("event after first") < order.index("third")


def test_a_step_can_wait_for_what_it_has_begun_though_not_for_ever(qtbot: QtBot) -> None:
    order: list[str] = []
    begun = Begun()

    def steps() -> Iterator[None]:
        for most_ms in (3_600_000, 1):
            order.append("begun")
            taking.wait_for(begun.there, most_ms)
            yield
            order.append("gone on")

    taking = Steps(steps())
    taking.start(None)
    for _ in range(5):
        QApplication.processEvents()
    assert order == ["begun"]
    begun.there.emit()
    qtbot.waitUntil(lambda: order == ["begun", "gone on", "begun", "gone on"])


def test_a_click_finds_all_steps_taken_and_a_letter_waits_for_none(qtbot: QtBot) -> None:
    order: list[str] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            order.append(f"step {number}")
            yield

    window = QWindow()
    taking = Steps(steps(), window)
    taking.start(window)
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, _NO_KEYS, "a"))
    assert order == ["step 0"]
    click = QEvent.Type.MouseButtonPress
    button = Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QMouseEvent(click, QPointF(5, 5), QPointF(5, 5), button, button, _NO_KEYS))
    assert order == ["step 0", "step 1", "step 2"]
    QApplication.sendEvent(window, QMouseEvent(click, QPointF(5, 5), QPointF(5, 5), button, button, _NO_KEYS))
    assert len(order) == 3
