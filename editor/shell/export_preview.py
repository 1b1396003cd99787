"""Owns showing a page that is to be exported: an engine's profile of its own, and what it may load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from shiboken6 import Shiboken

from editor.shell.page_deaths import PageDeaths

if TYPE_CHECKING:
    from editor.services.pdf import PdfMaker


class ExportPreview(QObject):
    """A view on pages as they will be, and how large they are on paper. ``printed`` carries the size in bytes.

    A page whose process ends is brought back; ``lost`` fires when that does not help, or it cannot be printed.
    Lives as long as the dialog it is in; ``stop`` ends it.
    """

    printed = Signal(int)
    loaded = Signal(bool)
    lost = Signal()

    def __init__(self, ground: str, scale: float | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The web engine is loaded after the first paint, and not at all before a dialog needs it.
        from editor.services.preview_scheme import (
            OfflineInterceptor,
            PreviewScheme,
            allow_remote,
            make_profile,
            register_scheme,
        )
        from editor.widgets.preview.export_view import ExportView  # the same engine, so the same delay saved

        register_scheme()
        self._scheme = PreviewScheme(self)
        self._allow = allow_remote
        self._interceptor = OfflineInterceptor(self)
        self._profile = make_profile(self._scheme, self._interceptor, self)
        self.view = (
            ExportView(self._profile, ground) if scale is None else ExportView(self._profile, ground, scale)
        )
        self.view.loadFinished.connect(self.loaded)
        self.view.died.connect(self._on_view_died)
        self._deaths = PageDeaths("preview of an export")
        self._address = QUrl()
        self._count = 0
        self._pdf: PdfMaker | None = None

    def show_page(self, html: str, *, remote: bool = False) -> None:
        """Show a page; with ``remote`` it may load pictures and fonts of other machines."""
        self._allow(self.view.settings(), self._interceptor, remote)
        self._count += 1
        name = f"{self._count}.html"
        self._scheme.texts = {name: (b"text/html; charset=utf-8", html.encode("utf-8", "surrogatepass"))}
        self._address = QUrl(f"copydesk://app/{name}")
        self._deaths.forget()
        self.view.show_address(self._address)

    def measure_print(self, html: str, *, remote: bool = False) -> None:
        """Work out how large the page is as a PDF."""
        if self._pdf is None:
            from editor.services.pdf import PdfMaker  # loaded with the engine, see above

            self._pdf = PdfMaker(self)
            self._pdf.made.connect(self._on_pdf_made)
            self._pdf.failed.connect(self.lost)
        self._pdf.make(html, remote=remote)

    @Slot(bytes)
    def _on_pdf_made(self, data: bytes) -> None:
        self.printed.emit(len(data))

    @Slot()
    def _on_view_died(self) -> None:
        if self._deaths.note():
            self.view.show_address(self._address)
        else:
            self.lost.emit()

    def stop(self) -> None:
        """Take the page down before its profile: the engine must not be left to the collector."""
        if self._pdf is not None:
            self._pdf.stop()
        if Shiboken.isValid(self.view):
            Shiboken.delete(self.view)
        if Shiboken.isValid(self._profile):
            Shiboken.delete(self._profile)
