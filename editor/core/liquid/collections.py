"""Owns the order of a collection's documents where ``_config.yml`` gives it one (Jekyll::Collection#sort_docs!)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from typing import Any

from editor.core.liquid.documents import Document
from editor.core.liquid.values import text_of


def arranged(documents: Sequence[Document], settings: Mapping[str, Any]) -> list[Document]:
    """Return documents, which come by date and path, in the order of a collection's ``order`` or ``sort_by``."""
    order, key = settings.get("order"), settings.get("sort_by")
    if isinstance(order, list):
        return _listed(documents, [text_of(name).strip("/") for name in order])
    if isinstance(key, str):
        name = key

        def compare(one: Document, other: Document) -> int:
            return _compared(one.data.get(name), other.data.get(name))

        return sorted(documents, key=cmp_to_key(compare))
    return list(documents)


def _listed(documents: Sequence[Document], names: Sequence[str]) -> list[Document]:
    """Those that are named come first, in the order of their names; the rest stays as it is."""
    places = {name: place for place, name in enumerate(names)}

    def place(document: Document) -> int:
        # A collection's name is the first folder of its documents; names are given from there.
        below = document.facts.place.path.partition(f"_{document.facts.place.collection}/")[2]
        return places.get(below, len(places))

    return sorted(documents, key=place)


def _compared(one: Any, other: Any) -> int:
    """Return what Ruby's ``<=>`` says; what has no value comes last, and what cannot be compared is left in place."""
    if one is None or other is None:
        return (one is None) - (other is None)
    if isinstance(one, bool) or isinstance(other, bool):
        return 0
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0
