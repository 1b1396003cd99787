"""Owns the moment when the window has first been painted: what is slow to start waits for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


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
