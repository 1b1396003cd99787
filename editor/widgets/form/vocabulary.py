"""Owns what the form knows about the site a post belongs to: the words its other posts use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from editor.core.post.dates import PostDate

EXCERPT_KEYS = ("excerpt", "description", "summary")
"""The keys a site may keep its excerpt under, in the order in which the article page looks."""

SHORT_KEYS = ("short_title", "short_headline", "short-title", "shorttitle", "title_short", "seo_title")
"""Under which of these keys a site keeps a headline for narrow places, where it does."""
SEO_KEYS = ("seo_description", "meta_description", "social_description", "description")
"""And what is meant for search engines; ``description`` only beside an excerpt of its own."""


@dataclass(frozen=True)
class FormVocabulary:
    """The site's own words, most used first, and its habits.

    ``author_names`` maps an author's id in ``_config.yml`` to the name readers see. ``date_pattern`` is a
    date of the site whose notation a new date copies, ``excerpt_key`` the key for a first excerpt; ``short_key`` and
    ``seo_key`` those for a short headline and a text for search engines, ``""`` where the site's posts have none.
    ``alt_key`` is the key beside a lead image for its alt text; with ``lead_in_map`` it goes into a map with the path.
    """

    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author_names: Mapping[str, str] = field(default_factory=dict)
    date_pattern: PostDate | None = None
    excerpt_key: str = "excerpt"
    short_key: str = ""
    seo_key: str = ""
    alt_key: str = ""
    lead_in_map: bool = False


def extra_keys(key_order: Sequence[str], excerpt_key: str) -> tuple[str, str]:
    """Return the keys for a short headline and for search engines that posts use; ``""`` for each they do not."""
    short = next((key for key in key_order if key in SHORT_KEYS), "")
    seo = next((key for key in key_order if key in SEO_KEYS and key != excerpt_key), "")
    return short, seo
