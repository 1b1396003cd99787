"""Owns what Liquid does around a path: the site's prefix in front of it, filters behind it, names in tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from editor.core.references.reference import MEDIA_END, Place

# One output or tag; braces inside end the match, so that scanning stays linear for every text.
LIQUID = r"\{\{[^{}]*+\}\}|\{%[^{}]*+\}"
_ANY = re.compile(LIQUID)
_SITE_PREFIX = re.compile(r"\{\{-?\s*site\.(?:url|baseurl\w*)\s*-?\}\}")
# {{ "/path" | relative_url }} and the other filters that put the site's prefix in front of a path.
_FILTERED = re.compile(
    r"""\{\{-?\s*(?P<quote>["'])(?P<path>[^"'{}]*)(?P=quote)\s*
        (?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)*-?\}\}""",
    re.VERBOSE,
)
_STRING = re.compile(r""""([^"{}]*)"|'([^'{}]*)'""")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LINK_TAG = re.compile(r"\{%-?\s*link\s+(?P<path>[^\s%{}][^%{}]*?)\s*-?%\}")
_POST_URL = re.compile(r"\{%-?\s*post_url\s+(?P<path>[^\s%{}]+)\s*-?%\}")


class Span(NamedTuple):
    """Where the path of an address stands, and what Liquid puts in front of it."""

    start: int
    end: int
    lead: str = ""


def path_span(text: str, start: int, end: int) -> Span | None:
    """Return where the path inside an address stands; None when Liquid hides part of it, or nothing is there.

    The site's own prefix and the filters that add it are passed over; query and fragment are left out.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    lead = ""
    while prefix := _SITE_PREFIX.match(text, start, end):
        start, lead = prefix.end(), "/"
    filtered = _FILTERED.match(text, start, end)
    if filtered:
        lead = "/"
        if filtered.end() < end and text[filtered.end()] not in "?#":
            # {{ "/assets/" | relative_url }}a.png: only the rest is mended, the front stays as it is.
            lead, start = "/" + filtered["path"].lstrip("/"), filtered.end()
        else:
            start, end = filtered.span("path")
    if start < end and text[start] == "/" and lead == "/":
        lead = ""
    cut = min((at for at in (text.find(mark, start, end) for mark in "?#") if at >= 0), default=end)
    if cut == start or "{{" in text[start:cut] or "{%" in text[start:cut]:
        return None
    return Span(start, cut, lead)


def liquid_paths(text: str) -> Iterator[tuple[Span, Place, bool | None]]:
    """Yield paths that stand in Liquid itself: strings that name an asset, ``link`` and ``post_url`` tags.

    The third part is True when an ``include`` gives an ``alt`` beside the path, else None: who knows what it does.
    """
    for found in _ANY.finditer(text):
        if tag := _POST_URL.fullmatch(found[0]):
            yield _within(found, tag), Place.POST_URL, None
        elif tag := _LINK_TAG.fullmatch(found[0]):
            yield _within(found, tag), Place.LIQUID, None
        else:
            yield from _strings(found)


def _within(outer: re.Match[str], tag: re.Match[str]) -> Span:
    return Span(outer.start() + tag.start("path"), outer.start() + tag.end("path"))


def _strings(found: re.Match[str]) -> Iterator[tuple[Span, Place, bool | None]]:
    alt = _ALT.search(found[0])
    for string in _STRING.finditer(found[0]):
        group = 1 if string[1] is not None else 2
        if MEDIA_END.search(string[group]):
            start, end = (found.start() + at for at in string.span(group))
            span = path_span(found.string, start, end)
            if span is not None:
                yield span, Place.LIQUID, True if alt else None
