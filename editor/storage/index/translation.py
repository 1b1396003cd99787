"""Owns the meaning of a query as SQL over the tables of the index, and as FTS5 asks for its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from editor.core.folding import fold
from editor.core.query.lexemes import has_letters
from editor.core.query.matching import since_ns
from editor.core.query.nodes import (
    AllOf,
    AnyOf,
    Dated,
    Has,
    Label,
    Length,
    Node,
    Not,
    State,
    Words,
    all_of,
)
from editor.core.query.when import first_day, last_day
from editor.storage.index.schema import PART, TEXTS

_PICTURE = (
    "EXISTS (SELECT 1 FROM refs WHERE refs.file = posts.id AND has_alt IS NOT NULL AND place != 'value')"
)
_ALT = "EXISTS (SELECT 1 FROM refs WHERE refs.file = posts.id AND has_alt = 1)"
_NO_ALT = "EXISTS (SELECT 1 FROM refs WHERE refs.file = posts.id AND has_alt = 0)"
_LINK = (
    "EXISTS (SELECT 1 FROM refs WHERE refs.file = posts.id AND has_alt IS NULL"
    " AND place IN ('link', 'definition', 'attribute', 'post_url'))"
)
# What a post has, and what it lacks; the two are each other's opposite but for alt text, which takes a picture
# (the lead image is one).
_THINGS = {
    "image": ("image != ''", "image = ''"),
    "alt": (f"{_ALT} AND NOT {_NO_ALT}", _NO_ALT),
    "excerpt": ("excerpt != ''", "excerpt = ''"),
    "title": (
        "coalesce(json_extract(front, '$.title'), '') != ''",
        "coalesce(json_extract(front, '$.title'), '') = ''",
    ),
    "date": ("moment IS NOT NULL", "moment IS NULL"),
    "category": ("categories != ''", "categories = ''"),
    "tag": ("tags != ''", "tags = ''"),
    "author": ("authors != ''", "authors = ''"),
    "links": (_LINK, f"NOT {_LINK}"),
    "pictures": (_PICTURE, f"NOT {_PICTURE}"),
}
_HAS_WORDS = " OR ".join(f"posts.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)" for table in TEXTS)
LABEL_COLUMNS = {"category": "categories", "tag": "tags"}
"""Where the names of each kind of label stand."""
# As `shown_day` has it: `due` is the moment of the date in the zone of the site.
_DAY = "coalesce(substr(iif(moment IS NULL, NULL, coalesce(due, moment)), 1, 10), day)"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a query hangs on besides the posts: the time, which is aware, and the writer's day.

    ``future`` is the site's setting that shows posts before their date.
    """

    now: datetime
    today: date
    future: bool = False


