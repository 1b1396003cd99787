"""Owns how the keys that may hold one name or many, such as tags, are read as lists of names."""

from __future__ import annotations

from typing import Protocol

from editor.core.post.dates import PostDate
from editor.core.post.reading import Value


class Front(Protocol):
    """Front matter as far as habits and lists of names are learnt from it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order."""

    def get(self, key: str, default: Value = None) -> Value:
        """Return the value of ``key``."""


def tags_of(front: Front) -> tuple[str, ...]:
    """Return a post's tags as Jekyll does: ``tag`` whole, ``tags`` split at blanks when it is a string."""
    return _singular_and_plural(front, "tag", "tags")


def categories_of(front: Front) -> tuple[str, ...]:
    """Return a post's own categories as Jekyll does; those that folders add are not among them."""
    return _singular_and_plural(front, "category", "categories")


def authors_of(front: Front) -> tuple[str, ...]:
    """Return who wrote a post, from ``author`` and ``authors``: names or ids, whole, each once."""
    names = [*_names(front.get("author")), *_names(front.get("authors"))]
    return tuple(dict.fromkeys(names))


def _singular_and_plural(front: Front, singular: str, plural: str) -> tuple[str, ...]:
    # Jekyll, Utils.pluralized_array_from_hash: a string in the plural key is split at white space.
    several = front.get(plural)
    names = [
        *_names(front.get(singular)),
        *(several.split() if isinstance(several, str) else _names(several)),
    ]
    return tuple(dict.fromkeys(names))


def _names(value: Value) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        name = value.strip()
        return [name] if name else []
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, PostDate):
        return [value.text]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(value).strip()]
