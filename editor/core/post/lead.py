"""Owns how the texts of a lead image are written into a front matter: in the picture's own map, or beside it."""

from __future__ import annotations

import re

from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.plain import plain_line

LEAD_TEXTS = ("alt", "caption", "credit")

_FOCUS = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)%[\s,]+(\d{1,3}(?:\.\d+)?)%\s*")


def focus_of(front: FrontMatter) -> tuple[float, float] | None:
    """Return what must stay in sight of the lead image, in shares of its width and height; None for the middle.

    It is written as CSS writes ``object-position`` (``30% 40%``), so that themes can use it: in the image's own map
    as ``focus``, else as ``image_focus``.
    """
    image = front.get("image")
    written = image.get("focus") if isinstance(image, dict) else front.get("image_focus")
    found = _FOCUS.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        return None
    return min(1.0, float(found[1]) / 100), min(1.0, float(found[2]) / 100)


def focus_text(focus: tuple[float, float]) -> str:
    """Return how a focus is written."""
    return f"{round(focus[0] * 100)}% {round(focus[1] * 100)}%"


def lead_text_edits(
    front: FrontMatter, texts: dict[str, str], *, in_map: bool = False
) -> tuple[tuple[str, Value], ...]:
    """Return the keys and values to set so that the lead image has these texts (of ``LEAD_TEXTS``, and ``focus``).

    A post whose ``image`` is a map keeps them in it; any other has the side keys ``image_alt``,
    ``image_caption`` and ``image_credit``, unless it has none of these yet and ``in_map`` says that the house
    keeps them in a map. What says the same already is left alone; an empty text does not make a key.
    """
    image = front.get("image")
    beside = any(f"image_{name}" in front.keys for name in (*LEAD_TEXTS, "focus"))
    if in_map and isinstance(image, str) and image and not beside and any(texts.values()):
        return (("image", {"path": image, **{name: text for name, text in texts.items() if text}}),)
    if isinstance(image, dict):
        changed = dict(image)
        for name, text in texts.items():
            if text != plain_line(changed.get(name)) and (text or name in changed):
                changed[name] = text
        return (("image", changed),) if changed != image else ()
    edits: list[tuple[str, Value]] = []
    for name, text in texts.items():
        key = f"image_{name}"
        if text != plain_line(front.get(key)) and (text or key in front.keys):
            edits.append((key, text))
    return tuple(edits)
