"""Owns where a post keeps its lead image's path and alt text, and what an edit of the alt text writes."""

from __future__ import annotations

from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.lead import PATH_KEYS, SIDE_KEYS, side_key

IMAGE = "image"


def image_source(front: FrontMatter) -> str:
    """Return the picture's reference as written: the string, or the map's path; empty when there is none."""
    value = front.get(IMAGE)
    if isinstance(value, dict):
        return next((str(value[key]) for key in PATH_KEYS if isinstance(value.get(key), str)), "")
    return value if isinstance(value, str) else ""


def alt_key(front: FrontMatter, usual: str = "") -> str:
    """Return the key beside the image that has its alt text, or would have: the post's own, else the ``usual`` one."""
    return side_key(front.keys, "alt", usual)


def image_alt(front: FrontMatter) -> str:
    """Return the alt text: the map's own, else the side key's."""
    value = front.get(IMAGE)
    inside = value.get("alt") if isinstance(value, dict) else None
    beside = front.get(alt_key(front))
    text = inside if inside is not None else beside
    return "" if text is None else str(text)


def with_alt(
    front: FrontMatter, text: str | None, usual: str = "", *, in_map: bool = False
) -> tuple[str, Value]:
    """Return the key and the value that an alt text writes; the value None means that the key goes.

    A map keeps its other entries; ``text`` None takes the entry out of it. A path alone gets a key beside it, or with
    ``in_map`` becomes a map where the post has no such key yet.
    """
    value = front.get(IMAGE)
    beside = any(key in front for key in SIDE_KEYS["alt"])
    if isinstance(value, str) and value and in_map and not beside and text:
        return IMAGE, {"path": value, "alt": text}
    if not isinstance(value, dict) or (beside and "alt" not in value):
        return alt_key(front, usual), text
    rest = {key: entry for key, entry in value.items() if key != "alt" or text is not None}
    return IMAGE, rest if text is None else {**rest, "alt": text}
