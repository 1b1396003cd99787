"""Owns cutting a text into Liquid's tokens, by the rules of Ruby's Liquid, in time that grows with the text.

What Ruby would stop the build at (a tag that is never closed, an end without a beginning) becomes a token of its
own, ``PROBLEM``, so that the rest still renders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

PROBLEM = "problem!"
"""The name of the tag that stands for what cannot be read; its expression is the reason, NUL, the source."""
UNKNOWN = "unknown!"
"""The name of the same for a tag that no plugin at hand has, which leaves nothing open."""

BLOCKS = frozenset({"if", "unless", "case", "for", "tablerow", "capture", "highlight", "ifchanged"})
_MIDDLES = {"else": {"if", "unless", "case", "for"}, "elsif": {"if", "unless"}, "when": {"case"}}
DEEPEST = 40
"""How deep blocks may stand in each other; Ruby stops at 100, few posts reach 5."""

TAGS_AT_MOST = 30_000
LONGEST_TAG = 10_000
MARKUP_AT_MOST = 500_000
PARENTHESES_AT_MOST = 100
"""Tags of a text, characters of one of them and of all together, what one opens outside of strings: bounds beyond
anything that is written by hand; a text of more would hold up the page for long."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"\{%-?\s*(#|\w+)\s*(.*?)-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_ENDRAW = re.compile(r"\{%-?\s*+endraw[^%]*+%\}\Z")


@dataclass(slots=True)
class _Piece:
    """A stretch of the text: plain, an output, or a tag."""

    start: int
    text: str
    kind: str
    name: str = ""
    markup: str = ""
    markup_at: int = 0
    trims: bool = False
    too_deep: bool = False
    began: bool = False


def tokenize(
    source: str, blocks: frozenset[str] = BLOCKS, known: frozenset[str] = frozenset()
) -> Iterator[Token]:
    """Yield the tokens of a text. ``blocks`` are the tags that have an end, ``known`` all others."""
    pieces = list(_trimmed(_without_comments(_pieces(source))))
    _balance(pieces, blocks, known)
    for piece in pieces:
        if piece.kind == TOKEN_CONTENT:
            if piece.text:
                yield Token(TOKEN_CONTENT, piece.text, piece.start, source)
        elif piece.kind == TOKEN_OUTPUT:
            yield Token(TOKEN_OUTPUT, piece.text, piece.start, source)
            yield Token(TOKEN_EXPRESSION, piece.markup, piece.markup_at, source)
        elif piece.kind == TOKEN_TAG:
            yield Token(TOKEN_TAG, piece.name, piece.start, source)
            if piece.markup:
                yield Token(TOKEN_EXPRESSION, piece.markup, piece.markup_at, source)


def _pieces(source: str) -> Iterator[_Piece]:
    """Cut the text as Liquid::Tokenizer does: ``{% … %}``, ``{{ … }}`` or ``{{ … }`` and what is between."""
    at, plain, size, count, markup = 0, 0, len(source), 0, 0
    tags_end = outputs_end = True  # whether an end may still come: asked once, not for every beginning
    while (at := source.find("{", at)) != -1 and at < size - 1:
        mark = source[at + 1]
        if mark == "%":
            end = source.find("%}", at + 2) + 2 if tags_end else 1
            tags_end = end > 1
        elif mark == "{":
            end = source.find("}", at + 2) + 1 if outputs_end else 0
            outputs_end = end > 0
            end += 1 if end and source.startswith("}", end) else 0
        else:
            at += 1
            continue
        if plain < at:
            yield _Piece(plain, source[plain:at], TOKEN_CONTENT)
        end = end if end > at + 1 else at + 2
        count += 1
        markup += end - at
        if count > TAGS_AT_MOST or markup > MARKUP_AT_MOST:
            most = f"{TAGS_AT_MOST:,}" if count > TAGS_AT_MOST else f"{MARKUP_AT_MOST:,} characters of"
            yield _problem(
                at, "", f"There are more than {most} tags, so from here on they are left as they are"
            )
            yield _Piece(at, source[at:], "raw")
            return
        yield _piece(source[at:end], at)
        at = plain = end
    if plain < size:
        yield _Piece(plain, source[plain:], TOKEN_CONTENT)


def _piece(text: str, start: int) -> _Piece:
    if len(text) > LONGEST_TAG:
        return _problem(start, text[:100], f"The tag is longer than {LONGEST_TAG:,} characters")
    if _parentheses(text) > PARENTHESES_AT_MOST:
        return _problem(start, text, f"The tag has more than {PARENTHESES_AT_MOST} parentheses")
    if text.startswith("{%"):
        found = _TAG.fullmatch(text)
        if found is None:
            reason = "The tag has no name" if text.endswith("%}") else "The tag is never closed with %}"
            return _problem(start, text, reason)
        trims = len(text) > 4 and text[-3] == "-"
        markup = found[2].rstrip()
        return _Piece(start, text, TOKEN_TAG, found[1], markup, start + found.start(2), trims)
    found = _OUTPUT.fullmatch(text)
    if found is None:
        return _problem(start, text, "The output is never closed with }}")
    trims = len(text) > 4 and text[-3] == "-"
    return _Piece(start, text, TOKEN_OUTPUT, "", found[1].strip(), start + found.start(1), trims)


def _parentheses(text: str) -> int:
    """Count what opens outside of strings; behind each of them the strict reader looks for dots, to the end."""
    count = text.count("(")
    return _QUOTED.sub("", text).count("(") if count > PARENTHESES_AT_MOST else count


def _problem(start: int, text: str, reason: str) -> _Piece:
    return _Piece(start, text, TOKEN_TAG, PROBLEM, f"{reason}\0{text}", start)


def _without_comments(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Leave comments out, and make of what is between ``raw`` and ``endraw`` plain text."""
    for piece in pieces:
        if piece.name == "raw":
            yield from _raw(piece, pieces)
        elif piece.name == "comment":
            yield from _comment(piece, pieces)
        elif piece.name != "#":
            yield piece
        else:
            yield _Piece(piece.start, piece.text, "skipped", trims=piece.trims)


def _raw(opening: _Piece, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    yield _Piece(opening.start, opening.text, "skipped")
    parts: list[str] = []
    for piece in pieces:
        end = _ENDRAW.search(piece.text) if piece.text.endswith("%}") else None
        if end is not None:
            parts.append(piece.text[: end.start()])
            yield _Piece(opening.start + len(opening.text), "".join(parts), "raw")
            # What follows loses its white space by the hyphen of ``raw``: Ruby looks at no hyphen of ``endraw``.
            yield _Piece(piece.start, piece.text[end.start() :], "skipped", trims=opening.trims)
            return
        parts.append(piece.text)
    yield _problem(opening.start, opening.text, "“raw” has no “endraw”")
    yield _Piece(opening.start + len(opening.text), "".join(parts), "raw")


def _comment(opening: _Piece, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    yield _Piece(opening.start, opening.text, "skipped")
    depth, raw = 1, False
    for piece in pieces:
        if raw:
            raw = not (piece.text.endswith("%}") and _ENDRAW.search(piece.text))
        elif piece.name == "raw":
            raw = True
        elif piece.name == "comment":
            depth += 1
        elif piece.name == "endcomment":
            depth -= 1
            if not depth:
                yield _Piece(piece.start, piece.text, "skipped", trims=piece.trims)
                return
    yield _problem(opening.start, opening.text, "“comment” has no “endcomment”, so all below it is left out")


def _trimmed(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Take white space away where a tag's hyphen says so."""
    before: _Piece | None = None
    trims = False
    for piece in pieces:
        if piece.kind == TOKEN_CONTENT:
            if trims:
                kept = piece.text.lstrip(_SPACE)
                piece.start, piece.text = piece.start + len(piece.text) - len(kept), kept
            trims = False
        elif piece.kind != "raw":
            if before is not None and before.kind == TOKEN_CONTENT and piece.text[2:3] == "-":
                before.text = before.text.rstrip(_SPACE)
            trims = piece.trims
        else:
            piece.kind = TOKEN_CONTENT
            trims = False
            yield piece
            before = None
            continue
        if piece.kind != "skipped":
            yield piece
        before = piece


_SPACE = " \t\n\v\f\r\0"


def is_raw(source: str, start: int) -> bool:
    """Tell whether plain text that stands at ``start`` stands between ``raw`` and ``endraw``."""
    if not source.endswith("%}", 0, start):
        return False
    found = _TAG.fullmatch(source, source.rfind("{%", 0, start), start)
    return found is not None and found[1] == "raw"


def _balance(pieces: list[_Piece], blocks: frozenset[str], known: frozenset[str]) -> None:
    """Make problems of beginnings without an end and the other way round, and of what stands too deep."""
    names = {piece.name for piece in pieces}
    stack = _Stack()
    for piece in pieces:
        name = piece.name
        if piece.kind != TOKEN_TAG or name in known or name in (PROBLEM, UNKNOWN):
            pass
        elif name in blocks:
            stack.push(piece)
        elif name in _MIDDLES:
            if stack.top not in _MIDDLES[name]:
                _spoil(piece, f"“{name}” stands outside of a block it belongs to")
        elif name.startswith("end") and name[3:] in blocks:
            stack.close(piece)
        elif name.startswith("end"):
            if name[3:] in known or name[3:] not in names:
                _spoil(piece, f"“{name}” ends nothing")
            else:
                piece.kind = "skipped"  # the box stands where this plugin's tag begins
        else:
            has_end = f"end{name}" in names
            _spoil(
                piece,
                f"Jekyll knows the tag “{name}” only through a plugin",
                PROBLEM if has_end else UNKNOWN,
            )
        if stack.is_before_when(piece):
            piece.kind = "skipped"
    stack.spoil_all()


class _Stack:
    """The blocks that are open, and how many there are of each name."""

    def __init__(self) -> None:
        self._open: list[_Piece] = []
        self._counts: dict[str, int] = {}

    @property
    def top(self) -> str:
        """The name of the innermost block."""
        return self._open[-1].name if self._open else ""

    def push(self, piece: _Piece) -> None:
        """Open a block."""
        self._open.append(piece)
        self._counts[piece.name] = self._counts.get(piece.name, 0) + 1
        piece.too_deep = len(self._open) > DEEPEST

    def close(self, piece: _Piece) -> None:
        """Close the innermost block that this is the end of, and spoil what was opened in it and never closed."""
        name = piece.name[3:]
        if not self._counts.get(name):
            _spoil(piece, f"“{piece.name}” ends nothing")
            return
        while self.top != name:
            self._spoil_top()
        opener = self._pop()
        if opener.too_deep:
            _spoil(opener, f"Blocks stand more than {DEEPEST} deep in each other")
            piece.kind = "skipped"

    def spoil_all(self) -> None:
        """Spoil what is still open at the end."""
        while self._open:
            self._spoil_top()

    def is_before_when(self, piece: _Piece) -> bool:
        """Tell whether a piece stands between ``case`` and its first ``when``, where nothing is shown."""
        if self.top != "case":
            return False
        case = self._open[-1]
        case.began = case.began or piece.name in ("when", "else")
        return not case.began and piece is not case

    def _pop(self) -> _Piece:
        opener = self._open.pop()
        self._counts[opener.name] -= 1
        return opener

    def _spoil_top(self) -> None:
        opener = self._pop()
        _spoil(opener, f"“{opener.name}” has no “end{opener.name}”")


def _spoil(piece: _Piece, reason: str, name: str = PROBLEM) -> None:
    piece.kind, piece.markup, piece.markup_at = TOKEN_TAG, f"{reason}\0{piece.text}", piece.start
    piece.name = name
