"""Owns the pictures written in one line of markdown: which one a column stands in, and giving it another alt text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.markdown.selection import Edit, Lines, at

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?:<(?P<held>[^<>]*)>|(?P<src>(?:[^()\s\\]|\\.|\([^()]*\))*))[^()]*\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture in a line: where it starts and ends, its alt text as a reader meets it, its address as written."""

    start: int
    end: int
    alt: str
    source: str


def pictures_in(line: str) -> tuple[InlinePicture, ...]:
    """Return the pictures ``![alt](address)`` of a line from left to right."""
    return tuple(
        InlinePicture(
            found.start(), found.end(), _ESCAPED.sub(r"\1", found["alt"]), found["held"] or found["src"] or ""
        )
        for found in _PICTURE.finditer(line)
    )


def picture_at(line: str, column: int) -> InlinePicture | None:
    """Return the picture a column stands in, else the only one of the line, else None."""
    found = pictures_in(line)
    here = next((picture for picture in found if picture.start <= column <= picture.end), None)
    return here or (found[0] if len(found) == 1 else None)


def set_picture(lines: Lines, number: int, before: InlinePicture, alt: str, source: str) -> Edit | None:
    """Give a picture of line ``number`` another alt text and address; None when it is no longer there.

    Only the characters that differ are written anew: a title behind the address stays.
    """
    line = lines[number] if 0 <= number < len(lines) else ""
    for found in _PICTURE.finditer(line):
        here = found["held"] or found["src"] or ""
        if here == before.source and _ESCAPED.sub(r"\1", found["alt"]) == before.alt:
            break
    else:
        return None
    changed = line
    if source != before.source:
        group = "held" if found["held"] is not None else "src"
        changed = changed[: found.start(group)] + source + changed[found.end(group) :]
    if alt != before.alt:
        label = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
        changed = changed[: found.start("alt")] + label + changed[found.end("alt") :]
    if changed == line:
        return None
    return Edit(number, number + 1, (changed,), at(number, min(found.start(), len(changed))))
