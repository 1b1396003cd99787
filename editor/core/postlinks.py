"""Owns which file a tag such as ``{% post_url 2026-03-12-council-votes %}`` names, and which tag names a file."""

from __future__ import annotations

from editor.core.post.naming import POST_SUFFIXES
from editor.core.post.places import POST, place_of
from editor.core.site import SiteConfig


def post_paths(name: str) -> tuple[str, ...]:
    """Return the paths in a project that a tag's name can stand for (Jekyll::Tags::PostComparer)."""
    folder, _, stem = name.strip("/").rpartition("/")
    prefix = f"{folder}/" if folder else ""
    places = dict.fromkeys((f"_posts/{prefix}{stem}", f"{prefix}_posts/{stem}"))
    return tuple(f"{place}{suffix}" for place in places for suffix in POST_SUFFIXES)


def link_tag(site: SiteConfig, path: str) -> str:
    """Return the tag that a link to a file of the project is written with, for a page the one that takes paths."""
    place = place_of(site, path)
    if place.kind == POST:
        name = place.path.replace("_posts/", "", 1).rpartition(".")[0]
        if place.path in post_paths(name):
            return f"{{% post_url {name} %}}"
    return f"{{% link {place.path} %}}"
