"""Which post a tag names."""

from __future__ import annotations

import pytest

from editor.core.postlinks import post_paths


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
