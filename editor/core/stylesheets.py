"""Owns how a writer's own CSS is made harmless: nothing in it may ask for a file or leave its element."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Every CSS function that can load something (CSS Values 4, CSS Images 4) and what old browsers ran.
_LOADS = re.compile(
    r"(?:\burl|\bsrc|image-set|\bimage|cross-fade|\belement|expression)\s*\(|@import|-moz-binding|"
    r"\bbehaviou?r\s*:",
    re.IGNORECASE,
)
_URL = re.compile(r"""\burl\(\s*(?P<quote>["']?)(?P<address>[^"'()]*)(?P=quote)\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(r"@(?:import|namespace)\b[^;{}]*;?", re.IGNORECASE)
_FRAGMENT_OR_PICTURE = re.compile(r"\s*(?:#|data:image/)", re.IGNORECASE)


def harmless_declarations(css: str) -> str:
    """Return the declarations of a ``style`` attribute without those that could load something."""
    if not _asks(css):
        return css
    kept = [part.strip() for part in _COMMENT.sub("", css).split(";") if part.strip() and not _asks(part)]
    return "; ".join(kept)


def harmless_value(value: str) -> bool:
    """Tell whether one value (of an SVG presentation attribute) loads nothing."""
    return not _asks(value)


def harmless_sheet(css: str) -> str:
    """Return a style sheet whose imports are gone and whose addresses name nothing outside the page.

    A sheet that hides an address behind CSS escapes, or that holds ``<``, is dropped whole.
    """
    if "<" in css:
        return ""
    plain = _IMPORT.sub("", _COMMENT.sub("", css))
    plain = _URL.sub(lambda found: found.group() if _stays(found["address"]) else "none", plain)
    rest = _URL.sub("", plain)
    return "" if _LOADS.search(_decoded(rest)) else plain.strip()


def _asks(css: str) -> bool:
    without = _URL.sub(lambda found: "" if _stays(found["address"]) else found.group(), _COMMENT.sub("", css))
    return bool(_LOADS.search(_decoded(without)))


def _stays(address: str) -> bool:
    return bool(_FRAGMENT_OR_PICTURE.match(address))


def _decoded(css: str) -> str:
    """CSS escapes read as the characters they stand for (CSS Syntax 3, section 4.3.7)."""

    def character(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[2]
        code = int(found[1], 16)
        return chr(code) if 0 < code < 0x110000 else "\ufffd"

    return _ESCAPE.sub(character, css)
