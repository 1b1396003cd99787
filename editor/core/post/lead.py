"""Owns how the texts of a lead image are written into a front matter: in the picture's own map, or beside it."""

from __future__ import annotations

from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.plain import plain_line

LEAD_TEXTS = ("alt", "caption", "credit")


def lead_text_edits(front: FrontMatter, texts: dict[str, str]) -> tuple[tuple[str, Value], ...]:
    """Return the keys and values to set so that the lead image has these texts (of ``LEAD_TEXTS``).

    A post whose ``image`` is a map keeps them in it; any other has the side keys ``image_alt``,
    ``image_caption`` and ``image_credit``. What says the same already is left alone; an empty text does
    not make a key.
    """
    image = front.get("image")
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
