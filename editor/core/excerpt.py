"""Owns excerpts: how long one is, what Jekyll would take by itself, and what the lede offers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice

from editor.core.prose import paragraphs, plain_text
from editor.core.sentences import is_whole, sentences

MOST_SUGGESTIONS = 3
_LEDE_PARAGRAPHS = 4
_SHORTEST = 24
"""A sentence shorter than this says too little to stand alone."""
_SEPARATOR = "\n\n"


def length(text: str) -> int:
    """Return how many characters a reader counts: a letter with its combining marks is one."""
    return sum(not unicodedata.combining(character) for character in unicodedata.normalize("NFC", text))


def overflow(text: str, limit: int) -> int:
    """Return where in ``text`` the part begins that is over the limit (a code point), or its length."""
    seen = 0
    for index, character in enumerate(text):
        seen += not unicodedata.combining(character)
        if seen > limit:
            return index
    return len(text)


def separator_of(front: Mapping[str, object], site: Mapping[str, object]) -> str:
    """Return what ends an automatic excerpt (Jekyll's ``excerpt_separator``): the post's, the site's, a blank line."""
    for source in (front, site):
        value = source.get("excerpt_separator")
        if isinstance(value, str):
            return value
    return _SEPARATOR


def automatic(body: str, separator: str = _SEPARATOR) -> str:
    """Return in plain words what Jekyll takes as excerpt of a post that names none.

    That is everything before the first separator (``Jekyll::Excerpt``), rendered; an empty separator
    switches automatic excerpts off.
    """
    if not separator:
        return ""
    text = body.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n \t")
    return plain_text(text.partition(separator)[0])


def suggestions(body: str, limit: int, language: str = "en") -> tuple[str, ...]:
    """Return up to three excerpts of at most ``limit`` characters, made of whole sentences of the lede.

    First as many of the opening sentences as fit, then the opening sentence alone, then what follows it. Only
    when no sentence of the lede is short enough is one cut, between two words and with an ellipsis.
    """
    lede = list(islice(paragraphs(body), _LEDE_PARAGRAPHS))
    parts = [part for text in lede for part in sentences(text, language)]
    # A line of facts or the opening of a list is no sentence to stand in an excerpt, unless there is nothing else.
    parts = [part for part in parts if is_whole(part)] or parts
    found: list[str] = []
    for start in range(len(parts)):
        for text in (_fill(parts[start:], limit), parts[start]):
            if text and _SHORTEST <= length(text) <= limit and text not in found:
                found.append(text)
        if len(found) >= MOST_SUGGESTIONS:
            break
    if not found and parts:
        found = [shortened(parts[0], limit)] if length(parts[0]) > limit else [_fill(parts, limit)]
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
    """Join sentences while they fit."""
    text = ""
    for part in parts:
        joint = "" if not text or text[-1] in "。！？｡」』" else " "
        if length(text + joint + part) > limit:
            break
        text += joint + part
    return text
