"""Owns which words in a tag's markup are names: Ruby's Liquid has far fewer words of its own than python-liquid."""

from __future__ import annotations

from collections.abc import Sequence

from liquid.token import (
    TOKEN_AS,
    TOKEN_BLANK,
    TOKEN_COLON,
    TOKEN_COLS,
    TOKEN_CONTINUE,
    TOKEN_DOT,
    TOKEN_ELSE,
    TOKEN_FOR,
    TOKEN_IF,
    TOKEN_IN,
    TOKEN_LIMIT,
    TOKEN_NOT,
    TOKEN_OFFSET,
    TOKEN_RANGE,
    TOKEN_RANGE_LITERAL,
    TOKEN_REQUIRED,
    TOKEN_REVERSED,
    TOKEN_WITH,
    TOKEN_WORD,
    Token,
)

_CONDITIONS = frozenset({"if", "elsif", "unless", "case", "when"})
_LOOPS = frozenset({"for", "tablerow"})
_SETTINGS = frozenset({TOKEN_OFFSET, TOKEN_LIMIT, TOKEN_COLS})
_WORDS = _SETTINGS | {
    TOKEN_BLANK, TOKEN_REVERSED, TOKEN_CONTINUE, TOKEN_IN, TOKEN_WITH, TOKEN_FOR, TOKEN_AS, TOKEN_IF, TOKEN_ELSE,
    TOKEN_REQUIRED, TOKEN_NOT,
}  # fmt: skip


def as_ruby_reads(tokens: Sequence[Token], tag: str) -> list[Token]:
    """Return the tokens of a tag's markup, ``""`` for an output's, names made of the words that are none to Ruby.

    So are ``offset`` and ``limit`` where no loop asks for them: a list's first page often has ``assign offset = …``.
    ``blank`` of a condition is a name, too: Jekyll's texts have no ``blank?``, so nothing equals it.
    """
    return [
        Token(TOKEN_WORD, token.value, token.start_index, token.source)
        if token.kind in _WORDS and _is_name(tokens, at, tag)
        else token
        for at, token in enumerate(tokens)
    ]


def _is_name(tokens: Sequence[Token], at: int, tag: str) -> bool:
    kind = tokens[at].kind
    if kind == TOKEN_BLANK:
        return tag in _CONDITIONS
    if tag not in _LOOPS:
        return True
    if kind in _SETTINGS:
        return at + 1 == len(tokens) or tokens[at + 1].kind != TOKEN_COLON
    if kind == TOKEN_CONTINUE:
        return not at or tokens[at - 1].kind != TOKEN_COLON
    if kind == TOKEN_REVERSED:
        return at < 3 or tokens[at - 1].kind in (TOKEN_DOT, TOKEN_RANGE, TOKEN_RANGE_LITERAL)
    return kind != TOKEN_IN or at != 1
