"""Owns the filling-in of permalink templates, and what an address is once it is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from editor.core.errors import EditorError

# https://jekyllrb.com/docs/permalinks/#built-in-formats
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_SLASHES = re.compile("/{2,}")
# What no address writes any other way; most need no more than one look.
_PLAIN = re.compile(r"[\w./~-]*", re.ASCII)
_SAFE = "-._~!$&'()*+,;=:@/"

# English whatever the locale of this machine, as strftime("%b") would not be.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DATE_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda day: f"{day.year:04}",
    "short_year": lambda day: f"{day.year % 100:02}",
    "month": lambda day: f"{day.month:02}",
    "i_month": lambda day: str(day.month),
    "long_month": lambda day: _MONTHS[day.month - 1],
    "short_month": lambda day: _MONTHS[day.month - 1][:3],
    "day": lambda day: f"{day.day:02}",
    "i_day": lambda day: str(day.day),
    "y_day": lambda day: f"{day.timetuple().tm_yday:03}",
    "w_year": lambda day: str(day.isocalendar().year),
    "week": lambda day: f"{day.isocalendar().week:02}",
    "w_day": lambda day: str(day.isoweekday()),
    "long_day": lambda day: _DAYS[day.weekday()],
    "short_day": lambda day: _DAYS[day.weekday()][:3],
    "hour": lambda day: f"{day.hour:02}",
    "minute": lambda day: f"{day.minute:02}",
    "second": lambda day: f"{day.second:02}",
}


class PermalinkError(EditorError):
    """A permalink template asks for something that Jekyll does not know, and stops at."""


def fill(template: str, known: Mapping[str, Callable[[], str]], moment: datetime | None) -> str:
    """Return the address that a template gives, as Jekyll serves it; ``moment`` is in the site's zone.

    Without a ``moment`` a template that asks for a part of it has no address: ``""``.

    ``known`` gives the value of each placeholder that is no part of the date. Raises PermalinkError for an
    unknown placeholder. Rules: Jekyll, URL#generate_url_from_drop and Drops::UrlDrop.
    """
    pieces = []
    for literal, names, rest in _parsed(template):
        pieces.append(literal)
        if not names:
            continue
        for name in names:
            value = known.get(name)
            part = _DATE_PARTS.get(name)
            if value is None and part is not None and moment is None:
                return ""
            if value is not None or part is not None:
                pieces.append(
                    escape(value() if value is not None else part(moment) if part and moment else "")
                )
                pieces.append(rest if name != names[0] else "")
                break
        else:
            raise PermalinkError(
                f"The permalink “{template}” has a placeholder “:{names[0]}” that Jekyll does not know, and it stops "
                "the whole build at it."
            )
    return sanitized("".join(pieces))


def fill_page(template: str, folder: str, name: str, output_ext: str) -> str:
    """Return the address of a page (Jekyll, URL#generate_url_from_hash): unknown placeholders stay."""
    for key, value in (("path", folder), ("basename", name), ("output_ext", output_ext)):
        template = template.replace(f":{key}", escape(value))
    return sanitized(template)


def with_ending(template: str, style: str) -> str:
    """Give the template of a page or document the ending of the site's style (Utils.add_permalink_suffix)."""
    if style == "pretty" or (style not in STYLES and style.endswith("/")):
        return f"{template}/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return f"{template}:output_ext"
    return template


def escape(text: str) -> str:
    """Return text as part of an address (Jekyll, URL.escape_path)."""
    return _quoted(text, _SAFE + "?")


def sanitized(address: str) -> str:
    """Return an address without doubled dots and slashes, and with one at its head (URL#sanitize_url)."""
    return _SLASHES.sub("/", f"/{address}".replace("..", "/").replace("./", ""))


def target_of(url: str) -> str:
    """Return the file below ``_site`` that the page at an address is written to (Jekyll, Document#destination).

    Two posts with one target overwrite each other, though their addresses may differ by ``.html``.
    """
    path = unquote(url).lstrip("/")
    if url.endswith("/"):
        return f"{path}index.html"
    return path if PurePosixPath(path).suffix else f"{path}.html"


def as_link(address: str) -> str:
    """Return an address with what a template holds of other scripts percent-encoded, fit for a link."""
    return _quoted(address, _SAFE + "?%")


def _quoted(text: str, safe: str) -> str:
    """Percent-encode a text, of a file name that is no UTF-8 the bytes themselves; half characters are lost."""
    if _PLAIN.fullmatch(text):
        return text
    try:
        return quote(text, safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(text, safe, errors="replace")


@lru_cache(maxsize=256)
def _parsed(template: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Cut a template into literals, each with the names its placeholder may have and what follows the second.

    ``:title_`` is a placeholder of that name, or ``:title`` and an underscore (Jekyll, URL#possible_keys).
    """
    pieces: list[tuple[str, tuple[str, ...], str]] = []
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        name = match[1]
        names = (name, name[:-1]) if name.endswith("_") else (name,)
        pieces.append((template[end : match.start()], names, "_" if len(names) > 1 else ""))
        end = match.end()
    return (*pieces, (template[end:], (), ""))
