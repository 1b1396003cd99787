"""Dates are read in every notation posts use, and written back in the same one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post.dates import parse_date, with_moment

CET = timezone(timedelta(hours=1))
PST = timezone(timedelta(hours=-8))
LATER = datetime(2027, 11, 9, 18, 7)

NOTATIONS = {
    "2026-03-14": (datetime(2026, 3, 14), "2027-11-09 18:07:00"),
    "2026-3-4": (datetime(2026, 3, 4), "2027-11-9 18:07:00"),
    "2016-12-9": (datetime(2016, 12, 9), "2027-11-9 18:07:00"),
    "2026/03/14": (datetime(2026, 3, 14), "2027/11/09 18:07:00"),
    "2026-03-14 07:30": (datetime(2026, 3, 14, 7, 30), "2027-11-09 18:07"),
    "2026-03-14 7:30:05": (datetime(2026, 3, 14, 7, 30, 5), "2027-11-09 18:07:00"),
    "2026-03-14  07:30:00": (datetime(2026, 3, 14, 7, 30), "2027-11-09  18:07:00"),
    "2025-06-10T01:19:13": (datetime(2025, 6, 10, 1, 19, 13), "2027-11-09T18:07:00"),
    "2026-03-14 07:30:00 +0100": (datetime(2026, 3, 14, 7, 30, tzinfo=CET), "2027-11-09 18:07:00 +0100"),
    "2026-03-14 07:30:00-0800": (datetime(2026, 3, 14, 7, 30, tzinfo=PST), "2027-11-09 18:07:00-0800"),
    "2026-03-14T07:30:00-08:00": (datetime(2026, 3, 14, 7, 30, tzinfo=PST), "2027-11-09T18:07:00-08:00"),
    "2026-03-14T07:30:00.250Z": (
        datetime(2026, 3, 14, 7, 30, 0, 250000, tzinfo=UTC),
        "2027-11-09T18:07:00.000Z",
    ),
    "2026-03-14 07:30 -8": (datetime(2026, 3, 14, 7, 30, tzinfo=PST), "2027-11-09 18:07 -8"),
    "2016-03-22 10:00 PST": (datetime(2016, 3, 22, 10, 0, tzinfo=PST), "2027-11-09 18:07 PST"),
}


@pytest.mark.parametrize("text", NOTATIONS)
def test_every_notation_is_read(text: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert date.text == text
    assert date.moment == NOTATIONS[text][0]
    assert date.moment.utcoffset() == NOTATIONS[text][0].utcoffset()
    assert date.has_time == (":" in text)


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_new_moment_keeps_the_notation(text: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert with_moment(date, LATER).text == NOTATIONS[text][1]
    assert with_moment(date, date.moment, date.has_time) == date


@pytest.mark.parametrize(
    "text",
    [
        "", "June 4, 2020", "2016-06-31", "2026-13-01", "0000-01-01", "2026-03", "20260314", "2026-03/14",
        "2026-03-14T",
        "2026-03-14 24:00", "2026-03-14 10:60", "2026-03-14 10:00:61", "2026-03-14 10:00 XYZ",
        "2026-03-14 10:00 +99:00",
        "2026-03-14 10:00 am", " 2026-03-14", "2026-03-14 ", "2026-03-14\n", "2016-06-17 12:00-400", "٢٠٢٦-٠٣-١٤",
    ],
)  # fmt: skip
def test_prose_and_impossible_dates_are_none(text: str) -> None:
    assert parse_date(text) is None


def test_an_aware_moment_rewrites_the_zone_in_its_style() -> None:
    india = LATER.replace(tzinfo=timezone(timedelta(hours=5, minutes=30)))
    for text, wanted in {
        "2026-03-14 07:30:00 +0100": "2027-11-09 18:07:00 +0530",
        "2026-03-14T07:30:00+01:00": "2027-11-09T18:07:00+05:30",
        "2026-03-14T07:30:00Z": "2027-11-09T18:07:00+0530",
        "2026-03-14 07:30": "2027-11-09 18:07",
        "2026-03-14": "2027-11-09 18:07:00 +0530",
    }.items():
        date = parse_date(text)
        assert date is not None
        assert with_moment(date, india).text == wanted


def test_the_time_can_be_taken_away() -> None:
    date = parse_date("2026-03-14 07:30:00 +0100")
    assert date is not None
    shorter = with_moment(date, LATER, has_time=False)
    assert (shorter.text, shorter.has_time) == ("2027-11-09", False)


def test_seconds_are_added_only_when_there_are_some() -> None:
    date = parse_date("2026-03-14 07:30")
    assert date is not None
    assert with_moment(date, LATER.replace(second=9)).text == "2027-11-09 18:07:09"


@given(
    st.sampled_from([*NOTATIONS]),
    st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2999, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
def test_what_is_written_is_read_back(text: str, moment: datetime) -> None:
    date = parse_date(text)
    assert date is not None
    written = with_moment(date, moment)
    assert parse_date(written.text) == written
    assert written.moment.replace(tzinfo=None) == moment
