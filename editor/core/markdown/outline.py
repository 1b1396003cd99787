"""Owns the outline of a post: its headings with their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.markdown.blocks import Span, split

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]*([^\s#].*?)[ \t]*#*[ \t]*(?:\{[:#.][^}]*\})?\s*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t\r]*$")
_PLAIN_LINE = re.compile(r" {0,3}[^\s#>|`~*+\-]")
_MARKUP = re.compile(
    r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|(\*\*|__|\*|`|~~)|<[^>]*>|\\([\\`*_{}\[\]()#+\-.!>])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6 with its ``text`` free of markup, on ``line`` (0-based)."""

    level: int
    text: str
    line: int


def headings(lines: Sequence[str]) -> tuple[Heading, ...]:
    """Return the headings of a text in order; those in fenced code, raw HTML, lists and quotes are left out."""
    return tuple(heading for span in split(lines) for heading in _in_block(lines, span))


def _in_block(lines: Sequence[str], span: Span) -> list[Heading]:
    first = lines[span.first].lstrip()
    if first[:3] in ("```", "~~~") or first.startswith("<") or lines[span.first].startswith(("    ", "\t")):
        return []
    found = []
    in_fence = False
    for at in range(span.first, span.first + span.count):
        line = lines[at]
        if line.lstrip()[:3] in ("```", "~~~"):
            in_fence = not in_fence
        if in_fence:
            continue
        atx = _ATX.match(line)
        underline = _SETEXT.match(line) if at > span.first else None
        if atx:
            found.append(Heading(len(atx[1]), _plain(atx[2]), at))
        elif underline and _PLAIN_LINE.match(lines[at - 1]):
            found.append(Heading(1 if underline[1][0] == "=" else 2, _plain(lines[at - 1]), at - 1))
    return found


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda markup: markup[1] or markup[3] or "", text).strip()
