"""Owns how the outline of a post is read: its headings with their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.core.markdown.drafting import FAULTS
from editor.core.markdown.extent import FORMATTED_AT_MOST
from editor.core.markdown.heading import Heading
from editor.core.markdown.kramdown.blocks import BlockReader
from editor.core.markdown.kramdown.dialect import GFM, Dialect
from editor.core.markdown.kramdown.reader import Work
from editor.core.markdown.tree import root

_MARKUP = re.compile(
    r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|(\*\*|__|\*|`|~~)|<[^>]*>|\\([\\`*_{}\[\]()#+\-.!>])"
)


def block_headings(lines: Sequence[str], dialect: Dialect = GFM) -> tuple[Heading, ...]:
    """Return the headings of one block like ``headings``; none of a text that nobody thought of. Never raises."""
    if sum(map(len, lines)) > FORMATTED_AT_MOST:
        return ()
    try:
        return headings(lines, dialect)
    except FAULTS:
        return ()


def headings(lines: Sequence[str], dialect: Dialect = GFM) -> tuple[Heading, ...]:
    """Return the headings of a text in order; those in code, raw HTML, lists and quotes are left out."""
    text = "\n".join(lines).replace("\r", "") + "\n"
    reader = BlockReader(text, root(), Work(dialect=dialect))
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
