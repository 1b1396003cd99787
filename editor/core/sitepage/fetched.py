"""Owns what a page asks for when it is opened: style sheets, scripts, fonts, pictures, frames, by address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
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
    r"""@import\s++(?:"([^"]*+)"|'([^']*+)')|\burl\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"'()\s]*+))\s*+\)""",
    re.IGNORECASE,
)
_NAME = re.compile(r"[a-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_QUOTE_OPEN = re.compile(r"""(?:[^"']++|"[^"]*+"|'[^']*+')*+["'][^"']*+""", re.DOTALL)
_WITH_TEXT = frozenset({"style", "script", "textarea", "title", "xmp"})
_LONGEST_TAG = 4_000
_MARKS_IN_TAG = 8
_SPACE = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The addresses a page asks for, as written, each once; ``sheets`` are those of style sheets."""

    addresses: tuple[str, ...]
    sheets: tuple[str, ...]


def fetched_by(html: str) -> Fetched:
    """Return what a page asks for; never raises. Scripts count, whether or not they are run."""
    reader = _Reader()
    reader.read(html)
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


class _Reader:
    """One pass over a page that looks at every tag once, however broken the page is."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.sheets: list[str] = []

    def read(self, html: str) -> None:
        """Look through a page."""
        lower = html.lower()
        at = lower.find("<")
        while at != -1:
            if lower.startswith("<!--", at):
                end = lower.find("-->", at + 4)
                if end == -1:
                    return
                at = lower.find("<", end)
                continue
            name = _NAME.match(lower, at + 1)
            if name is None:
                at = lower.find("<", at + 1)
                continue
            end = _end_of_tag(html, at)
            if end == -1:
                return
            self._tag(name[0], html[name.end() : end][:_LONGEST_TAG])
            if name[0] in _WITH_TEXT:
                close = lower.find(f"</{name[0]}", end)
                if name[0] == "style":
                    self.found += fetched_by_sheet(html[end + 1 : close if close != -1 else len(html)])
                if close == -1:
                    return
                end = close
            at = lower.find("<", end + 1)

    def _tag(self, name: str, text: str) -> None:
        keys = _SOURCES.get(name, ())
        if not keys and name != "link" and "style" not in text.lower():
            return
        given: dict[str, str] = {}
        for key, double, single, bare in _ATTRIBUTE.findall(text):
            given.setdefault(key.lower(), unescape(double or single or bare).strip(_SPACE))
        if name == "link":
            self._link(given)
        for key in keys:
            self._add(given.get(key, ""))
        if name in ("img", "source"):
            for part in given.get("srcset", "").split(", "):
                self._add(part.split()[0].rstrip(",") if part.split() else "")
        if "style" in given:
            self.found += fetched_by_sheet(given["style"])

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


def _end_of_tag(html: str, start: int) -> int:
    """Return where the tag at ``start`` ends, past marks inside of quotes; -1 for a tag that never does."""
    end = html.find(">", start)
    for _ in range(_MARKS_IN_TAG):
        if end == -1 or end - start > _LONGEST_TAG or not _QUOTE_OPEN.fullmatch(html, start, end):
            return end
        end = html.find(">", end + 1)
    return end
