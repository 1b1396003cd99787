"""Owns which addresses of a site are taken, and by which posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from editor.core.catalog import PostEntry, PostStatus
from editor.core.post.visibility import target_of

# Whose page another one would overwrite; a draft or a withdrawn post has none yet.
_ON_SITE = frozenset({PostStatus.PUBLISHED, PostStatus.SCHEDULED})


def taken_addresses(posts: Iterable[PostEntry], stop: Callable[[], bool]) -> dict[str, list[str]]:
    """Return the paths of what stands on the site by what ``target_of`` makes of each address.

    Ends early, with a part of them, once ``stop`` says so.
    """
    taken: dict[str, list[str]] = {}
    for entry in posts:
        if stop():
            break
        if entry.url and entry.status in _ON_SITE:
            taken.setdefault(target_of(entry.url), []).append(entry.path)
    return taken


def clashes_of(taken: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return, for each path that shares its address, the paths it shares it with."""
    shared = [holders for holders in taken.values() if len(holders) > 1]
    return {path: tuple(one for one in holders if one != path) for holders in shared for path in holders}
