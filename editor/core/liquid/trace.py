"""Owns what a run over a body leaves to know, so that a part of the body can be run again alone."""

from __future__ import annotations

from liquid.ast import Node
from liquid.builtin.content import ContentNode

from editor.core.liquid.context import Context
from editor.core.liquid.names import Names
from editor.core.liquid.outcome import Kept, Standing
from editor.core.liquid.tokens import is_raw

# Names that are kept for all places together: a text of thousands of loops is run as a whole.
_NAMES_AT_MOST = 50_000


class Trace:
    """Which text stands as it is written, and after which tags names stand for something else.

    ``is_whole`` until the run was stopped, or names have become too many to be kept.
    """

    def __init__(self, source: str, names: Names, context: Context) -> None:
        self.kept: list[Kept] = []
        self.standings: list[tuple[int, Standing]] = []
        self.is_whole = True
        self._source, self._names, self._context = source, names, context
        self._room = _NAMES_AT_MOST
        names.put_in(context)

    def note(self, node: Node, at: int) -> None:
        """Note a node that was written from ``at`` on."""
        start = max(node.token.start_index, 0)
        if isinstance(node, ContentNode):
            self.kept.append(Kept(start, at, len(node.text), is_raw(self._source, start)))
        elif self.is_whole and not self._names.stand_in(self._context):
            self._names = Names.of(self._context)
            self._room -= self._names.size
            self.standings.append((start, self._names))
            self.is_whole = self._room > 0
