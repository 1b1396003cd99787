"""Owns reading the index: the rows of the list, the assets, what files point at, and what a site usually does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from editor.core.catalog import AssetEntry, PostEntry, PostStatus
from editor.core.entries import POST_KINDS
from editor.core.post.fields import as_meant
from editor.core.post.reading import Value
from editor.core.post.visibility import is_to_come
from editor.core.references.reference import Place
from editor.core.site import SiteConfig
from editor.storage.index.schema import PART
from editor.storage.index.sources import Role
from editor.storage.index.stored import parted, path_from

# From ``path`` on in the order of the fields of PostEntry.
_COLUMNS = (
    "posts.id, authors, path, kind, title, day, moment, status, categories, tags, excerpt, image, mtime_ns, problem,"
    " words, url, due"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the state of a post hangs on besides the post: the time, which is aware."""

    now: datetime


@dataclass(frozen=True, slots=True)
class Pointer:
    """One reference of ``file`` as the index knows it; ``candidates`` are the paths it may mean, likeliest first.

    ``line`` counts from 1, in a post with the ``above`` lines of its front matter;
    ``start`` is where ``written`` stands in the file's text, byte order mark left out.
    """

    file: str
    line: int
    start: int
    written: str
    path: str
    place: Place
    has_alt: bool | None
    candidates: tuple[str, ...]
    above: int


class StoredFront:
    """Front matter as the index keeps it: as much of ``FrontMatter`` as habits are learnt from."""

    def __init__(self, stored: str) -> None:
        self._values: dict[str, Value] = json.loads(stored)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order."""
        return tuple(self._values)

    def get(self, key: str, default: Value = None) -> Value:
        """Return the value of ``key``; a date's notation under a key for dates is a date again."""
        return as_meant(key, self._values[key]) if key in self._values else default


def read_posts(
    connection: sqlite3.Connection,
    site: SiteConfig,
    clock: Clock,
    known: Mapping[int, PostEntry] | None = None,
    kinds: Iterable[str] | None = POST_KINDS,
    only: Set[int] | None = None,
) -> dict[int, PostEntry]:
    """Return every row by its id, in the order of a newsroom: undated drafts on top, then the newest first.

    Pages and the documents of collections are among them with ``kinds`` None; with ``only`` just these ids.

    Rows that are in ``known`` are taken over as they are, the very same objects, unless the clock makes them another:
    so a list of 20,000 in which ten changed is read in the time of ten. ``known`` is of the same ``site``.
    """
    known = known or {}
    given = () if kinds is None else tuple(kinds)
    wanted = "1" if kinds is None else f"kind IN ({', '.join('?' * len(given))})"
    # Sorted by SQLite, which does it without the interpreter's lock: a list of 100,000 would hold that for long.
    order = f"SELECT posts.id FROM posts JOIN files USING (id) WHERE {wanted} ORDER BY rank DESC, path"
    ids = [id_ for (id_,) in connection.execute(order, given) if only is None or id_ in only]
    fresh = [id_ for id_ in ids if id_ not in known]
    query = f"SELECT {_COLUMNS} FROM posts JOIN files USING (id)"
    if only is not None or len(fresh) * 2 < len(ids):
        found = connection.execute(
            f"{query} WHERE posts.id IN (SELECT value FROM json_each(?))", (json.dumps(fresh),)
        )
    else:
        found = connection.execute(f"{query} WHERE {wanted}", given)
    shared: dict[str, tuple[str, ...]] = {}
    read = {row[0]: _entry(row, site, clock, shared) for row in found if row[0] not in known}
    # What another window removed since the order was read is left out.
    return {
        id_: _at(known[id_], site, clock) if id_ in known else read[id_]
        for id_ in ids
        if id_ in known or id_ in read
    }


def _entry(
    row: tuple[Any, ...], site: SiteConfig, clock: Clock, shared: dict[str, tuple[str, ...]]
) -> PostEntry:
    """Make the entry of one row; ``shared`` lets posts with the same names share one tuple."""
    _, authors, path, kind, title, day, moment, status, categories, tags, *facts = row
    excerpt, image, mtime_ns, problem, words, url, due = facts
    for names in (authors, categories, tags):
        if names not in shared:
            shared[names] = parted(names)
    entry = PostEntry(
        path_from(path),
        kind,
        title,
        None if day is None else date.fromisoformat(day),
        None if moment is None else datetime.fromisoformat(moment),
        _STATUS[status],
        shared[categories],
        shared[tags],
        ", ".join(dict.fromkeys(map(site.author_name, shared[authors]))) if authors else "",
        excerpt,
        image,
        mtime_ns,
        problem,
        words,
        url,
        None if due is None else datetime.fromisoformat(due),
    )
    return _at(entry, site, clock)


# The one string of each state, not a copy for each row.
_STATUS = {status.value: status.value for status in PostStatus}


def _at(entry: PostEntry, site: SiteConfig, clock: Clock) -> PostEntry:
    """Return the row as it is at this time: a post with a date to come is scheduled until that has come."""
    if entry.due is None or entry.status not in (PostStatus.PUBLISHED, PostStatus.SCHEDULED):
        return entry
    early = not site.future and is_to_come(entry.due, clock.now)
    status = PostStatus.SCHEDULED.value if early else PostStatus.PUBLISHED.value
    return entry if status == entry.status else replace(entry, status=status)


def read_assets(connection: sqlite3.Connection) -> list[AssetEntry]:
    """Return every asset, by path."""
    rows = connection.execute("SELECT path, size, mtime_ns FROM files WHERE role = ?", (Role.ASSET.value,))
    return sorted(
        (AssetEntry(path_from(path), size, mtime) for path, size, mtime in rows), key=lambda asset: asset.path
    )


def read_pointers(connection: sqlite3.Connection, files: Iterable[str] | None = None) -> Iterator[Pointer]:
    """Yield what files point at, of all or of these by their paths, in the order it stands in each."""
    query = (
        "SELECT files.path, line, start, written, refs.path, place, has_alt, candidates, coalesce(above, 0)"
        " FROM refs JOIN files ON files.id = refs.file LEFT JOIN posts ON posts.id = refs.file"
    )
    if files is None:
        rows = connection.execute(f"{query} ORDER BY files.path, start")
    else:
        listed = json.dumps(list(files))
        query = f"{query} WHERE files.path IN (SELECT value FROM json_each(?)) ORDER BY files.path, start"
        rows = connection.execute(query, (listed,))
    for file, line, start, written, path, place, has_alt, may_be, above in rows:
        alt = None if has_alt is None else bool(has_alt)
        names = tuple(may_be.split(PART)) if may_be else ()
        yield Pointer(path_from(file), line, start, written, path, Place(place), alt, names, above)


def read_fronts(connection: sqlite3.Connection, most: int) -> tuple[str, ...]:
    """Return the front matter of the newest posts as it is stored, no more than ``most``: see ``StoredFront``."""
    rows = connection.execute(
        "SELECT front FROM posts WHERE front IS NOT NULL AND kind IN (?, ?, ?) ORDER BY rank DESC LIMIT ?",
        (*POST_KINDS, most),
    )
    return tuple(front for (front,) in rows)
