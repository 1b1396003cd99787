"""Owns how letters are compared in a search: without case and without accents."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` with capitals and accents taken away, as a search compares it: ``Élan`` is ``elan``.

    The same letters are equal for SQLite's FTS5 tokenizer ``unicode61`` with ``remove_diacritics 2``.
    """
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold())
    # Once more: what a letter of mathematics or a sign stands for may be a capital.
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()
