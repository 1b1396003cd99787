"""Owns making the pages of the Site tab in a thread of its own: the frame around a post, and the files it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editor.core.catalog import PostEntry
from editor.core.errors import EditorError
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post
from editor.core.sitepage.colours import dressed_css, dressed_html
from editor.core.sitepage.marks import BODY_END, BODY_START
from editor.core.sitepage.page import SitePage
from editor.services.renderer import WholeBody
from editor.services.tasks import SerialWorker
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import Project

if TYPE_CHECKING:
    from editor.storage.sitepage.pages import SitePages

_DOCTYPE = re.compile(r"\s*(?:<!--.*?-->\s*)*(<!doctype\b[^>]*>)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """What a page is made of; ``number`` tells its answer from those of older requests."""

    number: int
    path: Path
    front: FrontMatter | None
    body: WholeBody
    scheme: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A post's page as the tab shows it.

    ``is_live`` when its body stands between the marks as it was handed in: then ``html`` comes without it, for the
    blocks of the renderer are put there. ``is_bare`` when no layout took the body in.
    """

    number: int
    page: SitePage
    html: str
    doctype: str
    is_live: bool
    is_bare: bool


@dataclass(frozen=True, slots=True)
class ServedFile:
    """What stands at an address of the site: a file, or the text of a style sheet."""

    file: Path | None = None
    css: bytes | None = None


class PageThread(QObject):
    """Makes pages of a site and finds their files, in one thread that lives from the first request on.

    ``made`` carries what was made, ``served`` a number given to ``serve`` and a ``ServedFile`` or None. Whoever makes a
    kind of page says how in ``_make``, which runs on the thread, and keeps what finds the files in ``_pages``.
    """

    made = Signal(object)
    served = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = SerialWorker(parent=self)
        self._pages: SitePages | None = None
        self._wanted = 0

    def make(self, request: Any) -> None:
        """Make a page; one that was asked for before, by another ``number`` of its request, is given up."""
        self._wanted = request.number
        self._worker.post(partial(self._make, request))

    def give_up(self) -> None:
        """Stop what is being made, soon: somebody types, and what comes of it would be old."""
        self._wanted = 0

    def serve(self, number: int, address: str, scheme: str) -> None:
        """Find what stands at an address of the site (a path, percent-encoded), dressed for ``light`` or ``dark``."""
        self._worker.post(partial(self._serve, number, address, scheme))

    def drain(self) -> None:
        """End the thread; call it before the program quits."""
        self._wanted = 0
        self._worker.drain(finish=False)

    def _make(self, request: Any) -> None:
        raise NotImplementedError

    def _serve(self, number: int, address: str, scheme: str) -> None:
        pages = self._pages
        self.served.emit(number, None if pages is None else served_by(pages, address, scheme))


class SiteFrames(PageThread):
    """Makes frames: ``made`` carries a ``Frame``, ``failed`` an ``EditorError`` where the project cannot be read."""

    failed = Signal(object)

    def use(self, project: Project, posts: Iterable[PostEntry]) -> None:
        """Make the pages of this project, with these posts beside the one in front, from now on."""
        self._worker.post(partial(self._use, project, posts))

    # -- the worker's side -------------------------------------------------------------------------------------

    def _use(self, project: Project, posts: Iterable[PostEntry]) -> None:
        # Imported late: python-liquid costs a fifth of a second, and most sessions never show this tab.
        from editor.storage.liquid.site import LiquidSite
        from editor.storage.sitepage.pages import SitePages

        self._pages = SitePages(LiquidSite(SiteMoment(project, posts=lambda: posts)))

    def _make(self, request: FrameRequest) -> None:
        if self._pages is None or request.number != self._wanted:
            return
        post, body = Post(False, request.front, request.body.text), request.body.html
        try:
            page = self._pages.page(
                request.path, post, body, mark_body=True, cancelled=lambda: request.number != self._wanted
            )
        except EditorError as error:
            self.failed.emit(error)
            return
        if request.number == self._wanted:
            self.made.emit(frame_of(request, page, body))


def served_by(pages: SitePages, address: str, scheme: str) -> ServedFile | None:
    """Return what stands at an address of a site, dressed for ``light`` or ``dark``; None where nothing does."""
    css = pages.stylesheet(address)
    if css is not None:
        return ServedFile(css=dressed_css(css.decode("utf-8", "replace"), scheme).encode())
    file = pages.file(address)
    return None if file is None else ServedFile(file=file)


def doctype_of(html: str) -> str:
    """Return a page's document type declaration, ``""`` where it has none and is shown as of old."""
    found = _DOCTYPE.match(html)
    return found[1] if found else ""


def frame_of(request: FrameRequest, page: SitePage, body: str) -> Frame:
    """Return how the tab shows a page that was made with ``body`` between the marks."""
    start = page.html.find(BODY_START)
    end = page.html.find(BODY_END, start)
    # A layout may have changed the body on its way (`content | replace`): then ours is not what the site shows.
    is_live = 0 <= start < end and page.html[start + len(BODY_START) : end] == body
    html = page.html
    if is_live:
        html = html[: start + len(BODY_START)] + html[end:]
    return Frame(
        number=request.number,
        page=page,
        html=dressed_html(html, request.scheme),
        doctype=doctype_of(html),
        is_live=is_live,
        is_bare=not page.layouts,
    )
