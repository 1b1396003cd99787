"""Owns where HTML names files: the attributes of elements, lists of pictures, and CSS inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.core.references.liquid import LIQUID
from editor.core.references.markup import Address
from editor.core.references.reference import MEDIA_END, Place

_DOUBLE = rf'"(?>{LIQUID}|[^"])*+"'
_SINGLE = rf"'(?>{LIQUID}|[^'])*+'"
_TAG = re.compile(
    rf"<(?P<name>[A-Za-z][^\s<>/]*+)(?P<attributes>(?>{LIQUID}|{_DOUBLE}|{_SINGLE}|[^<>\"'])*+)>"
)
_ATTRIBUTE = re.compile(
    rf"(?<![^\s\"'])(?P<name>[A-Za-z_:][-\w:.]*+)\s*+=\s*+"
    rf"(?:\"(?P<double>(?>{LIQUID}|[^\"])*+)\"|'(?P<single>(?>{LIQUID}|[^'])*+)'"
    rf"|(?P<bare>(?>{LIQUID}|[^\s\"'<>])++))"
)
# HTML standard, "attributes that contain URLs"; data-… are the names of the usual lazy loaders.
_ADDRESSES = frozenset(
    ("src", "href", "poster", "data", "background", "xlink:href", "data-src", "data-background", "data-bg")
)
_LISTS = frozenset({"srcset", "imagesrcset", "data-srcset"})
_CANDIDATE = re.compile(rf"[\s,]*((?:{LIQUID}|[^\s,]|,(?!\s))+)(?:[^,(]|\([^)]*\))*")
_CSS_URL = re.compile(
    rf"\burl\(\s*(?:\"(?P<double>(?>{LIQUID}|[^\"\n])*+)\"|'(?P<single>(?>{LIQUID}|[^'\n])*+)'"
    rf"|(?P<bare>(?>{LIQUID}|\\.|[^\s\"'()])++))\s*\)",
    re.IGNORECASE,
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def html_addresses(text: str) -> Iterator[Address]:
    """Yield the addresses in the tags of ``text``, whose comments are blanked before."""
    for tag in _TAG.finditer(text):
        if "=" in tag["attributes"]:
            yield from _in_tag(text, tag)
    if "url(" in text:
        yield from style_addresses(text)


def style_addresses(text: str) -> Iterator[Address]:
    """Yield what ``url()`` names."""
    for found in _CSS_URL.finditer(text):
        yield Address(*_value_span(found), Place.STYLE)


def without_css_comments(text: str) -> str:
    """Return a style sheet with its comments blanked out; every index stays valid."""
    return _CSS_COMMENT.sub(lambda found: re.sub(r"\S", " ", found[0]), text) if "/*" in text else text


def _in_tag(text: str, tag: re.Match[str]) -> Iterator[Address]:
    name = tag["name"].lower()
    attributes = list(_ATTRIBUTE.finditer(text, tag.start("attributes"), tag.end("attributes")))
    has_alt = _has_alt(name, attributes)
    for found in attributes:
        key = found["name"].lower()
        start, end = _value_span(found)
        if key in _LISTS:
            for candidate in _CANDIDATE.finditer(text, start, end):
                yield Address(*_without_comma(text, *candidate.span(1)), Place.ATTRIBUTE)
        elif key in _ADDRESSES:
            takes_alt = key in ("src", "data-src")
            yield Address(start, end, Place.ATTRIBUTE, has_alt if takes_alt else None)
        elif (key.startswith("data-") or (key, name) == ("content", "meta")) and MEDIA_END.search(
            text, start, end
        ):
            yield Address(start, end, Place.ATTRIBUTE)


def _has_alt(name: str, attributes: list[re.Match[str]]) -> bool | None:
    """Whether an ``img`` has an ``alt``; one that is written out empty says "decoration" and counts."""
    return any(found["name"].lower() == "alt" for found in attributes) if name == "img" else None


def _value_span(found: re.Match[str]) -> tuple[int, int]:
    """The span of a value without its quotation marks."""
    return next(found.span(group) for group in ("double", "single", "bare") if found[group] is not None)


def _without_comma(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] == ",":
        end -= 1
    return start, end
