"""The line of facts in a row of the list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from editor.core.arranging import Heading
from editor.core.catalog import PostEntry
from editor.widgets.panel.posts import heading_text, meta_text

WEST = timezone(timedelta(hours=-5))


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
        (
            {
                "moment": datetime(2026, 3, 14, 23, 30, tzinfo=WEST),
                "due": datetime(2026, 3, 15, 4, 30, tzinfo=UTC),
            },
            "15 Mar 2026",
        ),
        ({"moment": datetime(2026, 3, 13, 23, 30, tzinfo=WEST)}, "13 Mar 2026"),
        ({"status": "draft", "kind": "draft", "day": None}, "Draft · no lead image"),
        ({"status": "scheduled"}, "Scheduled 14 Mar 2026"),
        (
            {"status": "hidden", "problem": "Its file name does not begin with a date."},
            "Hidden · 14 Mar 2026",
        ),
        ({"status": "broken", "problem": "Its date cannot be read."}, "Broken · 14 Mar 2026"),
        ({"kind": "page", "day": None}, "Page"),
        ({"kind": "team_members", "day": None}, "Team members"),
    ],
)
def test_what_a_row_says(facts: dict[str, object], text: str) -> None:
    assert meta_text(entry(**facts)) == text


def test_the_heading_of_pages() -> None:
    assert heading_text(Heading("month", "page", 3)) == "Pages"
    assert heading_text(Heading("category", "page", 3)) == "page"
