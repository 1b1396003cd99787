"""What ``site`` holds beyond the files of the site; judged by Jekyll 4.3 with jekyll-feed 0.17."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from editor.core.liquid.documents import Document
from editor.core.liquid.sitedrop import SiteDrop
from editor.core.site import parse_config


class Files:
    """A site without pages that copies these files."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths

    def documents(self, _collection: str) -> Sequence[Document]:
        return ()

    def pages(self) -> Sequence[Document]:
        return ()

    def static_files(self) -> Sequence[Mapping[str, Any]]:
        return [{"path": path} for path in self.paths]

    def data(self) -> Mapping[str, Any]:
        return {}


def made(config: str, *files: str) -> list[tuple[object, ...]]:
    """Return name, path, address and folder of each page of a site."""
    drop = SiteDrop(parse_config(config), Files(*files), datetime(2026, 11, 24, tzinfo=UTC))
    return [(page["name"], page["path"], page["url"], page["dir"]) for page in drop["pages"]]


@pytest.mark.parametrize("config", ["plugins: [jekyll-feed]", "gems: [jekyll-feed]"])
def test_the_feed_of_a_plugin_is_among_the_pages(config: str) -> None:
    assert made(config) == [("/feed.xml", "feed.xml", "/feed.xml", "/")]


def test_the_feed_lies_where_the_site_wants_it() -> None:
    assert made("plugins: [jekyll-feed]\nfeed: {path: news/atom.xml}") == [
        ("news/atom.xml", "news/atom.xml", "/news/atom.xml", "/news/")
    ]


def test_a_site_without_the_plugin_or_with_a_feed_of_its_own_has_none() -> None:
    assert made("title: Ledger") == []
    assert made("plugins: [jekyll-feed]", "/feed.xml") == []
