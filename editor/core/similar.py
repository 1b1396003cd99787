"""Owns telling when two posts tell one story: headlines that say the same, texts that share their sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from editor.core.folding import fold

HEADLINES_ALIKE = 0.85
"""From here on two headlines read as one; chosen so that an exchanged verb or place is another story."""

TEXTS_ALIKE = 0.5
"""From here on two texts are versions of one: half of the runs of words of the shorter stand in the other."""

_TOKEN = re.compile(r"[^\W_]+")
# "Breaking:", "Big News:", "Update -": what a desk puts before a headline that it runs again.
_LABEL = re.compile(r"\s*(?:[^\W\d_]+\s+){0,1}[^\W\d_]+\s*[:|–—]\s+")
_FEWEST_WORDS = 3
_RUN = 4
_FEWEST_RUNS = 12


def headline_key(title: str) -> str:
    """Return a headline as it is compared: without its label, capitals, accents and punctuation."""
    rest = _LABEL.sub("", title, count=1)
    words = _TOKEN.findall(fold(rest))
    if len(words) < _FEWEST_WORDS:
        words = _TOKEN.findall(fold(title))
    return " ".join(words)


def headlines_alike(title: str, keys: Sequence[str], most: int = 20) -> tuple[tuple[int, float], ...]:
    """Return the places in ``keys`` (see ``headline_key``) of headlines like ``title``, with how alike (0 to 1).

    The most alike come first. A title of less than three words is like none: it says too little.
    """
    key = headline_key(title)
    if key.count(" ") + 1 < _FEWEST_WORDS:
        return ()
    found = process.extract(
        key,
        keys,
        scorer=fuzz.token_sort_ratio,
        processor=None,
        score_cutoff=HEADLINES_ALIKE * 100,
        limit=most,
    )
    return tuple((place, score / 100) for _, score, place in found)


def probes(text: str, most: int = 12) -> tuple[str, ...]:
    """Return runs of words spread over a text, by which a full-text index finds the texts that share them."""
    words = _TOKEN.findall(fold(text))
    runs = len(words) // _RUN
    count = min(most, runs)
    starts = (_RUN * (place * (runs - 1) // max(1, count - 1)) for place in range(count))
    return tuple(dict.fromkeys(" ".join(words[start : start + _RUN]) for start in starts))


def text_likeness(one: str, other: str) -> float:
    """Return which part (0 to 1) of the runs of four words of the shorter text stands in the longer one.

    Texts too short to tell by are alike only when they are equal.
    """
    runs, others = _runs(one), _runs(other)
    fewest = min(len(runs), len(others))
    if fewest < _FEWEST_RUNS:
        return float(bool(runs) and runs == others)
    return len(runs & others) / fewest


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _TOKEN.findall(fold(text))
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
