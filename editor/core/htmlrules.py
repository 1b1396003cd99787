"""Owns which elements and attributes an offline page may hold, and how a tag or a labelled box is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.entities import html5

from editor.core.links import is_remote
from editor.core.stylesheets import harmless_declarations, harmless_value

Attributes = list[tuple[str, str | None]]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
# HTML, section 13.1.2.4: elements whose end tag may be left out.
MAY_STAY_OPEN = _names("p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp")
# Gone with everything inside.
DROPPED_WHOLE = _names("script template applet noembed noframes frameset xmp plaintext")
# Only the tags go, what they hold stays.
UNWRAPPED = _names("html head body main noscript picture param base meta link source track frame title")
BOXED = {
    "iframe": "Embedded page",
    "video": "Video",
    "audio": "Sound",
    "object": "Embedded file",
    "embed": "Embedded file",
}
LINKS = _names("a area")

# Attributes that load, submit or run; what is left of a tag is kept.
_DROPPED_ATTRIBUTES = (
    _names("src srcset sizes srcdoc imagesrcset lowsrc dynsrc poster background data code codebase classid")
    | _names("archive manifest profile action formaction ping http-equiv crossorigin integrity nonce")
    | _names("attributename to from by values")
)
# SVG presentation attributes whose url() may name another document (SVG 2, section 6.6).
_REFERENCES = _names("fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end")
_OF_LINKS = _names("target rel download hreflang type referrerpolicy")
_NAME = re.compile(r"^[a-z][a-z0-9-]*$")
_ATTRIBUTE_NAME = re.compile(r"^[a-zA-Z_][\w:.-]*$")
_ORDINARY_TAG = re.compile(
    r"""<[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z_][\w:.-]*(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*/?>"""
)
_AMPERSAND = re.compile(r"&(?:#[0-9]+;|#[xX][0-9a-fA-F]+;|([a-zA-Z][a-zA-Z0-9]*;))?")


def is_element_name(tag: str) -> bool:
    """Tell whether a tag name is one that HTML could know; ``<https://…>`` is text."""
    return bool(_NAME.match(tag))


def is_ordinary(source: str) -> bool:
    """Tell whether every parser reads this start tag alike, so that it can stay as it is written."""
    return bool(_ORDINARY_TAG.fullmatch(source))


def harmless_attributes(
    attrs: Attributes, declarations: Callable[[str], str] = harmless_declarations
) -> Attributes:
    """Return the attributes that neither load, submit nor run anything; addresses (``href``) are kept.

    ``declarations`` is what makes a ``style`` harmless.
    """
    kept: dict[str, str | None] = {}
    for name, value in attrs:
        # HTML, section 13.2.5.33: the first of several attributes of one name counts.
        if name in kept or name in _DROPPED_ATTRIBUTES or name.startswith("on"):
            continue
        if not _ATTRIBUTE_NAME.match(name):
            continue
        if name == "style":
            value = declarations(value or "")
            if not value:
                continue
        elif name in _REFERENCES and not harmless_value(value or ""):
            continue
        kept[name] = value
    return list(kept.items())


def without_link_attributes(attrs: Attributes) -> Attributes:
    """Return the attributes without those that only an element with an address may have (section 4.6.2)."""
    return [(name, value) for name, value in attrs if name not in _OF_LINKS]


def tag_html(tag: str, attrs: Attributes) -> str:
    """Write a start tag with every value escaped and in double quotes."""
    written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
    return f"<{tag}{written}>"


def box_html(html: str) -> str:
    """Write the box for something left out: a span, since it may stand in a paragraph, heading or link."""
    return f'<span class="left-out">{html}</span>'


def escape_stray_ampersands(html: str) -> str:
    """Write ``&amp;`` for every ``&`` that starts no character reference; a reader sees the same."""

    def fixed(found: re.Match[str]) -> str:
        text = found.group()
        known = len(text) > 1 and (found[1] is None or found[1] in html5)
        return text if known else "&amp;" + text[1:]

    return _AMPERSAND.sub(fixed, html)


def place_of(address: str) -> str:
    """Return the host of a remote address, the file name of a local one, or nothing."""
    if is_remote(address):
        host = re.sub(r"^[^/\\]*[/\\]{2}(?:[^/\\?#]*@)?", "", address.strip())
        return re.split(r"[/\\?#:]", host, maxsplit=1)[0].lower().removeprefix("www.")
    return "" if ":" in address else address.rpartition("/")[2].partition("?")[0]
