"""Owns the reading and writing of dates in the notations that Jekyll posts use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

# The zone names of RFC 2822, section 4.3; Ruby's Time.parse, which Jekyll asks, reads the same ones.
_NAMED_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip

_NOTATION = re.compile(
    r"""
    (?P<year>\d{4}) (?P<rule>[-/]) (?P<month>\d{1,2}) (?P=rule) (?P<day>\d{1,2})
    (?:
        (?P<gap>[Tt]|[ \t]+)
        (?P<hour>\d{1,2}) : (?P<minute>\d{2}) (?: : (?P<second>\d{2}) (?: \. (?P<fraction>\d{0,9}) )? )?
        (?: (?P<before_zone>[ \t]*)
            (?P<zone> [-+]\d{1,2} (?: :?\d{2} )? | [A-Za-z]{1,3} ) )?
    )?
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class PostDate:
    """A date as a post writes it: ``text`` is the exact notation, ``moment`` what it means.

    ``moment`` is naive unless a zone was written. ``has_time`` is False for a date alone, whose
    ``moment`` is then midnight.
    """

    text: str
    moment: datetime
    has_time: bool


def parse_date(text: str) -> PostDate | None:
    """Read a date in any notation Jekyll documents or real posts use; None for prose and impossible dates.

    The year leads, separated by ``-`` or ``/``; a time may follow after ``T`` or spaces, without seconds
    too, and a zone (``Z``, ``+01:00``, ``-0500``, ``-5``, ``EST``) may be glued on or stand apart. PyYAML
    reads several of these as plain text, so its own timestamps are never asked.
    """
    # Asked of every value of every header, and most begin with a letter.
    match = _NOTATION.fullmatch(text) if text[:1].isdigit() else None
    if match is None:
        return None
    zone = match["zone"]
    offset = _read_zone(zone) if zone else None
    if zone and offset is None:
        return None
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    try:
        moment = datetime(
            int(match["year"]), int(match["month"]), int(match["day"]),
            int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0), int(fraction),
            tzinfo=offset,
        )  # fmt: skip
    except ValueError:
        return None
    return PostDate(text, moment, match["hour"] is not None)


def with_moment(date: PostDate, moment: datetime, has_time: bool = True) -> PostDate:
    """Return ``moment`` in the notation of ``date``: separators, padding, seconds, fraction and zone style.

    The wall time of ``moment`` is written. A naive moment keeps the zone text as it stands; an aware one
    rewrites a zone in the same style, and adds none to a notation that has none (unless the time is new,
    as in a date alone that gains one, which then follows the form Jekyll documents). Without ``has_time``
    only the date is written.
    """
    match = _NOTATION.fullmatch(date.text)
    if match is None:
        match = _NOTATION.fullmatch("2000-01-01")
        assert match is not None
    rule, month, day = match["rule"], match["month"], match["day"]
    text = f"{moment.year:04}{rule}{_padded(moment.month, month, day)}{rule}{_padded(moment.day, day, month)}"
    if has_time:
        text += _time_text(match, moment)
    written = parse_date(text)
    assert written is not None, text
    return written


def _time_text(match: re.Match[str], moment: datetime) -> str:
    if match["hour"] is None:
        zone = _zone_text("+0000", moment.tzinfo, moment)
        return f" {moment:%H:%M:%S}" + (f" {zone}" if moment.tzinfo else "")
    text = f"{match['gap']}{_padded(moment.hour, match['hour'])}:{moment.minute:02}"
    if match["second"] is not None or moment.second:
        text += f":{moment.second:02}"
    if match["fraction"] is not None:
        text += "." + f"{moment.microsecond:06}".ljust(9, "0")[: len(match["fraction"])]
    if match["zone"]:
        text += match["before_zone"] + _zone_text(match["zone"], moment.tzinfo, moment)
    return text


def _padded(number: int, example: str, beside: str = "") -> str:
    """Pad as ``example`` does; where that has two digits anyway ("12"), as the part ``beside`` it does."""
    unpadded = len(example) == 1 or (example[0] != "0" and len(beside) == 1)
    return str(number) if unpadded else f"{number:02}"


def _read_zone(text: str) -> tzinfo | None:
    named = _NAMED_ZONES.get(text.upper())
    if named is not None:
        return timezone(timedelta(hours=named))
    if text[0] not in "+-":
        return None
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 23 or minutes > 59:
        return None
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if text[0] == "-" else distance)


def _zone_text(example: str, zone: tzinfo | None, moment: datetime) -> str:
    """Write the offset of ``zone`` as ``example`` writes one; the example itself where it already says so."""
    offset = zone.utcoffset(moment) if zone else None
    known = _read_zone(example)
    if offset is None or (known is not None and known.utcoffset(None) == offset):
        return example
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    if example[0] in "+-" and len(example) <= 3 and not rest:
        return f"{sign}{hours:0{len(example) - 1}}"
    return f"{sign}{hours:02}{':' if ':' in example else ''}{rest:02}"
