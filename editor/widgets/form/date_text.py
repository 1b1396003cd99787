"""Owns how a writer reads and types a date: ``14 Mar 2026, 07:30``, ISO notation, and a few plain words."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from editor.core.post.dates import PostDate, parse_date, with_moment

# Written out because strftime follows the machine's locale, and a file name must read the same everywhere.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

_ZONE = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?[ \t]*([-+]\d{1,2}(?::?\d{2})?|[A-Za-z]{1,3})\s*$")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.I
)
_NAMED = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?(?:\s+(?P<year>\d{4}))?",
    re.I,
)
_AMERICAN = re.compile(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?", re.I
)
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_ISO_T = re.compile(r"(\d)[Tt]$")
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")


def shown(value: PostDate) -> str:
    """Return ``14 Mar 2026, 07:30``; without the time when the post writes none, the zone never."""
    moment = value.moment
    day = day_shown(moment.date())
    return f"{day}, {moment:%H:%M}" if value.has_time else day


def day_shown(day: date) -> str:
    """Return ``14 Mar 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def zone_shown(value: PostDate) -> str:
    """Return the zone exactly as the post writes it, ``+0100`` or ``Z``; empty when there is none."""
    match = _ZONE.search(value.text)
    return match.group(1) if match else ""


def typed_date(
    text: str, current: PostDate | None, today: date, pattern: PostDate | None = None
) -> PostDate | None:
    """Read what a writer typed over ``current``; None when it is no date.

    A time alone moves the time, a day without a year takes the year of the present date or this year. Day
    and month as numbers stand in British order. The notation and zone of ``current``, else of ``pattern``,
    else plain ``2026-03-14 07:30:00``, are kept. A notation that Jekyll reads and that brings its own zone
    is taken over as typed.
    """
    text = " ".join(text.split())
    exact = parse_date(text)
    if exact is not None and zone_shown(exact):
        return exact
    start = current.moment.date() if current else None
    day, clock = _split_clock(text)
    if clock is False:
        return None
    found = _day(day, start, today)
    if found is None:
        return None
    moment = datetime.combine(found, clock or time())
    if current and clock and (clock.hour, clock.minute) == (current.moment.hour, current.moment.minute):
        # The field shows no seconds, so an unchanged 07:30 must not lose those of 07:30:13.
        moment = moment.replace(second=clock.second or current.moment.second)
    return _written(moment, clock is not None, current or pattern)


def moved(
    current: PostDate | None, moment: datetime, has_time: bool, pattern: PostDate | None = None
) -> PostDate | None:
    """Return ``current`` at another moment, in its own notation, else in the notation of ``pattern``."""
    return _written(moment, has_time, current or pattern)


def _written(moment: datetime, has_time: bool, like: PostDate | None) -> PostDate | None:
    if like is None:
        return parse_date(moment.strftime("%Y-%m-%d %H:%M:%S" if has_time else "%Y-%m-%d").rjust(10, "0"))
    return with_moment(like, moment, has_time)


def _split_clock(text: str) -> tuple[str, time | Literal[False] | None]:
    """Take the time of day from the end of ``text``: the rest, and a time, None for none, False for a wrong one."""
    match = None
    for match in _CLOCK.finditer(text):
        if match.end() == len(text):
            break
    if match is None or match.end() != len(text) or _NUMBERS.fullmatch(text):
        return text, None
    hour, half = int(match["hour"]), (match["half"] or "").replace(".", "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        clock = time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return text, False
    rest = text[: match.start()].rstrip().removesuffix(",").removesuffix(" at")
    return _ISO_T.sub(r"\1", rest).strip(), clock


def _day(text: str, start: date | None, today: date) -> date | None:
    """Read a day; the empty text is the present one."""
    words = {
        "": start or today,
        "today": today,
        "now": today,
        "tomorrow": today + timedelta(days=1),
        "yesterday": today - timedelta(days=1),
    }
    if text.lower() in words:
        return words[text.lower()]
    for notation in (_ISO, _NUMBERS, _NAMED, _AMERICAN):
        match = notation.fullmatch(text)
        if match is None:
            continue
        month = match["month"] if match["month"].isdigit() else _month(match["month"])
        year = match["year"] or (start or today).year
        try:
            return date(int(year), int(month), int(match["day"]))
        except ValueError:
            return None
    return None


def _month(name: str) -> int:
    """Return the number of a month named in full or by its first letters; 0 for another word."""
    for number, month in enumerate(_FULL_MONTHS):
        if month == name.lower() or (len(name) == 3 and month.startswith(name.lower())):
            return number + 1
    return 9 if name.lower() == "sept" else 0
