"""Owns how a value is written anew in a front-matter block, in the habits of that block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from yaml.nodes import ScalarNode, SequenceNode

from editor.core.post.dates import PostDate
from editor.core.post.layout import Layout, Part
from editor.core.post.reading import Value
from editor.core.post.scalars import (
    DOUBLE,
    LITERAL,
    PLAIN,
    SINGLE,
    block_scalar,
    date_text,
    double_quoted,
    key_scalar,
    number_text,
    text_scalars,
    yes_no_text,
)


@dataclass(frozen=True)
class Writer:
    """Writes values as YAML in one block's habits.

    ``style`` is the quotation mark of its text values ("" for none), ``quote`` the one to fall back on
    where plain text will not do. ``block_lists`` asks for one item a line, ``list_step`` is how far those
    stand to the right of their key. ``cautious`` puts every text in double quotation marks.
    """

    newline: str = "\n"
    style: str = PLAIN
    quote: str = DOUBLE
    block_lists: bool = False
    list_step: int = 2
    step: int = 2
    cautious: bool = False

    def scalar(self, value: Value, style: str | None = None, old: str = "", *, flow: bool = False) -> str:
        """Write a scalar on one line; ``style`` and ``old`` are the quotes and text of what it replaces."""
        if isinstance(value, bool):
            return yes_no_text(value, old)
        if isinstance(value, (int, float)):
            return number_text(value)
        if isinstance(value, PostDate):
            return date_text(value, style or PLAIN)
        if isinstance(value, str):
            return self._text(value, PLAIN if style is None else style, flow)
        return old if old.lower() in ("~", "null") else "null" if flow else ""

    def inline(self, value: Value, *, flow: bool = False) -> str:
        """Write any value on one line, lists and maps in brackets."""
        if isinstance(value, list):
            return f"[{', '.join(self.inline(item, flow=True) for item in value)}]"
        if isinstance(value, dict):
            pairs = (f"{key_scalar(key)}: {self.inline(item, flow=True)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        return self.scalar(value, flow=flow)

    def goes_inline(self, value: Value) -> bool:
        """Say whether a value is written on its key's own line."""
        if isinstance(value, dict):
            return not value
        if isinstance(value, list):
            nested = any(isinstance(item, dict) for item in value)
            return not value or not (self.block_lists or nested)
        return True

    def pair(self, key: str, value: Value, column: int, style: str | None = None) -> list[str]:
        """Write ``key: value`` as lines that start at ``column``."""
        lead = " " * column + key_scalar(key) + ":"
        if not self.goes_inline(value):
            return [lead, *self.block(value, column)]
        if isinstance(value, str):
            block = block_scalar(value, LITERAL, " " * (column + self.step), "\n") if "\n" in value else None
            return f"{lead} {block or self.scalar(value, style)}".split("\n")
        written = self.inline(value)
        return [f"{lead} {written}" if written else lead]

    def block(self, value: Value, column: int) -> list[str]:
        """Write a list or map that is not empty as lines below a key at ``column``."""
        if isinstance(value, list):
            return self.items(value, column + self.list_step)
        assert isinstance(value, dict)
        return [line for key, item in value.items() for line in self.pair(key, item, column + self.step)]

    def items(self, values: Iterable[Value], column: int, style: str | None = None) -> list[str]:
        """Write list items, one dash each, whose dashes stand at ``column``."""
        dash = " " * column + "- "
        lines: list[str] = []
        for value in values:
            if isinstance(value, dict) and value:
                inner = [line for key, item in value.items() for line in self.pair(key, item, column + 2)]
                lines += [dash + inner[0][column + 2 :], *inner[1:]]
            elif isinstance(value, (list, dict)):
                lines.append(dash + self.inline(value))
            else:
                lines.append((dash + self.scalar(value, style)).rstrip(" "))
        return lines

    def lines(self, lines: Iterable[str]) -> str:
        """Join lines, each with the block's own line end."""
        return "".join(line + self.newline for line in lines)

    def _text(self, text: str, style: str, flow: bool) -> str:
        if self.cautious:
            return double_quoted(text)
        return next(text_scalars(text, style, self.quote, flow=flow))


def writer_for(layout: Layout, newline: str) -> Writer:
    """Learn a block's habits: its quotation marks, how it writes lists and how far it indents them."""
    root = layout.root
    if root is None:
        return Writer(newline)
    values = [pair.value for pair in root.pairs if not pair.value.alias]
    style = text_style(values) or PLAIN
    if style not in (DOUBLE, SINGLE):
        style = PLAIN
    only_single = not style and {
        value.node.style for value in values if isinstance(value.node, ScalarNode)
    } & {
        SINGLE,
        DOUBLE,
    } == {SINGLE}
    writer = Writer(newline, style, SINGLE if only_single else style or DOUBLE)
    lists = [value for value in values if isinstance(value.node, SequenceNode) and value.items]
    blocks = [value for value in lists if not value.bracketed]
    if len(blocks) > len(lists) - len(blocks):
        writer = replace(writer, block_lists=True)
    if blocks:
        root_column = layout.column(root.pairs[0].key.start)
        writer = replace(writer, list_step=max(0, layout.column(blocks[0].content) - root_column))
    return writer


def text_style(parts: Iterable[Part]) -> str | None:
    """Return the quotation mark most of ``parts`` use ("" for none); None when none of them is text."""
    styles = [
        part.node.style or PLAIN
        for part in parts
        if isinstance(part.node, ScalarNode) and part.node.tag.endswith(":str") and not part.alias
    ]
    return Counter(styles).most_common(1)[0][0] if styles else None
