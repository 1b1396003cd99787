"""Owns what ``site`` means in templates: the settings, and all that the site holds (Jekyll::Drops::SiteDrop)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from editor.core.liquid.documents import Document
from editor.core.liquid.github import PLUGINS, github_values, repository_of
from editor.core.liquid.values import Drop
from editor.core.merging import merged
from editor.core.post.permalink import STYLES
from editor.core.site import SiteConfig

_DEFAULTS: Mapping[str, Any] = {
    "collections_dir": "", "cache_dir": ".jekyll-cache", "plugins_dir": "_plugins", "layouts_dir": "_layouts",
    "data_dir": "_data", "includes_dir": "_includes", "safe": False, "include": [".htaccess"], "exclude": [],
    "keep_files": [".git", ".svn"], "encoding": "utf-8", "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "strict_front_matter": False, "show_drafts": None, "limit_posts": 0, "future": False, "unpublished": False,
    "whitelist": [], "plugins": [], "markdown": "kramdown", "highlighter": "rouge", "lsi": False,
    "excerpt_separator": "\n\n", "incremental": False, "detach": False, "port": "4000", "host": "127.0.0.1",
    "baseurl": None, "show_dir_listing": False, "permalink": "date", "paginate_path": "/page:num", "timezone": None,
    "quiet": False, "verbose": False, "defaults": [],
}  # fmt: skip
"""Jekyll::Configuration::DEFAULTS, as far as a template may ask for it."""

_KRAMDOWN: Mapping[str, Any] = {
    "auto_ids": True, "toc_levels": "1..6", "entity_output": "as_char", "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "input": "GFM", "hard_wrap": False, "guess_lang": True, "footnote_nr": 1, "show_warnings": False,
}  # fmt: skip


class Shelf(Protocol):
    """What a site holds; each is read when it is asked for."""

    def documents(self, collection: str) -> Sequence[Document]:
        """Return a collection's documents in Jekyll's order: by date, then by path. ``posts`` leaves drafts out."""

    def pages(self) -> Sequence[Document]:
        """Return the pages, by name."""

    def further_pages(self) -> Sequence[Document]:
        """Return the pages that a plugin adds for the second and later pages of the list of posts."""

    def static_files(self) -> Sequence[Mapping[str, Any]]:
        """Return the files that are copied as they are, by path."""

    def data(self) -> Mapping[str, Any]:
        """Return what ``_data`` holds."""


class _Feed(Drop):
    """The page that jekyll-feed adds to the site's (JekyllFeed::Generator#make_page)."""

    ruby_name = "Jekyll::Page"

    def __init__(self, name: str) -> None:
        path = name.lstrip("/")
        folder = f"/{path}".rpartition("/")[0]
        self._data: Mapping[str, Any] = {
            "content": "", "dir": f"{folder}/", "excerpt": None, "name": name, "path": path, "url": f"/{path}",
            "layout": None, "sitemap": False, "xsl": False, "collection": "posts", "category": None, "tags": None,
        }  # fmt: skip

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def keys(self) -> Any:
        """Return the names it answers to."""
        return self._data.keys()

    def label(self) -> str:
        """Return what stands for it in a list that is written (Jekyll::PageWithoutAFile#inspect)."""
        return f'#<Jekyll::PageWithoutAFile @relative_path="{self["path"]}">'


