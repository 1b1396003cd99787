"""Owns which key each field of the form stands for in one post, and which keys are left for More fields."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.post.frontmatter import Field, FrontMatter
from editor.widgets.form.images import ALT, IMAGE, image_source
from editor.widgets.form.lists import key_of, read_items
from editor.widgets.form.vocabulary import EXCERPT_KEYS


@dataclass(frozen=True)
class Places:
    """The key behind each field, present or to be added, and the fields without a place."""

    title: str = "title"
    author: str = "author"
    date: str = "date"
    category: str = "categories"
    tag: str = "tags"
    excerpt: str = "excerpt"
    others: tuple[Field, ...] = ()


def places_of(front: FrontMatter, excerpt_key: str = "excerpt") -> Places:
    """Return the places in a post; ``excerpt_key`` is where an excerpt goes that is not there yet."""
    places = Places(
        author="authors" if "authors" in front and "author" not in front else "author",
        category=key_of(front, "category", "categories"),
        tag=key_of(front, "tag", "tags"),
        excerpt=next((key for key in EXCERPT_KEYS if key in front), excerpt_key),
    )
    taken = {places.title, places.author, places.date, places.category, places.tag, places.excerpt}
    taken -= {
        key for key in (places.category, places.tag) if read_items(front.get(key), singular=False) is None
    }
    if image_source(front) or front.get(IMAGE) in (None, ""):
        taken |= {IMAGE, ALT} if image_source(front) else {IMAGE}
    fields = {field.key: field for field in front.fields if field.key not in taken}
    return Places(
        places.title,
        places.author,
        places.date,
        places.category,
        places.tag,
        places.excerpt,
        tuple(fields.values()),
    )
