"""Owns cutting a query into its pieces: words, quoted words, fields, OR, minus and brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from editor.core.query.fields import field_name

WORD, QUOTED, OR, MINUS, OPEN, CLOSE = "word", "quoted", "or", "minus", "open", "close"

_FIELD = re.compile(r"([A-Za-z]+):")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query from ``start`` to ``end``.

    ``field`` is the word before a colon as it was typed; ``text`` what follows it, without quotation marks.
    ``closed`` is False for a quotation that never ends; ``star`` tells of a ``*`` behind the word.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    field: str = ""
    closed: bool = True
    star: bool = False


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """Cut a query into pieces; every text can be cut."""
    pieces: list[Lexeme] = []
    at, depth = 0, 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece = _next(text, at, depth)
        depth += {OPEN: 1, CLOSE: -1}.get(piece.kind, 0)
        pieces.append(piece)
        at = piece.end
    return tuple(pieces)


def has_letters(text: str) -> bool:
    """Tell whether a search can find ``text``: FTS5's ``unicode61`` makes words of letters and digits only."""
    return any(_is_letter(letter) for letter in text)


def is_punctuation(text: str) -> bool:
    """Tell whether ``text`` is only dashes, dots and the like, which a search passes over."""
    return all(letter.isascii() or unicodedata.category(letter)[0] in "PZC" for letter in text)


def looks_like_field(text: str) -> bool:
    """Tell whether ``text`` would be read as a field with its value when it stood there unquoted."""
    return _FIELD.match(text) is not None


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "Co"


def _next(text: str, at: int, depth: int) -> Lexeme:
    follows = text[at + 1 : at + 2]
    if text[at] == "(":
        return Lexeme(OPEN, at, at + 1)
    if text[at] == ")" and depth:
        return Lexeme(CLOSE, at, at + 1)
    if text[at] == "-" and follows and not follows.isspace() and follows not in "-)":
        return Lexeme(MINUS, at, at + 1)
    field = _FIELD.match(text, at)
    if field is not None and _is_field(text, field):
        return _value(text, at, field.end(), field[1], depth)
    piece = _value(text, at, at, "", depth)
    return Lexeme(OR, at, piece.end) if piece.kind == WORD and text[at : piece.end] == "OR" else piece


def _is_field(text: str, match: re.Match[str]) -> bool:
    """Take ``Breaking: storm`` and ``https://…`` for what they are; a known name is a field in any case."""
    if field_name(match[1]) is not None:
        return True
    rest = text[match.end() :]
    return bool(rest) and not rest[0].isspace() and not rest.startswith("//")


def _value(text: str, start: int, at: int, field: str, depth: int) -> Lexeme:
    """Read a word or a quotation from ``at``."""
    if text[at : at + 1] == '"':
        close = text.find('"', at + 1)
        end = len(text) if close < 0 else close + 1
        inside = _SPACE.sub(" ", text[at + 1 : end if close < 0 else close]).strip()
        star = close >= 0 and text[end : end + 1] == "*"
        return Lexeme(QUOTED, start, end + star, inside, field, closed=close >= 0, star=star)
    end = at
    while (
        end < len(text) and not text[end].isspace() and text[end] != '"' and not (depth and text[end] == ")")
    ):
        end += 1
    word = text[at:end]
    bare = word.rstrip("*")
    return Lexeme(WORD, start, end, bare, field, star=len(bare) < len(word))
