"""Owns one site as Liquid sees it: its includes, data and documents, read when a template asks, and kept meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from editor.core.errors import EditorError, ProjectError, ReadError
from editor.core.liquid.collections import arranged
from editor.core.liquid.documents import Document, Facts, document_of
from editor.core.liquid.engine import LiquidEngine, Rendered
from editor.core.liquid.faults import BoundsError
from editor.core.liquid.loading import Source
from editor.core.liquid.memory import Memory
from editor.core.liquid.names import Names
from editor.core.liquid.outcome import Part, Standing, has_liquid
from editor.core.liquid.paginator import Paginator, further_urls, listing_page, per_page
from editor.core.liquid.paging import ALL, PagedList, Paging, listed_by, paging_of
from editor.core.liquid.run import Plugin
from editor.core.liquid.sitedrop import SiteDrop
from editor.core.liquid.values import is_truthy
from editor.core.markdown.renderer import render_body
from editor.core.post.places import DRAFT, PAGE, POST, place_of
from editor.core.post.post import Post, parse_post
from editor.core.post.visibility import judge, post_url
from editor.core.postlinks import post_paths
from editor.core.site import SiteConfig
from editor.core.sitepage.plugin_tags import PLUGIN_TAGS
from editor.storage.files import read_file
from editor.storage.liquid.data import DataFolder
from editor.storage.liquid.listing import Listing, list_site
from editor.storage.liquid.moment import SiteMoment
from editor.storage.liquid.remembered import Remembered
from editor.storage.project import safe_path
from editor.storage.remote import origin_of
from editor.storage.theme import theme_folder

SECONDS_AT_MOST = 2.0
"""How long one body may take: longer than all the bodies of a usual site."""

PAGE_SECONDS_AT_MOST = 5.0
"""How long the layouts of one page may take together: those of some themes go through every post of the site."""

_CHARACTERS_A_SECOND = 1_000_000

JEKYLL_VERSION = "4.3.1"


class LiquidSite:
    """Renders texts of one site; one thread at a time. What was read is kept, and read again when it changed.

    >>> site = LiquidSite(SiteMoment(project))
    >>> site.render_post(post, "_posts/2026-03-14-ferry.md").text

    ``forget`` drops what is known of the site's files; includes and data files are noticed when they change.
    ``plugins`` are as in ``LiquidEngine``; without them, those of ``core/sitepage/plugin_tags.py``.
    """

    def __init__(self, moment: SiteMoment, plugins: Mapping[str, Plugin] | None = None) -> None:
        self.project = moment.project
        self.site: SiteConfig = moment.project.site
        self.now = moment.time()
        self._posts = moment.posts
        self._texts: dict[Path, tuple[tuple[int, int], str]] = {}
        self._kept: dict[str, tuple[tuple[int, int], Post]] = {}
        self._documents: dict[str, list[Document]] = {}
        self._busy: set[tuple[str, int]] = set()
        self._seconds = SECONDS_AT_MOST
        self._given = 0
        self._ends = 0.0
        self._timed = False
        self._stop: Callable[[], bool] = lambda: False
        self._unreadable: dict[str, None] = {}
        self._data_read: set[str] = set()
        self._memory: Memory | None = None
        self._also_read: set[str] = set()
        self._markdown = Remembered(partial(render_body, settings=self.site.markdown))
        self._current: Document | None = None
        self.engine = LiquidEngine(
            self,
            self.site,
            {"jekyll": _JEKYLL},
            self.now,
            markdown=self._markdown,
            plugins=PLUGIN_TAGS if plugins is None else plugins,
        )

    # ------------------------------------------------------------------ rendering

    def page(self, path: str, post: Post, content: str | None = None) -> Document:
        """Return what ``page`` means for a post, which need not be saved; ``content`` is its HTML if that is made.

        ``path`` is from the project's root.
        """
        place = place_of(self.site, path)
        fate = judge(path, post, self.site, self.now)
        facts = Facts(path, place, fate.url, fate.moment)
        return document_of(facts, self, post, None if content is None else lambda: self._touched(content))

    def _touched(self, content: str) -> str:
        if self._memory is not None:
            self._memory.touched = True
        return content

    def render_post(
        self,
        post: Post,
        path: str,
        stop: Callable[[], bool] = lambda: False,
        part: Part | None = None,
    ) -> Rendered:
        """Return a body, or a part of it, after Liquid; one that forbids that (``render_with_liquid``) stays as it is.

        It ends soon once ``stop`` says so. Raises ProjectError when the project's folder has gone.
        """
        self._stop = stop
        page = self.page(path, post)
        text = post.body if part is None else part.text
        if page.data.get("render_with_liquid") is False:
            return Rendered(text)
        return self.render(text, page, standing=None if part is None else part.standing)

    def render(
        self,
        text: str,
        page: Document,
        names: Mapping[str, Any] | None = None,
        path: str = "",
        memory: Memory | None = None,
        standing: Standing | None = None,
    ) -> Rendered:
        """Return a text after Liquid: a body, or with a ``path`` a layout; the rest as in ``LiquidEngine.render``."""
        if not self._busy and not self._timed:
            self._give(SECONDS_AT_MOST)
        # A body that asks for itself gets its source, as from Jekyll; a layout gets the body that is made already.
        outer, self._current = self._current, self._current or page
        key = ("" if path else page.facts.path, len(self._busy))
        self._busy.add(key)
        try:
            known = {"site": self._site_drop(page), **self._paging(page), **(names or {})}
            if self._is_markdown(page.facts.path):
                known = {"highlighter_prefix": "\n", "highlighter_suffix": "\n"} | known
            self._memory = memory or self._memory
            return self.engine.render(
                text,
                page,
                known,
                path=path,
                stop=self._why_stop,
                memory=memory,
                given=self._given if path else 0,
                standing=standing if isinstance(standing, Names) else None,
            )
        finally:
            self._busy.discard(key)
            self._current = outer
            self._memory = None if memory is not None else self._memory

    def _site_drop(self, page: Document) -> SiteDrop:
        return SiteDrop(self.site, self, self.now, page, lambda: self._remote)

    def _paging(self, page: Document) -> Mapping[str, Any]:
        """Return ``paginator`` for the page that lists the site's posts, nothing for any other."""
        if page.facts.place.kind != PAGE:
            return {}
        paging = paging_of(page.data, self.site.raw) if "pagination" in self.site.raw else None
        if paging is not None:
            asked = paging
            return {"paginator": PagedList(asked, page.facts.url, lambda: self._paged(asked))}
        try:
            listing = self._listing_page()
        except BoundsError:
            return {}
        if listing != page.facts.place.path:
            return {}
        return {"paginator": Paginator(self.site.raw, self._listed_posts)}

    def _listing_page(self) -> str | None:
        """Return which page lists the posts by the page, by its path from the site's source."""
        if not per_page(self.site.raw):
            return None
        return listing_page([each.facts.place.path for each in self.pages()], self.site.raw)

    def _listed_posts(self) -> list[Document]:
        """Return the posts that a list by the page has, the newest first: all but those that hide."""
        return self._seen(self.documents("posts"))[::-1]

    def _paged(self, paging: Paging) -> list[Document]:
        """Return what a list by the page has that jekyll-paginate-v2 makes: no pages of lists, either."""
        labels = [label for label in self.site.collections if label != "posts"]
        asked = [label for name in paging.collections for label in (labels if name == ALL else [name])]
        known = [label for label in asked if label == "posts" or label in self.site.collections]
        found = [self._seen(self.documents(label)) for label in known]
        return listed_by(paging, [[each for each in documents if not _lists(each)] for documents in found])

    def _seen(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents that do not hide."""
        defaults = any("hidden" in str(values) for values in (self.site.raw.get("defaults") or ()))
        found = []
        for document in documents:
            if why := self._why_stop():
                raise BoundsError(why)
            front = document.post.front
            # Few posts hide, and what all others say need not be worked out.
            may_hide = defaults or (front is not None and "hidden" in front.text)
            if not (may_hide and is_truthy(document.data.get("hidden"))):
                found.append(document)
        return found

    @contextmanager
    def within(self, stop: Callable[[], bool], body: str) -> Iterator[None]:
        """Give all texts rendered meanwhile, the layouts around a body, one bound on their time together.

        A body of megabytes has more time, and more room: each look at it takes as long as it is.
        """
        self._stop = stop
        self._give(PAGE_SECONDS_AT_MOST + len(body) / _CHARACTERS_A_SECOND)
        self._timed, self._given = True, len(body)
        try:
            yield
        finally:
            self._timed, self._given = False, 0
            self._stop = lambda: False

    def _give(self, seconds: float) -> None:
        self._seconds, self._ends = seconds, time.monotonic() + seconds

    def _why_stop(self) -> str | None:
        if self._stop():
            return "It was stopped."
        if time.monotonic() > self._ends:
            return f"It takes longer than {self._seconds:.0f} seconds."
        return None

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Sentences on data files that could not be read so far."""
        return tuple(self._unreadable)

    @property
    def data_read(self) -> frozenset[str]:
        """The paths of the data files that templates have asked for."""
        return frozenset(self._data_read)

    def forget(self) -> None:
        """Drop what is known of which files the site has."""
        self.__dict__.pop("_listing", None)
        self.__dict__.pop("_data", None)
        self.__dict__.pop("theme", None)
        self._data_read.clear()
        self._documents.clear()

    # ------------------------------------------------------------------ Loader

    def include(self, name: str) -> Source:
        """Return a file of ``_includes``; LookupError, with a sentence, where there is none."""
        folder = str(self.site.raw.get("includes_dir") or "_includes").strip("/")
        missing = f"There is no “{name}” in {folder}"
        try:
            return self.source(self._prefixed(f"{folder}/{name.strip('/')}"), missing)
        except LookupError:
            if not self.theme:
                raise
            return self.source(f"{self.theme}/_includes/{name.strip('/')}", missing)

    @cached_property
    def theme(self) -> str:
        """The folder of the site's theme from the project's root, ``""`` where there is none."""
        return theme_folder(self.project.root, self.site)

    def include_beside(self, page: Mapping[str, Any], name: str) -> Source:
        """Return a file by its path from the folder of a page."""
        path = page.facts.path if isinstance(page, Document) else str(page.get("path") or "")
        folder = path.rpartition("/")[0]
        return self.source(f"{folder}/{name}" if folder else name, f"There is no “{name}” beside this file")

    def post_url(self, name: str) -> str:
        """Return the address of the post a ``post_url`` tag names, by its path."""
        found = self._first_file(self._prefixed(path) for path in post_paths(name))
        if found is not None:
            return post_url(self.site, found, self._read(found).front)
        wanted = name.strip("/").rpartition("/")[2]
        for document in self.documents("posts"):
            if PurePosixPath(document.facts.path).stem == wanted:
                return document.facts.url
        raise LookupError(f"There is no post “{name}”, and Jekyll stops the whole build at this")

    def file_url(self, path: str) -> str:
        """Return the address of the file a ``link`` tag names, by its path from the site's source."""
        found = self._first_file([self._prefixed(path.lstrip("/"))])
        if found is None:
            raise LookupError(f"There is no file “{path}”, and Jekyll stops the whole build at this")
        place = place_of(self.site, found)
        post = self.post(found)
        if place.kind in (POST, DRAFT) or post.front is not None:
            return post_url(self.site, found, post.front)
        return f"/{path.lstrip('/')}"

    def _prefixed(self, path: str) -> str:
        return f"{self.site.source}/{path}" if self.site.source else path

    def _first_file(self, paths: Iterable[str]) -> str | None:
        for path in paths:
            try:
                if safe_path(self.project.root, path).is_file():
                    return path
            except (ProjectError, OSError):
                continue
        return None

    def source(self, relative: str, missing: str) -> Source:
        """Return the text of a file by its path; LookupError, with ``missing`` as sentence, where there is none."""
        try:
            path = safe_path(self.project.root, relative)
            status = path.stat()
        except ProjectError as error:
            raise LookupError(error.message) from error
        except OSError as error:
            raise LookupError(missing) from error
        stamp = (status.st_mtime_ns, status.st_size)
        kept = self._texts.get(path)
        if kept is None or kept[0] != stamp:
            try:
                text = read_file(path, limit=5_000_000).data.decode("utf-8-sig")
            except ReadError as error:
                raise LookupError(error.message.rstrip(".")) from error
            except UnicodeDecodeError as error:
                raise LookupError(f"“{relative}” is not UTF-8") from error
            kept = self._texts[path] = stamp, text.replace("\r\n", "\n")
        return Source(kept[1], relative)

    @cached_property
    def _remote(self) -> str:
        """The address of the repository that the site is pushed to."""
        return origin_of(self.project.root)

    # ------------------------------------------------------------------ Library

    def post(self, path: str) -> Post:
        """Return a file of the site, header and body; an empty one where it cannot be read."""
        try:
            return self._read(path)
        except LookupError:
            return Post(False, None, "")

    def _read(self, path: str) -> Post:
        """Read a file, or return it as it was read before; LookupError, with a sentence, where that cannot be."""
        try:
            file = safe_path(self.project.root, path)
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            kept = self._kept.get(path)
            if kept is None or kept[0] != stamp:
                kept = self._kept[path] = stamp, parse_post(read_file(file).data, path)
        except EditorError as error:
            raise LookupError(error.message.rstrip(".")) from error
        except OSError as error:
            raise LookupError(f"“{path}” cannot be read") from error
        return kept[1]

    def html(self, document: Document, text: str, *, apart: bool = False) -> str:
        """Return a part of a document as HTML, Liquid run; as it is written where it is being rendered already.

        An excerpt is a document ``apart``, which a body may ask for: it stays as it is written only where it has tags.
        """
        path = document.facts.path
        is_busy = any(busy == path for busy, _ in self._busy) and not (apart and not has_liquid(text))
        if is_busy or len(self._busy) > 3:
            return text
        # A text that asks for many others stops in between: most of them hold no tag that would.
        if self._busy and (why := self._why_stop()):
            raise BoundsError(why)
        if document is self._current:
            self._touched(text)
        filled = self._filled(text, document) if has_liquid(text) else text
        return self._markdown(filled) if self._is_markdown(path) else filled

    def _filled(self, text: str, document: Document) -> str:
        rendered = self.render(text, document)
        self._also_read |= rendered.read
        return rendered.text

    def new_memory(self) -> Memory:
        """Return a memory for the layouts of one page, as long as its front matter is the same."""

        def stamp(path: str) -> object:
            try:
                status = (self.project.root / path).stat()
            except OSError:
                return None
            return status.st_mtime_ns, status.st_size

        def also_read() -> frozenset[str]:
            read, self._also_read = frozenset(self._also_read | self._data_read), set()
            return read

        return Memory(stamp, also_read)

    def is_made(self, document: Document) -> bool:
        """Tell whether Jekyll makes a document before the page in view: collection by collection, then pages."""
        return self._current is None or self._turn(document) <= self._turn(self._current)

    def _turn(self, document: Document) -> tuple[int, Any, str]:
        place = document.facts.place
        if place.kind == PAGE:
            return len(self.site.collections), PurePosixPath(place.path).name, place.path
        labels = list(self.site.collections)
        turn = labels.index(place.collection) if place.collection in labels else 0
        return turn, document.moment, place.path

    def _is_markdown(self, path: str) -> bool:
        return PurePosixPath(path).suffix.lower() in self.site.markdown_suffixes

    def layout_for(self, document: Document) -> str | None:
        """Return the layout that jekyll-default-layout gives a document without one (Generator#layout_for)."""
        is_page = document.facts.place.kind == PAGE
        names = ["home"] if document.facts.url == "/" else []
        names += ["page" if is_page else "post", "default"]
        return next((name for name in names if self._has_layout(name)), None)

    def _has_layout(self, name: str) -> bool:
        folders = [self._prefixed(str(self.site.raw.get("layouts_dir") or "_layouts").strip("/"))]
        folders += [f"{self.theme}/_layouts"] if self.theme else []
        for folder in folders:
            try:
                inside = safe_path(self.project.root, folder)
            except ProjectError:
                continue
            if any(file.is_file() for file in inside.glob(f"{name}.*")):
                return True
        return False

    def neighbours(self, document: Document) -> tuple[Document | None, Document | None]:
        """Return the documents before and after one; a draft stands where its date would put it."""
        label = document.facts.place.collection
        documents = self.documents(label)
        if (
            not {"order", "sort_by"}.isdisjoint(self.site.collections.get(label, {}))
            and document in documents
        ):
            at = documents.index(document)
            return (documents[at - 1] if at else None), next(iter(documents[at + 1 :]), None)
        mine = (document.moment, document.facts.place.path)
        before = [one for one in documents if one != document and _order(one) < mine]
        after = documents[len(before) :]
        following = next((one for one in after if one != document), None)
        return (before[-1] if before else None), following

    # ------------------------------------------------------------------ Shelf

    def documents(self, collection: str) -> Sequence[Document]:
        """Return a collection's documents in Jekyll's order."""
        if collection not in self._documents:
            found = self._listing.documents.get(collection, ())
            documents = [document_of(facts, self) for facts in found]
            self._documents[collection] = arranged(documents, self.site.collections.get(collection, {}))
        return self._documents[collection]

    def pages(self) -> Sequence[Document]:
        """Return the pages, by name."""
        if "" not in self._documents:
            self._documents[""] = [document_of(facts, self) for facts in self._listing.pages]
        return self._documents[""]

    def further_pages(self) -> Sequence[Document]:
        """Return the pages that jekyll-paginate adds: copies of the one that lists posts, at addresses of their own."""
        if _FURTHER not in self._documents:
            listing = self._listing_page()
            first = next((page for page in self.pages() if page.facts.place.path == listing), None)
            urls = further_urls(self.site.raw, len(self._listed_posts())) if first is not None else []
            self._documents[_FURTHER] = [
                document_of(replace(first.facts, url=url), self) for url in urls if first is not None
            ]
        return self._documents[_FURTHER]

    def static_files(self) -> Sequence[Mapping[str, Any]]:
        """Return the files that are copied as they are."""
        return self._listing.static

    def data(self) -> Mapping[str, Any]:
        """Return what ``_data`` holds."""
        return self._data

    @cached_property
    def _data(self) -> DataFolder:
        folder = self._prefixed(str(self.site.raw.get("data_dir") or "_data").strip("/"))
        return DataFolder(
            self.project.root,
            folder,
            self.site.zone,
            lambda told: self._unreadable.setdefault(told),
            self._data_read.add,
        )

    @cached_property
    def _listing(self) -> Listing:
        posts = None if self._posts is None else self._posts()
        listing = list_site(self.project, self.now, lambda: self._stop(), posts)
        if self._stop():
            raise BoundsError("It was stopped.")  # part of a site must not be kept for the whole
        return listing


_FURTHER = "\0further"
"""Where the pages that a plugin adds are kept among the documents: no name of a collection."""


def _lists(document: Document) -> bool:
    front = document.post.front
    return front is not None and "pagination" in front.text and "pagination" in front.keys


def _order(document: Document) -> tuple[datetime, str]:
    return document.moment, document.facts.place.path


_JEKYLL: Mapping[str, Any] = {"version": JEKYLL_VERSION, "environment": "development"}
