"""Owns the meaning of ``KEY=VALUE`` on the command line and its effect on one front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.frontmatter import FieldKind, FrontMatter, Value, is_date_key
from editor.core.post.post import parse_post

# A key holds no slash, so that a path with "=" in its name is still a path.
_ASSIGNMENT = re.compile(r"(?P<key>[^\W\d][\w-]*(?: [\w-]+)*)(?P<sign>:?=)(?P<value>.*)", re.DOTALL)
# Jekyll splits these at blanks when they are text (https://jekyllrb.com/docs/posts/), so they stay lists.
_LIST_KEYS = frozenset(("tags", "categories"))
# Jekyll's own switches; as text, "false" would count as yes.
_YES_NO_KEYS = frozenset(("published",))
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class BadChangeError(ValueError):
    """A change that cannot be understood; the text is a sentence for the writer."""


@dataclass(frozen=True)
class Change:
    """One change of one key: ``what`` is ``set``, ``yaml``, ``add``, ``drop`` (an item) or ``remove``."""

    what: str
    key: str
    value: str = ""


def is_assignment(word: str) -> bool:
    """Tell whether a word of the command line is ``KEY=VALUE`` or ``KEY:=YAML`` and not a file."""
    return _ASSIGNMENT.fullmatch(word) is not None


def assignment(word: str) -> Change:
    """Read ``KEY=VALUE`` or ``KEY:=YAML``; raises BadChangeError for a date or YAML nobody could read."""
    found = _ASSIGNMENT.fullmatch(word)
    if found is None:
        raise BadChangeError(f"“{word}” is not KEY=VALUE.")
    key, value = found["key"], found["value"]
    if found["sign"] == ":=":
        typed_value(value)
        return Change("yaml", key, value)
    if key == "date" and value and parse_date(value) is None:
        raise BadChangeError(
            f"“{value}” cannot be read as a date, and Jekyll stops at one it cannot read. "
            "Write 2026-03-14 or 2026-03-14 07:30."
        )
    return Change("set", key, value)


def addition(word: str) -> Change:
    """Read the ``KEY=ITEM`` of ``--add``; raises BadChangeError."""
    key, sign, item = word.partition("=")
    if not sign or not key or not item:
        raise BadChangeError(f"--add takes KEY=ITEM, not “{word}”.")
    return Change("add", key, item)


def removal(word: str) -> Change:
    """Read the ``KEY`` or ``KEY=ITEM`` of ``--remove``; raises BadChangeError."""
    key, sign, item = word.partition("=")
    if not key or (sign and not item):
        raise BadChangeError(f"--remove takes KEY or KEY=ITEM, not “{word}”.")
    return Change("drop", key, item) if sign else Change("remove", key)


def typed_value(yaml: str) -> Value:
    """Return the value that YAML on one line stands for; raises BadChangeError."""
    post = parse_post(f"---\nvalue: {yaml}\n---\n".encode("utf-8", "surrogateescape"))
    if post.front is None or post.front.keys != ("value",):
        raise BadChangeError(f"“{yaml}” cannot be read as YAML.")
    return post.front.get("value")


def apply(front: FrontMatter, change: Change, order: Callable[[], Sequence[str]]) -> FrontMatter:
    """Return ``front`` with the change made; the same object when it makes no difference.

    ``order`` gives the site's usual order of keys and is asked only when a key is new.
    Raises EditRefusedError.
    """
    if change.what in ("remove", "drop") and change.key not in front:
        return front
    if change.what == "remove":
        return front.remove(change.key)
    value = _new_value(front, change)
    if change.key in front:
        return front if value == front.get(change.key) else front.set(change.key, value)
    return front.set(change.key, value, order())


def _new_value(front: FrontMatter, change: Change) -> Value:
    if change.what == "yaml":
        return typed_value(change.value)
    if change.what == "set":
        return _meant(front, change)
    items = _items(front, change.key)
    if change.what == "drop":
        return [item for item in items if item != change.value and str(item) != change.value]
    return items if change.value in map(str, items) else [*items, change.value]


def _meant(front: FrontMatter, change: Change) -> Value:
    """A value is text, unless the key already holds (or always holds) something else it can be read as."""
    key, text = change.key, change.value
    field = front.field(key)
    kind = field.kind if field is not None else None
    if kind is FieldKind.LIST or (key in _LIST_KEYS and kind in (None, FieldKind.EMPTY)):
        return [item.strip() for item in text.split(",") if item.strip()]
    if (kind is FieldKind.YESNO or key in _YES_NO_KEYS) and text.lower() in _YES_NO:
        return _YES_NO[text.lower()]
    if kind is FieldKind.NUMBER and isinstance(number := typed_value(text), int | float):
        return number
    if (kind is FieldKind.DATE or is_date_key(key)) and (moment := parse_date(text)):
        return _in_notation(field.value if field is not None else None, moment)
    return text


def _in_notation(standing: Value, wanted: PostDate) -> PostDate:
    """The wanted date as the post writes its dates; a day alone keeps the time that stands there."""
    if not isinstance(standing, PostDate):
        return wanted
    if not wanted.has_time and standing.has_time:
        old, day = standing.moment, wanted.moment
        return with_moment(standing, old.replace(year=day.year, month=day.month, day=day.day))
    if wanted.moment.tzinfo is not None and standing.moment.tzinfo is None:
        return wanted  # the notation has no place for the zone, and the zone must not be lost
    return with_moment(standing, wanted.moment, wanted.has_time)


def _items(front: FrontMatter, key: str) -> list[Value]:
    """What a key holds as a list; tags and categories written as text are split as Jekyll splits them."""
    value = front.get(key)
    if isinstance(value, list):
        return list(value)
    if value is None or value == "":
        return []
    if key in _LIST_KEYS and isinstance(value, str):
        return list(value.split())
    return [value]
