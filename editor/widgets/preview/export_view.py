"""Owns the view in which an export is looked at before it is written: no scripts, no way out, nothing of a browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QPageLayout
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

_SCALE = 0.7
"""A page is laid out for a window; here it is looked at as a whole."""


class _Page(QWebEnginePage):
    """Shows what it is told to and follows no link."""

    allowed = QUrl()

    def acceptNavigationRequest(
        self, url: QUrl, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Refuse every way out of the page."""
        return is_main_frame and url.toString().partition("#")[0] == self.allowed.toString()

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:
        """Open no second window."""
        return None


class ExportView(QWebEngineView):
    """Shows one page after the other, each under an address of its own.

    ``died`` fires when the process that draws it ended; nothing is shown until an address is loaded again.
    """

    died = Signal()

    def __init__(
        self, profile: QWebEngineProfile, ground: str, scale: float = _SCALE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export-view")
        self.setAccessibleName(self.tr("The page as it will be"))
        self.setAcceptDrops(False)
        self._page = _Page(profile, self)
        self._page.setBackgroundColor(QColor(ground))
        self.setPage(self._page)
        self._scale = scale
        self.setZoomFactor(scale)
        self._page.loadFinished.connect(self._on_page_load_finished)
        # Queued: the engine is to be done with the old process before it is asked for another.
        self._page.renderProcessTerminated.connect(self.died, Qt.ConnectionType.QueuedConnection)

    def show_address(self, address: QUrl) -> None:
        """Load the page at ``address`` of the private scheme."""
        self._page.allowed = address
        self._page.load(address)

    def run(self, script: str, done: Callable[[object], None]) -> None:
        """Run a script of ours beside the page and call ``done`` after it."""
        self._page.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld.value, done)

    def print_to_pdf(self, take: Callable[[bytes], None], layout: QPageLayout) -> None:
        """Print the page as PDF, its text as text, and call ``take`` with that; no bytes when it cannot be."""
        self._page.printToPdf(lambda data: take(bytes(data.data())), layout)

    def set_grounds_printed(self, are_printed: bool) -> None:
        """Whether grounds are printed as well; without them light text becomes dark."""
        grounds = QWebEngineSettings.WebAttribute.PrintElementBackgrounds
        self._page.settings().setAttribute(grounds, are_printed)

    @Slot(bool)
    def _on_page_load_finished(self, _ok: bool) -> None:
        # A new process has forgotten how large the page was shown.
        self.setZoomFactor(self._scale)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer nothing: this is only looked at."""
        event.accept()
