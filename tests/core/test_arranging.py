"""The order of the list of posts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.arranging import GROUPS, SORTS, Heading, PostView, Shelf, newest_first
from editor.core.catalog import PostEntry


def entry(path: str, title: str = "", **facts: object) -> PostEntry:
    fields: dict[str, object] = {"kind": "post", "day": None, "moment": None, "status": "published"}
    return PostEntry(path=path, title=title or path, **(fields | facts))  # type: ignore[arg-type]


POSTS = (
    entry(
        "ferry", "Élan on the ferry", day=date(2026, 3, 14), categories=("News",), words=300, modified_ns=1
    ),
    entry(
        "tide",
        "Tide wall",
        moment=datetime(2026, 3, 19, 9),
        categories=("Politics",),
        words=50,
        modified_ns=9,
    ),
    entry("bread", "bread", day=date(2026, 2, 1), categories=("News", "Food"), words=900, modified_ns=5),
    entry("draft", "Draft", status="draft", modified_ns=3),
)


def listed(**view: object) -> list[str]:
    rows = Shelf(newest_first(POSTS)).arrange(PostView(**view)).rows  # type: ignore[arg-type]
    return [f"# {row.name} {row.count}" if isinstance(row, Heading) else row.path for row in rows]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("date", ["draft", "tide", "ferry", "bread"]),
        ("title", ["bread", "draft", "ferry", "tide"]),
        ("changed", ["tide", "bread", "draft", "ferry"]),
        ("words", ["bread", "ferry", "tide", "draft"]),
    ],
)
def test_posts_are_sorted(sort: str, order: list[str]) -> None:
    assert listed(sort=sort) == order
    assert listed(sort=sort, reverse=True) == order[::-1]


def test_months_stand_newest_first_below_what_has_no_day() -> None:
    assert listed(group="month") == ["#  1", "draft", "# 2026-03 2", "tide", "ferry", "# 2026-02 1", "bread"]
    assert listed(group="month", reverse=True)[2:4] == ["# 2026-02 1", "bread"]


def test_categories_stand_by_name_above_what_has_none() -> None:
    assert listed(group="category", sort="title") == [
        "# News 2",
        "bread",
        "ferry",
        "# Politics 1",
        "tide",
        "#  1",
        "draft",
    ]


def test_a_state_and_what_a_query_found_narrow_the_list() -> None:
    assert listed(state="draft") == ["draft"]
    assert listed(state="hidden") == []
    found = Shelf(POSTS, (70, 71, 72, 73)).arrange(PostView(state="published"), {70, 73})
    assert [row.path for row in found.rows if isinstance(row, PostEntry)] == ["ferry"]
    assert found.posts == 1


@given(st.sampled_from(SORTS), st.booleans(), st.sampled_from(GROUPS), st.frozensets(st.sampled_from(POSTS)))
def test_every_post_found_stands_where_the_list_says(
    sort: str, reverse: bool, group: str, found: frozenset[PostEntry]
) -> None:
    paths = {post.path for post in found}
    numbers = {number for number, post in enumerate(POSTS) if post in found}
    arranged = Shelf(POSTS).arrange(PostView(sort=sort, reverse=reverse, group=group), numbers)
    places = {post.path: arranged.place(post.path) for post in POSTS}
    assert {path for path, place in places.items() if place is not None} == paths
    for path in paths:
        row = arranged.rows[places[path] or 0]
        assert isinstance(row, PostEntry)
        assert row.path == path
    assert arranged.place("nowhere") is None
    assert sum(row.count for row in arranged.rows if isinstance(row, Heading)) in (0, len(paths))


def test_order_of_dates_of_every_kind() -> None:
    def entry(
        path: str, day: date | None = None, moment: datetime | None = None, modified: int = 0
    ) -> PostEntry:
        return PostEntry(path, "post", path, day, moment, "published", modified_ns=modified)

    noon = datetime(2026, 3, 14, 12, tzinfo=UTC)
    entries = [
        entry("old", day=date(1, 1, 1)),
        entry("day", day=date(2026, 3, 14)),
        entry("naive", moment=noon.replace(tzinfo=None, hour=13)),
        entry("aware", moment=noon),
        entry("last", moment=datetime(9999, 12, 31, 23, 59)),
        entry("draft", modified=1),
        entry("newer draft", modified=2),
    ]
    assert [found.path for found in newest_first(entries)] == [
        "newer draft",
        "draft",
        "last",
        "naive",
        "aware",
        "day",
        "old",
    ]


def test_pages_come_last_and_are_a_state_of_their_own() -> None:
    shelf = Shelf(
        newest_first(
            [
                entry("about", kind="page", modified_ns=99),
                entry("pie", kind="recipes", modified_ns=50),
                entry("dated", kind="recipes", day=date(2026, 3, 15)),
                *POSTS,
            ]
        )
    )
    assert [row.path for row in shelf.arrange(PostView()).rows if isinstance(row, PostEntry)] == [
        *("draft", "tide", "dated", "ferry", "bread", "about", "pie"),
    ]
    assert shelf.counts() == {"published": 5, "draft": 1, "page": 1}
    pages = shelf.arrange(PostView(state="page")).rows
    assert [row.path for row in pages if isinstance(row, PostEntry)] == ["about"]
    assert shelf.arrange(PostView(state="published")).posts == 5
    for reverse in (False, True):
        rows = shelf.arrange(PostView(group="month", reverse=reverse)).rows
        headings = [row.name for row in rows if isinstance(row, Heading)]
        assert (headings[0], headings[-1]) == ("", "page")
