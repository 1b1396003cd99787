"""Asking rows without an index: what the list knows is searched, what only the text knows is not."""

from __future__ import annotations

from datetime import date

import pytest

from editor.core.catalog import PostEntry
from editor.core.query.matching import Matcher, since_ns
from editor.core.query.reading import read_query

ROW = PostEntry(
    "_posts/2026-03-14-ferry.md", "post", "Harbour ferry returns", date(2026, 3, 14), None, "published",
    categories=("World News",), tags=("Élan",), author="M. Okafor", excerpt="After nine winters.",
    modified_ns=since_ns(date(2026, 3, 15)), words=300,
)  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["harbour", "-boat", "title:ferr*", '"nine winters"', "category:world*", "tag:elan", "author:okafor", "path:2026",
     "status:published", "has:excerpt", "missing:image", "since:2026-03-14", "until:2026-03", "changed:7d",
     "words:>200", "boat OR ferry", "elan world", ""],
)  # fmt: skip
def test_it_is_found(query: str) -> None:
    assert Matcher(read_query(query).node, date(2026, 3, 20))(ROW)


@pytest.mark.parametrize(
    "query",
    ["boat", "-harbour", "title:winters", '"winters nine"', "category:world", "tag:news", "has:image", "until:2026-02",
     "changed:2026-03-16", "words:<300", "is:draft", "missing:alt", "has:alt", '"news elan"'],
)  # fmt: skip
def test_it_is_not_found(query: str) -> None:
    assert not Matcher(read_query(query).node, date(2026, 3, 20))(ROW)


def test_days_beyond_the_clock_are_long_ago_or_never() -> None:
    assert since_ns(date.min) <= 0
    assert since_ns(date.max) > since_ns(date(2026, 1, 1))
