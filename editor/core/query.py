"""Owns finding one thing in a list by a few typed letters."""

from __future__ import annotations

from collections.abc import Sequence


def rank(query: str, texts: Sequence[str], most: int = 200) -> tuple[int, ...]:
    """Return the indices of the texts that hold every word of ``query``, the best first, at most ``most``.

    A word at the beginning of the text counts most, then one at the beginning of a word, then one anywhere;
    ties keep the order of the list. An empty query returns the list as it stands.
    """
    words = query.casefold().split()
    if not words:
        return tuple(range(min(len(texts), most)))
    scored = []
    for index, text in enumerate(texts):
        score = _score(words, text.casefold())
        if score is not None:
            scored.append((score, index))
    scored.sort()
    return tuple(index for _, index in scored[:most])


def _score(words: Sequence[str], text: str) -> int | None:
    """Return how far a text is from the words (0 is best), or None when a word is missing."""
    total = 0
    for word in words:
        at = text.find(word)
        if at < 0:
            return None
        if at == 0:
            continue
        begins = text.find(" " + word) >= 0 or not text[at - 1].isalnum()
        total += 1 if begins else 3
    return total
