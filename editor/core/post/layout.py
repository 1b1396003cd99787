"""Owns where every value of a front-matter block stands, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from editor.core.post.reading import alias_spans, end_of, start_of

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:\s+|\Z))*(?:[&!][^\s,\[\]{}]*\Z)?")
_COLON = re.compile(r"[ \t]*:")
_BLANK_TAIL = re.compile(r"(?:(?:\r\n?|\n)[ \t]*)+\Z")
_KEEPS_BLANK_TAIL = re.compile(r"[|>][0-9]?\+")


@dataclass(frozen=True, slots=True)
class Part:
    """One value and its span: ``start`` before any ``&anchor`` and ``!tag``, ``content`` after them.

    ``end`` is behind the last character of the last leaf, so a comment after a list is never inside.
    ``bracketed`` is True for ``[…]`` and ``{…}``. An alias has the node of its anchor but its own span.
    """

    node: Node
    start: int
    content: int
    end: int
    alias: bool = False
    bracketed: bool = False
    items: tuple[Part, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def leaves(self) -> Iterator[Part]:
        """Yield this part and everything below it, keys included."""
        yield self
        for item in self.items:
            yield from item.leaves()
        for pair in self.pairs:
            yield from pair.key.leaves()
            yield from pair.value.leaves()


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value; ``colon`` is the index behind the colon, None for a key written without one."""

    key: Part
    colon: int | None
    value: Part


@dataclass
class Layout:
    """The parts of one composed text; ``root`` is None for a block without keys."""

    text: str
    root: Part | None
    anchors: dict[int, Part] = field(default_factory=dict)
    aliases: list[Part] = field(default_factory=list)

    def line_start(self, index: int) -> int:
        """Return where the line of ``index`` starts; a lone CR ends a line for YAML."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return where the line of ``index`` stops, before its line end."""
        ends = (self.text.find(end, index) for end in "\r\n")
        return min((end for end in ends if end >= 0), default=len(self.text))

    def next_line(self, index: int) -> int:
        """Return where the line after that of ``index`` starts."""
        end = self.line_end(index)
        return min(end + (2 if self.text.startswith("\r\n", end) else 1), len(self.text))

    def column(self, index: int) -> int:
        """Return how many characters stand before ``index`` in its line."""
        return index - self.line_start(index)

    def starts_line(self, index: int) -> bool:
        """Say whether only blanks stand before ``index`` in its line."""
        return not self.text[self.line_start(index) : index].strip(" \t")

    def shared_outside(self, part: Part) -> bool:
        """Say whether ``part`` holds an anchor that an alias elsewhere points at."""
        if not self.aliases:
            return False
        inside = {id(leaf.node) for leaf in part.leaves() if not leaf.alias}
        return any(
            id(alias.node) in inside and not part.start <= alias.start < part.end for alias in self.aliases
        )


def lay_out(text: str, root: MappingNode | None) -> Layout:
    """Find the span of every part of ``root``, which was composed from ``text``."""
    layout = Layout(text, None)
    if root is not None:
        layout.root = _Surveyor(layout).part(root)
    return layout


class _Surveyor:
    """Walks nodes in document order, because that is the order in which alias spans are known."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._text = layout.text
        self._alias_spans = iter(alias_spans(layout.text))
        self._seen: set[int] = set()

    def part(self, node: Node) -> Part:
        if id(node) in self._seen:
            start, end = next(self._alias_spans)
            alias = Part(node, start, start, end, alias=True)
            self._layout.aliases.append(alias)
            return alias
        self._seen.add(id(node))
        start, end = start_of(node), end_of(node)
        content = start
        if self._text[start : start + 1] in ("&", "!"):
            match = _PROPERTIES.match(self._text, start, end)
            content = match.end() if match else start
        if isinstance(node, ScalarNode):
            return Part(node, start, content, self._scalar_end(node, content, end))
        if isinstance(node, SequenceNode):
            return self._collection(node, start, content, end, tuple(map(self.part, node.value)), ())
        return self._collection(
            node, start, content, end, (), tuple(self._pair(*pair) for pair in node.value)
        )

    def _collection(
        self, node: Node, start: int, content: int, end: int, items: tuple[Part, ...], pairs: tuple[Pair, ...]
    ) -> Part:
        bracketed = self._text[content : content + 1] in ("[", "{") and bool(
            getattr(node, "flow_style", True)
        )
        if not bracketed:
            # The reader's own end mark runs on past comments and blank lines to the next key.
            last = items[-1].end if items else max(pairs[-1].value.end, pairs[-1].colon or pairs[-1].key.end)
            end = max(last, content)
        return Part(node, start, content, end, bracketed=bracketed, items=items, pairs=pairs)

    def _pair(self, key_node: Node, value_node: Node) -> Pair:
        key = self.part(key_node)
        value = self.part(value_node)
        match = _COLON.match(self._text, key.end) if isinstance(key_node, ScalarNode) else None
        return Pair(key, match.end() if match else None, value)

    def _scalar_end(self, node: ScalarNode, content: int, end: int) -> int:
        if node.style not in ("|", ">"):
            return max(content, end)
        written = self._text[content:end]
        if _KEEPS_BLANK_TAIL.match(written):
            return content + len(written.removesuffix("\n").removesuffix("\r"))
        tail = _BLANK_TAIL.search(written)
        return content + (tail.start() if tail else len(written))
