"""Owns the outline of a post: its headings with their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.markdown.kramdown.blocks import BlockReader
from editor.core.markdown.kramdown.reader import Work
from editor.core.markdown.tree import root

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
    """Return the headings of a text in order; those in code, raw HTML, lists and quotes are left out."""
    text = "\n".join(lines).replace("\r", "") + "\n"
    reader = BlockReader(text, root(), Work())
    children = reader.tree.children
    found = []
    line = 0
    while (pos := reader.pos) < len(text):
        before = len(children)
        reader.step()
        last = reader.tree.last()
        if len(children) > before and last is not None and last.kind == "header":
            found.append(Heading(last.level, _plain(last.value), line))
        line += text.count("\n", pos, reader.pos)
    return tuple(found)


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda markup: markup[1] or markup[3] or "", text).strip()
