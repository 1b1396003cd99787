"""Dates that say only a part are completed as Ruby's ``Time.parse`` does; every row was asked of Ruby 3.1."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post.loosedates import completed

NOW = datetime(2026, 11, 24, 13, 14, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Dec 2020", "2020-12-01"),
        ("December, 2020", "2020-12-01"),
        ("published December 2020", "2020-12-01"),
        ("Sunday December 2020", "2020-12-01"),
        ("2020 Dec", "2020-12-01"),
        ("Dec-2020", "2020-12-01"),
        ("Dec '20", "2020-12-01"),
        ("5 Dec 20", "2020-12-05"),
        ("2020/12", "2020-12-01"),
        ("12/2020", "2020-12-01"),
        ("12/5/2020", "2020-05-12"),
        ("2020-123", "2020-05-02"),
        ("5 December", "2026-12-05"),
        ("December 5th", "2026-12-05"),
        ("12/25", "2026-12-25"),
        ("May", "2026-05-01"),
        ("5th", "2026-11-05"),
        ("12-2020", "2026-11-12"),
        ("9 am", "2026-11-24 09:00"),
        ("Fri 10:30", "2026-11-24 10:30"),
        ("10:30 pm", "2026-11-24 22:30"),
        ("december 20 at 5:30 pm", "2026-12-20 17:30"),
        ("Dec 2020 10:30 +0200", "2020-12-01 08:30"),
        ("31 June 20", "2020-07-01"),
    ],
)
def test_what_is_missing_is_taken_from_today(text: str, moment: str) -> None:
    assert completed(text, NOW) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "noon", "Friday", "Winter 2020", "2020-12", "Dec 32", "25/12", "5. Dezember 2020"),
        *("10:30 Dec 2020", "Dec 5 10:75", "9999999999 Dec 9999999999", "May 2020 " * 30),
    ],
)
def test_ruby_finds_no_moment_in_these(text: str) -> None:
    assert completed(text, NOW) is None


_WORDS = st.sampled_from(
    ["Dec", "may", "5", "31", "2020", "'20", "-", "/", ".", ":", " ", "am", "utc", "+02"]
)


@given(st.text(max_size=60) | st.lists(_WORDS, max_size=12).map("".join))
def test_no_text_is_a_fault(text: str) -> None:
    moment = completed(text, NOW)
    assert moment is None or moment.tzinfo is not None
