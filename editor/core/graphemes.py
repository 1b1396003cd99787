"""Owns what a reader takes for one character: a letter with its marks, a family of emoji, a flag (after UAX #29)."""

from __future__ import annotations

import re
import unicodedata

# What joins the character before it, or may: all else is told by this alone, which most texts never go beyond.
_MAY_JOIN = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\ua8ff"
    "\ua926-\uabff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U00010000-\U000e01ef]"
)
_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Me", "Mc"})
_PICTURES_FROM = "\u2190"
"""No letter that a joiner stands behind comes after this: from here on it binds emoji."""


def count(text: str) -> int:
    """Return how many characters a reader sees in ``text``."""
    if _MAY_JOIN.search(text) is None:
        return len(text)
    return sum(not is_inside(text, at) for at in range(len(text)))


def end_of(text: str, number: int) -> int:
    """Return where the first ``number`` characters of ``text`` end, its length where it has no more."""
    if _MAY_JOIN.search(text) is None:
        return min(number, len(text))
    seen = 0
    for at in range(len(text)):
        seen += not is_inside(text, at)
        if seen > number:
            return at
    return len(text)


def start_of(text: str, at: int) -> int:
    """Return where the character begins that ``at`` would cut; ``at`` itself where it cuts none."""
    while is_inside(text, at):
        at -= 1
    return at


def is_inside(text: str, at: int) -> bool:
    """Tell whether ``at`` stands within a character."""
    if not 0 < at < len(text):
        return False
    here, before = text[at], text[at - 1]
    if _MAY_JOIN.match(here) is None:
        return before == _JOINER and here >= _PICTURES_FROM
    if here == _JOINER or unicodedata.category(here) in _MARKS or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    if "\u1160" <= here <= "\u11ff":  # vowels and ends of Korean syllables, written apart
        return "\u1100" <= before <= "\u11ff"
    if "\U000e0020" <= here <= "\U000e007f":  # the tags of a region's flag
        return True
    if _is_flag_half(here):
        start = at
        while start and _is_flag_half(text[start - 1]):
            start -= 1
        return (at - start) % 2 == 1
    return before == _JOINER and here >= _PICTURES_FROM


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
