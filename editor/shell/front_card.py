"""Owns the site's own card of a post: its front page in the web engine, with all but the card out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor

from editor.core.pagecalls import page_call
from editor.services.front_frames import FrontFrame, FrontFrames, FrontRequest
from editor.shell.site_view import SiteView
from editor.widgets.preview.front_card import CardPlace, FrontCardView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.catalog import PostEntry
    from editor.core.post.post import Post
    from editor.storage.project import Project
    from editor.widgets.preview.page import PreviewPage
    from editor.widgets.preview.view import ArticleView


class FrontCard(QObject):
    """Shows a post's card as its site's front page has it in ``view``; nothing is ever loaded from other machines.

    ``found`` carries a ``FrontFrame`` for each question of ``ask``; ``placed`` a ``CardPlace`` whenever the card that
    was handed to ``show_frame`` has come, moved or got another size; ``lost`` when the process of
    the page ended: it carries whether the card will come back.
    """

    found = Signal(object)
    placed = Signal(object)
    lost = Signal(bool)

    def __init__(self, view: FrontCardView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card = view
        self._frames = FrontFrames(self)
        self._frames.made.connect(self._on_frames_made)
        self._view = SiteView(self._frames, view, "front-card-view", ("front.js",), self)
        self._view.started.connect(self._on_view_started)
        self._view.ready.connect(self._on_view_ready)
        self._view.died.connect(self._on_view_died)
        self._base = self._own = ""
        self._number = 0
        self._waiting: FrontFrame | None = None
        self._last: FrontFrame | None = None

    def use(self, project: Project, posts: Iterable[PostEntry] | None = None) -> None:
        """Ask the front page of this project from now on, with ``posts`` as in ``FrontFrames``."""
        self._base, self._own = project.site.baseurl, project.site.url
        self._view.forget()
        self._frames.use(project, posts)

    def ask(self, relative: str, post: Post, colours: str) -> None:
        """Have the front page made around a post; ``found`` answers. ``colours`` are ``light`` or ``dark``."""
        self._number += 1
        self._view.colours = colours
        self._frames.make(FrontRequest(self._number, relative, post, colours))

    def give_up(self) -> None:
        """Wait for no answer any more."""
        self._frames.give_up()

    def show_frame(self, frame: FrontFrame, background: str) -> None:
        """Show the card of a frame that has one; ``background`` stands behind a page that has none of its own."""
        self._last = frame
        self._show(frame)
        self._view.view().page().setBackgroundColor(QColor(background))

    def read_again(self) -> None:
        """Load the page anew with the next frame: files have changed that it shows."""
        self._view.forget()

    def stop(self) -> None:
        """End the thread and take the page down."""
        self._view.stop()

    def page(self) -> PreviewPage | None:
        """Return the page once a card has been shown."""
        return self._view.page()

    # ------------------------------------------------------------------

    def _show(self, frame: FrontFrame) -> None:
        opened = (frame.url, frame.doctype, self._view.colours)
        if self._view.is_loading:
            # One page at a time.
            self._waiting = frame
        elif self._view.shows(opened):
            self._put(frame)
        else:
            self._waiting = frame
            self._view.open(opened, self._base + frame.url, frame.doctype)

    def _put(self, frame: FrontFrame) -> None:
        self._view.run(page_call("front", frame.html, self._own))

    @Slot(object)
    def _on_view_started(self, view: ArticleView) -> None:
        view.article().card_placed.connect(self._on_page_card_placed)

    @Slot()
    def _on_view_ready(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._show(waiting)

    @Slot(object)
    def _on_page_card_placed(self, place: CardPlace) -> None:
        self._card.place(place)
        self.placed.emit(place)

    @Slot(bool)
    def _on_view_died(self, is_worth_it: bool) -> None:
        """Bring the page back; while it is not there, or for good where that does not help, the card is lost."""
        self._waiting = None
        self.lost.emit(is_worth_it)
        if is_worth_it and self._last is not None:
            self._show(self._last)

    @Slot(object)
    def _on_frames_made(self, frame: FrontFrame) -> None:
        if frame.number == self._number:
            self.found.emit(frame)
