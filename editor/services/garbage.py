"""Owns when Python clears away unreachable objects: on the main thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 500


class Garbage(QObject):
    """Takes over from Python's collector, which runs in whatever thread happens to allocate.

    A QObject in a circle of references that a worker's thread clears away is destroyed in that thread, timers and
    all, which Qt does not survive. Here circles are only cleared while the main thread is between two events.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Clear the youngest generations that are due, as Python itself would (``gc.set_threshold``)."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due and due[0] == 0:
            gc.collect(due[-1])

    @Slot()
    def spare(self) -> None:
        """Look no more through what was made so far: a window that stands lasts, and looking through it is felt."""
        gc.freeze()

    def give_back(self) -> None:
        """Let Python's own collector work again; call it once no thread but this one runs."""
        self._timer.stop()
        gc.enable()
