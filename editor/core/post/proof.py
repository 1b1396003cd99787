"""Owns the proof that an edit did what was wanted and nothing else."""

from __future__ import annotations

from yaml.nodes import MappingNode, ScalarNode

from editor.core.errors import EditRefusedError
from editor.core.post import reading
from editor.core.post.dates import PostDate
from editor.core.post.reading import Value


def refuse_unwritable(key: str, value: Value) -> None:
    """Refuse what no UTF-8 file can hold: half a surrogate pair, as some clipboards deliver."""
    try:
        f"{key}{_all_text(value)}".encode()
    except UnicodeEncodeError as error:
        raise EditRefusedError(
            f"The new value of “{key}” holds half a character, which no file can store. Type it again."
        ) from error


def same_beside(key: str, old: MappingNode | None, new: MappingNode | None) -> bool:
    """Say whether two blocks agree in every pair but those of ``key``, in the same order."""
    rest = [
        [pair for pair in root.value if not isinstance(pair[0], ScalarNode) or pair[0].value != key]
        if root is not None
        else []
        for root in (old, new)
    ]
    return len(rest[0]) == len(rest[1]) and all(
        reading.same_node(before[0], after[0]) and reading.same_node(before[1], after[1])
        for before, after in zip(rest[0], rest[1], strict=True)
    )


def agrees(read: Value, wanted: Value) -> bool:
    """Compare what was read back with what was wanted; a quoted date is read as its text."""
    if isinstance(wanted, PostDate) and isinstance(read, str):
        return read == wanted.text
    if isinstance(wanted, list) and isinstance(read, list):
        return len(read) == len(wanted) and all(map(agrees, read, wanted))
    if isinstance(wanted, dict) and isinstance(read, dict):
        return read.keys() == wanted.keys() and all(agrees(read[key], item) for key, item in wanted.items())
    return reading.same_value(read, wanted)


def _all_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(map(_all_text, value))
    if isinstance(value, dict):
        return "".join(key + _all_text(item) for key, item in value.items())
    return ""
