"""The days a query may name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.query.when import first_day, last_day, read_when, write_when

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-2-9", date(2024, 2, 9), date(2024, 2, 9)),
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 3, 13), date(2026, 3, 13)),
        ("2w", date(2026, 2, 28), date(2026, 2, 28)),
        ("9999y", date.min, date.min),
    ],
)
def test_a_time_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    when = read_when(text)
    assert when is not None
    assert (first_day(when, TODAY), last_day(when, TODAY)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13", "2026-02-30", "2026-00", "0000", "26", "7", "d", "2026-03-"]
)
def test_what_is_no_time(text: str) -> None:
    assert read_when(text) is None


@given(st.text(max_size=12) | st.from_regex(r"\d{1,4}(-\d{1,2}){0,2}|\d{1,4}[dwmy]", fullmatch=True))
def test_what_is_read_is_written_the_same_way_again(text: str) -> None:
    when = read_when(text)
    if when is not None:
        assert read_when(write_when(when)) == when
        assert first_day(when, TODAY) <= last_day(when, TODAY)
