"""Owns finding every reference in a file of a site, with the exact characters that name its target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from editor.core.post.fences import split_fences
from editor.core.references.liquid import liquid_paths, path_span
from editor.core.references.markup import Address, markdown_addresses, unescaped
from editor.core.references.masking import without_code
from editor.core.references.reference import Place, Reference, SourceKind
from editor.core.references.tags import html_addresses, style_addresses, without_css_comments
from editor.core.references.values import header_addresses, read_scalar, string_addresses, yaml_addresses

_CSS_ESCAPE = re.compile(r"\\([^0-9a-fA-F\n])")
_FENCED_KINDS = frozenset({SourceKind.MARKDOWN, SourceKind.HTML, SourceKind.STYLE, SourceKind.STRINGS})
# Nothing in a body can name a file without one of these.
_TRIGGER = re.compile(r"\]\(|\]:|<[A-Za-z]|\{[{%]|url\(")


def find_references(text: str, kind: SourceKind, *, plain_header: bool = False) -> tuple[Reference, ...]:
    """Return what ``text``, the whole text of a file, points at, in the order it stands there; never raises.

    Pictures and links of markdown, addresses in HTML attributes, values of front matter and data that name
    an asset, ``url()`` of CSS, and paths in Liquid. What stands in code, comments and raw blocks points at
    nothing; nor do bare fragments and what Liquid makes up while the site is built. ``plain_header`` says that
    the front matter is known to be lines that ``read_plain_lines`` reads.
    """
    found = sorted(
        _references(text, kind, plain_header), key=lambda reference: (reference.start, -reference.end)
    )
    kept: list[Reference] = []
    line, counted = 1, 0
    for reference in found:
        if kept and reference.start < kept[-1].end:
            continue
        line, counted = line + text.count("\n", counted, reference.start), reference.start
        kept.append(_on_line(reference, line))
    return tuple(kept)


def _on_line(reference: Reference, line: int) -> Reference:
    return Reference(
        line,
        reference.start,
        reference.end,
        reference.written,
        reference.path,
        reference.place,
        reference.has_alt,
    )


def _references(text: str, kind: SourceKind, plain_header: bool) -> Iterator[Reference]:
    bom = 1 if text.startswith("\ufeff") else 0
    fenced = split_fences(text[bom:] if bom else text) if kind in _FENCED_KINDS else None
    body_start = 0
    if fenced is not None:
        body_start = len(text) - len(fenced.body)
        offset = bom + len(fenced.opening)
        # Blanks beyond ASCII part words to one of the two readers, and not to the other.
        plain = plain_header and fenced.block.isascii()
        yield from _from_addresses(text, header_addresses(fenced.block, offset, plain=plain))
    if kind is SourceKind.YAML:
        yield from _from_addresses(text, yaml_addresses(text))
    elif kind is SourceKind.STRINGS:
        yield from _from_addresses(text, string_addresses(text))
    elif _may_name(text, body_start) and _TRIGGER.search(text, body_start):
        # Blanking the head keeps every index, and what markup looks like in YAML is not markup. Its lines stay
        # lines: blanks before the first words of the body would make code of them.
        head = "\n".join(" " * len(line) for line in text[:body_start].split("\n"))
        body = head + text[body_start:]
        yield from _in_body(text, body, kind, body_start)


def _may_name(text: str, start: int) -> bool:
    """Whether ``text`` may have a trigger from ``start`` on; a search for single characters takes no time."""
    return any(text.find(sign, start) >= 0 for sign in "]<{") or (
        text.find("(", start) >= 0 and text.find("url(", start) >= 0
    )


def _in_body(text: str, body: str, kind: SourceKind, start: int) -> Iterator[Reference]:
    if kind is SourceKind.STYLE:
        body = without_css_comments(body)
        yield from _from_addresses(text, style_addresses(body))
    else:
        body = without_code(body, markdown=kind is SourceKind.MARKDOWN, start=start)
        if kind is SourceKind.MARKDOWN:
            yield from _from_addresses(text, markdown_addresses(body))
        yield from _from_addresses(text, html_addresses(body))
    if "{{" in body or "{%" in body:
        for span, place, has_alt in liquid_paths(body):
            written = text[span.start : span.end]
            yield Reference(0, span.start, span.end, written, span.lead + written, place, has_alt)


def _from_addresses(text: str, addresses: Iterable[Address]) -> Iterator[Reference]:
    for address in addresses:
        span = path_span(text, address.start, address.end)
        if span is None:
            continue
        written = text[span.start : span.end]
        path = span.lead + _read(written, text[max(span.start - 1, 0) : span.start], address.place)
        yield Reference(0, span.start, span.end, written, path, address.place, address.has_alt)


def _read(written: str, before: str, place: Place) -> str:
    """Return the address that the written characters stand for, percent escapes left as they are."""
    match place:
        case Place.IMAGE | Place.LINK | Place.DEFINITION:
            written = unescaped(written)
            return unescape(written) if "&" in written else written
        case Place.ATTRIBUTE:
            return unescape(written) if "&" in written else written
        case Place.STYLE:
            return _CSS_ESCAPE.sub(r"\1", written) if "\\" in written else written
        case Place.VALUE:
            return read_scalar(written, before)
        case _:
            return written
