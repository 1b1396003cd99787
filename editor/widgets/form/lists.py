"""Owns the shapes a list of words takes in front matter, and writing one back in the shape it had."""

from __future__ import annotations

from collections.abc import Sequence

from editor.core.post.frontmatter import FrontMatter, Value


def key_of(front: FrontMatter, singular: str, plural: str) -> str:
    """Return which of two keys counts: the singular one if it has a value, as in Jekyll, else the plural.

    (Jekyll, ``Utils.pluralized_array_from_hash``.) Without either it is the plural, where a new list goes.
    """
    if singular in front and (front.get(singular) or plural not in front):
        return singular
    return plural


def is_singular(key: str) -> bool:
    """Return whether a key names one of its kind, so that a string under it is one item."""
    return key in ("category", "tag")


def read_items(value: Value, singular: bool) -> tuple[Value, ...] | None:
    """Return the items of a list of words; None when it holds a list or a map and is no list of words.

    A plural key's string is split as Jekyll does, at white space, or at its commas, which some sites use; a
    singular key's string is one item.
    """
    if value is None or value == "":
        return ()
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        return None if any(isinstance(item, list | dict) for item in value) else tuple(value)
    if not isinstance(value, str):
        return (value,)
    if "," in value:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return (value.strip(),) if singular else tuple(value.split())


def write_items(items: Sequence[Value], old: Value, singular: bool) -> Value:
    """Return ``items`` in the shape of ``old``: a list, or a string with commas or spaces.

    A string grows into a list where it can no longer say what is meant: an item with a space or comma in
    it, or a second item under a singular key. None means that the key has nothing left to say.
    """
    if not isinstance(old, str) or old == "":
        return list(items)
    if not items:
        return None
    texts = [str(item) for item in items]
    if "," in old:
        return ", ".join(texts) if not any("," in text for text in texts) else list(items)
    if len(texts) == 1 and (singular or not _has_space(texts[0])) and "," not in texts[0]:
        return texts[0]
    if singular or any(_has_space(text) or "," in text for text in texts):
        return list(items)
    return " ".join(texts)


def _has_space(text: str) -> bool:
    return any(character.isspace() for character in text)
