"""Owns how the references of a post are written when it leaves its site together with its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from editor.core.references.finding import find_references
from editor.core.references.mending import encoded_segment
from editor.core.references.reference import Reference, SourceKind

# The Liquid around a path that stands for its place on the site, where there is no Liquid to read it.
_BEFORE = re.compile(
    r"""(?:\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\})+\Z|\{\{-?\s*(?P<quote>["'])\Z"""
    r"""|(?P<link>\{%-?\s*link\s+)\Z"""
)
_FILTERS = r"""\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)*-?\}\}"""
_TAG_END = re.compile(r"\s*-?%\}")
_FARTHEST = 80


@dataclass(frozen=True, slots=True)
class Bundled:
    """The text of a post whose references lead to the files beside it, and those that lead nowhere."""

    text: str
    missing: tuple[Reference, ...]


def bundle_text(text: str, place_of: Callable[[Reference], str | None]) -> Bundled:
    """Return a post's text as it stands in a bundle.

    ``place_of`` gives the path in the bundle of the file a reference means, ``""`` for a reference to leave as it
    is, None for a file that is missing. Liquid that names the site's root goes together with the path it serves.
    """
    parts: list[str] = []
    missing: list[Reference] = []
    done = 0
    for reference in find_references(text, SourceKind.MARKDOWN):
        place = place_of(reference)
        if place is None:
            missing.append(reference)
        if not place:
            continue
        start, end = _with_liquid(text, reference)
        parts += (
            text[done:start],
            "/".join(encoded_segment(part, spaced=" " in reference.written) for part in place.split("/")),
        )
        done = end
    return Bundled("".join((*parts, text[done:])), tuple(missing))


def _with_liquid(text: str, reference: Reference) -> tuple[int, int]:
    start, end = reference.start, reference.end
    found = _BEFORE.search(text[max(0, start - _FARTHEST) : start])
    if found is None:
        return start, end
    opening = start - len(found.group())
    if found["quote"]:
        closing = re.compile(re.escape(found["quote"]) + _FILTERS).match(text, end)
        return (opening, closing.end()) if closing else (start, end)
    if found["link"]:
        closing = _TAG_END.match(text, end)
        return (opening, closing.end()) if closing else (start, end)
    return opening, end
