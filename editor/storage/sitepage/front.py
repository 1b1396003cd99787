"""Owns asking a site's own front page how it shows a post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from editor.core.catalog import PostEntry
from editor.core.errors import EditorError
from editor.core.liquid.documents import Document
from editor.core.markdown.renderer import render_body
from editor.core.post.post import Post, parse_post
from editor.core.sitecard import SiteCard, card_on
from editor.storage.clock import site_now
from editor.storage.files import read_file
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import Project, safe_path
from editor.storage.sitepage.pages import SitePages

_HOMES = ("index.html", "index.md", "index.markdown")


class _NewestFirst(LiquidSite):
    """A site whose newest post is the one in question, saved or not."""

    newest: Document | None = None

    def documents(self, collection: str) -> Sequence[Document]:
        found = super().documents(collection)
        if collection != "posts" or self.newest is None:
            return found
        return [*(each for each in found if each != self.newest), self.newest]


def front_page_card(
    project: Project,
    relative: str,
    post: Post,
    posts: Callable[[], Iterable[PostEntry]] | None = None,
    stop: Callable[[], bool] = lambda: False,
    now: datetime | None = None,
) -> SiteCard | None:
    """Return how the site's front page shows a post as its newest; None where it does not, or cannot be made.

    ``relative`` is the post's path from the root, ``posts`` as in ``LiquidSite``. Ends soon once ``stop`` says so.
    """
    if not project.is_site:
        return None
    site = _NewestFirst(project, now or site_now(project.site), posts)
    try:
        for name in _HOMES:
            path = f"{project.site.source}/{name}" if project.site.source else name
            file = safe_path(project.root, path)
            if file.is_file():
                break
        else:
            return None
        home = parse_post(read_file(file).data, name)
        site.newest = site.page(relative, post)
        filled = site.render_post(home, path, stop).text
        body = filled if name.endswith(".html") else render_body(filled)
        page = SitePages.over(site).page(file, home, body, cancelled=stop)
        if stop():
            return None
        urls = [document.facts.url for document in site.documents("posts")]
    except (EditorError, LookupError, OSError):
        return None
    host = urlsplit(project.site.url).hostname or ""
    return card_on(page.html, site.newest.facts.url, urls, host, project.site.baseurl)
