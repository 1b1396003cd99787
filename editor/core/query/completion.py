"""Owns what the search box suggests: fields, and the values that may stand after each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.catalog import PostEntry, shown_day
from editor.core.folding import fold
from editor.core.query.fields import FIELDS, STATES, THINGS, field_name
from editor.core.query.lexemes import QUOTED, WORD, Lexeme, lexemes
from editor.core.query.writing import quoted

MOST = 8
"""Suggestions at once; more would be a list to read, not a word to recognise."""

_DATES = (
    ("today", ""),
    ("yesterday", ""),
    ("7d", "the last seven days"),
    ("1m", "the last thirty days"),
    ("1y", "the last year"),
)
_LENGTHS = ((">500", "longer"), ("<80", "shorter"), ("500-800", "between"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the site uses, the most frequent first; years the newest first."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def known_of(posts: Iterable[PostEntry]) -> Known:
    """Return what these posts use."""
    categories: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    years: set[int] = set()
    for entry in posts:
        categories.update(entry.categories)
        tags.update(entry.tags)
        if entry.author:
            authors[entry.author] += 1
        day = shown_day(entry)
        if day is not None:
            years.add(day.year)
    return Known(_ordered(categories), _ordered(tags), _ordered(authors), tuple(sorted(years, reverse=True)))


def _ordered(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in counts.most_common())


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion: ``insert`` takes the place of ``start`` to ``end``; ``label`` and ``detail`` are shown."""

    start: int
    end: int
    insert: str
    label: str
    detail: str = ""


def complete(text: str, cursor: int, known: Known) -> tuple[Completion, ...]:
    """Return what may be meant at the cursor (an offset into ``text``), at most ``MOST``; never raises.

    After a field and its colon these are values, else fields that begin with the word; none inside a quotation
    that belongs to no field. At an empty place every field is offered.
    """
    cursor = min(max(cursor, 0), len(text))
    piece = _piece_at(text[:cursor])
    if piece is None:
        return tuple(_field_rows("", cursor, cursor))[:MOST]
    if piece.field:
        name = field_name(piece.field)
        if name is None:
            return ()
        start = piece.start + len(piece.field) + 1
        return tuple(_value_rows(name, piece.text, start, cursor, known))[:MOST]
    if piece.kind == QUOTED:
        return ()
    return tuple(_field_rows(piece.text, piece.start, cursor))[:MOST]


def _piece_at(text: str) -> Lexeme | None:
    """Return the piece that ends at the cursor; None when a new one begins there."""
    pieces = lexemes(text)
    if not pieces or pieces[-1].end < len(text) or pieces[-1].kind not in (WORD, QUOTED):
        return None
    return pieces[-1]


def _field_rows(typed: str, start: int, end: int) -> Iterable[Completion]:
    for field in FIELDS:
        if field.name.startswith(typed.lower()):
            yield Completion(start, end, f"{field.name}:", f"{field.name}:", field.asks)


def _value_rows(field: str, typed: str, start: int, end: int, known: Known) -> Iterable[Completion]:
    names = {"category": known.categories, "tag": known.tags, "author": known.authors}
    if field in names:
        pairs: Sequence[tuple[str, str]] = [(name, "") for name in names[field]]
    elif field in ("since", "until", "changed"):
        pairs = [*((str(year), "") for year in known.years[:3]), *_DATES]
    elif field in ("has", "missing"):
        pairs = tuple(THINGS.items())
    elif field in ("status", "is"):
        pairs = [(state, "") for state in STATES]
    else:
        pairs = _LENGTHS if field == "words" else ()
    for value, detail in _matching(pairs, typed):
        # A quotation mark cannot be written inside a quotation: what stands before it has to do.
        sayable, mark, _ = value.partition('"')
        if sayable.strip():
            yield Completion(start, end, f"{quoted(sayable.strip(), prefix=bool(mark))} ", value, detail)


def _matching(pairs: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """Return the values that begin with what is typed, then those that hold it; not one that stands there whole."""
    wanted = fold(typed)
    begins, holds = [], []
    for value, detail in pairs:
        folded = fold(value)
        if folded == wanted:
            continue
        if folded.startswith(wanted):
            begins.append((value, detail))
        elif wanted in folded:
            holds.append((value, detail))
    return begins + holds
