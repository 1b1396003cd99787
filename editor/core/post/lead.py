"""Owns how the texts of a lead image are written into a front matter: in the picture's own map, or beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from types import MappingProxyType

from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.plain import plain_line

LEAD_TEXTS = ("alt", "caption", "credit")

_STEMS = (
    "image",
    "img",
    "photo",
    "picture",
    "featured_image",
    "feature_image",
    "lead_image",
    "cover",
    "thumbnail",
)
_ENDS = {"alt": ("alt", "description"), "caption": ("caption", "figcaption"), "credit": ("credit", "credits")}
SIDE_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(f"{stem}{joint}{end}" for stem in _STEMS for end in ends for joint in ("_", "-"))
        for name, ends in _ENDS.items()
    }
)
"""The keys beside ``image`` under which sites keep each text of the lead image, the usual one first."""


def side_key(keys: Container[str], name: str, usual: str = "") -> str:
    """Return the key beside the image under which a post keeps a text of ``LEAD_TEXTS``, else the ``usual`` one."""
    return next((key for key in SIDE_KEYS[name] if key in keys), usual or SIDE_KEYS[name][0])


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
    front: FrontMatter,
    texts: dict[str, str],
    *,
    in_map: bool = False,
    keys: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[str, Value], ...]:
    """Return the keys and values to set so that the lead image has these texts (of ``LEAD_TEXTS``, and ``focus``).

    A post whose ``image`` is a map keeps them in it; any other has keys beside it: those it has, else ``keys`` by name
    of the text, else ``image_alt``, ``image_caption`` and ``image_credit``; unless it has none yet and ``in_map`` says
    that the house keeps them in a map. What says the same already is left alone; an empty text does not make a key.
    """
    image = front.get("image")
    beside = "image_focus" in front.keys or any(
        key in front.keys for name in LEAD_TEXTS for key in SIDE_KEYS[name]
    )
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
        key = "image_focus" if name == "focus" else side_key(front.keys, name, keys.get(name, ""))
        if text != plain_line(front.get(key)) and (text or key in front.keys):
            edits.append((key, text))
    return tuple(edits)
