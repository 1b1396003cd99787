"""Owns the export of a post in its site's own layouts: the page as the site will show it, with everything in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from posixpath import dirname
from urllib.parse import quote

from editor.core.accessible import accessible_attributes
from editor.core.designs import mark_html
from editor.core.errors import ExportError, ReadError
from editor.core.offline import Note
from editor.core.post.post import Post
from editor.core.post.visibility import post_url
from editor.core.sitepage.page import SitePage
from editor.core.wholepage import stand_alone
from editor.storage.files import read_file
from editor.storage.page_assets import SIZE_LIMIT, PageAssets
from editor.storage.page_templates import MARK_STYLE
from editor.storage.sitepage.pages import SitePages


def site_layout_page(
    post: Post,
    path: Path,
    body: str,
    pages: SitePages,
    *,
    mark: str = "",
    original: bool = False,
    remote: bool = False,
    line_of: Callable[..., int | None] = lambda *_spellings: None,
) -> tuple[str, tuple[Note, ...]]:
    """Return the page of a post in its site's layouts, everything in it, and what was left out.

    ``body`` is the post's HTML; the rest as in ``ExportOptions``. Raises ExportError for a post without a layout.
    """
    page = pages.page(path, post, body)
    if not page.layouts:
        why = page.problems[0].message if page.problems else "This post has no layout on its site."
        raise ExportError(f"{why} Choose another template to export it in.", path=path)
    url = post_url(pages.project.site, pages.relative(path), post.front) or "/"
    home = (url if url.endswith("/") else dirname(url)).strip("/")
    assets = PageAssets(
        pages.project, home, url, remote=remote, read=partial(_read, pages, home), original=original
    )
    files = assets.questions()
    rewriting = replace(files.rewriting, line_of=line_of, attributes=accessible_attributes)
    files = replace(files, rewriting=rewriting)
    # A draft stays marked in whatever layout.
    made = stand_alone(page.html, files, mark=mark_html(mark, MARK_STYLE))
    return made.html, tuple(dict.fromkeys((*_told(page), *assets.notes, *made.notes)))


def _told(page: SitePage) -> tuple[Note, ...]:
    return tuple(
        Note(None, f"{problem.path}, line {problem.line}: {problem.message.rstrip('.')}.")
        for problem in page.problems
    )


def _read(pages: SitePages, home: str, path: str) -> bytes:
    """Return the bytes that the built site serves at a path; one that misses ``/`` at its head counts as having it."""
    inside = path.removeprefix(f"{home}/") if home else path
    for wanted in dict.fromkeys((path, inside)):
        address = f"/{quote(wanted)}"
        if wanted.endswith(".css") and (css := pages.stylesheet(address)) is not None:
            return css
        file = pages.file(address)
        if file is not None:
            return read_file(file, limit=SIZE_LIMIT).data
    raise ReadError(f"There is no file “{path}” in this site.", path=path) from FileNotFoundError(path)