class SiteDrop(Drop):
    """``site``; ``current`` is the page in view, whose related posts are asked for.

    ``remote`` gives the address of the repository that the site is pushed to, ``""`` where there is none.
    """

    ruby_name = "Jekyll::Drops::SiteDrop"

    def __init__(
        self,
        site: SiteConfig,
        shelf: Shelf,
        now: Any,
        current: Document | None = None,
        remote: Callable[[], str] = lambda: "",
    ) -> None:
        self._site = site
        self._remote = remote
        self._shelf = shelf
        self._current = current
        self._own: dict[str, Callable[[], Any]] = {
            "time": lambda: now.astimezone(site.zone),
            "data": shelf.data,
            "posts": lambda: self.posts,
            "pages": self._pages,
            "html_pages": self._html_pages,
            "static_files": lambda: list(shelf.static_files()),
            "tags": lambda: self.tags,
            "categories": lambda: self.categories,
            "collections": self._collections,
            "documents": self._documents,
            "related_posts": self._related,
            "config": lambda: None,
            "kramdown": self._kramdown,
        }
        if not PLUGINS.isdisjoint(site.plugins):
            self._own["github"] = self._github

    def __getitem__(self, key: str) -> Any:
        if key != "posts" and key in self._site.collections:
            return list(self._shelf.documents(key))
        own = self._own.get(key)
        if own is not None:
            return own()
        return self._site.raw[key] if key in self._site.raw else _DEFAULTS[key]

    def keys(self) -> Any:
        """Return the names it answers to."""
        return dict.fromkeys((*self._own, *_DEFAULTS, *self._site.raw)).keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._site.raw or key in _DEFAULTS or key in self._site.collections

    @cached_property
    def posts(self) -> list[Document]:
        """All posts, the newest first."""
        return list(self._shelf.documents("posts"))[::-1]

    @cached_property
    def tags(self) -> dict[str, list[Document]]:
        """Posts by each of their tags."""
        return self._by_name("tags")

    @cached_property
    def categories(self) -> dict[str, list[Document]]:
        """Posts by each of their categories."""
        return self._by_name("categories")

    def _by_name(self, key: str) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for post in self._shelf.documents("posts"):
            for name in post[key]:
                found.setdefault(name, []).append(post)
        return {name: posts[::-1] for name, posts in found.items()}

    def _pages(self) -> list[Drop]:
        pages: list[Drop] = [*self._shelf.pages(), *self._shelf.further_pages()]
        feed = self._feed_path() if "jekyll-feed" in self._site.plugins else None
        taken = {str(page["path"]) for page in pages} if feed else set()
        taken |= {str(file["path"]).lstrip("/") for file in self._shelf.static_files()} if feed else set()
        return pages if feed is None or feed.lstrip("/") in taken else [*pages, _Feed(feed)]

    def _feed_path(self) -> str:
        settings = self._site.raw.get("feed")
        path = settings.get("path") if isinstance(settings, Mapping) else None
        return path if isinstance(path, str) and path else "/feed.xml"

    def _html_pages(self) -> list[Document]:
        ends = (".html", ".xhtml", ".htm", "/")
        pages = [*self._shelf.pages(), *self._shelf.further_pages()]
        return [page for page in pages if str(page["url"]).endswith(ends)]

    def _kramdown(self) -> Any:
        said = self._site.raw.get("kramdown")
        return merged(_KRAMDOWN, said) if isinstance(said, Mapping) else _KRAMDOWN if said is None else said

    def _github(self) -> Any:
        raw = self._site.raw
        said = raw.get("github")
        if said is not None and not isinstance(said, Mapping):
            return said
        repository = repository_of(raw, self._remote())
        return merged(github_values(repository), said or {}) if repository else said

    def _collections(self) -> list[Mapping[str, Any]]:
        return [
            {
                **({"permalink": self._posts_permalink()} if label == "posts" else {}),
                **self._site.collections[label],
                "label": label,
                "docs": list(self._shelf.documents(label)),
                "files": [],
                "relative_directory": f"_{label}",
                "output": label == "posts" or bool(self._site.collections[label].get("output")),
            }
            for label in sorted(self._site.collections)
        ]

    def _posts_permalink(self) -> Any:
        written = self._site.raw.get("permalink") or _DEFAULTS["permalink"]
        return STYLES.get(written, written) if isinstance(written, str) else written

    def _documents(self) -> list[Document]:
        return [document for label in self._site.collections for document in self._shelf.documents(label)]

    def _related(self) -> list[Document] | None:
        if self._current is None or self._current.facts.place.collection != "posts":
            return None
        if len(self.posts) < 2:
            return []
        return [post for post in self.posts[:11] if post != self._current][:10]
