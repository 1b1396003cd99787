"""Owns what a front-matter value reads like as one line of plain text, for lists and for the article page."""

from __future__ import annotations

import re
from html import unescape

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import Value

_TAG = re.compile(r"<[^<>]*>")


def plain_line(value: Value) -> str:
    """Return a scalar as one line of plain text, ``""`` for anything else.

    Jekyll front matter may hold HTML, which neither a list nor an attribute can show.
    """
    if isinstance(value, PostDate):
        return value.text
    if value is None or isinstance(value, bool | list | dict):
        return ""
    text = str(value)
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub("", text))
    return " ".join(text.split())


def headline_from(slug: str) -> str:
    """Return the headline a slug stands for: each of its words with a capital (Jekyll's ``titleize_slug``)."""
    return " ".join(word.capitalize() for word in slug.split("-") if word)
