"""Owns the rows of the project panel: what is known of each post and asset without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PostStatus(StrEnum):
    """What Jekyll will do with a post when the site is built now."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    HIDDEN = "hidden"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PostEntry:
    """One post of a project as a list shows it.

    ``path`` is relative to the project, with forward slashes; ``day`` is the day in the file name; ``moment``
    the ``date`` key where it can be read; ``image`` the lead image's file from the root, or the reference as
    written where that is none of the project's; ``problem`` a sentence when something about the post may surprise, else
    None; ``words`` is the length of the text, 0 where only the header was read; ``url`` its address, shown or not,
    without ``baseurl``, and ``due`` the moment from which it shows, aware (see ``core/post/visibility``).
    """

    path: str
    kind: str
    title: str
    day: date | None
    moment: datetime | None
    status: str
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    excerpt: str = ""
    image: str = ""
    modified_ns: int = 0
    problem: str | None = None
    words: int = 0
    url: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class AssetEntry:
    """One picture of a project; ``path`` is relative to the project, ``size`` is in bytes."""

    path: str
    size: int
    modified_ns: int


def is_text(path: str) -> bool:
    """Tell whether a path is UTF-8 on disk; Python keeps other bytes as lone surrogates."""
    return path.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in path)


def shown_path(path: str) -> str:
    """Return a path as it can be shown: bytes of a name that are no UTF-8, and no text then, become question marks."""
    return path.encode("utf-8", "replace").decode("utf-8")


def shown_day(entry: PostEntry) -> date | None:
    """Return the day a list shows for a post: its ``date`` key's in the site's zone, or else its file name's."""
    if entry.moment is None:
        return entry.day
    return (entry.due or entry.moment).date()
