"""Owns which words of a line are underlined as in doubt: asked once a line, not once a paint."""

from __future__ import annotations

from collections.abc import Callable

from editor.core.markdown.highlight import LineState
from editor.core.spelling import Word, words_of
from editor.widgets.writing.columns import to_utf16

_KEPT = 400
"""So many lines are remembered: a few windows of text."""


class Doubts:
    """Finds the words in doubt of the lines on screen.

    ``is_wrong`` is asked for each word at each paint, so it must be as quick as a look into a dict.
    """

    def __init__(self, is_wrong: Callable[[str], bool]) -> None:
        self._is_wrong = is_wrong
        self._words: dict[tuple[str, LineState], tuple[Word, ...]] = {}

    def in_line(self, text: str, state: LineState, typed: int) -> list[tuple[int, int]]:
        """Return where the words in doubt of a line start and stop, in UTF-16 units.

        ``state`` is what the lines above left; ``typed`` is where the cursor stands in the line (outside of it
        when it is elsewhere): a word that is being typed is not in doubt yet.
        """
        key = (text, state)
        words = self._words.get(key)
        if words is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            words = self._words[key] = words_of(text, state)
        found = []
        for start, word in words:
            if self._is_wrong(word):
                first = to_utf16(text, start)
                last = first + to_utf16(word, len(word))
                if typed != last:
                    found.append((first, last))
        return found

    def word_at(self, text: str, state: LineState, column: int) -> tuple[int, str] | None:
        """Return the word in doubt at a column (a code point) and where it starts, or None."""
        for start, word in words_of(text, state):
            if start <= column <= start + len(word) and self._is_wrong(word):
                return start, word
        return None
