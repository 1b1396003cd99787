"""Owns conditions that Ruby decides otherwise than python-liquid: what ``contains`` may be asked of."""

from __future__ import annotations

from collections.abc import Collection

from liquid import RenderContext, TokenStream
from liquid.ast import Node
from liquid.builtin.expressions import logical
from liquid.builtin.tags import if_tag, unless_tag
from liquid.expression import Expression

from editor.core.liquid.values import is_truthy, text_of


class _Contains(logical.ContainsExpression):
    """``contains``, which is false of a number, a date or ``true`` (Liquid::Condition, ``respond_to?(:include?)``)."""

    __slots__ = ()

    def evaluate(self, context: RenderContext) -> object:
        left, right = self.left.evaluate(context), self.right.evaluate(context)
        if not is_truthy(left) or not is_truthy(right):
            return False
        if isinstance(left, str):
            return text_of(right) in left
        return isinstance(left, Collection) and right in left


def _as_ruby(expression: Expression) -> Expression:
    """Return a condition with each ``contains`` in it made Ruby's."""
    for name in ("expression", "left", "right"):
        part = getattr(expression, name, None)
        if isinstance(part, Expression):
            setattr(expression, name, _as_ruby(part))
    if type(expression) is logical.ContainsExpression:
        return _Contains(expression.token, expression.left, expression.right)
    return expression


def _mended(node: Node) -> Node:
    if isinstance(node, (if_tag.IfNode, unless_tag.UnlessNode)):
        for expression in (
            node.condition,
            *(alternative.expression for alternative in node.alternatives),
        ):
            _as_ruby(expression)
    return node


class IfTag(if_tag.IfTag):
    """``{% if %}``."""

    def parse(self, stream: TokenStream) -> Node:
        """Parse the block with its conditions."""
        return _mended(super().parse(stream))


class UnlessTag(unless_tag.UnlessTag):
    """``{% unless %}``."""

    def parse(self, stream: TokenStream) -> Node:
        """Parse the block with its conditions."""
        return _mended(super().parse(stream))
