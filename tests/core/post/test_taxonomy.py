"""Keys that hold one name or many are read by Jekyll's rules."""

from __future__ import annotations

import pytest

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.taxonomy import authors_of, categories_of, tags_of


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ("tags: one two\n", ("one", "two")),
        ("tag: one two\n", ("one two",)),
        ("tags: [one two, three]\ntag: three\n", ("three", "one two")),
        ("tags: [2026, yes, 2026-03-14, [nested]]\n", ("2026", "true", "2026-03-14", "nested")),
        ("tags:\n", ()),
        ("title: x\n", ()),
        ("tags: ['', ' x ']\n", ("x",)),
    ],
)
def test_tags(block: str, tags: tuple[str, ...]) -> None:
    assert tags_of(FrontMatter("---\n", block, "---\n")) == tags
    assert (
        categories_of(
            FrontMatter("---\n", block.replace("tags", "categories").replace("tag:", "category:"), "---\n")
        )
        == tags
    )


def test_authors_stay_whole_and_come_once() -> None:
    front = FrontMatter("---\n", "author: Ada Brown\nauthors: [{name: Ben}, Ada Brown, cee]\n", "---\n")
    assert authors_of(front) == ("Ada Brown", "Ben", "cee")
