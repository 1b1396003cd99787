"""Owns asking a site's own front page how it shows a post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from editor.core.errors import EditorError
from editor.core.liquid.documents import Document
from editor.core.liquid.faults import BoundsError
from editor.core.liquid.paginator import listing_page, per_page
from editor.core.liquid.paging import paging_of
from editor.core.markdown.renderer import render_filled
from editor.core.post.places import PAGE
from editor.core.post.post import Post, parse_post
from editor.core.sitecard import SiteCard, card_on
from editor.core.sitepage.marks import card_marked
from editor.core.sitepage.page import SitePage
from editor.storage.files import read_file
from editor.storage.liquid.moment import SiteMoment
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import safe_path
from editor.storage.sitepage.pages import SitePages

_HOMES = ("index.html", "index.md", "index.markdown")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A site's front page around a post. ``card`` is what it shows of the post, None where it shows nothing of it.

    Where it does, the card's element in ``page`` stands behind a mark (``core/sitepage/marks.py``). Where it does not,
    ``as_newest`` is what it would show were the post the newest one; None, too, where it shows no posts at all.
    """

    page: SitePage
    card: SiteCard | None
    as_newest: SiteCard | None = None


class _SiteWithPost(LiquidSite):
    """A site that has the post in question, saved or not, at its place among the others or as the newest."""

    asked: Document | None = None
    as_newest = False

    def documents(self, collection: str) -> Sequence[Document]:
        found = super().documents(collection)
        asked = self.asked
        if asked is None or collection != asked.facts.place.collection:
            return found
        others = [each for each in found if each != asked]
        if self.as_newest:
            return [*others, asked]
        mine = (asked.moment, asked.facts.place.path)
        after = next(
            (at for at, each in enumerate(others) if (each.moment, each.facts.place.path) > mine), None
        )
        return [*others, asked] if after is None else [*others[:after], asked, *others[after:]]


class FrontPages:
    """Makes the front page of one site around posts; one thread at a time. What was read is kept, as in ``SitePages``.

    >>> FrontPages(SiteMoment(project)).front_page("_posts/2026-03-14-ferry.md", post)

    ``pages`` finds the files that the page asks for.
    """

    def __init__(self, moment: SiteMoment) -> None:
        self._project = moment.project
        self._site = _SiteWithPost(moment)
        self.pages = SitePages(self._site)

    def front_page(
        self, relative: str, post: Post, stop: Callable[[], bool] = lambda: False
    ) -> FrontPage | None:
        """Return the front page with a post at the place that its date gives it; a draft counts as published now.

        ``relative`` is the post's path from the root. Where the site lists its posts on another page (``paginate``,
        ``pagination``), it is that page if the front page does not show the post. None where there is no front page, it
        cannot be made, or ``stop`` says so meanwhile.
        """
        if not self._project.is_site:
            return None
        try:
            self._site.asked = self._site.page(relative, post)
            if self._site.asked.facts.place.kind == PAGE:
                return None
            found: FrontPage | None = None
            for path in self._homes():
                shown = self._shown_on(path, stop)
                if stop():
                    return None
                if shown is not None and shown.card is not None:
                    return shown
                found = found or shown
            return self._as_newest(found, stop)
        except (EditorError, LookupError, OSError, BoundsError):
            return None
        finally:
            self._site.asked = None
            self._site.as_newest = False

    def _as_newest(self, found: FrontPage | None, stop: Callable[[], bool]) -> FrontPage | None:
        if found is None:
            return None
        self._site.as_newest = True
        for path in self._homes():
            shown = self._shown_on(path, stop)
            if shown is not None and shown.card is not None:
                return replace(found, as_newest=shown.card)
        return None if stop() else found

    def _homes(self) -> list[str]:
        """Return the files of the front page and of the page that lists the posts, by path from the root."""
        source, raw = self._project.site.source, self._project.site.raw
        named = (f"{source}/{name}" if source else name for name in _HOMES)
        homes = [path for path in named if self._is_file(path)]
        homes = (homes or [page.facts.path for page in self._site.pages() if page.facts.url == "/"])[:1]
        if per_page(raw):
            pages = {page.facts.place.path: page.facts.path for page in self._site.pages()}
            listing = listing_page(pages, raw)
            homes += [pages[listing]] if listing is not None else []
        if "pagination" in raw:
            pagings = ((page, paging_of(page.data, raw)) for page in self._site.pages())
            homes += [page.facts.path for page, paging in pagings if paging is not None and paging.is_general]
        return list(dict.fromkeys(homes))

    def _is_file(self, path: str) -> bool:
        return safe_path(self._project.root, path).is_file()

    def _shown_on(self, path: str, stop: Callable[[], bool]) -> FrontPage | None:
        asked, project = self._site.asked, self._project
        assert asked is not None
        file = safe_path(project.root, path)
        home = parse_post(read_file(file).data, path)
        filled = self._site.render_post(home, path, stop)
        is_markdown = PurePosixPath(path).suffix.lower() in project.site.markdown_suffixes
        body = render_filled(home.body, filled.text, project.site.markdown) if is_markdown else filled.text
        page = self.pages.page(file, home, body, remember=False, cancelled=stop)
        if stop():
            return None
        urls = [document.facts.url for document in self._site.documents(asked.facts.place.collection)]
        host = urlsplit(project.site.url).hostname or ""
        card = card_on(page.html, asked.facts.url, urls, host, project.site.baseurl)
        if card is not None:
            page = replace(page, html=card_marked(page.html, card.at))
        includes = (safe_path(project.root, include) for include in filled.read)
        page = replace(page, reads=page.reads | {file, *includes})
        return FrontPage(page, card)
