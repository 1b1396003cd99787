"""Owns how the texts of a lead image are written into a front matter: in the picture's own map, or beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.plain import plain_line

LEAD_TEXTS = ("alt", "caption", "credit")
PATH_KEYS = ("path", "feature", "src", "url")
"""The keys of an ``image`` map that name its file, the usual one first."""

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


@dataclass(frozen=True, slots=True)
class LeadHabits:
    """How a site keeps its lead images: texts ``in_map`` with the path, or beside it under ``keys`` by name of the
    text; and the usual ``order`` of a post's keys."""

    in_map: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewLead:
    """A picture that becomes the lead image: its path as the site writes it, what its file says of it (by name of the
    text), and its size upright in pixels where that is known."""

    path: str
    texts: Mapping[str, str] = field(default_factory=dict)
    size: tuple[int, int] | None = None


def with_lead_texts(front: FrontMatter, texts: dict[str, str], habits: LeadHabits) -> FrontMatter:
    """Return front matter whose lead image has these texts; see ``lead_text_edits``. Raises EditRefusedError."""
    for key, value in lead_text_edits(front, texts, in_map=habits.in_map, keys=habits.keys):
        front = front.set(key, value, habits.order)
    return front


def with_lead_path(front: FrontMatter, path: str, habits: LeadHabits) -> FrontMatter:
    """Return front matter whose lead image, still the same picture, lies at another path."""
    value = front.get("image")
    return front.set(
        "image", {**value, _path_key(value): path} if isinstance(value, dict) else path, habits.order
    )


def is_described_alike(before: FrontMatter | None, after: FrontMatter | None) -> bool:
    """Tell whether both say the same of their lead images, and say anything at all."""
    texts = [] if before is None or after is None else [_descriptions(front) for front in (before, after)]
    return bool(texts) and bool(texts[0]) and texts[0] == texts[1]


def with_new_lead(
    front: FrontMatter, new: NewLead, habits: LeadHabits, *, is_named: bool = False
) -> FrontMatter:
    """Return front matter with another picture as its lead image; ``is_named`` when it has its path already.

    What was said of the picture before it goes: alt text, caption, credit, focus, and the size in a map. What was
    typed while there was no picture was meant for this one and stays. What is empty then is filled from the file.
    Raises EditRefusedError.
    """
    value = front.get("image")
    had = _source(value)
    if had == new.path and not is_named:
        return front
    if isinstance(value, dict):
        changed = {**value, _path_key(value): new.path}
        if had:
            changed = _described_anew(changed, new)
        front = front.set("image", changed, habits.order)
    else:
        front = front.set("image", new.path, habits.order)
    if had:
        for key in _keys_beside(front, habits):
            text = new.texts.get(_name_of(key, habits), "")
            # A value that changes stays in its line; one that has no successor goes with it.
            front = front.set(key, text, habits.order) if text else front.remove(key)
    value = front.get("image")
    inside = value if isinstance(value, dict) else {}
    beside = {_name_of(key, habits) for key in _keys_beside(front, habits) if plain_line(front.get(key))}
    missing = {
        name: text
        for name, text in new.texts.items()
        if text and name not in beside and not plain_line(inside.get(name))
    }
    return with_lead_texts(front, missing, habits)


def _descriptions(front: FrontMatter) -> dict[str, str]:
    """Return all that is said of the lead image, by key."""
    value = front.get("image")
    inside = value if isinstance(value, dict) else {}
    said = {key: plain_line(inside.get(key)) for key in (*LEAD_TEXTS, "focus")}
    said |= {f"beside {key}": plain_line(front.get(key)) for key in _keys_beside(front, LeadHabits())}
    return {key: text for key, text in said.items() if text}


def _source(value: Value) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    parts = value if isinstance(value, dict) else {PATH_KEYS[0]: value}
    return next((text for key in PATH_KEYS if (text := plain_line(parts.get(key)))), "")


def _path_key(value: Mapping[str, Value]) -> str:
    return next((name for name in PATH_KEYS if name in value), PATH_KEYS[0])


def _described_anew(image: dict[str, Value], new: NewLead) -> dict[str, Value]:
    """Return a map of ``image`` that says of the new picture what it said of the one before it."""
    sizes = {"width": new.size[0], "height": new.size[1]} if new.size else {}
    told: dict[str, Value] = {}
    for key, value in image.items():
        if key in (*LEAD_TEXTS, "focus", "width", "height"):
            successor: Value = new.texts.get(key) or sizes.get(key)
            if successor:
                told[key] = successor
        else:
            told[key] = value
    return told


def _keys_beside(front: FrontMatter, habits: LeadHabits) -> tuple[str, ...]:
    """Return the keys beside ``image`` that speak of the lead image: not those of a picture with a key of its own."""
    own = {*habits.keys.values(), "image_focus"}
    known = {
        f"{stem}{joint}{end}"
        for stem in _STEMS
        if stem == "image" or stem not in front.keys
        for ends in _ENDS.values()
        for end in ends
        for joint in ("_", "-")
    }
    return tuple(key for key in front.keys if key in known or key in own)


def _name_of(key: str, habits: LeadHabits) -> str:
    """Return which text a key beside the image holds; empty for its focus."""
    told = next((name for name, own in habits.keys.items() if own == key), "")
    return told or next((name for name in LEAD_TEXTS if key in SIDE_KEYS[name]), "")
