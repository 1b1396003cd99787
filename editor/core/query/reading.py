"""Owns the reading of a query: from what is typed to what it means, with a sentence where it means nothing.

Pieces beside each other must all be found; ``OR`` joins its two neighbours first, so that
``category:News OR category:Sport ferry`` asks for ferries in either; brackets group, a minus excludes.
"""

from __future__ import annotations

from difflib import get_close_matches

from editor.core.query.fields import FIELDS, STATES, THINGS, field_name, state_name, thing_name
from editor.core.query.lengths import read_length
from editor.core.query.lexemes import (
    CLOSE,
    MINUS,
    OPEN,
    OR,
    QUOTED,
    WORD,
    Lexeme,
    has_letters,
    is_punctuation,
    lexemes,
)
from editor.core.query.nodes import (
    EVERYTHING,
    Dated,
    Has,
    Label,
    Node,
    Query,
    State,
    Words,
    all_of,
    any_of,
    negated,
)
from editor.core.query.when import read_when

MOST_LETTERS = 2000
"""A longer query is cut: nobody types it, and a database has a border somewhere too."""

_MOST_BRACKETS = 40
_WORD_FIELDS = ("title", "author", "path")
_DATES = ("since", "until", "changed")
_DATE_ADVICE = "Write a day as 2026-03-14, a month as 2026-03, a year as 2026, or 7d for the last seven days."


def read_query(text: str, *, typing: bool = False) -> Query:
    """Read a query; never raises. What cannot be understood is left out and said in ``problem``.

    While it is being typed, the last word is the beginning of one, and what is unfinished at the very end
    (a quotation, a bracket, a field without a value) is no fault yet.
    """
    reader = _Reader(text[:MOST_LETTERS], typing=typing)
    node = reader.read()
    if len(text) > MOST_LETTERS:
        reader.complain(f"Only the first {MOST_LETTERS:,} letters of the search were read.")
    return Query(text, node, reader.problem)


