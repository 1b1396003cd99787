"""Links from post to post by Jekyll's own tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.postlinks import fill_post_urls, post_paths

PIECES = st.lists(
    st.sampled_from(["{% post_url a %}", "{%", "%}", "post_url", " a ", "\n", "{{ site.baseurl }}", "x", '"'])
)


@given(PIECES)
def test_only_whole_tags_give_way_and_lines_stay(pieces: list[str]) -> None:
    body = "".join(pieces)
    filled = fill_post_urls(body, lambda _name: "/a/")
    assert filled.count("\n") == body.count("\n")
    assert fill_post_urls(body, lambda _name: None) == body
    if "{% post_url a %}" in pieces:
        assert "{% post_url a %}" not in filled
        assert "/a/" in filled


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("2026-03-12-votes", "_posts/2026-03-12-votes.md"),
        ("/2026-03-12-votes", "_posts/2026-03-12-votes.markdown"),
        ("sport/2026-03-12-cup", "sport/_posts/2026-03-12-cup.md"),
        ("sport/2026-03-12-cup", "_posts/sport/2026-03-12-cup.md"),
    ],
)
def test_where_a_named_post_may_be(name: str, path: str) -> None:
    assert path in post_paths(name)
