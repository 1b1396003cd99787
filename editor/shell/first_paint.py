"""Owns the moment when the window has first been painted: what is slow to start waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

# What a writer does with a pointer may need what has not been built yet.
_HANDS = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.DragEnter))


class FirstPaint(QObject):
    """Watches a window until its first paint, and then takes itself away.

    ``done`` comes when the window stands on the screen with all that is in it. Showing a window does not paint it:
    that is asked for by the system when it has made room, later than what waits in the event loop by then.
    """

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._after = QTimer(self, singleShot=True, interval=0)
        self._after.timeout.connect(self.done)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first paint come by; the timer fires once it has been done (Qt's own)."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._after.start()
        return False


class Steps(QObject):
    """Takes steps one after the other, the event loop served between them, so that typing does not wait for all.

    A click or something dragged in takes the steps that are left at once: what it asks for must be there.
    """

    def __init__(self, steps: Iterator[None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._on_next_timeout)
        self._then_ms = 0
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._next.start)

    def start(self, window: QWindow | None) -> None:
        """Take the first step now, and the others one by one; ``window`` is where the writer's pointer comes in."""
        # Not the application: that would have PySide wrap objects which C++ has not finished making.
        if window is not None:
            window.installEventFilter(self)
        self._next.start()
        self._on_next_timeout()

    def wait_for(self, signal: SignalInstance, most_ms: int, then_ms: int = 0) -> None:
        """Let the next step wait for a signal and then for some ms, all in all no longer than ``most_ms``.

        To be called by a step.
        """
        self._next.stop()
        self._then_ms = then_ms
        signal.connect(self._on_waited_for)
        self._patience.start(most_ms)

    @Slot()
    def _on_waited_for(self) -> None:
        if self._patience.remainingTime() > self._then_ms:
            self._patience.start(self._then_ms)

    def stop(self) -> None:
        """Take no step any more."""
        self._next.stop()
        self._patience.stop()

    def finish(self) -> None:
        """Take all the steps that are left."""
        self.stop()
        for _ in self._steps:
            pass

    @Slot()
    def _on_next_timeout(self) -> None:
        if next(self._steps, self) is self:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the writer's hands come by (Qt's own)."""
        if event.type() in _HANDS:
            watched.removeEventFilter(self)
            self.finish()
        return False
