"""What needs a look before readers see a post."""

from __future__ import annotations

import pytest

from editor.core.attention import PostFacts, mark_lines, needs_of
from editor.core.catalog import PostEntry


def entry(**more: str) -> PostEntry:
    values = {"excerpt": "It sails.", "image": "a.jpg"} | more
    return PostEntry("_posts/a.md", "post", "Ferry", None, None, "published", **values)  # type: ignore[arg-type]


GOOD = PostFacts(lead_alt=True, lead_size=(1600, 900))


def kinds(row: PostEntry, facts: PostFacts = GOOD, limit: int = 160) -> list[tuple[str, int, int]]:
    return [(need.kind.value, need.line, need.amount) for need in needs_of(row, facts, limit)]


def test_a_good_post_needs_nothing() -> None:
    assert kinds(entry()) == []


@pytest.mark.parametrize(
    ("row", "facts", "found"),
    [
        (entry(excerpt=""), GOOD, [("no-excerpt", 1, 0)]),
        (entry(excerpt="x" * 161), GOOD, [("long-excerpt", 1, 161)]),
        (entry(image=""), GOOD, [("no-image", 1, 0)]),
        (entry(), PostFacts(lead_size=(1600, 900)), [("no-alt", 1, 0)]),
        (entry(), PostFacts(lead_alt=True, lead_size=(1100, 900)), [("small-image", 1, 1100)]),
        (entry(), PostFacts(lead_alt=True), []),
        (entry(), PostFacts(lead_alt=True, lead_gone=True), [("gone-image", 1, 0)]),
        (
            entry(excerpt="", image=""),
            PostFacts(unread=True, mark_lines=(2,)),
            [("unread", 1, 0), ("mark", 2, 0)],
        ),
        (
            entry(),
            PostFacts(lead_alt=True, bare_lines=(9, 12), mark_lines=(10,)),
            [("no-alt", 9, 0), ("no-alt", 12, 0), ("mark", 10, 0)],
        ),
    ],
)
def test_what_is_missing_is_named(
    row: PostEntry, facts: PostFacts, found: list[tuple[str, int, int]]
) -> None:
    assert kinds(row, facts) == found


def test_marks_are_found_and_words_are_not() -> None:
    text = "The TK people\nATKINS and TKO\nAbout TKTK tons\nprice: TK.\ntk\n(TK)"
    assert mark_lines(text) == (1, 3, 4, 6)
