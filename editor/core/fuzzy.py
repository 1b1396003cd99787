"""Owns finding one thing in a list by a few typed letters, misspelt ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from editor.core.folding import fold

# A word this alike counts as the one meant: one wrong letter in four, two in eight.
_ALIKE = 75.0
# Shorter words are in half of all texts by chance, so they have to stand there as typed.
_SHORTEST_FUZZY = 4
# Every text found by its letters comes before every one that is only alike.
_GUESSED = 1000.0


class FuzzyList:
    """A list of texts to be searched at every keystroke: ``rank`` costs a hundredth of a second for 20,000."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [fold(text) for text in texts]

    def rank(self, query: str, most: int = 200) -> tuple[int, ...]:
        """Return the indices of the texts that the words of ``query`` are in, the best first, at most ``most``.

        A word at the beginning of the text counts most, then one at the beginning of a word, then one anywhere;
        ties keep the order of the list. Texts with words that are only alike (``habour`` for ``harbour``) follow.
        An empty query returns the list as it stands.
        """
        words = fold(query).split()
        if not words:
            return tuple(range(min(len(self._texts), most)))
        scored: list[tuple[float, int]] = []
        for index, text in enumerate(self._texts):
            score = _score(words, text)
            if score is not None:
                scored.append((score, index))
        if len(scored) < most:
            exact = {index for _, index in scored}
            scored.extend(pair for pair in self._alike(words) if pair[1] not in exact)
        scored.sort()
        return tuple(index for _, index in scored[:most])

    def _alike(self, words: Sequence[str]) -> Iterable[tuple[float, int]]:
        """Yield the score and index of texts that hold something like every word."""
        left: dict[int, float] = dict.fromkeys(range(len(self._texts)), _GUESSED)
        for word in words:
            texts = {index: self._texts[index] for index in left}
            if len(word) < _SHORTEST_FUZZY:
                left = {index: left[index] for index, text in texts.items() if word in text}
                continue
            found = process.extract(
                word, texts, scorer=fuzz.partial_ratio, processor=None, score_cutoff=_ALIKE, limit=None
            )
            left = {index: left[index] + 100.0 - score for _, score, index in found}
        return ((score, index) for index, score in left.items() if score > _GUESSED)


def rank(query: str, texts: Sequence[str], most: int = 200) -> tuple[int, ...]:
    """Return what ``FuzzyList(texts).rank(query, most)`` does, for a list that is searched once."""
    return FuzzyList(texts).rank(query, most)


def _score(words: Sequence[str], text: str) -> float | None:
    """Return how far a text is from the words (0 is best), or None when a word is missing."""
    total = 0.0
    for word in words:
        at = text.find(word)
        if at < 0:
            return None
        if at == 0:
            continue
        begins = text.find(" " + word) >= 0 or not text[at - 1].isalnum()
        total += 1 if begins else 3
    return total
