"""File names are read and made as Jekyll does."""

from __future__ import annotations

from datetime import date

import pytest

from editor.core.post.naming import PostName, file_name, parse_name, slugify


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2026-03-14-harbour-reopens.md", PostName(date(2026, 3, 14), "harbour-reopens", ".md")),
        ("_posts/news/2026-3-4-a.b.markdown", PostName(date(2026, 3, 4), "a.b", ".markdown")),
        ("09-01-02-old.html", PostName(date(2009, 1, 2), "old", ".html")),
        ("2025-06-10-breaking---more.md", PostName(date(2025, 6, 10), "breaking---more", ".md")),
        ("2026-02-31-never.md", PostName(date(2026, 3, 3), "never", ".md")),
        ("2026-13-01-never.md", PostName(None, "never", ".md", "2026-13-01")),
        ("2026-03-14-dots...md", PostName(date(2026, 3, 14), "dots", ".md")),
        ("a-draft.md", PostName(None, "a-draft", ".md")),
        ("README", PostName(None, "README", "")),
        ("folder\\2026-03-14-x.md", PostName(date(2026, 3, 14), "x", ".md")),
    ],
)
def test_names_are_read(name: str, wanted: PostName) -> None:
    assert parse_name(name) == wanted


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Harbour reopens after storm", "harbour-reopens-after-storm"),
        ("  Mayor: “No, never!” ", "mayor-no-never"),
        ("Café Größe — 5%", "café-größe-5"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("snake_case & co.", "snake-case-co"),
        ("!!!", ""),
    ],
)
def test_slugs_follow_jekyll(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_names_are_made() -> None:
    assert file_name(date(2026, 3, 4), "a-b") == "2026-03-04-a-b.md"
    assert file_name(None, "a-b", ".markdown") == "a-b.markdown"
    assert file_name(date(2026, 3, 4), "") == "2026-03-04-untitled.md"
    assert file_name(date(987, 3, 4), "a") == "0987-03-04-a.md"


def test_a_draft_is_never_named_like_a_device() -> None:
    assert file_name(None, "con") == "con-post.md"
    assert file_name(date(2026, 3, 4), "con") == "2026-03-04-con.md"


def test_long_slugs_are_cut_between_words_and_in_bytes() -> None:
    name = file_name(date(2026, 3, 4), "-".join(["größenwahn"] * 40))
    assert len(name.encode()) < 255
    assert name.endswith("größenwahn.md")
    assert len(file_name(None, "x" * 400)) < 255
