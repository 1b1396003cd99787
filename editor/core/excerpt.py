"""Owns excerpts: how long one is, what Jekyll would take by itself, and what the lede offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from editor.core.graphemes import count, end_of
from editor.core.prose import HOLE, paragraphs, plain_text, without_holes
from editor.core.sentences import is_whole, joint, sentences

MOST_SUGGESTIONS = 3
_LEDE_PARAGRAPHS = 4
_SHORTEST = 24
"""A sentence shorter than this says too little to stand alone."""
_SEPARATOR = "\n\n"


def length(text: str) -> int:
    """Return how many characters a reader counts: a letter with its combining marks is one, and so is an emoji."""
    return count(text)


def overflow(text: str, limit: int) -> int:
    """Return where in ``text`` the part begins that is over the limit (a code point), or its length."""
    return end_of(text, limit)


def separator_of(front: Mapping[str, object], site: Mapping[str, object]) -> str:
    """Return what ends an automatic excerpt (Jekyll's ``excerpt_separator``): the post's, the site's, a blank line."""
    for source in (front, site):
        value = source.get("excerpt_separator")
        if isinstance(value, str):
            return value
    return _SEPARATOR


def taken(body: str, separator: str = _SEPARATOR) -> str:
    """Return what Jekyll takes as excerpt of a post that names none, as it is written.

    That is everything before the first separator (``Jekyll::Excerpt``); an empty separator switches automatic
    excerpts off.
    """
    if not separator:
        return ""
    text = body.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n \t")
    return text.partition(separator)[0]


def automatic(body: str, separator: str = _SEPARATOR) -> str:
    """Return in plain words what Jekyll takes as excerpt; what Liquid would write there is left out."""
    return plain_text(taken(body, separator))


def suggestions(body: str, limit: int, language: str = "en") -> tuple[str, ...]:
    """Return up to three excerpts of at most ``limit`` characters, made of whole sentences of the lede.

    First as many of the opening sentences as fit, then the opening sentence alone, then what follows it. Only
    when no sentence of the lede is short enough is one cut, between two words and with an ellipsis.
    """
    lede = list(islice(paragraphs(body, HOLE), _LEDE_PARAGRAPHS))
    parts = [part for text in lede for part in sentences(text, language)]
    # What Liquid writes into a sentence is not known here: with a hole in it, it is none to print, and nothing is
    # joined across it.
    known = ["" if HOLE in part else part for part in parts]
    parts = known if any(known) else [without_holes(part) for part in parts]
    # A line of facts or the opening of a list is no sentence to stand in an excerpt, unless there is nothing else.
    parts = [part for part in parts if not part or is_whole(part)] if any(map(is_whole, parts)) else parts
    found: list[str] = []
    for start in range(len(parts)):
        for text in (_fill(parts[start:], limit), parts[start]):
            if text and _SHORTEST <= length(text) <= limit and text not in found:
                found.append(text)
        if len(found) >= MOST_SUGGESTIONS:
            break
    opening = next(filter(None, parts), "")
    if not found and opening:
        found = [
            shortened(opening, limit)
            if length(opening) > limit
            else _fill(parts[parts.index(opening) :], limit)
        ]
    return tuple(text for text in found[:MOST_SUGGESTIONS] if text)


def shortened(text: str, limit: int) -> str:
    """Return ``text`` cut between two words so that with its ellipsis it has at most ``limit`` characters.

    Where the script has no blanks it is cut between two characters.
    """
    if length(text) <= limit:
        return text
    head = text[: overflow(text, max(limit - 1, 0))]
    cut = head.rfind(" ") if not text[len(head) : len(head) + 1].isspace() else len(head)
    if cut > 0 and len(head) - cut < 40:
        head = head[:cut]
    return head.rstrip(" ,;:–—-") + "…"


def _fill(parts: Sequence[str], limit: int) -> str:
    """Join sentences while they fit, up to one that is empty."""
    text = ""
    for part in parts:
        longer = text + joint(text) + part
        if not part or length(longer) > limit:
            break
        text = longer
    return text
