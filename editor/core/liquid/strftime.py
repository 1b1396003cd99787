"""Owns writing a time by a pattern as Ruby's ``strftime`` does, in English whatever the machine's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import partial

from editor.core.liquid.values import zone_text

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIRECTIVE = re.compile(
    r"%(?P<flags>[-0^#_]*)(?P<width>\d{0,9})(?P<colons>:{0,3})[EO]?(?P<letter>[A-Za-z%+])"
)
_WIDEST = 1000

_WHOLE: Mapping[str, str] = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "X": "%H:%M:%S", "R": "%H:%M",
    "r": "%I:%M:%S %p", "x": "%m/%d/%y", "v": "%e-%^b-%Y", "+": "%a %b %e %H:%M:%S %Z %Y",
}  # fmt: skip


def _week(moment: datetime, first: int) -> int:
    """Return the number of the week; ``first`` is 6 where it begins on Sunday, 0 on Monday."""
    weekday = (moment.weekday() - first) % 7
    return (moment.timetuple().tm_yday + 6 - weekday) // 7


def _zone_name(name: str) -> str:
    """Return the name of a zone; one that is but a distance from UTC has none."""
    return "" if name.startswith("UTC") and name != "UTC" else name


def _fraction(moment: datetime, width: int, usual: int) -> str:
    return f"{moment.microsecond:06}000".ljust(width or usual, "0")[: width or usual]


# Number, digits, and what fills them up.
_NUMBERS: Mapping[str, tuple[Callable[[datetime], int], int, str]] = {
    "Y": (lambda moment: moment.year, 1, "0"), "C": (lambda moment: moment.year // 100, 2, "0"),
    "y": (lambda moment: moment.year % 100, 2, "0"), "m": (lambda moment: moment.month, 2, "0"),
    "d": (lambda moment: moment.day, 2, "0"), "e": (lambda moment: moment.day, 2, " "),
    "j": (lambda moment: moment.timetuple().tm_yday, 3, "0"), "H": (lambda moment: moment.hour, 2, "0"),
    "k": (lambda moment: moment.hour, 2, " "), "I": (lambda moment: moment.hour % 12 or 12, 2, "0"),
    "l": (lambda moment: moment.hour % 12 or 12, 2, " "), "M": (lambda moment: moment.minute, 2, "0"),
    "S": (lambda moment: moment.second, 2, "0"), "s": (lambda moment: int(moment.timestamp()), 1, "0"),
    "u": (lambda moment: moment.isoweekday(), 1, "0"), "w": (lambda moment: moment.isoweekday() % 7, 1, "0"),
    "G": (lambda moment: moment.isocalendar().year, 4, "0"),
    "g": (lambda moment: moment.isocalendar().year % 100, 2, "0"),
    "V": (lambda moment: moment.isocalendar().week, 2, "0"),
    "U": (lambda moment: _week(moment, 6), 2, "0"), "W": (lambda moment: _week(moment, 0), 2, "0"),
}  # fmt: skip
_WORDS: Mapping[str, Callable[[datetime], str]] = {
    "B": lambda moment: _MONTHS[moment.month - 1],
    "b": lambda moment: _MONTHS[moment.month - 1][:3],
    "h": lambda moment: _MONTHS[moment.month - 1][:3],
    "A": lambda moment: _DAYS[moment.weekday()],
    "a": lambda moment: _DAYS[moment.weekday()][:3],
    "p": lambda moment: "AM" if moment.hour < 12 else "PM",
    "P": lambda moment: "am" if moment.hour < 12 else "pm",
    "Z": lambda moment: _zone_name(moment.tzname() or "UTC"),
    "n": lambda _moment: "\n",
    "t": lambda _moment: "\t",
    "%": lambda _moment: "%",
}


def strftime(moment: date, pattern: str) -> str:
    """Return a day or a time by a pattern; what Ruby does not know stays as it is written. Naive times are UTC."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min, UTC)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _DIRECTIVE.sub(partial(_filled, moment), pattern)


def _filled(moment: datetime, found: re.Match[str]) -> str:
    letter, flags = found["letter"], found["flags"]
    width = min(int(found["width"] or 0), _WIDEST)
    if letter == "z":
        return _zone(moment, len(found["colons"]), flags, width)
    if found["colons"]:
        return found[0]
    if letter in _NUMBERS:
        value, digits, fill = _NUMBERS[letter]
        fill = "0" if "0" in flags else " " if "_" in flags else fill
        number = value(moment)
        return str(number) if "-" in flags else str(number).rjust(width or digits, fill)
    if letter in ("L", "N"):
        return _fraction(moment, width, 3 if letter == "L" else 9)
    if letter in _WHOLE:
        text = strftime(moment, _WHOLE[letter])
    elif letter in _WORDS:
        text = _WORDS[letter](moment)
    else:
        return found[0]
    return _cased(text, letter, flags).rjust(width, "0" if "0" in flags else " ")


def _cased(text: str, letter: str, flags: str) -> str:
    if "#" in flags:
        return text.lower() if letter == "p" else text.upper()
    return text.upper() if "^" in flags else text


def _zone(moment: datetime, colons: int, flags: str, width: int) -> str:
    text = zone_text(moment, ":" if colons else "")
    if colons == 2:
        text += ":00"
    if "-" in flags:
        text = text[0] + text[1:].removeprefix("0")
    return text[0] + text[1:].rjust(width - 1, " " if "_" in flags else "0")
