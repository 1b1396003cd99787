"""Owns the ids of headings before equal ones are counted, made by the two ways kramdown has for them."""

from __future__ import annotations

import re
import unicodedata


def gfm_base(text: str) -> str:
    """Return a heading's id as the GFM parser makes it.

    Lower case, blanks to hyphens, everything dropped that is not a letter, mark, digit, connector or hyphen.
    """
    kept = (character for character in text.lower() if character in " \t-_" or _is_word(character))
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def inner_base(text: str) -> str:
    """Return the id of a heading that stands inside HTML or a note: ASCII letters and digits, from a letter on."""
    text = re.sub(r"^[^a-zA-Z]+", "", text, flags=re.MULTILINE)
    return re.sub(r"[^a-zA-Z0-9 -]", "", text).replace(" ", "-").lower() or "section"


def _is_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    category = unicodedata.category(character)
    return category[0] in "LM" or category in {"Nd", "Pc", "Nl"}
