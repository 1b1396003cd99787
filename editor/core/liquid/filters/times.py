"""Owns filters that write dates (Liquid's ``date``, Jekyll::Filters::DateFilters)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from editor.core.liquid.faults import TagError
from editor.core.liquid.run import Run
from editor.core.liquid.strftime import strftime
from editor.core.liquid.values import text_of, zone_text
from editor.core.post.dates import parse_date
from editor.core.post.loosedates import completed
from editor.core.post.rubydates import moment_of

_DIGITS = re.compile(r"\d+", re.ASCII)


def moment(run: Run, value: Any) -> date | None:
    """Return what a value means as a time (Liquid::Utils.to_date), None where Ruby finds none in it."""
    if isinstance(value, date):
        return value
    zone = run.engine.site.zone
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    text = text_of(value).lower()
    if text in ("now", "today"):
        return run.engine.now.astimezone(zone)
    if isinstance(value, int) or _DIGITS.fullmatch(text):
        try:
            return datetime.fromtimestamp(int(text), UTC).astimezone(zone)
        except (OverflowError, OSError, ValueError):
            return None
    written = parse_date(text.strip())
    if written is not None and written.moment.tzinfo is not None:
        return written.moment
    return moment_of(text, zone, quoted=True) or completed(text, run.engine.now.astimezone(zone))


def _date(run: Run, value: Any, form: Any) -> Any:
    written = text_of(form)
    found = moment(run, value) if written else None
    return value if found is None else strftime(found, written)


def _local(run: Run, value: Any) -> datetime:
    found = moment(run, value)
    zone = run.engine.site.zone
    if found is None:
        raise TagError(f"“{text_of(value)}” is no date")
    if not isinstance(found, datetime):
        return datetime.combine(found, time.min, zone)
    return found.astimezone(zone)


def _written(month: str) -> Callable[..., Any]:
    def filtered(run: Run, value: Any, kind: Any = None, style: Any = None) -> Any:
        if not text_of(value):
            return value
        found = _local(run, value)
        if kind != "ordinal":
            return strftime(found, f"%d {month} %Y")
        day = f"{found.day}{_ordinal(found.day)}"
        return strftime(found, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")

    return filtered


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _xmlschema(run: Run, value: Any) -> Any:
    if not text_of(value):
        return value
    found = _local(run, value)
    return f"{strftime(found, '%Y-%m-%dT%H:%M:%S')}{zone_text(found, ':')}"


def _rfc822(run: Run, value: Any) -> Any:
    return strftime(_local(run, value), "%a, %d %b %Y %H:%M:%S %z") if text_of(value) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _date,
    "date_to_string": _written("%b"),
    "date_to_long_string": _written("%B"),
    "date_to_xmlschema": _xmlschema,
    "date_to_rfc822": _rfc822,
}
