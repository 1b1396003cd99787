"""Owns the site's own card of a post: its front page in the web engine, with all but the card out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from shiboken6 import Shiboken

from editor.core.pagecalls import page_call
from editor.services.front_frames import FrontFrame, FrontFrames, FrontRequest
from editor.services.site_frames import ServedFile
from editor.shell.reader import page_script
from editor.widgets.preview.front_card import CardPlace, FrontCardView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.catalog import PostEntry
    from editor.core.post.post import Post
    from editor.services.site_scheme import SiteScheme
    from editor.storage.project import Project
    from editor.widgets.preview.page import PreviewPage

_ORIGIN = "copydesk://site"


class FrontCard(QObject):
    """Shows a post's card as its site's front page has it in ``view``; nothing is ever loaded from other machines.

    ``found`` carries a ``FrontFrame`` for each question of ``ask``; ``placed`` a ``CardPlace`` whenever the card that
    was handed to ``show_frame`` has come, moved or got another size; ``lost`` fires when the engine gave the page up.
    """

    found = Signal(object)
    placed = Signal(object)
    lost = Signal()

    def __init__(self, view: FrontCardView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._frames = FrontFrames(self)
        self._frames.made.connect(self._on_frames_made)
        self._frames.served.connect(self._on_frames_served)
        self._page: PreviewPage | None = None
        self._scheme: SiteScheme | None = None
        self._colours = "light"
        self._base = self._own = ""
        self._number = self._version = 0
        self._opened: tuple[str, ...] = ()
        self._waiting: FrontFrame | None = None
        self._is_loading = False

    def use(self, project: Project, posts: Iterable[PostEntry] | None = None) -> None:
        """Ask the front page of this project from now on, with ``posts`` as in ``FrontFrames``."""
        self._base, self._own = project.site.baseurl, project.site.url
        self._opened = ()
        self._frames.use(project, posts)

    def ask(self, relative: str, post: Post, colours: str) -> None:
        """Have the front page made around a post; ``found`` answers. ``colours`` are ``light`` or ``dark``."""
        self._number += 1
        self._colours = colours
        self._frames.make(FrontRequest(self._number, relative, post, colours))

    def give_up(self) -> None:
        """Wait for no answer any more."""
        self._frames.give_up()

    def show_frame(self, frame: FrontFrame, background: str) -> None:
        """Show the card of a frame that has one; ``background`` stands behind a page that has none of its own."""
        if self._page is None:
            self._start_page()
        assert self._page is not None
        self._page.setBackgroundColor(QColor(background))
        opened = (frame.url, frame.doctype, self._colours)
        if opened == self._opened:
            self._waiting = frame if self._is_loading else None
            if not self._is_loading:
                self._put(frame)
            return
        self._waiting = frame
        if not self._is_loading:
            self._open(opened)

    def read_again(self) -> None:
        """Load the page anew with the next frame: files have changed that it shows."""
        self._opened = ()

    def stop(self) -> None:
        """End the thread and take the page down before its profile."""
        self._frames.drain()
        if self._page is not None:
            self._page = None
            Shiboken.delete(self._web)
            Shiboken.delete(self._profile)

    def page(self) -> PreviewPage | None:
        """Return the page once a card has been shown."""
        return self._page

    # ------------------------------------------------------------------

    def _start_page(self) -> None:
        # The web engine is loaded after the first paint; by now it runs.
        from editor.services.preview_scheme import make_profile
        from editor.services.site_scheme import SiteInterceptor, SiteScheme
        from editor.widgets.preview.view import ArticleView

        self._scheme = SiteScheme(self)
        self._scheme.wanted.connect(self._on_scheme_wanted)
        self._profile = make_profile(self._scheme, SiteInterceptor(self), self)
        self._web = ArticleView(self._profile, page_script("site.js", "front.js"), name="front-card-view")
        self._page = page = self._web.article()
        page.ready.connect(self._on_page_ready)
        page.card_placed.connect(self._on_page_card_placed)
        page.died.connect(self._on_page_died)
        self._view.set_view(self._web, self._web)

    def _open(self, opened: tuple[str, ...]) -> None:
        """Load the empty page at the front page's address, so that what is written there means what it means there."""
        assert self._page is not None
        assert self._scheme is not None
        self._opened, self._is_loading = opened, True
        url, doctype, _ = opened
        # With a number, since an address that is loaded already is not loaded again.
        self._version += 1
        address = QUrl(f"{_ORIGIN}{quote(self._base + url, safe='/%')}?v={self._version}")
        self._scheme.show(address, doctype)
        self._page.open(address)

    def _put(self, frame: FrontFrame) -> None:
        assert self._page is not None
        self._page.run(page_call("front", frame.html, self._own))

    @Slot()
    def _on_page_ready(self) -> None:
        self._is_loading = False
        self._view.fit()
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        opened = (waiting.url, waiting.doctype, self._colours)
        if opened == self._opened:
            self._put(waiting)
        else:
            # One page at a time: another was asked for while this one came.
            self._waiting = waiting
            self._open(opened)

    @Slot(object)
    def _on_page_card_placed(self, place: CardPlace) -> None:
        self._view.place(place)
        self.placed.emit(place)

    @Slot()
    def _on_page_died(self) -> None:
        self._opened, self._waiting, self._is_loading = (), None, False
        self.lost.emit()

    @Slot(object)
    def _on_frames_made(self, frame: FrontFrame) -> None:
        if frame.number == self._number:
            self.found.emit(frame)

    @Slot(int, str)
    def _on_scheme_wanted(self, number: int, address: str) -> None:
        self._frames.serve(number, address, self._colours)

    @Slot(int, object)
    def _on_frames_served(self, number: int, served: ServedFile | None) -> None:
        if self._scheme is not None and self._page is not None:
            self._scheme.answer(number, served)
