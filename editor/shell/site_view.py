"""Owns a page of the site in the web engine: it stands empty at the address it has there, and scripts fill it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from shiboken6 import Shiboken

from editor.services.site_frames import PageThread, ServedFile
from editor.shell.page_deaths import PageDeaths
from editor.shell.reader import page_script

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from editor.services.site_scheme import SiteInterceptor, SiteScheme
    from editor.widgets.preview.page import PreviewPage
    from editor.widgets.preview.view import ArticleView

_ORIGIN = "copydesk://site"


class Stage(Protocol):
    """The place of a page in the window."""

    def set_view(self, view: QWebEngineView, page: QWebEngineView) -> None:
        """Show ``view``, which takes the zoom as ``page``, from now on."""

    def fit(self) -> None:
        """Lay the view out anew."""


class SiteView(QObject):
    """One page after the other of a site, made with its engine's profile when the first is opened.

    ``started`` carries the view once it is there; ``ready`` fires when the page that was opened stands empty, ``died``
    when its process ended: it carries whether to open it again. ``served`` carries each ``ServedFile`` of the site that
    a page asked for, ``refused`` the address of a remote one that was not loaded, ``followed`` of one that came with an
    allowed style sheet. ``frames`` finds the files, in its thread.
    """

    started = Signal(object)
    ready = Signal()
    died = Signal(bool)
    served = Signal(object)
    refused = Signal(str)
    followed = Signal(str)

    def __init__(
        self, frames: PageThread, stage: Stage, name: str, scripts: tuple[str, ...], parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._frames, self._stage = frames, stage
        self._name, self._scripts = name, scripts
        self._page: PreviewPage | None = None
        self._allowed: tuple[str, ...] = ()
        self._opened: object = None
        self._died_of: object = None
        self._count = 0
        self._deaths = PageDeaths("page of the site")
        self.colours = "light"
        """Which scheme style sheets are served in, ``light`` or ``dark``."""
        self.is_loading = False
        frames.served.connect(self._on_frames_served)

    def page(self) -> PreviewPage | None:
        """Return the page once one was opened."""
        return self._page

    def view(self) -> ArticleView:
        """Return the view of the page."""
        return self._view

    def shows(self, what: object) -> bool:
        """Tell whether ``what`` was opened last, and stands or is on its way."""
        return self._page is not None and self._opened == what

    def open(self, what: object, url: str, doctype: str) -> None:
        """Load an empty page at an address of the site, so that what is written there means what it means there.

        ``what`` is anything that tells it from others. One at a time: wait for ``ready`` while ``is_loading``, for the
        engine does not tell which of two has come.
        """
        page = self._page or self._start()
        if what != self._died_of:
            self._deaths.forget()
        self._opened, self.is_loading = what, True
        # With a number, since an address that is loaded already is not loaded again.
        self._count += 1
        address = QUrl(f"{_ORIGIN}{quote(url, safe='/%')}?v={self._count}")
        self._scheme.show(address, doctype)
        page.open(address)

    def forget(self) -> None:
        """Count the page as old: whatever is shown next is opened anew."""
        self._opened = None

    def run(self, script: str) -> None:
        """Run a script in the page, if there is one."""
        if self._page is not None:
            self._page.run(script)

    def allow(self, addresses: Iterable[str]) -> None:
        """Let exactly these remote files be loaded from now on."""
        self._allowed = tuple(addresses)
        if self._page is not None:
            self._let_in()

    def stop(self) -> None:
        """End the thread and take the page down before its profile."""
        self._frames.drain()
        if self._page is not None:
            self._page = None
            Shiboken.delete(self._view)
            Shiboken.delete(self._profile)

    def _start(self) -> PreviewPage:
        # The web engine is loaded after the first paint; by now it runs.
        from editor.services.preview_scheme import make_profile
        from editor.services.site_scheme import SiteInterceptor, SiteScheme
        from editor.widgets.preview.view import ArticleView

        self._scheme: SiteScheme = SiteScheme(self)
        self._scheme.wanted.connect(self._on_scheme_wanted)
        self._interceptor: SiteInterceptor = SiteInterceptor(self)
        self._interceptor.refused.connect(self.refused)
        self._interceptor.followed.connect(self.followed)
        self._profile = make_profile(self._scheme, self._interceptor, self)
        self._let_in()
        self._view = ArticleView(self._profile, page_script("site.js", *self._scripts), name=self._name)
        self._page = page = self._view.article()
        page.ready.connect(self._on_page_ready)
        page.died.connect(self._on_page_died)
        self._stage.set_view(self._view, self._view)
        self.started.emit(self._view)
        return page

    def _let_in(self) -> None:
        # The engine takes the site for files on disk, which may ask for nothing else: it would not even ask us.
        may_ask = self._profile.settings().WebAttribute.LocalContentCanAccessRemoteUrls
        self._profile.settings().setAttribute(may_ask, bool(self._allowed))
        self._interceptor.allow(self._allowed)

    @Slot()
    def _on_page_ready(self) -> None:
        self.is_loading = False
        self._view.setEnabled(True)
        self._stage.fit()
        self.ready.emit()

    @Slot()
    def _on_page_died(self) -> None:
        self.is_loading = False
        self._died_of, self._opened = self._opened, None
        # A new process takes the keyboard, in the middle of a word; it cannot while the view is disabled.
        self._view.setEnabled(False)
        self.died.emit(self._deaths.note())

    @Slot(int, str)
    def _on_scheme_wanted(self, number: int, address: str) -> None:
        self._frames.serve(number, address, self.colours)

    @Slot(int, object)
    def _on_frames_served(self, number: int, served: ServedFile | None) -> None:
        if self._page is None:
            return
        self._scheme.answer(number, served)
        if served is not None:
            self.served.emit(served)
