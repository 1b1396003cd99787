"""Owns what the form knows about the site a post belongs to: the words its other posts use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.core.post.dates import PostDate

EXCERPT_KEYS = ("excerpt", "description", "summary")
"""The keys a site may keep its excerpt under, in the order in which the article page looks."""


@dataclass(frozen=True)
class FormVocabulary:
    """The site's own words, most used first, and its habits.

    ``author_names`` maps an author's id in ``_config.yml`` to the name readers see. ``date_pattern`` is a
    date of the site whose notation a new date copies, ``excerpt_key`` the key for a first excerpt.
    """

    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author_names: Mapping[str, str] = field(default_factory=dict)
    date_pattern: PostDate | None = None
    excerpt_key: str = "excerpt"
