"""Owns the dictionaries of the system, through Enchant, and the writer's own words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from editor.core.errors import SaveError, SpellingError
from editor.storage.faults import save_sentence
from editor.storage.files import read_file, save_file

_LONGEST_WORD = 60
"""No word of a dictionary is longer; suggestions for a longer one would take minutes."""


class Dictionary:
    """One language's words. Not for several threads at once: Enchant is not."""

    def __init__(self, own_words: Path) -> None:
        self._file = own_words
        self._own: frozenset[str] = frozenset()
        self._words: Any = None
        self.language = ""

    @staticmethod
    def languages() -> tuple[str, ...]:
        """Return the languages there is a dictionary for, such as ``en_GB``.

        Raises SpellingError with how to get them when the system has no Enchant or no dictionary.
        """
        enchant = _enchant()
        found = tuple(sorted(tag for tag in enchant.list_languages() if tag[:2].isalpha()))
        if not found:
            raise SpellingError(
                "There is no spelling dictionary on this computer. Install one for your language "
                "(on Debian and Ubuntu for example the package hunspell-en-gb) and start Copydesk again."
            )
        return found

    def use(self, language: str) -> None:
        """Take another language's words; raises SpellingError when its dictionary cannot be loaded."""
        enchant = _enchant()
        try:
            self._words = enchant.Dict(language)
        except enchant.errors.Error as error:
            raise SpellingError(
                f"The spelling dictionary “{language}” could not be loaded. "
                "Choose another language in Preferences, or install the dictionary again."
            ) from error
        self.language = language
        self._own = _read_words(self._file)

    def wrong(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of ``words`` that neither the language nor the writer knows."""
        if self._words is None:
            return frozenset()
        return frozenset(word for word in words if not self._knows(word))

    def _knows(self, word: str) -> bool:
        return word.casefold() in self._own or len(word) > _LONGEST_WORD or bool(self._words.check(word))

    def suggest(self, word: str, most: int = 5) -> tuple[str, ...]:
        """Return up to ``most`` words that may have been meant, the likeliest first."""
        if self._words is None or not word or len(word) > _LONGEST_WORD:
            return ()
        return tuple(self._words.suggest(word)[:most])

    def add(self, word: str) -> None:
        """Take a word into the writer's own; raises SaveError when it cannot be kept."""
        own = _read_words(self._file) | {word.casefold()}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(save_sentence(error, self._file), path=self._file) from error
        save_file(self._file, "".join(f"{each}\n" for each in sorted(own)).encode("utf-8"))
        self._own = own


def _read_words(file: Path) -> frozenset[str]:
    """Read the writer's own words, one to a line; a file edited by hand into nonsense gives what can be read."""
    if not file.exists():
        return frozenset()
    lines = read_file(file).data.decode("utf-8", "replace").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip())


def _enchant() -> Any:
    try:
        # Imported when first asked for: it loads a library of the system, and fails where there is none.
        import enchant
    except ImportError as error:
        how = {
            "darwin": "Install it with “brew install enchant”",
            "linux": "Install it (on Debian and Ubuntu: libenchant-2-2 and hunspell-en-gb)",
        }.get(sys.platform, "Install Copydesk again")
        raise SpellingError(
            f"Spelling needs the Enchant library, which is not on this computer. {how} and start Copydesk again."
        ) from error
    return enchant
