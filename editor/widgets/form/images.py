"""Owns where a post keeps its lead image's path and alt text, and what an edit of the alt text writes."""

from __future__ import annotations

from editor.core.post.frontmatter import FrontMatter, Value

IMAGE = "image"
ALT = "image_alt"
_PATHS = ("path", "feature", "src", "url")


def image_source(front: FrontMatter) -> str:
    """Return the picture's reference as written: the string, or the map's path; empty when there is none."""
    value = front.get(IMAGE)
    if isinstance(value, dict):
        return next((str(value[key]) for key in _PATHS if isinstance(value.get(key), str)), "")
    return value if isinstance(value, str) else ""


def image_alt(front: FrontMatter) -> str:
    """Return the alt text: the map's own, else the side key's."""
    value = front.get(IMAGE)
    inside = value.get("alt") if isinstance(value, dict) else None
    beside = front.get(ALT)
    text = inside if inside is not None else beside
    return "" if text is None else str(text)


def with_alt(front: FrontMatter, text: str | None) -> tuple[str, Value]:
    """Return the key and the value that an alt text writes; the value None means that the key goes.

    A map keeps its other entries; ``text`` None takes the entry out of it.
    """
    value = front.get(IMAGE)
    if not isinstance(value, dict) or (ALT in front and "alt" not in value):
        return ALT, text
    rest = {key: entry for key, entry in value.items() if key != "alt" or text is not None}
    return IMAGE, rest if text is None else {**rest, "alt": text}
