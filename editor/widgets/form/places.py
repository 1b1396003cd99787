"""Owns which key each field of the form stands for in one post, and which keys are left for More fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.core.post.frontmatter import Field, FrontMatter
from editor.widgets.form.images import IMAGE, alt_key, image_source
from editor.widgets.form.lists import key_of, read_items
from editor.widgets.form.vocabulary import EXCERPT_KEYS, SEO_KEYS, SHORT_KEYS


@dataclass(frozen=True)
class Places:
    """The key behind each field, present or to be added, and the fields without a place."""

    title: str = "title"
    author: str = "author"
    date: str = "date"
    category: str = "categories"
    tag: str = "tags"
    excerpt: str = "excerpt"
    short: str = ""
    seo: str = ""
    others: tuple[Field, ...] = ()


def places_of(
    front: FrontMatter, excerpt_key: str = "excerpt", short_key: str = "", seo_key: str = ""
) -> Places:
    """Return the places in a post; the keys are those for what is not there yet, ``""`` for no such field."""
    excerpt = next((key for key in EXCERPT_KEYS if key in front), excerpt_key)
    places = Places(
        author="authors" if "authors" in front and "author" not in front else "author",
        category=key_of(front, "category", "categories"),
        tag=key_of(front, "tag", "tags"),
        excerpt=excerpt,
        short=_text_key(front, SHORT_KEYS, short_key),
        seo=_text_key(
            front, [key for key in SEO_KEYS if key != excerpt], seo_key if seo_key != excerpt else ""
        ),
    )
    taken = {places.title, places.author, places.date, places.category, places.tag, places.excerpt}
    taken |= {places.short, places.seo}
    taken -= {
        key for key in (places.category, places.tag) if read_items(front.get(key), singular=False) is None
    }
    if image_source(front) or front.get(IMAGE) in (None, ""):
        taken |= {IMAGE, alt_key(front)} if image_source(front) else {IMAGE}
    fields = {field.key: field for field in front.fields if field.key not in taken}
    return replace(places, others=tuple(fields.values()))


def _text_key(front: FrontMatter, keys: Sequence[str], usual: str) -> str:
    """Return the key of a text in a post; ``usual`` where there is none yet, ``""`` where it holds no text."""
    key = next((key for key in keys if key in front), usual)
    return key if key and isinstance(front.get(key), str | None) else ""
