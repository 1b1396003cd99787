"""Owns the state of reading spans: a place in a text, and the elements that are open there.

What is not closed stands for itself; the reader then goes back and goes on behind the mark. Such attempts
are counted, and when there are too many in one block, marks are no longer tried: text of thousands of
unclosed marks is no prose, and reading it would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol

from editor.core.markdown.facts import Reference
from editor.core.markdown.kramdown.signs import Signs
from editor.core.markdown.tree import AttributeList, Node

WASTED_AT_MOST = 40_000
_DEPTH_AT_MOST = 60
"""Elements inside one another in one paragraph; deeper marks stand for themselves."""
_TRIES_AT_MOST = 10
"""Emphasis, links and pictures inside one another."""

BRACKET = re.compile(r"(\])|!?\[")
SPACES = tuple(" \t\n\r\f\v")
QUOTES = ('"', "'")
_MARKS = r"[*_`\[<$&\"'\\]|!\[|\{:|--|\.\.\.|>>| >>|  \n|~~"
_NEXT = re.compile(_MARKS)
_NEXT_OR_BRACKET = re.compile(rf"{_MARKS}|\]")


class Knowledge(Protocol):
    """What the rest of the post tells about labels and names."""

    steps: int
    """How many marks have been read."""
    wasted: int
    """How many of them in attempts that came to nothing."""

    @property
    def signs(self) -> Signs | None:
        """How quotes and symbols are written, None for as usual."""

    gfm: bool
    """Whether GitHub's additions to kramdown hold."""

    @property
    def options(self) -> Mapping[str, str]:
        """The options of ``{::options}`` in the post."""

    def reference(self, label: str) -> Reference | None:
        """Return the link target ``label``, None when the post defines none."""

    def has_note(self, label: str) -> bool:
        """Return whether the post defines the note ``label``."""

    def tell_options(self, names_and_values: tuple[str, ...]) -> None:
        """Take note of options for the whole post."""

    def lists(self) -> Mapping[str, AttributeList]:
        """Return the named attribute lists."""


Try = Callable[["SpanReader", Node], bool]
"""Reads one sort of span at the reader's place into an element; false when it is none of that sort."""


class SpanReader:
    """Reads the spans of one ``text``; ``readers`` are what a mark may be, in the order in which it is tried."""

    readers: ClassVar[Mapping[str, tuple[Try, ...]]]

    def __init__(self, text: str, known: Knowledge, depth: int = 0) -> None:
        self.text = text
        self.pos = 0
        self.known = known
        self.chain: list[Node] = []
        self.depth = depth
        self._absent: dict[str, int] = {}
        """Closing marks, and the place from which on the text is known to hold none."""
        self.sign_end = -1
        """Where the last quotation mark or symbol ended: it is an element to an attribute list."""

    def read(
        self,
        into: Node,
        stop: re.Pattern[str] | None = None,
        accept: Callable[[re.Match[str]], bool] | None = None,
    ) -> bool:
        """Read spans into ``into`` up to the end, or up to ``stop`` where it is accepted; return whether it was."""
        text = self.text
        search = (_NEXT_OR_BRACKET if stop is BRACKET else _NEXT).search
        self.chain.append(into)
        found = False
        while (mark := search(text, self.pos)) is not None:
            self.known.steps += 1
            at = mark.start()
            first = text[at]
            # A quote is read together with the character before it, unless that has been read already.
            if first in "\"'" and at > self.pos and text[at - 1] != "\\":
                at -= 1
            if at > self.pos:
                into.add_text(text[self.pos : at])
                self.pos = at
            if stop is not None and (end := stop.match(text, at)) and (accept is None or accept(end)):
                found = True
                break
            for reader in self.readers[first]:
                if reader(self, into):
                    break
            else:
                into.add_text(text[self.pos])
                self.pos += 1
        if mark is None and stop is None:
            into.add_text(text[self.pos :])
            self.pos = len(text)
        self.chain.pop()
        if len(into.children) > 1:
            into.join_texts()
        return found

    def find(self, mark: str, start: int) -> int:
        """Return where ``mark`` is found first, -1 for nowhere; what is absent is not looked for again."""
        at = self.text.find(mark, start) if start < self._absent.get(mark, len(self.text)) else -1
        if at < 0:
            self.give_up(mark, start)
        return at

    def give_up(self, mark: str, start: int) -> None:
        """Note down that nothing from ``start`` on is closed by ``mark``."""
        self._absent[mark] = min(start, self._absent.get(mark, start))

    def may_try(self) -> bool:
        """Return whether one more element may be opened."""
        return self.known.wasted < WASTED_AT_MOST and len(self.chain) + self.depth < _DEPTH_AT_MOST

    def may_fail(self) -> bool:
        """Return whether something may be tried from which the reader might have to come back."""
        return self.may_try() and sum(node.kind != "html" for node in self.chain) <= _TRIES_AT_MOST
