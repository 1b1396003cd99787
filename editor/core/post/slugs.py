"""Owns slugs: a headline as it stands in an address, by Jekyll's rules."""

from __future__ import annotations

import unicodedata

PRETTY = frozenset("._~!$&'()+,;=@")
"""The signs that the ``pretty`` mode keeps."""


def slugify(title: str) -> str:
    """Return the slug of a title in Jekyll's default mode: letters, marks and digits, lower case, hyphens.

    Rule: Jekyll, Utils.slugify with SLUGIFY_DEFAULT_REGEXP ``[^\\p{M}\\p{L}\\p{Nd}]+``.
    """
    return _slug(title, frozenset()).lower()


def pretty_slug(title: str) -> str:
    """Return the slug in Jekyll's ``pretty`` mode with its case kept, as ``:title`` in a permalink is."""
    return _slug(title, PRETTY)


def _slug(text: str, kept: frozenset[str]) -> str:
    if text.isascii() and text.replace("-", "").isalnum() and "--" not in text:
        return trimmed(text)  # most file names are slugs already
    return trimmed(hyphened(text, kept))


def hyphened(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Return ``text`` with one hyphen for each run of what is no letter, mark, digit or one of the ``kept`` signs."""
    pieces: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if category[0] in "LM" or category == "Nd" or character in kept:
            pieces.append(character)
        elif not pieces or pieces[-1] != "-":
            pieces.append("-")
    return "".join(pieces)


def trimmed(slug: str) -> str:
    """Return a slug without the hyphen at either end."""
    return slug.removeprefix("-").removesuffix("-")
