"""Owns smart quotes and dashes while typing a headline or an excerpt, in the way of the post's language."""

from __future__ import annotations

from typing import NamedTuple

# Outer and inner pairs, as the languages' own typography has them; French keeps a narrow no-break space inside.
_ENGLISH = ("“", "”", "‘", "’")
_GERMAN = ("„", "“", "‚", "‘")
_FRENCH = ("«\u202f", "\u202f»", "‹\u202f", "\u202f›")
_SWISS = ("«", "»", "‹", "›")
_POLISH = ("„", "”", "‚", "’")
_NORDIC = ("”", "”", "’", "’")
_BY_LANGUAGE = {
    "de": _GERMAN,
    "cs": _GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "et": _GERMAN,
    "is": _GERMAN,
    "lt": _GERMAN,
    "fr": _FRENCH,
    "es": _SWISS,
    "it": _SWISS,
    "pt": _ENGLISH,
    "ru": _SWISS,
    "uk": _SWISS,
    "el": _SWISS,
    "nb": _SWISS,
    "nn": _SWISS,
    "no": _SWISS,
    "da": _SWISS,
    "pl": _POLISH,
    "hu": _POLISH,
    "ro": _POLISH,
    "hr": _POLISH,
    "nl": _ENGLISH,
    "sv": _NORDIC,
    "fi": _NORDIC,
    "de-ch": _SWISS,
    "pt-pt": _SWISS,
}
_OPENERS = frozenset(" \t\n\u00a0\u202f([{«„“‚‘‹—–-/")
_APOSTROPHE = "’"


class Swap(NamedTuple):
    """Take away ``letters`` characters before the cursor and put ``text`` there."""

    letters: int
    text: str


def quotes_of(language: str) -> tuple[str, str, str, str]:
    """Return opening and closing double, opening and closing single quotes of a language tag such as ``de-CH``."""
    tag = language.replace("_", "-").lower()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0]) or _ENGLISH


def swap_for(before: str, language: str) -> Swap | None:
    """Return what is to replace the end of ``before``, whose last character was just typed; None for nothing.

    A straight quote becomes the language's opening or closing one, or an apostrophe within a word, which is known at
    its next letter; two hyphens
    become a dash, a third one makes it a long dash; three full stops become an ellipsis.
    """
    if not before:
        return None
    typed, ahead = before[-1], before[-2:-1]
    if typed == '"':
        first, last, _, _ = quotes_of(language)
        return Swap(1, first if not ahead or ahead in _OPENERS else last)
    if typed == "'":
        _, _, first, _ = quotes_of(language)
        if ahead and ahead not in _OPENERS:
            return Swap(1, _closing_single(before[:-1], language))
        return Swap(1, first)
    closing = quotes_of(language)[3]
    if typed.isalpha() and closing != _APOSTROPHE and before[:-1].endswith(closing):
        # What closed a quotation as long as no letter followed is the apostrophe of a word.
        letters = len(closing) + 1
        return Swap(letters, f"{_APOSTROPHE}{typed}") if before[:-letters][-1:].isalpha() else None
    if typed == "-":
        if before.endswith("–-"):
            return Swap(2, "—")
        if before.endswith("--") and not before.endswith("---"):
            return Swap(2, "–")
    if before.endswith("...") and not before.endswith("...."):
        return Swap(3, "…")
    return None


def _closing_single(before: str, language: str) -> str:
    """An apostrophe behind a letter, unless a single quote is open; a letter behind it tells the two apart."""
    _, _, first, last = quotes_of(language)
    opened = first.strip() != last.strip() and before.count(first.strip()) > before.count(last.strip())
    return last if opened or not before[-1:].isalnum() else _APOSTROPHE