class Translation:
    """A query on its way to SQL: conditions on ``posts``, and the values they name.

    ``labels`` tells the lists of categories or of tags that posts have, as they are stored, and folded.
    """

    def __init__(
        self,
        moment: Moment,
        labels: Callable[[str], Mapping[str, str]],
        scheduled: Callable[[Moment], list[int]],
    ) -> None:
        self._moment = moment
        self._labels = labels
        self._scheduled = scheduled
        self.values: list[object] = []

    def condition(self, node: Node) -> str:
        """Return the condition for a node; its values are appended in the order of their question marks."""
        words = match_expression(node)
        if words is not None:
            return self._has_words(words)
        match node:
            case AllOf(nodes):
                return self._all_of(nodes) if nodes else "1"
            case AnyOf(nodes):
                return "(" + " OR ".join(self.condition(part) for part in nodes) + ")"
            case Not(inner):
                return f"NOT ({self.condition(inner)})"
            case State(status):
                return self._state(status)
            case Label():
                return self._label(node)
            case Has(thing, present):
                return f"({_THINGS[thing][0 if present else 1]})"
            case Dated():
                return self._dated(node)
            case Length(least, most):
                return self._with("words BETWEEN ? AND ?", least or 0, 2**40 if most is None else most)
            case Words():
                return "0"  # nothing in it that an index could hold

    def _with(self, condition: str, *values: object) -> str:
        self.values.extend(values)
        return condition

    def _has_words(self, words: str) -> str:
        return self._with(f"({_HAS_WORDS})", *[words] * len(TEXTS))

    def _all_of(self, nodes: Sequence[Node]) -> str:
        """Join conditions, all the words among them in one question to FTS5."""
        words, rest = parted_by_words(AllOf(tuple(nodes)))
        parts = [] if words is None else [self._has_words(words)]
        others = rest.nodes if isinstance(rest, AllOf) else () if rest is None else (rest,)
        parts.extend(self.condition(part) for part in others)
        return "(" + " AND ".join(parts) + ")"

    def _state(self, status: str) -> str:
        if status not in ("published", "scheduled"):
            return self._with("status = ?", status)
        due = "posts.id IN (SELECT value FROM json_each(?))"
        ids = json.dumps(self._scheduled(self._moment))
        if status == "scheduled":
            return self._with(due, ids)
        return self._with(f"(status IN ('published', 'scheduled') AND NOT {due})", ids)

    def _label(self, label: Label) -> str:
        """Look through the lists of names there are, which are fewer than posts: SQLite folds no accents."""
        wanted = f"{PART}{fold(label.name)}{'' if label.prefix else PART}"
        lists = [stored for stored, folded in self._labels(label.field).items() if wanted in folded]
        column = LABEL_COLUMNS[label.field]
        return self._with(f"({column} IN (SELECT value FROM json_each(?)))", json.dumps(lists))

    def _dated(self, node: Dated) -> str:
        first = first_day(node.when, self._moment.today)
        if node.border == "changed":
            return self._with("(SELECT mtime_ns FROM files WHERE files.id = posts.id) >= ?", since_ns(first))
        if node.border == "since":
            return self._with(f"coalesce({_DAY} >= ?, 0)", first.isoformat())
        last = last_day(node.when, self._moment.today)
        return self._with(f"coalesce({_DAY} <= ?, 0)", last.isoformat())


def parted_by_words(node: Node) -> tuple[str | None, Node | None]:
    """Return what a query asks of the texts, as FTS5 asks for it, and the rest, which has to be true as well."""
    words = match_expression(node)
    if words is not None:
        return words, None
    if not isinstance(node, AllOf):
        return None, node
    wordy = tuple(part for part in node.nodes if _is_wordy(part))
    if not any(match_expression(part) is not None for part in wordy):
        return None, node
    return match_expression(AllOf(wordy)), all_of([part for part in node.nodes if not _is_wordy(part)])


def match_expression(node: Node) -> str | None:
    """Return a node of words alone as FTS5 asks for it (https://sqlite.org/fts5.html); None for any other."""
    match node:
        case Words(text, field, prefix):
            if not has_letters(text):
                return None
            column = f"{{{field}}} : " if field else ""
            return f"{column}{quoted(text)}{' *' if prefix else ''}"
        case AllOf(nodes):
            excluded = [part.node for part in nodes if isinstance(part, Not)]
            found = _joined([part for part in nodes if not isinstance(part, Not)], "AND")
            if found is None or not excluded:
                return found
            without = _joined(excluded, "OR")
            return None if without is None else f"({found} NOT {without})"
        case AnyOf(nodes):
            return _joined(nodes, "OR")
        case _:
            return None


def _is_wordy(node: Node) -> bool:
    return match_expression(node.node if isinstance(node, Not) else node) is not None


def _joined(nodes: Sequence[Node], joint: str) -> str | None:
    parts = [words for node in nodes if (words := match_expression(node)) is not None]
    return f"({f' {joint} '.join(parts)})" if parts and len(parts) == len(nodes) else None


_NUL = re.compile("\0")


def quoted(text: str) -> str:
    """Return ``text`` as a string of FTS5: words in a row, whatever signs are between them."""
    return '"' + _NUL.sub(" ", text).replace('"', '""') + '"'
