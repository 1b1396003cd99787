"""Owns ``paginator`` in templates: a site's posts by the page (the plugin jekyll-paginate, which most themes use)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from editor.core.liquid.documents import Document
from editor.core.liquid.values import as_int

_NAME = "index.html"
_PATH = "/page:num"


def per_page(raw: Mapping[str, Any]) -> int:
    """Return how many posts a page of the list has by ``paginate`` of the settings; 0 where posts are not paged."""
    value = raw.get("paginate")
    return max(value if isinstance(value, int) else as_int(value), 0)


def listing_page(paths: Iterable[str], raw: Mapping[str, Any]) -> str | None:
    """Return which of the pages, by their paths from the site's source, lists the posts; None where none does.

    Rule: Pager.pagination_candidate? and Pagination.template_page: an ``index.html`` in the folder that
    ``paginate_path`` begins with or above it, the one with the longest path.
    """
    folder = PurePosixPath("/", _template(raw).strip("/")).parent
    above = {str(folder), *(str(each) for each in folder.parents)}
    found = (
        path
        for path in paths
        if PurePosixPath(path).name == _NAME and str(PurePosixPath("/", path).parent) in above
    )
    return max(found, key=len, default=None)


def _template(raw: Mapping[str, Any]) -> str:
    written = raw.get("paginate_path")
    return written if isinstance(written, str) and written else _PATH


def further_urls(raw: Mapping[str, Any], count: int) -> list[str]:
    """Return the addresses of the list's pages after the first, given how many posts are listed."""
    most = per_page(raw)
    if not most or ":num" not in _template(raw):
        return []
    paths = (_template(raw).replace(":num", str(number), 1) for number in range(2, -(-count // most) + 1))
    return [f"/{path.strip('/')}/" for path in paths]


class Paginator(Mapping[str, Any]):
    """``paginator`` of the page that lists the newest posts, the first of its kind (Jekyll::Paginate::Pager).

    ``posts`` gives those that are listed, the newest first; all values are nothing while there are none.
    """

    def __init__(self, raw: Mapping[str, Any], posts: Callable[[], Sequence[Document]]) -> None:
        self._per_page = per_page(raw)
        self._template = _template(raw)
        self._ask = posts
        self._own: dict[str, Callable[[], Any]] = {
            "page": lambda: 1,
            "per_page": lambda: self._per_page,
            "posts": lambda: list(self._posts[: self._per_page]),
            "total_posts": lambda: len(self._posts),
            "total_pages": lambda: self._pages,
            "previous_page": lambda: None,
            "previous_page_path": lambda: None,
            "next_page": lambda: 2 if self._pages > 1 else None,
            "next_page_path": lambda: self._path(2) if self._pages > 1 else None,
        }

    def __getitem__(self, key: str) -> Any:
        value = self._own[key]
        return value() if self._posts else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    @cached_property
    def _posts(self) -> Sequence[Document]:
        return self._ask()

    @property
    def _pages(self) -> int:
        return -(-len(self._posts) // self._per_page)

    def _path(self, number: int) -> str | None:
        if ":num" not in self._template:
            return None  # Jekyll stops the whole build at this
        path = self._template.replace(":num", str(number), 1)
        return path if path.startswith("/") else f"/{path}"
