"""Owns printing a page to PDF: loaded by the engine on its own, without scripts and without a network."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import QByteArray, QMarginsF, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript, QWebEngineSettings
from shiboken6 import Shiboken

from editor.services.preview_scheme import (
    OfflineInterceptor,
    PreviewScheme,
    allow_remote,
    make_profile,
    register_scheme,
)
from editor.storage.paths import resources_dir

_PATIENCE_MS = 30_000
"""How long another machine is waited for; its pictures are then not on the paper."""
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


def paper_script(*, with_margins: bool) -> str:
    """Return the script that gives a page what it needs on paper; with the margins where the sheet has none.

    It is for a world of our own: a style sheet that is adopted there is held up by no rule of the page.
    """
    folder = resources_dir() / "export"
    names = ("paper.css", "sheet.css") if with_margins else ("paper.css",)
    return "".join(
        "{ const sheet = new CSSStyleSheet();"
        f" sheet.replaceSync({json.dumps((folder / name).read_text(encoding='utf-8'))});"
        " document.adoptedStyleSheets.push(sheet); }"
        for name in names
    )


class PdfMaker(QObject):
    """Prints pages, one after the other. ``made`` carries the bytes, ``failed`` that the engine could not.

    ``stop`` has to be called before the program ends.
    """

    made = Signal(bytes)
    failed = Signal()
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        register_scheme()
        self._scheme = PreviewScheme(self)
        self._interceptor = OfflineInterceptor(self)
        self._profile = make_profile(self._scheme, self._interceptor, self)
        self._page = QWebEnginePage(self._profile, self)
        backgrounds = QWebEngineSettings.WebAttribute.PrintElementBackgrounds
        self._page.settings().setAttribute(backgrounds, True)
        self._page.loadFinished.connect(self._on_page_load_finished)
        # Queued: the engine is to be done with the old process before it is asked for another.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._page.renderProcessTerminated.connect(self._ended)
        self._script = paper_script(with_margins=True)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._page_ready)
        self._count = self._printed = 0
        self._waiting = False

    def make(self, html: str, *, remote: bool = False) -> None:
        """Begin to print a page; one at a time. With ``remote`` it may load pictures and fonts of other machines."""
        allow_remote(self._page.settings(), self._interceptor, remote)
        if remote:
            self._patience.start()
        self._count += 1
        name = f"{self._count}.html"
        self._scheme.texts = {name: (b"text/html; charset=utf-8", html.encode("utf-8", "surrogatepass"))}
        self._waiting = True
        self._page.load(QUrl(f"copydesk://app/{name}"))

    def stop(self) -> None:
        """Take the page down before its profile: the engine must not be left to the collector."""
        self._waiting = False
        self._patience.stop()
        if Shiboken.isValid(self._page):
            Shiboken.delete(self._page)
            Shiboken.delete(self._profile)

    @Slot(bool)
    def _on_page_load_finished(self, is_good: bool) -> None:
        if not self._waiting:
            return
        if not is_good:
            self._fail()
            return
        self._page_ready()

    @Slot()
    def _page_ready(self) -> None:
        """Print what is there: all of it, or what came of a slow machine in time."""
        self._patience.stop()
        self._page.runJavaScript(self._script, _WORLD, partial(self._print, self._count))

    def _print(self, count: int, _result: object) -> None:
        if not self._waiting or count != self._count or self._printed == count:
            return
        self._printed = count
        # Without margins: what the engine leaves to them stays white around a dark page.
        size = QPageSize(QPageSize.PageSizeId.A4)
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
        self._page.printToPdf(self._take, layout)

    @Slot()
    def _on_ended(self) -> None:
        if self._waiting:
            self._fail()

    def _take(self, data: QByteArray) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self._scheme.texts = {}
        if data.isEmpty():
            self.failed.emit()
        else:
            self.made.emit(bytes(data.data()))

    def _fail(self) -> None:
        self._patience.stop()
        self._waiting = False
        self.failed.emit()
