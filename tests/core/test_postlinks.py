"""Which post a tag names."""

from __future__ import annotations

import pytest

from editor.core.postlinks import link_tag, post_paths
from editor.core.site import parse_config


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


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("_posts/2026-03-12-votes.md", "{% post_url 2026-03-12-votes %}"),
        ("_posts/sport/2026-03-12-cup.md", "{% post_url sport/2026-03-12-cup %}"),
        ("sport/_posts/2026-03-12-cup.html", "{% post_url sport/2026-03-12-cup %}"),
        ("sport/_posts/local/2026-03-12-cup.md", "{% link sport/_posts/local/2026-03-12-cup.md %}"),
        ("_recipes/soup.md", "{% link _recipes/soup.md %}"),
        ("about us.md", "{% link about us.md %}"),
    ],
)
def test_the_tag_a_link_is_written_with(path: str, tag: str) -> None:
    site = parse_config("collections:\n  recipes:\n    output: true\n")
    assert link_tag(site, path) == tag


@pytest.mark.parametrize(
    "path", ["_posts/2026-03-12-votes.md", "_posts/a/2026-03-12-cup.md", "b/_posts/2026-03-12-c.md"]
)
def test_the_post_that_a_written_tag_names_is_the_one_linked_to(path: str) -> None:
    name = link_tag(parse_config(""), path).removeprefix("{% post_url ").removesuffix(" %}")
    assert path in post_paths(name)
