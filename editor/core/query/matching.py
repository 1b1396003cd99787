"""Owns asking a row of the list whether a query finds it, from what the list knows without the post's text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from editor.core.catalog import PostEntry, shown_day
from editor.core.folding import fold
from editor.core.query.hits import Finder
from editor.core.query.nodes import AllOf, AnyOf, Dated, Has, Label, Length, Node, Not, State, Words
from editor.core.query.when import first_day, last_day

_THINGS: dict[str, Callable[[PostEntry], bool]] = {
    "image": lambda entry: bool(entry.image),
    "excerpt": lambda entry: bool(entry.excerpt),
    "category": lambda entry: bool(entry.categories),
    "tag": lambda entry: bool(entry.tags),
    "author": lambda entry: bool(entry.author),
    "date": lambda entry: entry.moment is not None,
}


class Matcher:
    """A query to be asked of rows; ``today`` is the writer's day.

    Words are looked for in headline, excerpt, names and path. What only the text tells (links, alt text) no row has
    and no row lacks.
    """

    def __init__(self, node: Node, today: date) -> None:
        self._node = node
        self._today = today
        self._finders: dict[Words, Finder] = {}

    def __call__(self, entry: PostEntry) -> bool:
        """Return True when the query finds the row."""
        return self._finds(self._node, entry)

    def _finds(self, node: Node, entry: PostEntry) -> bool:
        match node:
            case AllOf(nodes):
                return all(self._finds(part, entry) for part in nodes)
            case AnyOf(nodes):
                return any(self._finds(part, entry) for part in nodes)
            case Not(inner):
                return not self._finds(inner, entry)
            case Words():
                return self._has_words(node, entry)
            case Label():
                return _has_label(node, entry)
            case State(status):
                return entry.status == status
            case Has(thing, present):
                return thing in _THINGS and _THINGS[thing](entry) == present
            case Length(least, most):
                return (least is None or entry.words >= least) and (most is None or entry.words <= most)
            case Dated():
                return self._is_dated(node, entry)

    def _has_words(self, words: Words, entry: PostEntry) -> bool:
        finder = self._finders.setdefault(words, Finder([words]))
        fields = {"title": entry.title, "author": entry.author, "path": entry.path}
        if words.field:
            return bool(finder.spans(fields[words.field], most=1))
        # A line for each: a phrase does not reach from one into the next, as it cannot in columns of an index.
        texts = (*fields.values(), *entry.categories, *entry.tags, entry.excerpt)
        return any(finder.spans(text, most=1) for text in texts)

    def _is_dated(self, node: Dated, entry: PostEntry) -> bool:
        if node.border == "changed":
            return entry.modified_ns >= since_ns(first_day(node.when, self._today))
        day = shown_day(entry)
        if day is None:
            return False
        if node.border == "since":
            return day >= first_day(node.when, self._today)
        return day <= last_day(node.when, self._today)


def since_ns(day: date) -> int:
    """Return the beginning of a day where the program runs, as a file's time: nanoseconds since 1970."""
    try:
        return int(datetime(day.year, day.month, day.day).timestamp()) * 1_000_000_000
    except (OverflowError, OSError, ValueError):  # a year the system's clock does not reach
        return 0 if day.year < 2000 else 2**62


def _has_label(label: Label, entry: PostEntry) -> bool:
    wanted = fold(label.name)
    names = map(fold, entry.categories if label.field == "category" else entry.tags)
    return any(name.startswith(wanted) if label.prefix else name == wanted for name in names)
