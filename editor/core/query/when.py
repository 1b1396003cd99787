"""Owns the days a query may name: a day, a month, a year, or a time back from today."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_NAMED = {"today": 0, "yesterday": 1}
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month (``day`` 0) or a year (``month`` 0 too) of the calendar."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Ago:
    """So many days (``d``), weeks, months of 30 days or years of 365 before today."""

    count: int
    unit: str


When = Period | Ago


def read_when(text: str) -> When | None:
    """Read ``2026``, ``2026-03``, ``2026-03-14``, ``today``, ``yesterday``, ``7d``, ``2w``, ``3m``, ``1y``."""
    lower = text.lower()
    if lower in _NAMED:
        return Ago(_NAMED[lower], "d")
    if ago := _AGO.fullmatch(lower):
        return Ago(int(ago[1]), ago[2])
    match = _PERIOD.fullmatch(lower)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if (match[2] and not month) or (match[3] and not day):
        return None
    return Period(year, month, day)


def write_when(when: When) -> str:
    """Return the notation that ``read_when`` reads as ``when``."""
    if isinstance(when, Ago):
        names = {days: name for name, days in _NAMED.items()}
        named = names.get(when.count) if when.unit == "d" else None
        return named or f"{when.count}{when.unit}"
    text = f"{when.year:04}"
    if when.month:
        text += f"-{when.month:02}"
    return text + f"-{when.day:02}" if when.day else text


def first_day(when: When, today: date) -> date:
    """Return the first day of ``when``."""
    if isinstance(when, Ago):
        try:
            return today - timedelta(days=when.count * _DAYS[when.unit])
        except OverflowError:
            return date.min
    return date(when.year, when.month or 1, when.day or 1)


def last_day(when: When, today: date) -> date:
    """Return the last day of ``when``; a time back from today is one day."""
    if isinstance(when, Ago):
        return first_day(when, today)
    month = when.month or 12
    return date(when.year, month, when.day or monthrange(when.year, month)[1])
