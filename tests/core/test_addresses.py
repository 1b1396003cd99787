"""Who has which address on a site."""

from __future__ import annotations

import pytest

from editor.core.addresses import clashes_of, taken_addresses
from editor.core.catalog import PostEntry


def entry(path: str, url: str, status: str = "published") -> PostEntry:
    return PostEntry(path, "post", path, None, None, status, url=url)


def test_what_is_on_the_site_takes_its_address() -> None:
    posts = [
        entry("a", "/x/"),
        entry("b", "/x/", "scheduled"),
        entry("c", "/x/index.html"),
        entry("d", "/x/", "draft"),
        entry("e", "/x/", "hidden"),
        entry("f", "/y"),
        entry("g", "/y.html"),
        entry("h", ""),
        entry("i", "/gr%C3%B6%C3%9Fe/"),
    ]
    assert taken_addresses(posts, lambda: False) == {
        "x/index.html": ["a", "b", "c"],
        "y.html": ["f", "g"],
        "größe/index.html": ["i"],
    }


@pytest.mark.parametrize("count", [0, 1, 5])
def test_it_ends_when_it_is_told_to(count: int) -> None:
    asked: list[None] = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > count

    assert len(taken_addresses([entry(str(n), f"/{n}/") for n in range(9)], stop)) == count


def test_those_who_share_an_address_are_named_to_each_other() -> None:
    taken = {"a/index.html": ["one.md", "two.md", "three.md"], "b/index.html": ["four.md"]}
    assert clashes_of(taken) == {
        "one.md": ("two.md", "three.md"),
        "two.md": ("one.md", "three.md"),
        "three.md": ("one.md", "two.md"),
    }
