"""Owns the language: python-liquid with Jekyll's tags and filters, its own cutting of texts, and guards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from liquid import Environment, Mode, Token, TokenStream
from liquid.ast import Node
from liquid.builtin import content
from liquid.builtin.tags import (
    assign_tag,
    capture_tag,
    case_tag,
    decrement_tag,
    echo_tag,
    ifchanged_tag,
    increment_tag,
    inline_comment_tag,
    liquid_tag,
)
from liquid.parser import get_parser
from liquid.token import TOKEN_TAG

from editor.core.liquid.blocks import BreakTag, ContinueTag, CycleTag, LoopTag, OutputTag, TableRowTag
from editor.core.liquid.conditions import IfTag, UnlessTag
from editor.core.liquid.filters import FILTERS
from editor.core.liquid.guard import Guard, ProblemTag, StrayTag
from editor.core.liquid.jekyll_tags import JEKYLL_TAGS, PluginTag
from editor.core.liquid.tokens import BLOCKS, PROBLEM, UNKNOWN, tokenize
from editor.core.liquid.words import as_ruby_reads

_TAGS = (
    IfTag, UnlessTag, case_tag.CaseTag, LoopTag, BreakTag, ContinueTag,
    TableRowTag, capture_tag.CaptureTag, CycleTag, assign_tag.AssignTag, increment_tag.IncrementTag,
    decrement_tag.DecrementTag, echo_tag.EchoTag, ifchanged_tag.IfChangedTag, liquid_tag.LiquidTag, OutputTag,
    inline_comment_tag.InlineCommentTag,
    *JEKYLL_TAGS,
)  # fmt: skip
"""All tags that Jekyll knows without a plugin, apart from ``raw`` and ``comment``, which are no more once cut."""


class _Stream(TokenStream):
    """Tokens of a text; those of a tag's markup are as Ruby's Liquid tells them apart."""

    def into_inner(self, *, tag: Token | None = None, eat: bool = True) -> TokenStream:
        """Return the tokens of the markup at the stream."""
        inner = super().into_inner(tag=tag, eat=eat)
        inner.tokens = as_ruby_reads(inner.tokens, tag.value if tag is not None else "")
        return inner


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as nodes; ``is_closed`` unless something stays open in it, or ends there that was never opened."""

    nodes: list[Node]
    is_closed: bool


class JekyllLiquid(Environment):
    """The language as Jekyll 4 speaks it."""

    block_nesting_limit = 200
    context_depth_limit = 400

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Take in just what Jekyll knows."""
        self.add_tag(content.Literal)
        for tag in _TAGS:
            self.tags[tag.name] = Guard(self, tag(self))
        self.tags["illegal"] = StrayTag(self)
        self.tags[PROBLEM] = self.tags[UNKNOWN] = ProblemTag(self)
        self.filters.update(FILTERS)

    def tokenizer(self) -> Callable[[str], Iterator[Token]]:
        """Return how texts are cut."""
        known = frozenset(self.tags) - BLOCKS
        return lambda source: tokenize(source, BLOCKS, known)

    def parsed(self, source: str) -> Parsed:
        """Parse a text; never raises: what cannot be read is a node that writes a box."""
        tokens = list(self.tokenizer()(source))
        is_closed = all(token.value != PROBLEM or token.kind != TOKEN_TAG for token in tokens)
        return Parsed(get_parser(self).parse(_Stream(iter(tokens))), is_closed)


@lru_cache(maxsize=8)
def environment(plugins: frozenset[str]) -> JekyllLiquid:
    """Return the language with the tags of these plugins; it holds no state of any site."""
    language = JekyllLiquid(tolerance=Mode.STRICT, strict_filters=False)
    for name in plugins:
        language.tags[name] = Guard(language, PluginTag(language, name))
    return language
