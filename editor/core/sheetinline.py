"""Owns putting what a style sheet names into the sheet itself: imported sheets, fonts and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NAMED = re.compile(
    r"""@import\s+(?:url\(\s*)?(?P<quote>["']?)(?P<address>[^"'();]+)(?P=quote)\s*\)?(?P<media>[^;{}]*);"""
    r"""|\b(?:url|src)\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^"'()\s]*))\s*\)""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"@charset\s+[^;]*;", re.IGNORECASE)
NOTHING = "data:,"
"""The address of nothing: a browser asks nobody for it."""


@dataclass(frozen=True)
class SheetFiles:
    """What the inlining of a sheet asks: the text of another sheet, inlined itself, and a file as an address.

    Each takes an address as the sheet writes it. ``sheet`` answers None, and ``file`` too, for what is to be left
    out; ``file`` may answer the address itself, for what stays where it is.
    """

    sheet: Callable[[str], str | None]
    file: Callable[[str], str | None]


def inline_sheet(css: str, files: SheetFiles) -> str:
    """Return a sheet that needs no other file (CSS Cascade 4, section 2; CSS Values 4, section 4.5).

    Imports become what they import, in ``@media`` where they name one; what is left out becomes an empty address,
    so that the declaration around it stays one. Nothing in the result can close a ``<style>``.
    """
    css = _CHARSET.sub("", _COMMENT.sub("", css))
    css = _NAMED.sub(lambda found: _replaced(found, files), css)
    return css.replace("</", "<\\/")


def _replaced(found: re.Match[str], files: SheetFiles) -> str:
    if found["address"] is not None:
        return _imported(found["address"].strip(), found["media"].strip(), files)
    address = found["double"] or found["single"] or found["bare"] or ""
    if not address or address.startswith("#") or address.lower().startswith("data:"):
        return found.group()
    answer = files.file(address)
    return f'url("{_quoted(NOTHING if answer is None else answer)}")'


def _imported(address: str, media: str, files: SheetFiles) -> str:
    text = files.sheet(address)
    if text is None:
        return ""
    return f"@media {media} {{\n{text}\n}}\n" if media else f"{text}\n"


def _quoted(address: str) -> str:
    return address.replace("\\", "%5C").replace('"', "%22").replace("\n", "")
