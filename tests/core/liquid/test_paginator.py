"""Which page lists a site's posts, and what ``paginator`` is there."""

from __future__ import annotations

from typing import Any

import pytest

from editor.core.liquid.paginator import Paginator, listing_page, per_page

PAGES = ("index.html", "about.html", "blog/index.html", "blog/page/index.md")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (None, "index.html"),
        ("/page:num", "index.html"),
        ("/page/:num/", "index.html"),
        ("/blog/page:num/", "blog/index.html"),
        ("blog/page-:num", "blog/index.html"),
        ("/blog/page/:num/", "blog/index.html"),
        ("/news/:num/", "index.html"),
    ],
)
def test_the_page_that_lists_posts_is_the_deepest_index_above_the_others(path: str | None, page: str) -> None:
    assert listing_page(PAGES, {"paginate": 5, "paginate_path": path}) == page


def test_markdown_lists_no_posts_by_the_page() -> None:
    assert listing_page(("index.md", "blog/index.html"), {"paginate": 5}) is None


@pytest.mark.parametrize(("written", "number"), [(None, 0), (5, 5), ("6", 6), (0, 0), (-1, 0), ("many", 0)])
def test_posts_are_paged_by_a_number_above_nought(written: object, number: int) -> None:
    assert per_page({"paginate": written}) == number


def _values(count: int, **raw: Any) -> dict[str, Any]:
    posts: Any = [f"post {number}" for number in range(count)]
    return dict(Paginator({"paginate": 2, **raw}, lambda: posts))


def test_the_first_page_leads_to_the_second() -> None:
    assert _values(5, paginate_path="blog/page:num/") == {
        "page": 1,
        "per_page": 2,
        "posts": ["post 0", "post 1"],
        "total_posts": 5,
        "total_pages": 3,
        "previous_page": None,
        "previous_page_path": None,
        "next_page": 2,
        "next_page_path": "/blog/page2/",
    }


def test_an_only_page_leads_nowhere_and_one_without_posts_is_nothing() -> None:
    assert _values(2)["next_page_path"] is None
    assert set(_values(0).values()) == {None}
