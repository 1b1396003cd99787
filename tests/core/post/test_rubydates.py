"""Dates mean what Ruby's ``Time.parse`` makes of them; every row was asked of Ruby 3.1."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post.dates import parse_date
from editor.core.post.rubydates import day_of, is_doubtful, moment_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-07-04", "2020-07-04 00:00:00"),
        ("2020/07/04 10:00", "2020-07-04 10:00:00"),
        ("July 4th, 2020", "2020-07-04 00:00:00"),
        ("Jul. 4, 2020", "2020-07-04 00:00:00"),
        ("Saturday, July 4, 2020", "2020-07-04 00:00:00"),
        ("Sat, 4 Jul 2020 10:00:00 +0200", "2020-07-04 08:00:00"),
        ("4-Jul-2020", "2020-07-04 00:00:00"),
        ("July 4, 2020 at 5:30 pm", "2020-07-04 17:30:00"),
        ("10:00 4 July 2020", "2020-07-04 10:00:00"),
        ("1 Sept 2020", "2020-09-01 00:00:00"),
        ("31 June 2020", "2020-07-01 00:00:00"),
        ("4.7.2020", "2020-07-04 00:00:00"),
        ("05-03-2020", "2020-03-05 00:00:00"),
        ("20200704", "2020-07-04 00:00:00"),
        ("2020-07-04 (draft)", "2020-07-04 00:00:00"),
        ("2020-07-04 10:00:00 PM", "2020-07-04 22:00:00"),
        ("2020-07-04 10:00:00 PST", "2020-07-04 18:00:00"),
        ("2020-07-04 10:00:00 +01:00 (CET)", "2020-07-04 09:00:00"),
        ("2020-07-04 10:00:00 Europe/Berlin", "2020-07-04 10:00:00"),
        ("2020-06-31 10:00", "2020-07-01 10:00:00"),
        ("2020-07-04 24:00", "2020-07-05 00:00:00"),
        ("2020-07-04 10:00:60", "2020-07-04 10:01:00"),
        ("July 4, 2020 11pm", "2020-07-04 23:00:00"),
        ("2020-07-04 9 a.m. +0200", "2020-07-04 07:00:00"),
        ("2020-07-04 23h30", "2020-07-04 23:30:00"),
        ("2020-07-04 23h", "2020-07-04 23:00:00"),
        ("2020-07-04 at 9 here", "2020-07-04 00:00:00"),
    ],
)
def test_ruby_reads_these(text: str, moment: str) -> None:
    assert moment_of(text, UTC, quoted=True) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "tomorrow",
            "Friday",
            "true",
            "2020",
            "2020-1",
            "2020-13-01",
            "2020-07-32",
            "2020-00-10",
        ),
        *("12/31/2020", "3/14/2026", "2020-07-04 25:00", "2020-07-04 10:60", "2020-07-04 24:01", "12:30"),
        *("Mai 4 2020", "4 juillet 2020", "32 July 2020"),
    ],
)
def test_ruby_stops_at_these(text: str) -> None:
    assert moment_of(text, UTC) is None
    assert not is_doubtful(text) or "July" in text


@pytest.mark.parametrize(
    "text", ["4th of July 2020", "July 2020", "May", "20/07/04", "2020-185", "on 2020-07-04"]
)
def test_only_ruby_knows_these(text: str) -> None:
    assert moment_of(text, UTC) is None
    assert is_doubtful(text)


def test_a_time_without_a_zone_is_utc_to_psych_and_local_in_quotation_marks() -> None:
    written = parse_date("2020-07-04 10:00:00")
    assert written is not None
    assert str(moment_of(written, BERLIN)) == "2020-07-04 12:00:00+02:00"
    assert str(moment_of(written, BERLIN, quoted=True)) == "2020-07-04 10:00:00+02:00"
    short = parse_date("2020-07-04 10:00")  # without seconds it is text to Psych
    assert short is not None
    assert str(moment_of(short, BERLIN)) == "2020-07-04 10:00:00+02:00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-2-30", date(2020, 3, 1)),
        ("68-01-01", date(2068, 1, 1)),
        ("69-01-01", date(1969, 1, 1)),
        ("202-1-1", date(202, 1, 1)),
        ("2020-13-01", None),
        ("2020-01-32", None),
        ("2020-01-00", None),
        ("0000-01-01", None),
    ],
)
def test_days_of_file_names(text: str, day: date | None) -> None:
    assert day_of(text) == day


@given(
    st.text(max_size=40)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4} .{0,20}", fullmatch=True)
)
def test_whatever_stands_there_there_is_an_answer(text: str) -> None:
    found = moment_of(text, BERLIN)
    assert found is None or found.tzinfo is not None
    assert is_doubtful(text) in {True, False}
