"""Owns the picture of the real window that ``copydesk --screenshot`` makes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from editor.shell.reader import Reader
from editor.shell.window import DeskWindow

# Fonts, thumbnails and the page settle within this time after the page says it is there.
_SETTLE_MS = 900
# A view that is turned to, such as the bench, reads files first.
_VIEW_MS = 2500
# When the web engine does not start at all, the picture is made without the page.
_PATIENCE_MS = 20_000


class Screenshot(QObject):
    """Waits for the page, saves the picture and quits; ``exit_code`` says whether it worked.

    ``turn_to`` brings another view up once the page is there, which is complete soon, or soon after ``shown`` where
    that is given; a dialog that is open then is in the picture, too.
    """

    def __init__(
        self,
        window: DeskWindow,
        reader: Reader,
        target: Path,
        turn_to: Callable[[], None] | None = None,
        shown: SignalInstance | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._turn_to = turn_to
        self.exit_code = 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(_PATIENCE_MS)
        self._waits = shown is not None
        reader.ready.connect(self._on_reader_ready)
        if shown is not None:
            shown.connect(self._on_view_shown)

    @Slot()
    def _on_reader_ready(self) -> None:
        if self._turn_to is not None:
            self._turn_to()
        if not self._waits:
            self._timer.start(_SETTLE_MS if self._turn_to is None else _VIEW_MS)

    @Slot()
    def _on_view_shown(self) -> None:
        self._timer.start(_VIEW_MS)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if self._picture().save(str(self._target)):
            print(self._target)
            self.exit_code = 0
        else:
            print(f"The picture could not be written to {self._target}.", file=sys.stderr)
        QApplication.quit()

    def _picture(self) -> QPixmap:
        """The window, and over it the dialogs that are open."""
        picture = self._window.grab()
        painter = QPainter(picture)
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                place = dialog.rect()
                place.moveCenter(self._window.rect().center())
                painter.fillRect(self._window.rect(), QColor(0, 0, 0, 50))
                painter.drawPixmap(place.topLeft(), dialog.grab())
        painter.end()
        return picture
