"""Owns what the benches see: the pixels of a window, and when a key has changed them."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

_LONGEST_S = 5.0
_SCROLL_BAR = 16
"""The width in px of a page's scroll bar. Its thumb tells of blocks that found their height, too, and not of a key."""
_HEIGHT, _DEPTH = 100, 200
"""How many px above and below the first line that changes are watched, too: a paragraph wraps further down as it grows,
and at the end of a page it moves up by that."""


class Subject(Protocol):
    """A window with an editor and a page."""

    name: str
    window: QWidget
    editor: QPlainTextEdit
    view: QWidget


@dataclass(frozen=True, slots=True)
class Strokes:
    """What keys took, in ms: until their glyph, and until their text in the page, stood in the window."""

    glyph: list[float]
    page: list[float]


class Eye:
    """Watches the lines of a window where typing shows, in its editor and in its page.

    What is read is the window's own image after all of its parts were put together: the same that a screen shows.
    """

    def __init__(self, app: QApplication, subject: Subject) -> None:
        self._app = app
        self.subject = subject
        self._wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        self._guard = QTimer(interval=1)  # so that waiting for events ends although none comes
        self._editor, self._page = (
            QRect(part.mapTo(subject.window, QPoint(0, 0)), part.size())
            for part in (subject.editor.viewport(), subject.view)
        )
        self._page.setWidth(self._page.width() - _SCROLL_BAR)

    def aim(self, character: str) -> None:
        """Find out which lines a key changes, and watch these from now on.

        It takes two keys: with the first there may come what else was to be drawn still, such as a page that scrolls.
        """
        for _ in range(2):
            before = self.editor_pixels(), self.page_pixels()
            QTest.keyClick(self.subject.editor, character)
            ends = time.perf_counter() + 0.5
            while time.perf_counter() < ends:
                self.turn()
        self._editor = _changed(self._editor, before[0], self.editor_pixels())
        self._page = _changed(self._page, before[1], self.page_pixels())

    def editor_pixels(self) -> bytes:
        """Return the watched part of the editor as it stands in the window."""
        return self._pixels(self._editor)

    def page_pixels(self) -> bytes:
        """Return the watched part of the page as it stands in the window."""
        return self._pixels(self._page)

    def _pixels(self, area: QRect) -> bytes:
        window = self.subject.window
        image = window.screen().grabWindow(window.winId(), *area.getRect()).toImage()
        return bytes(image.constBits())  # the image is kept by its name until its bits are copied

    def turn(self) -> None:
        """Wait for the next events and do what they ask for; at most about 1 ms when there are none."""
        self._guard.start()
        self._app.processEvents(self._wait)
        self._guard.stop()

    def press(self, character: str) -> tuple[float, float]:
        """Type a character; return the ms until it stood in the editor and in the page. A space shows in neither."""
        editor, page = self.editor_pixels(), self.page_pixels()
        shown = 0.0
        start = time.perf_counter()
        QTest.keyClick(self.subject.editor, character)
        after = _AfterPaint(lambda: self.editor_pixels() != editor)
        while not (after.seen and shown):
            self.turn()
            now = time.perf_counter()
            after.look()
            if not shown and self.page_pixels() != page:
                shown = now
            if now - start > _LONGEST_S and not (after.seen and shown):
                where = "in the page" if after.seen else "in the editor"
                raise RuntimeError(
                    f"{self.subject.name}: {character!r} did not show {where} in {_LONGEST_S} s"
                )
        return (after.seen - start) * 1000, (shown - start) * 1000


class _AfterPaint(QObject):
    """Looks as soon as a paint that was asked for by now has been done, whatever else then waits to be done.

    Qt posts the request to paint with low priority; an event of a lower one comes next.
    """

    def __init__(self, painted: Callable[[], bool]) -> None:
        super().__init__()
        self._painted = painted
        self.seen = 0.0
        """When the paint was seen; 0 before."""
        QCoreApplication.postEvent(
            self, QEvent(QEvent.Type.User), Qt.EventPriority.LowEventPriority.value - 1
        )

    def customEvent(self, _event: QEvent) -> None:
        """Look (Qt's own)."""
        self.look()

    def look(self) -> None:
        """Note the time if the paint has been done."""
        now = time.perf_counter()
        if not self.seen and self._painted():
            self.seen = now


def _changed(area: QRect, before: bytes, after: bytes) -> QRect:
    """Return the part of an area around the first row of px that differs."""
    row = len(before) // area.height()
    for y in range(area.height()):
        if before[y * row : (y + 1) * row] != after[y * row : (y + 1) * row]:
            top, end = max(0, y - _HEIGHT), min(area.height(), y + _DEPTH)
            return QRect(area.x(), area.y() + top, area.width(), end - top)
    raise RuntimeError("a key changed nothing that can be seen")


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def load() -> str:
    """Return how busy the machine is, where the system tells."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
