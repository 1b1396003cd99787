"""Owns what ``copydesk export --pdf`` needs of Qt: pages printed by the web engine, without a screen."""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QEventLoop, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.core.errors import ExportError
from editor.services.pdf import PdfMaker
from editor.services.preview_scheme import register_scheme
from editor.shell.constants import keep_constants_alive
from editor.shell.engine import set_engine_flags

_LOG = logging.getLogger(__name__)


class PdfPrinter:
    """Prints pages for a command, which waits for each."""

    def __init__(self) -> None:
        keep_constants_alive()
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if QApplication.instance() is None:
            # What Qt says of a machine without a screen is none of the reader's business.
            qInstallMessageHandler(lambda _kind, _where, text: _LOG.debug(text))
        set_engine_flags()
        register_scheme()
        self._app = QApplication.instance() or QApplication(["copydesk"])
        self._maker = PdfMaker()
        self._loop = QEventLoop()
        self._data = b""
        self._maker.made.connect(self._on_maker_made)
        self._maker.failed.connect(self._loop.quit)

    @Slot(bytes)
    def _on_maker_made(self, data: bytes) -> None:
        self._data = data
        self._loop.quit()

    def print_page(self, html: str, remote: bool = False) -> bytes:
        """Return a page as PDF, with ``remote`` also what it shows of other machines.

        Raises ExportError when the engine cannot print it.
        """
        self._data = b""
        self._maker.make(html, remote=remote)
        self._loop.exec()
        if not self._data:
            raise ExportError("The page could not be printed to PDF. Try it again, or export it as HTML.")
        return self._data

    def close(self) -> None:
        """End the engine; call it once all is printed."""
        self._maker.stop()
