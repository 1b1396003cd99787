"""What ``site`` holds beyond its files; judged by Jekyll 4.3 with jekyll-feed 0.17, jekyll-github-metadata 2.15."""

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

    def further_pages(self) -> Sequence[Document]:
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


def github(config: str, remote: str = "") -> Any:
    """Return what ``site.github`` is for a site that is pushed to ``remote``."""
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return SiteDrop(parse_config(config), Files(), now, remote=lambda: remote)["github"]


def test_the_repository_is_told_where_a_plugin_tells_it() -> None:
    told = github("plugins: [jekyll-github-metadata]\nrepository: Harbour/ledger")
    assert told["repository_url"] == "https://github.com/Harbour/ledger"
    assert (told["owner_name"], told["project_title"], told["is_project_page"]) == ("Harbour", "ledger", True)
    assert told["url"] == "https://harbour.github.io/ledger"
    assert told["zip_url"].endswith("/zipball/gh-pages")
    with pytest.raises(KeyError):
        github("repository: Harbour/ledger")


@pytest.mark.parametrize(
    "remote", ["git@github.com:harbour/harbour.github.io.git", "https://github.com/harbour/harbour.github.io"]
)
def test_without_a_setting_the_repository_is_where_the_site_is_pushed_to(remote: str) -> None:
    told = github("plugins: [github-pages]", remote)
    assert (told["repository_nwo"], told["is_user_page"]) == ("harbour/harbour.github.io", True)
    assert told["url"] == "https://harbour.github.io"
    assert github("plugins: [github-pages]", "https://elsewhere.example/a/b") is None


def test_what_the_site_says_of_itself_counts_before_what_is_known() -> None:
    told = github("plugins: [jekyll-github-metadata]\nrepository: a/b\ngithub: {owner_name: The desk}")
    assert (told["owner_name"], told["repository_name"]) == ("The desk", "b")
    assert github("plugins: [jekyll-github-metadata]\nrepository: a/b\ngithub: desk") == "desk"


def test_what_the_site_does_not_say_of_markdown_is_as_usual() -> None:
    drop = SiteDrop(parse_config("kramdown: {auto_ids: false}"), Files(), datetime(2026, 11, 24, tzinfo=UTC))
    assert (drop["kramdown"]["input"], drop["kramdown"]["auto_ids"]) == ("GFM", False)
