"""Owns how Ruby, and so Jekyll, understands what stands under ``date`` or at the head of a file name.

Jekyll hands every date to ``Time.parse`` (Utils.parse_date), which reads much that YAML does not take for a
date, carries an impossible 31st into the next month, and stops the whole build at what it cannot read.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from editor.core.post.dates import PostDate, parse_date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = rf"(?P<word>{'|'.join(MONTHS)})[a-z]*"
_DAY_MONTH_YEAR = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,.-]+{_WORD}[\s,.-]+(?P<year>\d{{4}})"
_MONTH_DAY_YEAR = rf"{_WORD}[\s.]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
_DAYS = (
    re.compile(
        r"\s*(?P<year>\d{4})(?P<rule>[-/.])(?P<month>\d{1,2})(?P=rule)(?P<day>\d{1,2})(?!\d)", re.ASCII
    ),
    re.compile(
        r"\s*(?P<day>\d{1,2})(?P<rule>[-.])(?P<month>\d{1,2})(?P=rule)(?P<year>\d{4})(?!\d)", re.ASCII
    ),
    re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?![\dTt])", re.ASCII),
    re.compile(rf"(?:.*?[^a-z])?{_MONTH_DAY_YEAR}(?!\d)", re.IGNORECASE | re.ASCII | re.DOTALL),
    re.compile(rf"(?:.*?[^\d:])?{_DAY_MONTH_YEAR}(?!\d)", re.IGNORECASE | re.ASCII | re.DOTALL),
)
# Date._parse knows 10:15, 10:15:30 and 10h15, and an hour alone where “am” or “pm” stands behind it.
_TIME = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d*)?)?|\s*h(?:\s*(?P<minutes>\d{1,2})m?)?\b|(?=\s*[ap]\.?m\b))"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?[ \t]*(?P<zone>[-+]\d{2}(?::?\d{2})?(?!\d)|[A-Za-z]{1,3}\b)?",
    re.IGNORECASE | re.ASCII,
)
# Time.parse finds a day in these as well, though not always the one that is meant.
_DOUBTFUL = re.compile(
    rf".*\b(?:{'|'.join(MONTHS)})[a-z]*\b|.*(?<!\d)\d{{1,2}}([-/.])\d{{1,2}}\1\d{{1,2}}(?!\d)|.*\d{{8}}T\d|.*\d{{10}}"
    r"|\s*\d{4}-\d{3}(?!\d)|.*[^\d\s].*\d{4}-\d{1,2}-\d{1,2}",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_ZONED = "2000-01-01 00:00:00"

# Psych, ScalarScanner::TIME: only such a scalar, without quotation marks, is a time before Jekyll sees it.
_PSYCH_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?", re.ASCII)


def day_of(text: str) -> date | None:
    """Return the day that ``YYYY-M-D`` or ``YY-M-D`` is to Ruby, None when it is none."""
    years, months, days = text.split("-")
    year = int(years) if len(years) > 2 else int(years) + (2000 if int(years) < 69 else 1900)
    moment = at_midnight(year, int(months), int(days))
    return moment.date() if moment else None


def moment_of(written: PostDate | str, zone: tzinfo, *, quoted: bool = False) -> datetime | None:
    """Return the moment, in ``zone``, that a date in front matter is to Jekyll; None when it stops at it.

    A time with seconds, without a zone and without quotation marks is UTC to Psych; any other without a zone
    is local (https://github.com/ruby/psych, ScalarScanner#parse_time).
    """
    text = written.text if isinstance(written, PostDate) else written
    found = written if isinstance(written, PostDate) else parse_date(text.strip())
    moment = found.moment if found else _read(text)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC if not quoted and _PSYCH_TIME.fullmatch(text) else zone)
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):  # the first day of the year 1, the last of 9999
        return moment.replace(tzinfo=zone)


def is_doubtful(text: str) -> bool:
    """Tell whether Ruby may read a day in a text in which ``moment_of`` finds none."""
    return _DOUBTFUL.match(text[:200]) is not None


def _read(text: str) -> datetime | None:
    """Read what only Ruby does: other orders, months in words, days that do not exist, and words behind."""
    for pattern in _DAYS:
        match = pattern.match(text)
        if match:
            break
    else:
        return None
    parts = match.groupdict()
    month = MONTHS.index(parts["word"].lower()) + 1 if parts.get("word") else int(parts["month"])
    moment = at_midnight(int(parts["year"]), month, int(parts["day"]))
    clock = _TIME.search(text, 0 if parts.get("word") else match.end())
    return _with_clock(moment, clock) if moment and clock else moment


def _with_clock(moment: datetime, clock: re.Match[str]) -> datetime | None:
    hour, second = int(clock["hour"]), int(clock["second"] or 0)
    minute = int(clock["minute"] or clock["minutes"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    zone = zone_named(clock["zone"]) if clock["zone"] else None
    try:
        later = moment + timedelta(hours=hour, minutes=minute, seconds=second)
    except OverflowError:
        return None
    return later.replace(tzinfo=zone) if zone else later


def zone_named(written: str) -> tzinfo | None:
    """Return the zone behind a time, None for a word that names none."""
    zoned = parse_date(_ZONED + written)
    return zoned.moment.tzinfo if zoned else None


def at_midnight(year: int, month: int, day: int) -> datetime | None:
    """Return the start of a day; one up to the 31st counts on from the first of its month, however long that is."""
    if not 1 <= day <= 31:
        return None
    try:
        return datetime(year, month, 1) + timedelta(days=day - 1)
    except (ValueError, OverflowError):
        return None
