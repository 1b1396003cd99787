"""Owns which post a tag such as ``{% post_url 2026-03-12-council-votes %}`` names."""

from __future__ import annotations

from editor.core.post.naming import POST_SUFFIXES


def post_paths(name: str) -> tuple[str, ...]:
    """Return the paths in a project that a tag's name can stand for (Jekyll::Tags::PostComparer)."""
    folder, _, stem = name.strip("/").rpartition("/")
    prefix = f"{folder}/" if folder else ""
    places = dict.fromkeys((f"_posts/{prefix}{stem}", f"{prefix}_posts/{stem}"))
    return tuple(f"{place}{suffix}" for place in places for suffix in POST_SUFFIXES)
