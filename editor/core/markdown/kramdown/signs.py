"""Owns how quotes, symbols and entities are written where a site or a post sets it (kramdown's options for them)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import codepoint2name, name2codepoint

from editor.core.markdown.tree import Node, escape_text

_QUOTES = "‘’“”"
_NAMED = {
    "hellip": "…",
    "mdash": "—",
    "ndash": "–",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
}
_RESERVED = '<>&"'
_OPTIONS = ("entity_output", "smart_quotes", "typographic_symbols")


@dataclass(frozen=True, slots=True)
class Signs:
    """``quotes`` are what the four quotes become, ``symbols`` the HTML of the symbols that are not written as usual."""

    output: str = "as_char"
    quotes: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)

    def node(self, sign: str) -> Node:
        """Return a quote or symbol as it is written; a heading's id still counts the sign it stands for."""
        html = self.symbols.get(sign)
        if html is None:
            html = "".join(self.entity(self.quotes.get(character, character)) for character in sign)
        node = Node("entity", html)
        node.detail = (sign,)
        return node

    def entity(self, character: str, written: str | None = None) -> str:
        """Return a character that was ``written`` as an entity, or comes from none (Utils::Html#entity_to_str)."""
        name = codepoint2name.get(ord(character)) or ("apos" if character == "'" else None)
        if self.output == "as_char" and (character == '"' or character not in _RESERVED):
            return character
        if self.output in ("as_char", "as_input") and written is not None:
            return written
        if name and (self.output == "symbolic" or character in _RESERVED):
            return f"&{name};"
        return f"&#{ord(character)};"


def signs_of(options: Mapping[str, str]) -> Signs | None:
    """Return how signs are written by these options, None where all are as usual."""
    given = tuple(options.get(name, "") for name in _OPTIONS)
    return _signs(*given) if any(given) else None


def no_break_space(options: Mapping[str, str]) -> str:
    """Return the space that kramdown itself puts into empty cells and before the way back from a note."""
    return (signs_of(options) or Signs()).entity("\u00a0")


@lru_cache(maxsize=32)
def _signs(output: str, quotes: str, symbols: str) -> Signs | None:
    output = output.strip().removeprefix(":")
    signs = Signs(
        output if output in ("as_input", "numeric", "symbolic") else "as_char",
        _quotes(quotes),
        _symbols(symbols),
    )
    return None if signs == Signs() else signs


def _quotes(text: str) -> dict[str, str]:
    names = [name.strip() for name in text.split(",")]
    characters = [_character(name) for name in names]
    if len(names) != len(_QUOTES):
        return {}
    return {usual: one for usual, one in zip(_QUOTES, characters, strict=True) if one and one != usual}


def _character(name: str) -> str | None:
    """Return what an entity's name or number stands for, None for what is neither."""
    if name.isascii() and name.isdigit() and len(name) < 8:
        return chr(int(name)) if 0 < int(name) < 0x110000 else None
    code = {"apos": 39, **name2codepoint}.get(name)
    return chr(code) if code else None


def _symbols(text: str) -> dict[str, str]:
    try:
        given = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    return {_NAMED[name]: escape_text(str(shown)) for name, shown in given.items() if name in _NAMED}
