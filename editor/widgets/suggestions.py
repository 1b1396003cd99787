"""Owns what can be suggested for a line of text, and which of many words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 8
"""Suggestions shown at once; more would be a list to read, not a word to recognise."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list: the word it would write, what stands beside it, and the group it belongs to."""

    text: str
    detail: str = ""
    group: str = ""
    label: str = ""


def matching(words: Sequence[str], typed: str, most: int = MOST) -> list[str]:
    """Return the words that begin with ``typed``, then those that hold it, in the given order each."""
    wanted = typed.strip().casefold()
    starts = [word for word in words if word.casefold().startswith(wanted)]
    holds = [word for word in words if wanted in word.casefold() and word not in starts] if wanted else []
    return (starts + holds)[:most]
