"""Owns the smallest edits that turn one value of a front-matter block into another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from editor.core.post.edits import CannotSpliceError, Edit, Step, align, insert_between, remove_between
from editor.core.post.emit import Writer, text_style
from editor.core.post.layout import Layout, Pair, Part
from editor.core.post.reading import Value, key_text, same_value, value_of
from editor.core.post.scalars import DOUBLE, FOLDED, LITERAL, PLAIN, block_scalar, key_scalar

_BLOCK_HEADER_NOTE = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")
_DASH = re.compile(r"[ \t]*-[ \t]*")


@dataclass(frozen=True)
class Splicer:
    """Finds edits in one laid-out text. ``whole`` rewrites a list or map instead of editing inside it."""

    layout: Layout
    writer: Writer
    whole: bool = False

    # Keys of a map -----------------------------------------------------------------------------------

    def add_key(self, key: str, value: Value, order: Sequence[str] = ()) -> list[Edit]:
        """Add a key to the root map, where ``order`` puts it among those present, else at the end."""
        root = self.layout.root
        if root is None:
            end = len(self.layout.text)
            return [Edit(end, end, self._line_break_at(end) + self._new_pair(key, value, 0))]
        if root.bracketed:
            return self._add_bracketed(root, [f"{key_scalar(key)}: {self.writer.inline(value, flow=True)}"])
        pairs = [pair for pair in root.pairs if self._stands_alone(pair)]
        if not pairs:
            raise CannotSpliceError
        at = self._place(root, pairs, key, order)
        written = self._new_pair(key, value, self.layout.column(pairs[0].key.start))
        return [Edit(at, at, self._line_break_at(at) + written)]

    def remove_key(self, parent: Part, key: str) -> list[Edit]:
        """Remove every pair of that key from a map: its lines, or its place between commas."""
        doomed = [i for i, pair in enumerate(parent.pairs) if key_text(pair.key.node) == key]
        if parent.bracketed:
            spans = [(pair.key.start, pair.value.end) for pair in parent.pairs]
            return remove_between(spans, doomed)
        if len(doomed) == len(parent.pairs) and parent is not self.layout.root:
            raise CannotSpliceError
        return [self._whole_lines(parent.pairs[i].key.start, parent.pairs[i].value.end) for i in doomed]

    def set_key(self, parent: Part, pair: Pair, value: Value) -> list[Edit]:
        """Replace the value of one pair."""
        if pair.colon is None:
            if parent.bracketed and pair.value.start == pair.value.end:
                return [Edit(pair.key.end, pair.key.end, f": {self.writer.inline(value, flow=True)}")]
            raise CannotSpliceError
        column = self.layout.column(pair.key.start)
        return self._replace(pair.value, value, pair.colon, column, parent.bracketed)

    # One value ---------------------------------------------------------------------------------------

    def _replace(self, part: Part, value: Value, lead: int, column: int, flow: bool) -> list[Edit]:
        """Replace a value that follows the ``:`` or ``-`` ending at ``lead``, of a key or dash at ``column``."""
        if not self.whole and same_value(value_of(part.node), value):
            return []
        if not self.whole and not part.alias:
            try:
                if part.items and isinstance(value, list):
                    return self._edit_list(part, value)
                if part.pairs and isinstance(value, dict):
                    return self._edit_map(part, value)
            except CannotSpliceError:
                pass
        is_block = bool(part.items or part.pairs) and not part.bracketed and not part.alias
        if is_block:
            return self._replace_block(part, value, lead, column)
        if flow or self.writer.goes_inline(value):
            return [self._replace_inline(part, value, lead, column, flow)]
        return self._replace_by_block(part, value, lead, column)

    def _replace_inline(self, part: Part, value: Value, lead: int, column: int, flow: bool) -> Edit:
        start = part.start if self.whole else part.content
        written = self._scalar_like(part, value, column, flow)
        if part.end > start:
            if not written:
                start -= len(self.layout.text[lead:start]) - len(self.layout.text[lead:start].rstrip(" \t"))
            return Edit(start, part.end, written)
        # Nothing is written there yet: keep one blank between the colon and the value, and one before a comment.
        at = max(lead, part.end)
        gap = self.layout.text[at : self.layout.line_end(at)]
        if gap.startswith(" ") and not gap.lstrip(" \t") and at == lead:
            return Edit(at + 1, at + 1, written)
        return Edit(at, at, f" {written}" if written else "")

    def _scalar_like(self, part: Part, value: Value, column: int, flow: bool) -> str:
        """Write ``value`` in the manner of the scalar it replaces."""
        node = part.node
        if isinstance(value, (list, dict)):
            return self.writer.inline(value, flow=flow)
        if not isinstance(node, ScalarNode) or part.alias:
            return self.writer.scalar(value, None, flow=flow)
        style = node.style or PLAIN
        source = self.layout.text[part.content : part.end]
        if isinstance(value, str) and not self.writer.cautious:
            multi_line = "\n" in value and style == PLAIN and not flow
            if style in (LITERAL, FOLDED) or multi_line:
                written = self._block_scalar(part, value, LITERAL if multi_line else style, column, source)
                if written is not None:
                    return written
        if not source and isinstance(value, str) and not flow:
            style = self.writer.style
        if source and self.layout.text[part.start : part.content].startswith("!"):
            # A bare "!" once marked text, and Psych now reads what follows as if it had no quotation marks.
            style = style or DOUBLE
        return self.writer.scalar(value, style if style in ("'", '"', PLAIN) else DOUBLE, source, flow=flow)

    def _block_scalar(self, part: Part, value: str, style: str, column: int, source: str) -> str | None:
        indent = " " * (column + self.writer.step)
        for line in source.splitlines()[1:]:
            if line.strip():
                indent = line[: len(line) - len(line.lstrip(" "))] or indent
                break
        written = block_scalar(value, style, indent, self.writer.newline)
        note = _BLOCK_HEADER_NOTE.match(source)
        if written is None or note is None:
            return written
        header, rest = written.split(self.writer.newline, 1)
        return header + note[1] + self.writer.newline + rest

    def _replace_by_block(self, part: Part, value: Value, lead: int, column: int) -> list[Edit]:
        """Take an inline value out of its line, keeping a comment there, and write lines below it."""
        start = part.start if self.whole else part.content
        while start > lead and self.layout.text[start - 1] in " \t":
            start -= 1
        below = self.layout.next_line(part.end)
        lines = self.writer.lines(self.writer.block(value, column))
        return [Edit(start, max(start, part.end), ""), Edit(below, below, self._line_break_at(below) + lines)]

    def _replace_block(self, part: Part, value: Value, lead: int, column: int) -> list[Edit]:
        """Replace a list or map that stands in lines of its own, or behind the dash of a list item."""
        if not self.layout.starts_line(part.content):
            start = part.start if self.whole else part.content
            return [Edit(start, part.end, self._hanging(value, self.layout.column(part.content)))]
        span = self._whole_lines(part.content, part.end)
        if not self.writer.goes_inline(value):
            return [span._replace(text=self.writer.lines(self.writer.block(value, column)))]
        written = self.writer.inline(value)
        properties = self.layout.text[part.start : part.content].rstrip()
        behind = part.start + len(properties) if properties else lead
        start = lead if self.whole else behind
        return [Edit(start, behind, f" {written}" if written else ""), span]

    def _hanging(self, value: Value, column: int) -> str:
        """Write a value whose first line continues a line that is already there."""
        if not isinstance(value, dict) or not value:
            return self.writer.inline(value)
        lines = [line for key, item in value.items() for line in self.writer.pair(key, item, column)]
        return self.writer.newline.join(lines)[column:]

    # Items of a list ---------------------------------------------------------------------------------

    def _edit_list(self, part: Part, values: list[Value]) -> list[Edit]:
        old = [value_of(item.node) for item in part.items]
        steps = align(old, values)
        if part.bracketed:
            return self._edit_bracketed_list(part, values, steps)
        if not values:
            raise CannotSpliceError
        return self._edit_block_list(part, values, steps)

    def _edit_block_list(self, part: Part, values: list[Value], steps: list[Step]) -> list[Edit]:
        items = part.items
        leads = [self._dash_end(item) for item in items]
        column = self.layout.column(part.content)
        style = text_style(items)
        edits: list[Edit] = []
        for tag, i1, i2, j1, j2 in steps:
            both = min(i2 - i1, j2 - j1)
            if tag == "equal":
                continue
            for i, value in zip(range(i1, i1 + both), values[j1 : j1 + both], strict=True):
                edits += self._replace(items[i], value, leads[i], column, False)
            edits += [self._whole_lines(leads[i], items[i].end) for i in range(i1 + both, i2)]
            if j2 - j1 > both:
                i = i1 + both
                at = self.layout.next_line(items[i - 1].end) if i else self.layout.line_start(leads[0])
                lines = self.writer.lines(self._new_items(part, values[j1 + both : j2], column, style))
                edits.append(Edit(at, at, self._line_break_at(at) + lines))
        return edits

    def _new_items(self, part: Part, values: list[Value], column: int, style: str | None) -> list[str]:
        lines = self.writer.items(values, column, style)
        # Some sites write "-  item" or "-   item": a list of plain values keeps that gap.
        first = part.items[0]
        gap = first.content - self._dash_end(first, gap=False)
        if gap > 1 and not any(isinstance(value, (dict, list)) for value in values):
            lines = [line.replace("- ", "-" + " " * gap, 1) for line in lines]
        return lines

    def _dash_end(self, item: Part, *, gap: bool = True) -> int:
        """Return where the dash of a list item ends; its line must hold nothing before it."""
        start = self.layout.line_start(item.start)
        match = _DASH.fullmatch(self.layout.text, start, item.start)
        if match is None:
            raise CannotSpliceError
        return start + len(match[0].rstrip(" \t"))

    def _edit_bracketed_list(self, part: Part, values: list[Value], steps: list[Step]) -> list[Edit]:
        items = part.items
        spans = [(item.start, item.end) for item in items]
        style = text_style(items)
        edits: list[Edit] = []
        doomed: list[int] = []
        for tag, i1, i2, j1, j2 in steps:
            if tag == "equal":
                continue
            both = min(i2 - i1, j2 - j1)
            for i, value in zip(range(i1, i1 + both), values[j1 : j1 + both], strict=True):
                edits += self._replace(
                    items[i], value, items[i].start, self.layout.column(items[i].start), True
                )
            doomed += range(i1 + both, i2)
            new = [self._flow_item(value, style) for value in values[j1 + both : j2]]
            if new:
                edits += insert_between(self.layout, spans, i1 + both, new)
        return [*edits, *remove_between(spans, doomed)]

    def _flow_item(self, value: Value, style: str | None) -> str:
        if isinstance(value, (list, dict)):
            return self.writer.inline(value, flow=True)
        return self.writer.scalar(value, style, flow=True)

    def _add_bracketed(self, part: Part, new: list[str]) -> list[Edit]:
        """Add pairs at the end of a map in braces."""
        if part.pairs:
            last = part.pairs[-1]
            at = max(last.value.end, last.key.end)
            return [Edit(at, at, "".join(f", {pair}" for pair in new))]
        return [Edit(part.content + 1, part.content + 1, ", ".join(new))]

    # Keys of a nested map ----------------------------------------------------------------------------

    def _edit_map(self, part: Part, values: dict[str, Value]) -> list[Edit]:
        edits: list[Edit] = []
        names = [key_text(pair.key.node) for pair in part.pairs]
        if len(set(names)) != len(names):
            raise CannotSpliceError
        if not values:
            raise CannotSpliceError
        if not part.bracketed and not all(self._stands_alone(pair) for pair in part.pairs[1:]):
            raise CannotSpliceError
        for name, pair in zip(names, part.pairs, strict=True):
            if name in values:
                edits += self.set_key(part, pair, values[name])
            elif not part.bracketed and not self._stands_alone(pair):
                raise CannotSpliceError
            elif not part.bracketed:
                edits += self.remove_key(part, name)
        if part.bracketed:
            spans = [(pair.key.start, pair.value.end) for pair in part.pairs]
            edits += remove_between(spans, [i for i, name in enumerate(names) if name not in values])
        return edits + self._new_pairs(part, {k: v for k, v in values.items() if k not in names})

    def _new_pairs(self, part: Part, new: dict[str, Value]) -> list[Edit]:
        if not new:
            return []
        if part.bracketed:
            pairs = [
                f"{key_scalar(key)}: {self.writer.inline(value, flow=True)}" for key, value in new.items()
            ]
            return self._add_bracketed(part, pairs)
        column = self.layout.column(part.pairs[0].key.start)
        style = text_style(pair.value for pair in part.pairs)
        lines = [line for key, value in new.items() for line in self.writer.pair(key, value, column, style)]
        at = self.layout.next_line(part.end)
        return [Edit(at, at, self._line_break_at(at) + self.writer.lines(lines))]

    # Lines -------------------------------------------------------------------------------------------

    def _new_pair(self, key: str, value: Value, column: int) -> str:
        style = self.writer.style if isinstance(value, str) and not _looks_like_name(value) else PLAIN
        return self.writer.lines(self.writer.pair(key, value, column, style))

    def _place(self, root: Part, pairs: list[Pair], key: str, order: Sequence[str]) -> int:
        """Return where the line of a new key belongs among ``pairs``, those with lines of their own."""
        ranks = {name: rank for rank, name in enumerate(order)}
        wanted = ranks.get(key)
        if wanted is not None:
            placed = [(ranks.get(key_text(pair.key.node), -1), pair) for pair in pairs]
            before = [(rank, pair) for rank, pair in placed if 0 <= rank < wanted]
            if before:
                return self._behind(max(before, key=lambda found: found[0])[1])
            behind = [(rank, pair) for rank, pair in placed if rank > wanted]
            if behind:
                return self.layout.line_start(min(behind, key=lambda found: found[0])[1].key.start)
        return self._behind(root.pairs[-1])

    def _behind(self, pair: Pair) -> int:
        """Return where the next line goes after a pair and the indented comments that follow it."""
        at = self.layout.next_line(max(pair.value.end, pair.key.end))
        column = self.layout.column(pair.key.start)
        while at < len(self.layout.text):
            line = self.layout.text[at : self.layout.line_end(at)]
            bare = line.lstrip(" ")
            if not bare.startswith("#") or len(line) - len(bare) <= column:
                break
            at = self.layout.next_line(at)
        return at

    def _stands_alone(self, pair: Pair) -> bool:
        return pair.colon is not None and self.layout.starts_line(pair.key.start)

    def _whole_lines(self, first: int, last: int) -> Edit:
        return Edit(self.layout.line_start(first), self.layout.next_line(last), "")

    def _line_break_at(self, at: int) -> str:
        """Return the line end that a text without one at its end needs before a new line."""
        text = self.layout.text
        return "" if at == 0 or text[at - 1] in "\r\n" else self.writer.newline


def _looks_like_name(value: str) -> bool:
    """Say whether a text is one word, as layouts, paths and ids are, which are seldom quoted."""
    return " " not in value
