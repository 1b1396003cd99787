"""Owns keeping what was made of texts, so that the page after does not make it again."""

from __future__ import annotations

from collections.abc import Callable

_KEPT_AT_MOST = 60_000_000
"""Characters, before and after: the posts of a large site."""


class Remembered:
    """A function from text to text that answers from memory where it can; one thread at a time."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._kept: dict[str, str] = {}
        self._size = 0

    def __call__(self, text: str) -> str:
        """Return what the function makes of a text."""
        kept = self._kept.get(text)
        if kept is None:
            kept = self._make(text)
            self._size += len(text) + len(kept)
            if self._size > _KEPT_AT_MOST:
                self._kept.clear()
                self._size = len(text) + len(kept)
            self._kept[text] = kept
        return kept
