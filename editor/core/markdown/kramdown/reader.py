"""Owns the state of reading blocks: a place in a text, the tree that grows, and what containers still hold.

Containers (quotes, list items, notes) are read later from the list of ``Work.jobs``, so that depth costs no stack.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import partial

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.dialect import GFM, Dialect
from editor.core.markdown.tree import AttributeList, Node

DEPTH_AT_MOST = 1000
"""Lists and quotes inside one another; what is deeper is a paragraph."""


class Work:
    """What the readers of one text and of all containers in it share."""

    def __init__(self, options: Mapping[str, str] | None = None, dialect: Dialect = GFM) -> None:
        self.options = options or {}
        self.dialect = dialect
        self.jobs: list[Callable[[], None]] = []
        self.hungry: set[str] = set()
        """Marks that may turn what was read into something else when they are written far below."""
        self.short = False
        """Whether the end of a mark was looked for through to the end of the text, in vain."""
        self.defines = False
        self.depth = 0

    def finish(self) -> None:
        """Read all containers that have been found, and those found in them, depth first."""
        while self.jobs:
            self.jobs.pop()()


class Reader(ABC):
    """Reads the blocks of ``text``, which ends with a line end, into ``tree``."""

    def __init__(self, text: str, tree: Node, work: Work, depth: int = 0) -> None:
        self.text = text
        self.pos = 0
        self.tree = tree
        self.work = work
        self.pending: AttributeList | None = None
        """An attribute list that stands before its block."""
        self.stopped = False
        self.depth = depth
        self.absent: dict[str, int] = {}
        """Closing marks, and the place from which on the text is known to hold none."""

    def run(self) -> None:
        """Read everything."""
        size = len(self.text)
        while self.pos < size and not self.stopped:
            self.step()

    @abstractmethod
    def step(self) -> None:
        """Read the block or the blank lines at ``pos``."""

    def line(self) -> str:
        """Take the line at ``pos``, its end included."""
        end = self.text.index("\n", self.pos) + 1
        line = self.text[self.pos : end]
        self.pos = end
        return line

    def add(self, node: Node) -> Node:
        """Put a block into the tree, with the attribute list that stands before it."""
        node.list, self.pending = self.pending, None
        self.tree.children.append(node)
        return node

    def search(self, mark: str, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Return where ``pattern``, which is named ``mark``, is found first; what is absent is not looked for again."""
        known = self.absent.get(mark)
        found = pattern.search(self.text, start, len(self.text) if known is None else known)
        if found is None:
            self.work.hungry.add(mark[:3])
            self.work.short = self.work.short or known is None
            self.absent[mark] = start if known is None else min(known, start)
        return found

    def after_boundary(self) -> bool:
        """Return whether a blank line, ``^`` or an attribute list stands before ``pos``, or nothing at all."""
        last = self.tree.children[-1] if self.tree.children else None
        if last is None or self.pending is not None:
            return True
        return isinstance(last, Node) and (last.kind == "blank" or (last.kind == "mark" and not last.value))

    def before_boundary(self) -> bool:
        """Return whether a blank line, ``^``, an attribute list or the end follows ``pos``."""
        text, pos = self.text, self.pos
        return pos >= len(text) or any(
            mark.match(text, pos) for mark in (g.BLANK_LINES, g.END_MARK, g.BLOCK_LIST)
        )

    def after(self, text: str, node: Node, finish: Callable[[], None] | None = None) -> None:
        """Plan to read ``text`` into ``node``, and ``finish`` when all that is in it has been read."""
        if finish is not None:
            self.work.jobs.append(finish)
        if self.depth < DEPTH_AT_MOST:
            self.work.jobs.append(partial(self._read_inside, text, node))
        elif text.strip(g.BLANKS):
            node.children.append(Node("p", text.strip(g.BLANKS)))

    def _read_inside(self, text: str, node: Node) -> None:
        type(self)(text, node, self.work, self.depth + 1).run()

    def indented(self, start: int) -> str:
        """Return the indented lines at ``start``, blank lines between them and lazy ones after them."""
        text = self.text
        end = at = start
        size = len(text)
        while at < size:
            blank = g.BLANK_LINES.match(text, at)
            at = blank.end() if blank else at
            if not text.startswith(("    ", "\t"), at):
                break
            while at < size and not g.BLANK_LINES.match(text, at) and not g.CODE_END.match(text, at):
                at = text.index("\n", at) + 1
            end = at
        return text[start:end]
