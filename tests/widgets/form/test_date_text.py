"""How dates are read and typed; no widget is involved."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post.dates import PostDate, parse_date
from editor.widgets.form.date_text import shown, typed_date, zone_shown

TODAY = date(2026, 3, 20)


def post_date(text: str) -> PostDate:
    found = parse_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "text", "zone"),
    [
        ("2026-03-14", "14 Mar 2026", ""),
        ("2026-03-14 07:30:00 +0100", "14 Mar 2026, 07:30", "+0100"),
        ("2026-03-14 07:30:00+01:00", "14 Mar 2026, 07:30", "+01:00"),
        ("2026-03-14T07:30:13Z", "14 Mar 2026, 07:30", "Z"),
        ("2026-03-14 07:30 EST", "14 Mar 2026, 07:30", "EST"),
        ("2026-3-4 7:05", "4 Mar 2026, 07:05", ""),
    ],
)
def test_a_date_is_shown_plainly_and_its_zone_as_written(written: str, text: str, zone: str) -> None:
    assert shown(post_date(written)) == text
    assert zone_shown(post_date(written)) == zone


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("14 Mar 2026, 09:05", "2026-03-14 09:05:00 +0100"),
        ("14 March 2026 09:05", "2026-03-14 09:05:00 +0100"),
        ("14th march 2026 at 9:05", "2026-03-14 09:05:00 +0100"),
        ("Saturday 14 March 2026, 9.05", "2026-03-14 09:05:00 +0100"),
        ("March 14, 2026 9:05 pm", "2026-03-14 21:05:00 +0100"),
        ("14 Mar 2026, 12:00 a.m.", "2026-03-14 00:00:00 +0100"),
        ("14/03/2026 09:05", "2026-03-14 09:05:00 +0100"),
        ("14.3.2026", "2026-03-14"),
        ("2026-03-14T09:05:06", "2026-03-14 09:05:06 +0100"),
        ("2026/3/4", "2026-03-04"),
        ("5 Oct", "2025-10-05"),
        ("Oct 5 09:05", "2025-10-05 09:05:00 +0100"),
        ("4 Sept 2026", "2026-09-04"),
        ("today", "2026-03-20"),
        ("tomorrow 07:00", "2026-03-21 07:00:00 +0100"),
        ("09:05", "2025-02-01 09:05:00 +0100"),
        ("2026-03-14 07:30:00 -0500", "2026-03-14 07:30:00 -0500"),
    ],
)
def test_what_a_writer_types_is_written_in_the_posts_notation(typed: str, written: str) -> None:
    found = typed_date(typed, post_date("2025-02-01 06:30:00 +0100"), TODAY)
    assert found is not None
    assert found.text == written


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "32 Mar 2026",
        "31 Apr 2026",
        "14 Mars 2026",
        "2026-13-01",
        "14 Mar 2026, 25:00",
        "14 Mar 2026, 07:61",
        "next week",
        "14",
        "2026",
        "Mar",
        "7",
        "1/2",
        "13 o'clock",
        "tomorrow tomorrow",
        "14 Mar 2026, 13:00 pm x",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert typed_date(typed, post_date("2025-02-01 06:30:00 +0100"), TODAY) is None


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (None, "2026-03-14 09:05:00"),
        ("2020-01-01T00:00:00", "2026-03-14T09:05:00"),
        ("2020-01-01 00:00:00-0800", "2026-03-14 09:05:00-0800"),
    ],
)
def test_a_first_date_copies_the_sites_notation(pattern: str | None, written: str) -> None:
    found = typed_date("14 Mar 2026, 09:05", None, TODAY, post_date(pattern) if pattern else None)
    assert found is not None
    assert found.text == written


def test_seconds_that_are_not_shown_are_not_lost() -> None:
    found = typed_date("15 Mar 2026, 07:30", post_date("2026-03-14T07:30:13"), TODAY)
    assert found is not None
    assert found.text == "2026-03-15T07:30:13"


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31)), st.booleans())
def test_what_is_shown_can_be_typed_back(moment: datetime, has_time: bool) -> None:
    notation = "%Y-%m-%d %H:%M:%S" if has_time else "%Y-%m-%d"
    before = post_date(moment.strftime(notation))
    again = typed_date(shown(before), before, TODAY)
    assert again == before


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = typed_date(text, None, TODAY)
    assert found is None or parse_date(found.text) == found
