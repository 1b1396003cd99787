"""Owns what the parts of a page's layouts wrote, so that those without a share in the body are not run again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from liquid.ast import Node

from editor.core.liquid.context import Context
from editor.core.liquid.faults import LiquidProblem
from editor.core.liquid.run import Output
from editor.core.liquid.values import is_hash

_LARGEST = 20_000_000
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Part:
    """What one node found and left behind: names it saw and set, and what it wrote, read and told."""

    node: Node
    before: dict[str, Any]
    after: dict[str, Any]
    stops: dict[str, int]
    text: str
    problems: tuple[LiquidProblem, ...]
    read: dict[str, object]


@dataclass
class Memory:
    """The parts of the layouts of one page whose front matter stays as it is; its body may change.

    A part is written again when it looks at the body (``touched``), when a file it was made of has another ``stamp``,
    and when a name it may see has another value. ``also_read`` gives the files that posts it shows were made of, and
    forgets them.
    """

    stamp: Callable[[str], object]
    also_read: Callable[[], frozenset[str]] = frozenset
    touched: bool = False
    _parts: dict[tuple[str, int], _Part] = field(default_factory=dict)
    _size: int = 0

    def replay(self, key: tuple[str, int], node: Node, context: Context, out: Output) -> bool:
        """Write what a part wrote the last time; False where that may not be what it would write now."""
        part = self._parts.get(key)
        if part is None or part.node is not node or part.before != context.locals:
            return False
        if any(self.stamp(path) != stamp for path, stamp in part.read.items()):
            return False
        out.write(part.text)
        context.locals.clear()
        context.locals.update(part.after)
        context.tag_namespace["stopindex"].update(part.stops)
        context.run.problems.update(dict.fromkeys(part.problems))
        context.run.read.update(part.read)
        return True

    def render(self, key: tuple[str, int], node: Node, context: Context, out: Output) -> None:
        """Write a part, and keep it if it has no share in the body; raises what it raises."""
        run = context.run
        before, counters, cycles = dict(context.locals), dict(context.counters), _cycles(context)
        stops = dict(context.tag_namespace["stopindex"])
        mark, told, read = out.mark(), set(run.problems), set(run.read)
        self.touched = False
        self.also_read()
        run.touch = self._touch
        try:
            node.render(context, out)  # type: ignore[arg-type]
        finally:
            run.touch = None
        self._parts.pop(key, None)
        files = (run.read - read) | self.also_read()
        run.read |= files
        if self.touched or run.stopped or counters != context.counters or cycles != _cycles(context):
            return
        if any(_holds(value, run.page) for value in context.locals.values()):
            return  # the page in view has its body with it
        text = out.since(mark)
        self._size += len(text)
        if self._size > _LARGEST:
            self._parts.clear()
            self._size = len(text)
        now = context.tag_namespace["stopindex"]
        self._parts[key] = _Part(
            node,
            before,
            dict(context.locals),
            {name: at for name, at in now.items() if stops.get(name) != at},
            text,
            tuple(problem for problem in run.problems if problem not in told),
            {path: self.stamp(path) for path in files},
        )

    def _touch(self) -> None:
        self.touched = True


def _holds(value: Any, page: object, depth: int = 0) -> bool:
    """Tell whether a value is the page, or a list or hash with it."""
    if value is page or depth > _DEEPEST:
        return True
    if isinstance(value, (list, tuple)):
        return any(_holds(item, page, depth + 1) for item in value)
    return is_hash(value) and any(_holds(item, page, depth + 1) for item in value.values())


def _cycles(context: Context) -> tuple[dict[object, int], object]:
    return dict(context.tag_namespace["cycles"]), context.tag_namespace["ifchanged"]
