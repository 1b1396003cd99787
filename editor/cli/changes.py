"""Owns the meaning of ``KEY=VALUE`` on the command line and its effect on one front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.core.post.dates import parse_date
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.meaning import items_of, meant, yaml_value

# A key holds no slash, so that a path with "=" in its name is still a path.
_ASSIGNMENT = re.compile(r"(?P<key>[^\W\d][\w-]*(?: [\w-]+)*)(?P<sign>:?=)(?P<value>.*)", re.DOTALL)


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
    try:
        return yaml_value(yaml)
    except ValueError as error:
        raise BadChangeError(f"“{yaml}” cannot be read as YAML.") from error


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
        return meant(front, change.key, change.value)
    items = items_of(front, change.key)
    if change.what == "drop":
        return [item for item in items if item != change.value and str(item) != change.value]
    return items if change.value in map(str, items) else [*items, change.value]
