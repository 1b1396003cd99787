"""Owns the step between Python's columns (code points) and Qt's (UTF-16 units, two for an emoji)."""

from __future__ import annotations


def to_utf16(text: str, column: int) -> int:
    """Return where code point ``column`` of ``text`` stands in UTF-16 units."""
    if text.isascii():
        return min(column, len(text))
    head = text[:column]
    return len(head) + sum(character > "\uffff" for character in head)


def from_utf16(text: str, units: int) -> int:
    """Return which code point of ``text`` stands at a UTF-16 position (within a pair: the one it belongs to)."""
    if text.isascii():
        return min(units, len(text))
    at = 0
    for column, character in enumerate(text):
        if at >= units:
            return column
        at += 2 if character > "\uffff" else 1
    return len(text)
