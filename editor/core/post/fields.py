"""Owns what one key of the front matter is to a form: its value, its kind, and remarks on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from yaml.nodes import Node

from editor.core.post.dates import PostDate, parse_date
from editor.core.post.reading import Value, value_of

_DATE_KEYS = frozenset({"updated", "modified", "last_modified", "published_on", "embargo", "expires"})


class FieldKind(Enum):
    """What a form needs to know to choose an editor for a value."""

    TEXT = "text"
    NUMBER = "number"
    YESNO = "yes or no"
    DATE = "date"
    LIST = "list"
    NESTED = "nested"
    EMPTY = "empty"


@dataclass(frozen=True)
class Field:
    """One key of the front matter.

    ``line`` is 1-based and counted in the file, ``source`` the exact text of the value. ``note`` is a
    remark to show beside the field, ``locked`` the reason why it cannot be edited here; both are sentences.
    """

    key: str
    value: Value
    kind: FieldKind
    line: int
    source: str
    note: str | None = None
    locked: str | None = None


def is_date_key(key: str) -> bool:
    """Say whether a key holds a date by its name, so that a quoted date in it is one."""
    name = key.lower()
    return name.endswith(("date", "_at", "-at")) or name in _DATE_KEYS


def value_under(key: str, node: Node) -> Value:
    """Return the value of a node that stands under ``key``."""
    return as_meant(key, value_of(node))


def as_meant(key: str, value: Value) -> Value:
    """Return a date for a string in a date's notation under a key for dates, anything else as it is."""
    if isinstance(value, str) and is_date_key(key):
        return parse_date(value) or value
    return value


def kind_of(value: Value) -> FieldKind:
    """Return which kind of editor a value needs."""
    if value is None:
        return FieldKind.EMPTY
    if isinstance(value, bool):
        return FieldKind.YESNO
    if isinstance(value, (int, float)):
        return FieldKind.NUMBER
    if isinstance(value, PostDate):
        return FieldKind.DATE
    if isinstance(value, list):
        return FieldKind.LIST
    return FieldKind.NESTED if isinstance(value, dict) else FieldKind.TEXT
