"""Owns slugs: a headline as it stands in an address, by Jekyll's rules."""

from __future__ import annotations

import unicodedata

_PRETTY = frozenset("._~!$&'()+,;=@")


def slugify(title: str) -> str:
    """Return the slug of a title in Jekyll's default mode: letters, marks and digits, lower case, hyphens.

    Rule: Jekyll, Utils.slugify with SLUGIFY_DEFAULT_REGEXP ``[^\\p{M}\\p{L}\\p{Nd}]+``.
    """
    return _slug(title, frozenset()).lower()


def pretty_slug(title: str) -> str:
    """Return the slug in Jekyll's ``pretty`` mode with its case kept, as ``:title`` in a permalink is."""
    return _slug(title, _PRETTY)


def _slug(text: str, kept: frozenset[str]) -> str:
    if text.isascii() and text.replace("-", "").isalnum() and "--" not in text:
        return text.removeprefix("-").removesuffix("-")  # most file names are slugs already
    pieces: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if category[0] in "LM" or category == "Nd" or character in kept:
            pieces.append(character)
        elif not pieces or pieces[-1] != "-":
            pieces.append("-")
    return "".join(pieces).removeprefix("-").removesuffix("-")
