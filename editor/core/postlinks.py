"""Owns links from post to post that a writer leaves to Jekyll: ``{% post_url 2026-03-12-council-votes %}``."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.core.post.naming import POST_SUFFIXES

# https://jekyllrb.com/docs/liquid/tags/#linking-to-posts; before Jekyll 4 the site's prefix had to be written, too.
_POST_URL = re.compile(
    r"""(?:\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\}/?)*
        \{%-?\s*post_url\s+(?P<quote>["']?)(?P<name>[^\s"'%{}]+)(?P=quote)\s*-?%\}""",
    re.VERBOSE,
)


def fill_post_urls(body: str, address: Callable[[str], str | None]) -> str:
    """Put addresses in place of the ``post_url`` tags of a body; lines stay where they are.

    ``address`` takes the name in the tag and returns where that post will be, or None when there is no such post:
    then the tag stays as it is written, for Jekyll's own complaint.
    """
    if "post_url" not in body:
        return body
    return _POST_URL.sub(lambda found: address(found["name"]) or found[0], body)


def post_paths(name: str) -> tuple[str, ...]:
    """Return the paths in a project that a tag's name can stand for (Jekyll::Tags::PostComparer)."""
    folder, _, stem = name.strip("/").rpartition("/")
    prefix = f"{folder}/" if folder else ""
    places = dict.fromkeys((f"_posts/{prefix}{stem}", f"{prefix}_posts/{stem}"))
    return tuple(f"{place}{suffix}" for place in places for suffix in POST_SUFFIXES)
