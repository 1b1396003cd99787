"""Owns the picture of the real window that ``copydesk --screenshot`` makes."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from editor.shell.reader import Reader
from editor.shell.window import DeskWindow

# Fonts, thumbnails and the page settle within this time after the page says it is there.
_SETTLE_MS = 900
# When the web engine does not start at all, the picture is made without the page.
_PATIENCE_MS = 20_000


class Screenshot(QObject):
    """Waits for the page, saves the picture and quits; ``exit_code`` says whether it worked."""

    def __init__(self, window: DeskWindow, reader: Reader, target: Path) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self.exit_code = 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(_PATIENCE_MS)
        reader.ready.connect(self._on_reader_ready)

    @Slot()
    def _on_reader_ready(self) -> None:
        self._timer.start(_SETTLE_MS)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if self._window.grab().save(str(self._target)):
            print(self._target)
            self.exit_code = 0
        else:
            print(f"The picture could not be written to {self._target}.", file=sys.stderr)
        QApplication.quit()
