"""Which documents a page lists by jekyll-paginate-v2, in which order, and what ``paginator`` is there."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from editor.core.liquid.paging import PagedList, listed_by, paging_of

SITE = {"pagination": {"enabled": True, "per_page": 2}}


def page(**own: Any) -> dict[str, Any]:
    return {"pagination": {"enabled": True, **own}}


def documents(*days: int, **data: Any) -> list[Any]:
    return [
        SimpleNamespace(name=f"{day}", moment=datetime(2026, 3, day, tzinfo=UTC), data=dict(data))
        for day in days
    ]


def names(found: list[Any]) -> list[str]:
    return [document.name for document in found]


@pytest.mark.parametrize(
    ("own", "site"),
    [
        ({}, SITE),
        ({"pagination": {"per_page": 5}}, SITE),
        ({"pagination": True}, SITE),
        (page(), {}),
        (page(), {"pagination": {"per_page": 2}}),
        (page(), {"pagination": {"enabled": False}}),
        (page(), {**SITE, "paginate": 5}),
        (page(per_page=0), SITE),
        (page(per_page="many"), SITE),
    ],
)
def test_a_page_lists_only_where_it_and_the_site_say_so(own: dict[str, Any], site: dict[str, Any]) -> None:
    assert paging_of(own, site) is None


def test_a_page_goes_before_the_site_and_that_before_what_is_usual() -> None:
    paging = paging_of(page(permalink="/seite:num/"), SITE)
    assert paging is not None
    assert (paging.per_page, paging.permalink, paging.collections) == (2, "/seite:num/", ("posts",))
    several = paging_of(page(per_page="3", collection="Posts, recipes"), SITE)
    assert several is not None
    assert (several.per_page, several.collections) == (3, ("posts", "recipes"))


def test_the_oldest_come_first_unless_that_is_reversed() -> None:
    found = documents(1, 2, 3)
    for own, wanted in (
        ({}, ["1", "2", "3"]),
        ({"sort_reverse": True}, ["3", "2", "1"]),
        ({"sort_reverse": True, "offset": 1}, ["2", "1"]),
        ({"offset": 5}, []),
    ):
        paging = paging_of(page(**own), SITE)
        assert paging is not None
        assert names(listed_by(paging, [found])) == wanted


def test_several_collections_are_one_list_by_date() -> None:
    paging = paging_of(page(collection="posts, recipes"), SITE)
    assert paging is not None
    assert names(listed_by(paging, [documents(1, 5), documents(3)])) == ["1", "3", "5"]


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ({"category": "news"}, ["1", "2"]),
        ({"category": "News, Harbour"}, ["2"]),
        ({"categories": ["news"], "tag": "tide"}, ["1"]),
        ({"tag": "fog"}, []),
    ],
)
def test_a_page_may_list_a_category_or_a_tag(own: dict[str, Any], wanted: list[str]) -> None:
    found = [
        *documents(1, categories=["News"], tags=["tide"]),
        *documents(2, categories=["news", "harbour"], tags=[]),
        *documents(3, categories=[], tags=["tide"]),
    ]
    paging = paging_of(page(**own), SITE)
    assert paging is not None
    assert not paging.is_general
    assert names(listed_by(paging, [found])) == wanted


def test_another_field_may_give_the_order() -> None:
    found = [
        *documents(1, seo={"rank": 3}, title="beta"),
        *documents(2, seo={"rank": 1}, title="Alpha"),
        *documents(3, title="gamma"),
    ]
    for field, wanted in (
        ("seo:rank", ["3", "2", "1"]),
        ("title", ["2", "1", "3"]),
        ("seo", ["1", "2", "3"]),
    ):
        paging = paging_of(page(sort_field=field), SITE)
        assert paging is not None
        assert names(listed_by(paging, [found])) == wanted


def listed(count: int, url: str = "/", **own: Any) -> dict[str, Any]:
    paging = paging_of(page(**own), SITE)
    assert paging is not None
    found: Any = [f"post {number}" for number in range(count)]
    return dict(PagedList(paging, url, lambda: found))


def test_the_first_page_leads_to_the_second_and_the_last() -> None:
    assert listed(5, "/news/") == {
        "per_page": 2,
        "posts": ["post 0", "post 1"],
        "total_posts": 5,
        "total_pages": 3,
        "page": 1,
        "page_path": "/news/index.html",
        "previous_page": None,
        "previous_page_path": None,
        "next_page": 2,
        "next_page_path": "/news/page2/",
        "first_page": 1,
        "first_page_path": "/news/",
        "last_page": 3,
        "last_page_path": "/news/page3/",
        "page_trail": None,
    }


def test_an_only_page_is_there_also_without_posts() -> None:
    empty = listed(0)
    assert (empty["posts"], empty["total_pages"], empty["next_page_path"]) == ([], 1, None)


def test_pages_may_be_few_and_have_names() -> None:
    few = listed(9, limit=2, indexpage="feed", extension="json", permalink="/:num/")
    assert (few["total_pages"], few["next_page_path"], few["first_page_path"]) == (
        2,
        "/2/feed.json",
        "/feed.json",
    )
    assert listed(9, permalink="/:num/of/:max/")["next_page_path"] == "/2/of/5/"
