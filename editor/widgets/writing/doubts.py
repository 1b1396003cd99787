"""Owns which words of a line are underlined as in doubt: asked once a line, not once a paint."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from editor.core.markdown.highlight import LineState
from editor.widgets.writing.columns import to_utf16

_KEPT = 400
"""So many lines are remembered: a few windows of text."""


Spans = Sequence[tuple[int, int]]
"""Where words start and stop in their line, in UTF-16 units."""


class Doubts:
    """Finds the words in doubt of the lines on screen, each line once.

    At a key in a line, the words before and behind the cursor keep their verdicts and only move along, for looking at
    a long paragraph costs more than all the rest of the key. ``carried`` tells that ``settle`` has lines to look at.
    """

    def __init__(self, is_wrong: Callable[[str], bool]) -> None:
        self._is_wrong = is_wrong
        self._found: dict[tuple[str, LineState], Spans] = {}
        self._typed: tuple[str, Spans] | None = None
        self.carried: list[tuple[str, LineState]] = []
        """The lines whose words were moved along and not looked at."""

    def forget(self) -> None:
        """Look at every line again: there are other verdicts."""
        self._found.clear()
        self.carried.clear()
        self._typed = None

    def forget_words(self, words: Collection[str]) -> bool:
        """Look again at every line that holds one of some words; False when none of the lines remembered does."""
        gone = [key for key in self._found if _holds(key[0], words)]
        for key in gone:
            del self._found[key]
        if self._typed is not None and _holds(self._typed[0], words):
            self._typed = None
        return bool(gone)

    def settle(self) -> None:
        """Look at the lines that were typed in when they are asked for next."""
        for key in self.carried:
            self._found.pop(key, None)
        self.carried.clear()
        self._typed = None

    def in_line(self, text: str, state: LineState, typed: int) -> Spans:
        """Return where the words in doubt of a line start and stop, in UTF-16 units.

        ``state`` is what the lines above left; ``typed`` is where the cursor stands in the line (outside of it
        when it is elsewhere).
        """
        key = (text, state)
        found = self._found.get(key)
        here = 0 <= typed <= len(text)
        if found is None:
            if len(self._found) >= _KEPT:
                self.settle()
                self._found.clear()
            found = self._moved_along(text, typed) if here else None
            if found is None:
                found = self._look(text, state)
            else:
                self.carried.append(key)
            self._found[key] = found
        if here:
            self._typed = (text, found)
        return found

    def _look(self, text: str, state: LineState) -> Spans:
        found = []
        for start, word in _words(text, state):
            if self._is_wrong(word):
                first = to_utf16(text, start)
                found.append((first, first + to_utf16(word, len(word))))
        return found

    def _moved_along(self, text: str, typed: int) -> Spans | None:
        """Return the spans of the line as it was before an edit at the cursor, moved; None when it is another line."""
        if self._typed is None:
            return None
        before, spans = self._typed
        grown = len(text) - len(before)
        head, rest = (typed - grown, typed - grown) if grown > 0 else (typed, typed - grown)
        if not grown or head < 0 or text[:head] != before[:head] or text[typed:] != before[rest:]:
            return None
        if not text.isascii() and any(character > "\uffff" for character in text):
            return None  # columns are not what Qt counts
        # A word that the edit touches is another word now, unless something that parts words was put beside it.
        parts = grown > 0 and not any(
            character.isalnum() or character in "'’" for character in text[head:typed]
        )
        return [
            *((start, stop) for start, stop in spans if stop < head or (parts and stop == head)),
            *(
                (start + grown, stop + grown)
                for start, stop in spans
                if start > rest or (parts and start == rest)
            ),
        ]

    def word_at(self, text: str, state: LineState, column: int) -> tuple[int, str] | None:
        """Return the word in doubt at a column (a code point) and where it starts, or None."""
        for start, word in _words(text, state):
            if start <= column <= start + len(word) and self._is_wrong(word):
                return start, word
        return None


def _words(line: str, state: LineState) -> Sequence[tuple[int, str]]:
    # Here and not above: until the dictionary has been read, after the first paint, no word is in doubt.
    from editor.core.spelling import words_of

    return words_of(line, state)


def _holds(text: str, words: Collection[str]) -> bool:
    straight = text.replace("’", "'")
    return any(word in straight for word in words)
