"""The line of facts in a row of the list."""

from __future__ import annotations

from datetime import date

import pytest

from editor.core.arranging import Heading
from editor.core.catalog import PostEntry
from editor.widgets.panel.posts import heading_text, meta_text


def entry(**facts: object) -> PostEntry:
    fields: dict[str, object] = {
        "kind": "post",
        "day": date(2026, 3, 14),
        "moment": None,
        "status": "published",
    }
    return PostEntry(path="a.md", title="A", **(fields | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"categories": ("News", "Sea"), "author": "Ada"}, "14 Mar 2026 · News · Ada"),
        ({"status": "draft", "kind": "draft", "day": None}, "Draft · no lead image"),
        ({"status": "scheduled"}, "Scheduled 14 Mar 2026"),
        (
            {"status": "hidden", "problem": "Its file name does not begin with a date."},
            "Hidden · 14 Mar 2026",
        ),
        ({"status": "broken", "problem": "Its date cannot be read."}, "Cannot be read"),
        ({"kind": "page", "day": None}, "Page"),
        ({"kind": "team_members", "day": None}, "Team members"),
    ],
)
def test_what_a_row_says(facts: dict[str, object], text: str) -> None:
    assert meta_text(entry(**facts)) == text


def test_the_heading_of_pages() -> None:
    assert heading_text(Heading("month", "page", 3)) == "Pages"
    assert heading_text(Heading("category", "page", 3)) == "page"
