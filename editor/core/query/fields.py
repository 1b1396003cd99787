"""Owns which fields a query may name and what may stand after them."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.catalog import PostStatus

STATES = tuple(status.value for status in PostStatus)
_STATE_WORDS = {state: state for state in STATES} | {"drafts": "draft"}

THINGS = {
    "image": "a lead image",
    "alt": "alt text for its pictures",
    "excerpt": "an excerpt",
    "title": "a title of its own",
    "date": "a date in its front matter",
    "category": "a category",
    "tag": "a tag",
    "author": "an author",
    "links": "links",
    "pictures": "pictures in its text",
}
"""What ``has:`` and ``missing:`` ask for, and how a sentence calls it."""

_THING_WORDS = {thing: thing for thing in THINGS} | {
    "lead": "image",
    "images": "image",
    "description": "excerpt",
    "summary": "excerpt",
    "headline": "title",
    "categories": "category",
    "tags": "tag",
    "authors": "author",
    "byline": "author",
    "link": "links",
    "picture": "pictures",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it asks, in words for the list of suggestions."""

    name: str
    asks: str


FIELDS = (
    Field("title", "words of the headline"),
    Field("category", "a category"),
    Field("tag", "a tag"),
    Field("author", "words of the author's name"),
    Field("status", "draft, scheduled, published, hidden"),
    Field("since", "dated on or after"),
    Field("until", "dated on or before"),
    Field("changed", "file changed since"),
    Field("has", "image, alt, excerpt, links…"),
    Field("missing", "image, alt, excerpt, tag…"),
    Field("is", "draft, published, broken…"),
    Field("path", "words of the file's path"),
    Field("words", "length: >500, <80"),
)
"""Every field, in the order they are offered."""

_NAMES = {field.name: field.name for field in FIELDS} | {
    "headline": "title",
    "categories": "category",
    "tags": "tag",
    "authors": "author",
    "byline": "author",
    "by": "author",
    "state": "status",
    "file": "path",
    "no": "missing",
}


def field_name(word: str) -> str | None:
    """Return the field a word before a colon means, or None when it is none."""
    return _NAMES.get(word.lower())


def state_name(word: str) -> str | None:
    """Return the state a word after ``status:`` or ``is:`` means."""
    return _STATE_WORDS.get(word.lower())


def thing_name(word: str) -> str | None:
    """Return the thing a word after ``has:`` or ``missing:`` means."""
    return _THING_WORDS.get(word.lower())
