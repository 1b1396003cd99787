"""Owns reading the texts of posts for the places that a search hits: excerpts, and lines with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.post.post import Post, parse_post
from editor.core.query.hits import Excerpt, Finder, Hit
from editor.storage.files import read_file
from editor.storage.project import safe_path

# What is beyond this is no article; its hit is still listed, without the line.
_MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PostHits:
    """The lines of a post that are hit; ``first_line`` is the number (from 1) of the body's first in the file."""

    path: str
    first_line: int
    hits: tuple[Hit, ...]


def read_excerpts(
    root: Path, paths: Iterable[str], finder: Finder, stop: Callable[[], bool]
) -> dict[str, Excerpt]:
    """Return the excerpt around the first hit in the text of each post, by path; posts without one are left out.

    A post that cannot be read has none: the list says what is wrong with it.
    """
    found: dict[str, Excerpt] = {}
    for path in paths:
        if stop():
            break
        post = _read(root, path)
        excerpt = finder.excerpt(post.body) if post is not None else None
        if excerpt is not None:
            found[path] = excerpt
    return found


def read_hits(
    root: Path, paths: Iterable[str], finder: Finder, stop: Callable[[], bool]
) -> Iterator[PostHits]:
    """Yield the lines hit in each post, in the order of ``paths``; also of posts hit elsewhere, without lines."""
    for path in paths:
        if stop():
            return
        post = _read(root, path)
        if post is None:
            yield PostHits(path, 1, ())
            continue
        yield PostHits(path, post.lines_above + 1, finder.hits(post.body))


def read_body(root: Path, path: str) -> str | None:
    """Return the text of a post without its front matter; None when it cannot be read."""
    post = _read(root, path)
    return None if post is None else post.body


def _read(root: Path, path: str) -> Post | None:
    try:
        return parse_post(read_file(safe_path(root, path), _MOST_BYTES).data, path)
    except EditorError:
        return None
