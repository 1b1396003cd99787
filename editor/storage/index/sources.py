"""Owns which files of a project the index looks at, and as what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from editor.core.entries import PAGE
from editor.core.post.naming import POST_SUFFIXES
from editor.core.references.reference import MEDIA_SUFFIXES, kind_of_source
from editor.storage.project import Project, exclusions, is_loose, kind_below
from editor.storage.walk import Found, Unreadable, is_hidden, walk


class Role(StrEnum):
    """What a file is to the index: a post or page with a row of its own, a source of references, an asset."""

    POST = "post"
    PAGE = "page"
    SOURCE = "source"
    ASSET = "asset"


_SOURCE_FOLDERS = frozenset({"_posts", "_drafts", "_layouts", "_includes", "_data", "_sass"})
_POST_ENDS = tuple(POST_SUFFIXES)
_PAGE_ENDS = (*_POST_ENDS, ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Seen:
    """One file or unreadable folder of the project as a look at the folder finds it."""

    item: Found | Unreadable
    role: Role
    kind: str

    @property
    def path(self) -> str:
        """The path from the project's root, with forward slashes."""
        return self.item.relative


def look(project: Project, stop: Callable[[], bool]) -> Iterator[Seen]:
    """Yield every file that counts, posts of the newest names first; raise ProjectError when the folder is gone."""
    sort = sorter(project)
    inner = _SOURCE_FOLDERS | {f"_{label}" for label in collections_of(project)}

    lets_in = project.site.exclusion.lets_in

    def enters(relative: str) -> bool:
        parts = relative.split("/")
        if is_hidden(parts[-1]):
            return False
        # Jekyll's EntryFilter leaves out folders that begin with "_", apart from its own and those the site includes.
        return not parts[-1].startswith("_") or not inner.isdisjoint(parts) or lets_in(relative)

    for item in walk(project.root, enters, stop):
        sorted_as = sort(item)
        if sorted_as is not None:
            yield Seen(item, *sorted_as)


def sorter(project: Project) -> Callable[[Found | Unreadable], tuple[Role, str] | None]:
    """Return a function that says what a file is, and its kind; None for what the index leaves out."""
    loose = is_loose(project.root)
    excluded = exclusions(project.site)
    labels = {f"_{label}": label for label in collections_of(project)}

    def sort(item: Found | Unreadable) -> tuple[Role, str] | None:
        relative = item.relative
        lowered = relative.lower()
        kind = kind_below(relative, loose=loose)
        if isinstance(item, Unreadable):
            return None if kind is None else (Role.POST, kind)
        if item.entry.name.startswith("."):
            return None
        if kind is not None and lowered.endswith(_POST_ENDS):
            return Role.POST, kind
        special = [
            part
            for above, part in _folders(relative)
            if part.startswith("_") and not project.site.exclusion.lets_in(above)
        ]
        if not special and PurePosixPath(lowered).suffix in MEDIA_SUFFIXES:
            # What the site leaves out is no asset of it, however many files lie there.
            return None if excluded(relative) else (Role.ASSET, "")
        if kind_of_source(relative) is None:
            return None
        if not loose and lowered.endswith(_PAGE_ENDS) and all(part in labels for part in special):
            return Role.PAGE, labels[special[0]] if special else PAGE
        return Role.SOURCE, ""

    return sort


def _folders(relative: str) -> Iterator[tuple[str, str]]:
    """Yield each folder above a file: its path, and its name."""
    parts = relative.split("/")[:-1]
    for count, name in enumerate(parts, 1):
        yield "/".join(parts[:count]), name


def collections_of(project: Project) -> tuple[str, ...]:
    """Return the labels of the site's own collections that become pages (``output: true``)."""
    listed = project.site.raw.get("collections")
    if not isinstance(listed, dict):
        return ()
    return tuple(
        str(label)
        for label, options in listed.items()
        if label not in ("posts", "drafts") and isinstance(options, dict) and options.get("output") is True
    )
