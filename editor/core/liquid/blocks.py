"""Owns the tags of Liquid that python-liquid would run differently than Ruby does: outputs, loops, cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from liquid import RenderContext, TokenStream
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, LoopExpression, Path, tokenize
from liquid.builtin.output import Output as BuiltinOutput
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.cycle_tag import CycleNode
from liquid.builtin.tags.cycle_tag import CycleTag as BuiltinCycleTag
from liquid.builtin.tags.for_tag import BreakTag as BuiltinBreakTag
from liquid.builtin.tags.for_tag import ContinueTag as BuiltinContinueTag
from liquid.builtin.tags.for_tag import ForLoop, ForNode, ForTag
from liquid.builtin.tags.tablerow_tag import TablerowTag
from liquid.exceptions import BreakLoop, ContinueLoop
from liquid.token import TOKEN_EXPRESSION, TOKEN_OUTPUT

from editor.core.liquid.context import Context
from editor.core.liquid.values import Drop, as_int, len_of, text_of, written
from editor.core.liquid.words import as_ruby_reads


class _Written(OutputNode):
    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(written(self.expression.evaluate(context)))


class OutputTag(BuiltinOutput):
    """``{{ … }}``; nothing at all between the braces writes nothing."""

    def parse(self, stream: TokenStream) -> Any:
        """Parse an output."""
        if not stream.peek.value.strip():
            next(stream)
            return _Nothing(stream.current)
        token = stream.eat(TOKEN_OUTPUT)
        markup = stream.expect(TOKEN_EXPRESSION)
        tokens = as_ruby_reads(list(tokenize(markup.value, markup)), "")
        return _Written(token, FilteredExpression.parse(self.env, TokenStream(iter(tokens))))


class _Nothing(Node):
    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return 0


def turns(expression: LoopExpression, context: Context) -> Sequence[Any]:
    """Return what a loop goes over (Liquid::Utils.slice_collection): a part of a list, pairs of a hash, a text."""
    found: Any = expression.iterable.evaluate(context)
    if isinstance(found, str):
        return [found] if found else []
    if isinstance(found, Mapping):
        found = [] if isinstance(found, Drop) and not len(found) else list(found.items())
    if not isinstance(found, (Sequence, range)):
        return []
    key = f"{expression.identifier}-{expression.iterable}"
    start = _offset(expression, context, key)
    size = len_of(found) if isinstance(found, range) else len(found)
    limit = None if expression.limit is None else expression.limit.evaluate(context)
    end = size if limit is None else start + as_int(limit)
    context.stopindex(key, min(max(end, 0), size))
    part = found[max(start, 0) : max(end, 0)]
    return part[::-1] if expression.reversed else part


def _offset(expression: LoopExpression, context: Context, key: str) -> int:
    if expression.offset is None:
        return 0
    offset = expression.offset.evaluate(context)
    return context.stopindex(key) if offset == "continue" else as_int(offset)


class _Loop(ForNode):
    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, Context)
        items = turns(self.expression, context)
        length = len_of(items) if isinstance(items, range) else len(items)
        if not length:
            return self.default.render(context, buffer) if self.default else 0
        name = self.expression.identifier
        loop = ForLoop(f"{name}-{self.expression.iterable}", iter(items), length, _parent_of(context))
        namespace = {"forloop": loop, name: None}
        count = 0
        with context.loop(namespace, loop):
            for item in loop:
                context.run.spend()
                namespace[name] = item
                try:
                    count += self.block.render(context, buffer)
                except ContinueLoop:
                    continue
                except BreakLoop:
                    break
        return count


def _parent_of(context: Context) -> object:
    return context.loops[-1] if context.loops else None


class BreakTag(BuiltinBreakTag):
    """``break``; blanks around it are written, as Ruby's Liquid does not take it for nothing."""

    def parse(self, stream: TokenStream) -> Any:
        """Parse the tag."""
        node = super().parse(stream)
        node.blank = False
        return node


class ContinueTag(BuiltinContinueTag):
    """``continue``; blanks around it are written, too."""

    def parse(self, stream: TokenStream) -> Any:
        """Parse the tag."""
        node = super().parse(stream)
        node.blank = False
        return node


class LoopTag(ForTag):
    """``for``: each turn is counted, and nothing is worked out before its turn comes."""

    node_class = _Loop


class _TableRow(Node):
    """``tablerow`` writes the rows and cells of a table (Liquid::TableRow)."""

    __slots__ = ("_block", "_expression")

    def __init__(self, inner: Any) -> None:
        super().__init__(inner.token)
        self._expression, self._block = inner.expression, inner.block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, Context)
        if self._expression.iterable.evaluate(context) is None:
            return 0
        items = turns(self._expression, context)
        length = len_of(items) if isinstance(items, range) else len(items)
        columns = self._expression.cols
        width = (as_int(columns.evaluate(context)) if columns is not None else 0) or length
        count = buffer.write('<tr class="row1">\n')
        state: dict[str, object] = {}
        with context.extend({"tablerowloop": state, self._expression.identifier: None}):
            for index, item in enumerate(items):
                context.run.spend()
                state.update(_cell(index, length, width))
                with context.extend({self._expression.identifier: item}):
                    count += buffer.write(f'<td class="col{index % width + 1}">')
                    count += self._block.render(context, buffer)
                    count += buffer.write("</td>")
                if state["col_last"] and not state["last"]:
                    count += buffer.write(f'</tr>\n<tr class="row{index // width + 2}">')
        return count + buffer.write("</tr>\n")


def _cell(index: int, length: int, width: int) -> dict[str, object]:
    column = index % width
    return {
        "length": length, "index": index + 1, "index0": index, "rindex": length - index,
        "rindex0": length - index - 1, "first": index == 0, "last": index == length - 1,
        "col": column + 1, "col0": column, "col_first": column == 0, "col_last": column == width - 1,
        "row": index // width + 1,
    }  # fmt: skip


class TableRowTag(TablerowTag):
    """``tablerow``."""

    def parse(self, stream: TokenStream) -> Any:
        """Parse a table's row."""
        return _TableRow(super().parse(stream))


class _Cycle(CycleNode):
    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        values = [value.evaluate(context) for value in self.args]
        key: object = (
            text_of(self.group.evaluate(context)) if self.group else str([str(one) for one in self.args])
        )
        if not self.group and any(isinstance(one, Path) for one in self.args):
            # Ruby tells cycles without a name apart by what stands in them: names are other objects in each.
            key = id(self)
        return buffer.write(written(values[context.cycle((bool(self.group), key), len(values))]))


class CycleTag(BuiltinCycleTag):
    """``cycle``."""

    node_class = _Cycle
