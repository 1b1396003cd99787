"""Owns making the site's front page around a post in a thread of its own, for the Cards tab."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.core.catalog import PostEntry
from editor.core.post.post import Post
from editor.core.sitecard import SiteCard
from editor.core.sitepage.colours import dressed_html
from editor.services.site_frames import PageThread, doctype_of
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import Project

if TYPE_CHECKING:
    from editor.storage.sitepage.front import FrontPage, FrontPages


@dataclass(frozen=True, slots=True)
class FrontRequest:
    """What a front page is made around: a post and its path from the root, shown ``light`` or ``dark``."""

    number: int
    relative: str
    post: Post
    scheme: str


@dataclass(frozen=True, slots=True)
class FrontFrame:
    """A front page as the Cards tab shows it.

    ``card`` is what it shows of the post, or would were the post the newest; ``is_shown`` tells which. ``has_page`` is
    false where the site has no front page; ``url`` is its address without ``baseurl``. ``reads`` are the files it is
    made of, the posts apart.
    """

    number: int
    card: SiteCard | None = None
    is_shown: bool = False
    has_page: bool = False
    html: str = ""
    doctype: str = ""
    url: str = ""
    reads: frozenset[PurePath] = frozenset()


class FrontFrames(PageThread):
    """Makes front pages: ``made`` carries a ``FrontFrame``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fronts: FrontPages | None = None

    def use(self, project: Project, posts: Iterable[PostEntry] | None = None) -> None:
        """Make front pages of this project from now on; without ``posts`` these are read from disk."""
        self._worker.post(partial(self._use, project, posts))

    # -- the worker's side -------------------------------------------------------------------------------------

    def _use(self, project: Project, posts: Iterable[PostEntry] | None) -> None:
        # Imported late: python-liquid costs a fifth of a second, and most sittings never see the cards.
        from editor.storage.sitepage.front import FrontPages

        self._fronts = FrontPages(SiteMoment(project, posts=None if posts is None else lambda: posts))
        self._pages = self._fronts.pages

    def _make(self, request: FrontRequest) -> None:
        if self._fronts is None or request.number != self._wanted:
            return
        found = self._fronts.front_page(
            request.relative, request.post, lambda: request.number != self._wanted
        )
        if request.number == self._wanted:
            self.made.emit(_frame_of(request, found))


def _frame_of(request: FrontRequest, found: FrontPage | None) -> FrontFrame:
    if found is None:
        return FrontFrame(request.number)
    html = found.page.html
    return FrontFrame(
        request.number,
        found.card or found.as_newest,
        found.card is not None,
        True,
        dressed_html(html, request.scheme) if found.card is not None else "",
        doctype_of(html),
        found.page.url,
        found.page.reads,
    )
