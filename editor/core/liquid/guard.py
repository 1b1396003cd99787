"""Owns keeping a page whole: a tag that cannot be read or fails becomes a labelled box, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from liquid import RenderContext, TokenStream
from liquid.ast import Node
from liquid.exceptions import LiquidError
from liquid.tag import Tag
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from editor.core.liquid.context import Context
from editor.core.liquid.faults import TagError
from editor.core.liquid.lax import REWRITES, output
from editor.core.liquid.run import TOLD_AT_MOST, Output
from editor.core.liquid.tokens import BLOCKS, LONGEST_TAG

_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Guard(Tag):
    """A tag that is parsed strictly, then as Ruby's lax parser would, and then shown as a problem."""

    def __init__(self, env: object, inner: Tag) -> None:
        super().__init__(env)  # type: ignore[arg-type]
        self._inner = inner
        self.name, self.block, self.end = inner.name, inner.block, getattr(inner, "end", "")

    def get_node(self, stream: TokenStream) -> Node:
        """Parse one tag and all it holds."""
        start, depth = stream.pos, stream.block_depth
        reason = "It cannot be read"
        for rewrite in _READINGS:
            stream.pos, stream.block_depth = start, depth
            if not rewrite(stream):
                continue
            try:
                return Guarded(self._inner.parse(stream))
            except LiquidError as error:
                reason = _sentence(error)
            except RecursionError:
                reason = "It is nested too deep"
            except _FAULTS as error:
                reason = str(error)
        stream.pos, stream.block_depth = start, depth
        token = stream.current
        if token.value in BLOCKS and token.kind == TOKEN_TAG:
            stream.pos = _end_of(stream, start)
        elif stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        return ProblemNode(token, reason, source_of(token))

    def parse(self, stream: TokenStream) -> Node:
        """Parse one tag."""
        return self.get_node(stream)


def _as_written(_stream: TokenStream) -> bool:
    return True


def _rewrite_first(stream: TokenStream) -> bool:
    """Read the markup of the tag at the stream again, leniently."""
    return _rewrite(stream, stream.pos)


def _rewrite(stream: TokenStream, at: int) -> bool:
    tokens = stream.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].kind != TOKEN_EXPRESSION:
        return False
    token, markup = tokens[at], tokens[at + 1]
    again = output if token.kind == TOKEN_OUTPUT else REWRITES.get(token.value)
    if again is None:
        return False
    tokens[at + 1] = Token(TOKEN_EXPRESSION, again(markup.value), markup.start_index, markup.source)
    return True


def _rewrite_all(stream: TokenStream) -> bool:
    """Read the markup of the branches of a block again as well."""
    changed = False
    depth = 0
    for at in range(stream.pos, _end_of(stream, stream.pos)):
        token = stream.tokens[at]
        if token.kind != TOKEN_TAG:
            continue
        if token.value in BLOCKS:
            depth += 1
        elif token.value.startswith("end") and token.value[3:] in BLOCKS:
            depth -= 1
        elif depth == 1 and token.value in ("elsif", "when"):
            changed = _rewrite(stream, at) or changed
    return changed


_READINGS: tuple[Callable[[TokenStream], bool], ...] = (_as_written, _rewrite_first, _rewrite_all)


def _end_of(stream: TokenStream, start: int) -> int:
    """Return where the end tag of the block at ``start`` stands; blocks are balanced."""
    depth = 0
    for at in range(start, len(stream.tokens)):
        token = stream.tokens[at]
        if token.kind == TOKEN_TAG:
            depth += (token.value in BLOCKS) - (token.value.startswith("end") and token.value[3:] in BLOCKS)
            if depth == 0:
                return at
    return len(stream.tokens) - 1


class Guarded(Node):
    """A node whose faults become a box."""

    __slots__ = ("_inner",)

    def __init__(self, inner: Node) -> None:
        super().__init__(inner.token)
        self._inner = inner
        self.blank = inner.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render the node, or the box."""
        assert isinstance(context, Context)
        context.run.spend()
        try:
            return self._inner.render_to_output(context, buffer)
        except TagError as fault:
            reason = str(fault)
        except LiquidError as error:
            reason = _sentence(error)
        except _FAULTS as error:
            reason = str(error) or type(error).__name__
        return _show(context, buffer, reason, self.token)


class ProblemNode(Node):
    """A box from the start: what stands here could not be read."""

    __slots__ = ("_reason", "_source")

    def __init__(self, token: Token, reason: str, source: str) -> None:
        super().__init__(token)
        self.blank = False
        self._reason = reason
        self._source = source

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the box."""
        assert isinstance(context, Context)
        context.run.spend()
        return _show(context, buffer, self._reason, self.token, self._source)


class ProblemTag(Tag):
    """The tag that cutting a text puts in place of what cannot be read."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Take reason and source from its markup."""
        token = next(stream)
        reason, _, source = stream.current.value.partition("\0")
        return ProblemNode(token, reason, source)


class StrayTag(Tag):
    """A part of a block that stands where no such block is open."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Make a problem of it."""
        token = stream.current
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        return ProblemNode(
            token, f"“{token.value}” stands outside of a block it belongs to", source_of(token)
        )


def _show(context: Context, buffer: TextIO, reason: str, token: Token, source: str | None = None) -> int:
    if len(context.run.problems) < TOLD_AT_MOST:
        context.run.note(reason, token.source.count("\n", 0, max(token.start_index, 0)) + 1)
    if not isinstance(buffer, Output):
        return 0
    return buffer.box(reason, source_of(token) if source is None else source)


def source_of(token: Token) -> str:
    """Return the tag as it is written."""
    start = max(token.start_index, 0)
    end = token.source.find("}}" if token.kind == TOKEN_OUTPUT else "%}", start, start + LONGEST_TAG)
    return token.source[start : end + 2] if end != -1 and token.kind != TOKEN_EOF else ""


def _sentence(error: LiquidError) -> str:
    text = str(error.message or "It cannot be read")
    return text[0].upper() + text[1:]
