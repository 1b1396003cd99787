"""Owns dates of which a part is missing, as Ruby's ``Time.parse`` completes them: “Dec 2020”, “5 May”, “9 am”.

Only Liquid's filters read them so: a post whose own date is written like this says less than its writer thinks.
Rules: ``Date._parse`` (date_parse.c) tries its patterns in the order below and takes the first that is found
anywhere in the text; ``Time.make_time`` fills in what is missing from now, down to the first part that is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from editor.core.post.rubydates import MONTHS, at_midnight, zone_named

_LONGEST = 128
"""Characters; Ruby refuses longer ones."""
_NO_PART = re.compile(r"[^-+',./:@a-z0-9\[\]]+")
_WEEKDAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", re.ASCII)
_HALF = r"(?P<{}>[ap])(?:m\b|\.m\.)"
_CLOCK = re.compile(
    rf"(?:(?P<hour>\d{{1,4}})\s*:\s*(?P<minute>\d{{1,4}})(?:\s*:\s*(?P<second>\d{{1,4}})(?:[,.]\d*)?)?"
    rf"(?:\s*{_HALF.format('half')})?|(?P<alone>\d{{1,4}})\s*{_HALF.format('its_half')})"
    r"(?:\s*(?P<zone>(?:gmt|utc?)?[-+]\d+(?::?\d+)?|[a-z]+\b))?",
    re.ASCII,
)
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DAYS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<day>'?\d+)[^-\d\s]*\s*{_MONTH}[^-\d\s']*(?:\s*(?P<year>'?-?\d+(?:(?:st|nd|rd|th)\b)?))?",
        rf"\b{_MONTH}[^-\d\s']*\s*(?P<day>'?\d+)[^-\d\s']*(?:\s*,?\s*(?P<year>'?-?\d+))?",
        r"(?P<year>'?[-+]?\d+)-(?P<month>\d+)-(?P<day>'?-?\d+)",
        rf"(?P<day>'?-?\d+)-{_MONTH}[^-/.]*-(?P<year>'?-?\d+)",
        rf"\b{_MONTH}[^-/.]*-(?P<day>'?-?\d+)(?:-(?P<year>'?-?\d+))?",
        r"(?P<year>'?-?\d+)/\s*(?P<month>'?\d+)(?:\D\s*(?P<day>'?-?\d+))?",
        r"(?P<year>'?-?\d+)\.\s*(?P<month>'?\d+)\.\s*(?P<day>'?-?\d+)",
        r"\b(?P<year>\d{2}|\d{4})-(?P<of_year>\d{3})\b",
        r"(?P<year>'\d+)\b",
        rf"\b{_MONTH}\S*",
        r"(?<!\d)(?P<day>\d+)(?:st|nd|rd|th)\b",
        r"(?<!\d)(?P<digits>\d{2,14})(?![\d,.])",
    )
)


@dataclass(frozen=True, slots=True)
class _Day:
    year: int | None = None
    month: int | None = None
    day: int | None = None


def completed(text: str, now: datetime) -> datetime | None:
    """Return the moment a text means at ``now``, in its zone where the text names none; None where Ruby finds none."""
    if len(text) > _LONGEST:
        return None
    text = _WEEKDAY.sub(" ", _NO_PART.sub(" ", text.lower()), count=1)
    clock = _CLOCK.search(text)
    if clock is not None:
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    found = next((match for pattern in _DAYS if (match := pattern.search(text))), None)
    if found is None and clock is None:
        return None
    zone = zone_named(clock["zone"]) if clock is not None and clock["zone"] else None
    now = now.astimezone(zone) if zone is not None else now
    moment = _midnight(found.groupdict() if found is not None else {}, now)
    later = _after(clock) if clock is not None else timedelta()
    if moment is None or later is None:
        return None
    try:
        return (moment + later).replace(tzinfo=now.tzinfo)
    except OverflowError:
        return None


def _midnight(parts: dict[str, str | None], now: datetime) -> datetime | None:
    if of_year := parts.get("of_year"):
        first = at_midnight(_year(parts["year"] or ""), 1, 1)
        return first + timedelta(days=int(of_year) - 1) if first and 0 < int(of_year) < 367 else None
    if digits := parts.get("digits"):
        if len(digits) not in (2, 4, 8):
            return None
        parts = {"year": digits[:-4], "month": digits[-4:-2], "day": digits[-2:]}
        parts = {name: part or None for name, part in parts.items()}
    day = _sorted(parts.get("year"), parts.get("month"), parts.get("day"))
    if day.year is not None:
        return at_midnight(day.year, _or(day.month, 1), _or(day.day, 1))
    if day.month is not None:
        return at_midnight(now.year, day.month, _or(day.day, 1))
    return at_midnight(now.year, now.month, _or(day.day, now.day))


def _or(number: int | None, other: int) -> int:
    return other if number is None else number


def _sorted(year: str | None, month: str | None, day: str | None) -> _Day:
    """Return which number is what: one of more than two digits, or behind an apostrophe, is the year (``s3e``)."""
    if year and month and not day:
        year, month, day = None, year, month
    if year is None and day is not None and _is_year(day):
        year, day = day, None
    if year is not None and re.search(r"\d[a-z]", year):
        year, day = day, year
    if month is not None and month not in MONTHS and _is_year(month):
        year, month, day = month, day, year
    if day is not None and _is_year(day):
        year, day = day, year
    return _Day(
        None if year is None else _year(year),
        None if month is None else MONTHS.index(month) + 1 if month in MONTHS else _number(month),
        None if day is None else _number(day),
    )


def _is_year(text: str) -> bool:
    return text.startswith("'") or len(re.sub(r"[a-z]+\Z", "", text)) > 2


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text)[:9] or 0)


def _year(text: str) -> int:
    number = _number(text)
    if "-" in text or "+" in text or len(re.sub(r"\D", "", text)) > 2:
        return -number if "-" in text else number
    return number + (2000 if number < 69 else 1900)


def _after(clock: re.Match[str]) -> timedelta | None:
    hour = int(clock["hour"] or clock["alone"])
    minute, second = int(clock["minute"] or 0), int(clock["second"] or 0)
    half = clock["half"] or clock["its_half"]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)
