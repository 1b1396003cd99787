"""Owns the lists by the page that the plugin jekyll-paginate-v2 makes: which posts they have, and ``paginator`` there.

Rules: README-GENERATOR.md and lib/jekyll-paginate-v2/generator of version 3.0.0. Trails of page numbers
(``page_trail``) are not made, nor the pages that its AutoPages add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, cmp_to_key
from typing import Any

from editor.core.liquid.documents import Document
from editor.core.liquid.values import as_int, is_truthy, text_of

ALL = "all"
"""What stands for every collection but the posts."""
_DEFAULTS: Mapping[str, Any] = {
    "enabled": False,
    "collection": "posts",
    "offset": 0,
    "per_page": 10,
    "permalink": "/page:num/",
    "sort_reverse": False,
    "sort_field": "date",
    "limit": 0,
    "indexpage": None,
    "extension": "html",
}
_FILTERS = {"category": "categories", "tag": "tags", "locale": "locales"}
_NAMES = re.compile(r"[;,\s]")
_COMMAS = re.compile(r"[,;]\s*")


@dataclass(frozen=True, slots=True)
class Paging:
    """How one page lists documents.

    ``filters`` are what each must have, by key of its front matter, in small letters; ``permalink`` is what the address
    of a further page adds to that of the first; ``index_page`` is its file where addresses name it, else ``""``.
    """

    per_page: int
    collections: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    sort_field: str
    is_reversed: bool
    offset: int
    limit: int
    permalink: str
    index_page: str
    extension: str

    @property
    def is_general(self) -> bool:
        """Whether it lists all there is, not only a category or a tag."""
        return not any(self.filters.values())


def paging_of(page: Mapping[str, Any], raw: Mapping[str, Any]) -> Paging | None:
    """Return how a page lists documents, by its front matter and the site's settings; None where it does not.

    Both have to say ``pagination: enabled: true``. Jekyll stops at a site that has the older ``paginate``, too.
    """
    site, own = raw.get("pagination"), page.get("pagination")
    if not isinstance(site, Mapping) or not isinstance(own, Mapping) or raw.get("paginate") is not None:
        return None
    merged = {**_DEFAULTS, **site, **own}
    is_asked = is_truthy(site.get("enabled")) and is_truthy(own.get("enabled"))
    if not is_asked or text_of(merged["enabled"]) != "true":
        return None
    per_page = _whole(merged["per_page"])
    if per_page <= 0:
        return None  # Jekyll stops the whole build at this
    names = merged["collection"]
    found = _NAMES.split(names) if isinstance(names, str) else names if isinstance(names, list) else []
    index_page = text_of(merged["indexpage"] or "").partition(".")[0]
    extension = text_of(merged["extension"] or "")
    return Paging(
        per_page=per_page,
        collections=tuple(text_of(name).strip().lower() for name in found if name),
        filters={
            many: (*_words(merged.get(one)), *_words(merged.get(many))) for one, many in _FILTERS.items()
        },
        sort_field=text_of(merged["sort_field"] or ""),
        is_reversed=is_truthy(merged["sort_reverse"]),
        offset=max(_whole(merged["offset"]), 0),
        limit=max(_whole(merged["limit"]), 0),
        permalink=text_of(merged["permalink"]),
        index_page=index_page,
        extension=extension if not extension or extension.startswith(".") else f".{extension}",
    )


def listed_by(paging: Paging, collections: Sequence[Sequence[Document]]) -> list[Document]:
    """Return the documents that a page lists, in its order, of the collections it asks for, each in Jekyll's order."""
    found = [document for documents in collections for document in documents]
    for key, wanted in paging.filters.items():
        if wanted:
            found = [document for document in found if set(wanted) <= set(_words(document.data.get(key)))]
    if not paging.sort_field:
        return found
    if paging.sort_field != "date":
        found.sort(key=cmp_to_key(lambda one, other: _compared(_value(one, paging), _value(other, paging))))
    elif len(collections) > 1:
        found.sort(key=lambda document: document.moment)
    found = found[: max(len(found) - paging.offset, 0)]
    return found[::-1] if paging.is_reversed else found


class PagedList(Mapping[str, Any]):
    """``paginator`` of the first page of a list at ``url``; ``documents`` gives what is listed, in order."""

    def __init__(self, paging: Paging, url: str, documents: Callable[[], Sequence[Document]]) -> None:
        self._paging = paging
        self._ask = documents
        self._first = url
        self._further = f"{url.rstrip('/')}/{paging.permalink.lstrip('/')}"
        self._here = _whole_address(url, paging.index_page or "index", paging.extension or ".html")
        if paging.index_page:
            self._first = _whole_address(self._first, paging.index_page, paging.extension)
            self._further = _whole_address(self._further, paging.index_page, paging.extension)
        self._own: dict[str, Callable[[], Any]] = {
            "per_page": lambda: paging.per_page,
            "posts": lambda: list(self._documents[: paging.per_page]),
            "total_posts": lambda: len(self._documents),
            "total_pages": lambda: self._pages,
            "page": lambda: 1,
            "page_path": lambda: self._path(self._here, 1),
            "previous_page": lambda: None,
            "previous_page_path": lambda: None,
            "next_page": lambda: 2 if self._pages > 1 else None,
            "next_page_path": lambda: self._path(self._further, 2) if self._pages > 1 else None,
            "first_page": lambda: 1,
            "first_page_path": lambda: self._path(self._first, 1),
            "last_page": lambda: self._pages,
            "last_page_path": lambda: self._path(self._further, self._pages),
            "page_trail": lambda: None,
        }

    def __getitem__(self, key: str) -> Any:
        return self._own[key]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    @cached_property
    def _documents(self) -> Sequence[Document]:
        return self._ask()

    @property
    def _pages(self) -> int:
        pages = max(-(-len(self._documents) // self._paging.per_page), 1)
        return min(pages, self._paging.limit) if self._paging.limit else pages

    def _path(self, address: str, number: int) -> str:
        return address.replace(":num", str(number), 1).replace(":max", str(self._pages), 1)


def _whole_address(address: str, index: str, extension: str) -> str:
    """Rule: Utils.ensure_full_path."""
    if address.endswith("/"):
        return f"{address}{index}{extension}"
    return address if "." in address else f"{address}{index}"


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else as_int(value)


def _words(value: Any) -> tuple[str, ...]:
    """Return what stands in a value, one or several, in small letters (Utils.config_array)."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(
        part.strip().lower() for item in items for part in _COMMAS.split(text_of(item)) if part.strip()
    )


def _value(document: Document, paging: Paging) -> Any:
    """Return what a document is sorted by; ``seo:rank`` is the key within another."""
    value: Any = document.data
    for key in paging.sort_field.split(":"):
        name = key.strip().lower()
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return None if isinstance(value, Mapping) else value


def _compared(one: Any, other: Any) -> int:
    """Rule: Utils.sort_values; what cannot be compared, at which Jekyll stops, is left in place."""
    if one is None or other is None:
        return (one is not None) - (other is not None)
    if isinstance(one, str) and isinstance(other, str):
        one, other = one.lower(), other.lower()
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0
