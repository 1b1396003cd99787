"""Owns what a page asks for when it is opened: style sheets, scripts, fonts, pictures, frames, by address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_SOURCES = {
    "script": ("src",), "img": ("src",), "iframe": ("src",), "frame": ("src",), "embed": ("src",),
    "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "source": ("src",), "track": ("src",),
    "input": ("src",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href"), "body": ("background",),
}  # fmt: skip
_RELS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "apple-touch-icon", "manifest"}
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS = re.compile(
    r"""@import\s+(?:"([^"]*)"|'([^']*)')|\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)""",
    re.IGNORECASE,
)
_SPACE = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The addresses a page asks for, as written, each once; ``sheets`` are those of style sheets."""

    addresses: tuple[str, ...]
    sheets: tuple[str, ...]


def fetched_by(html: str) -> Fetched:
    """Return what a page asks for; never raises. Scripts count, whether or not they are run."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Fetched(tuple(dict.fromkeys(reader.found)), tuple(dict.fromkeys(reader.sheets)))


def fetched_by_sheet(css: str) -> tuple[str, ...]:
    """Return what a style sheet asks for: imports, fonts, pictures."""
    found = (
        next((one for one in match.groups() if one), "") for match in _CSS.finditer(_COMMENT.sub("", css))
    )
    return tuple(dict.fromkeys(address.strip() for address in found if address.strip()))


def remote_of(addresses: Iterator[str] | tuple[str, ...], is_own: Callable[[str], bool]) -> Iterator[str]:
    """Yield those that another machine serves, with their scheme; ``is_own`` tells the site's own host."""
    for address in addresses:
        whole = f"https:{address}" if address.startswith("//") else address
        if whole.lower().startswith(("http://", "https://")) and not is_own(whole):
            yield whole


def local_path(address: str, page_url: str, is_own: Callable[[str], bool]) -> str | None:
    """Return the path on the site that an address of a page means, without query; None for another machine's."""
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return parts.path if is_own(address) else None
        return urlsplit(urljoin(page_url or "/", address)).path
    except ValueError:
        return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.sheets: list[str] = []
        self._in_style = False

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read ``<![…>`` as the comment that browsers take it for; the base class raises on it."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: (value or "").strip(_SPACE) for key, value in reversed(attrs)}
        if tag == "style":
            self._in_style = True
        if tag == "link":
            self._link(given)
        for key in _SOURCES.get(tag, ()):
            self._add(given.get(key, ""))
        if tag in ("img", "source"):
            for part in given.get("srcset", "").split(", "):
                self._add(part.split()[0].rstrip(",") if part.split() else "")
        if "style" in given:
            self.found += fetched_by_sheet(given["style"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += fetched_by_sheet(data)

    def _link(self, given: dict[str, str]) -> None:
        rels = set(given.get("rel", "").lower().split())
        address = given.get("href", "")
        if not rels & _RELS or not address:
            return
        self._add(address)
        if "stylesheet" in rels and "alternate" not in rels:
            self.sheets.append(address)

    def _add(self, address: str) -> None:
        if address and not address.lower().startswith(("data:", "#")):
            self.found.append(address)