class _Reader:
    """One pass over the pieces of a query."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._pieces = lexemes(text)
        self._at = 0
        self._end = len(text) if typing else -1
        self._depth = 0
        self.problem = ""

    def complain(self, sentence: str) -> None:
        """Keep the first thing that is wrong."""
        self.problem = self.problem or sentence

    def read(self) -> Node:
        """Read the whole query."""
        return self._group() or EVERYTHING

    def _is_being_typed(self, piece: Lexeme) -> bool:
        return piece.end == self._end

    def _peek(self, *kinds: str) -> Lexeme | None:
        piece = self._pieces[self._at] if self._at < len(self._pieces) else None
        return piece if piece is not None and piece.kind in kinds else None

    def _group(self) -> Node | None:
        """Read up to the end or to the bracket that closes this group."""
        found: list[Node] = []
        while self._at < len(self._pieces) and self._peek(CLOSE) is None:
            node = self._choice()
            if node is not None:
                found.append(node)
        return all_of(found) if found else None

    def _choice(self) -> Node | None:
        """Read pieces joined by OR."""
        nodes: list[Node] = []
        while True:
            if self._peek(OR):
                self._complain_of_or()
                self._at += 1
                continue
            if self._at == len(self._pieces) or self._peek(CLOSE):
                if self._end < 0 or self._peek(CLOSE):
                    self._complain_of_or()
                break
            node = self._item()
            if node is not None:
                nodes.append(node)
            if self._peek(OR) is None:
                break
            self._at += 1
        return any_of(nodes) if nodes else None

    def _complain_of_or(self) -> None:
        self.complain("OR stands between two words: ferry OR boat.")

    def _item(self) -> Node | None:
        """Read one piece, with the minus before it or the brackets around it."""
        excluded = False
        while self._peek(MINUS):
            excluded = not excluded
            self._at += 1
        if self._at >= len(self._pieces):
            return None
        piece = self._pieces[self._at]
        if piece.kind == OR:
            self._complain_of_or()
            return None
        self._at += 1
        node = self._brackets() if piece.kind == OPEN else self._term(piece)
        return negated(node) if excluded and node is not None else node

    def _brackets(self) -> Node | None:
        self._depth += 1
        if self._depth > _MOST_BRACKETS:
            self.complain("The search has too many brackets inside each other.")
            self._at = len(self._pieces)
            return None
        node = self._group()
        self._depth -= 1
        if self._peek(CLOSE):
            self._at += 1
        elif self._end < 0:
            self.complain("A bracket is not closed.")
        return node

    def _term(self, piece: Lexeme) -> Node | None:
        if not piece.closed and not self._is_being_typed(piece):
            self.complain("A quotation mark is not closed.")
        if not piece.field:
            return self._words(piece, "")
        field = field_name(piece.field)
        if field is None:
            self._complain_of_field(piece)
            return self._words(piece, "")
        if not piece.text and not piece.star:
            following = self._following()
            if following is None:
                if not self._is_being_typed(piece):
                    self.complain(f"“{piece.field}:” needs something behind it, such as {_example(field)}.")
                return None
            piece = following
        return self._field(field, piece)

    def _following(self) -> Lexeme | None:
        """Take the word after ``category: News``, which people write as they would in a sentence."""
        piece = self._peek(WORD, QUOTED)
        if piece is None or piece.field:
            return None
        self._at += 1
        return piece

    def _field(self, field: str, piece: Lexeme) -> Node | None:
        if field in _WORD_FIELDS:
            return self._words(piece, field)
        if field in ("category", "tag"):
            return Label(field, piece.text, self._is_prefix(piece)) if piece.text else None
        node: Node | None
        if field in _DATES:
            when = read_when(piece.text)
            node = Dated(field, when) if when is not None else None
        elif field == "words":
            node = read_length(piece.text)
        elif field in ("has", "missing"):
            thing = thing_name(piece.text)
            node = Has(thing, field == "has") if thing is not None else None
        else:
            state = state_name(piece.text)
            node = State(state) if state is not None else None
        if node is None and not (self._is_being_typed(piece) and _may_become(field, piece.text)):
            self.complain(_advice(field, piece.text))
        return node

    def _is_prefix(self, piece: Lexeme) -> bool:
        unfinished = piece.kind == WORD or not piece.closed
        return piece.star or (unfinished and self._is_being_typed(piece))

    def _words(self, piece: Lexeme, field: str) -> Node | None:
        text = piece.text if field or not piece.field else f"{piece.field}:{piece.text}"
        if has_letters(text):
            return Words(text, field, self._is_prefix(piece))
        if piece.star:
            self.complain("A * needs the beginning of a word before it: ferr*.")
        elif text and not is_punctuation(text):
            self.complain(f"“{text}” has no letter or digit to look for.")
        return None

    def _complain_of_field(self, piece: Lexeme) -> None:
        near = get_close_matches(piece.field.lower(), [field.name for field in FIELDS], 1)
        hint = f"Did you mean {near[0]}:? " if near else ""
        self.complain(
            f"There is no field “{piece.field}”. {hint}"
            f'To look for it as it stands, put it in quotation marks: "{piece.field}:{piece.text}".'
        )


def _may_become(field: str, text: str) -> bool:
    """Tell whether a value that is being typed can still become one."""
    lower = text.lower()
    if field in _DATES:
        return any(word.startswith(lower) for word in ("today", "yesterday")) or lower[:1].isdigit()
    if field == "words":
        return lower in (">", "<", ">=", "<=") or lower.rstrip("-").isdigit()
    choices = THINGS if field in ("has", "missing") else STATES
    return any(choice.startswith(lower) for choice in choices)


def _advice(field: str, text: str) -> str:
    if field in _DATES:
        return f"“{text}” is no date. {_DATE_ADVICE}"
    if field == "words":
        return f"“{text}” is no length. Write words:>500, words:<80 or words:500-800."
    choices = tuple(THINGS) if field in ("has", "missing") else STATES
    return f"“{field}:{text}” cannot be looked for. After {field}: comes one of {', '.join(choices)}."


def _example(field: str) -> str:
    values = {
        "category": "News", "tag": "harbour", "author": "okafor", "status": "draft", "since": "2026-03",
        "until": "2026-03-14", "changed": "7d", "has": "image", "missing": "excerpt", "is": "broken",
        "path": "2026-03", "words": ">500",
    }  # fmt: skip
    return f"{field}:{values.get(field, 'ferry')}"
