"""Owns bringing the index up to date with the folder: compare what a look finds with what is stored, read the rest."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, repeat, takewhile

from editor.core.site import SiteConfig
from editor.storage.index.beside import Beside
from editor.storage.index.readers import Readers
from editor.storage.index.reading import Due, Record, due_of, read_record, stamp
from editor.storage.index.schema import set_merging
from editor.storage.index.sources import Role, look
from editor.storage.index.stored import path_from, stored_path
from editor.storage.index.writing import confirm, write
from editor.storage.project import Project

# So many files in one transaction. The first rows come soon; then larger ones, each of which FTS5 writes as one piece
# of its index: the fewer, the less is merged later. Another window waits for one as long as it is written, a second.
_BATCHES = (50, 250, 500)
# From so many files on they are read by processes of their own, which take a fraction of a second to start.
_MANY = 1000
_ORDER = {Role.POST: 0, Role.PAGE: 1, Role.SOURCE: 2, Role.ASSET: 3}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come: ``done`` of ``total`` files that had to be read are in the index."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh came to: the number of files read and forgotten; not ``complete`` when it was stopped."""

    read: int
    forgotten: int
    complete: bool


def refresh(
    connection: sqlite3.Connection,
    project: Project,
    stop: Callable[[], bool],
    tell: Callable[[Progress], None],
    beside: Beside,
) -> Refreshed:
    """Make the index say what the folder of ``project`` holds now.

    Files whose time and size are the stored ones are not opened. ``tell`` is called on this thread when the number
    of files is known and then after each batch, which can be read at once; nothing is being written meanwhile.
    ``beside`` writes one batch while the next is read. What was written before ``stop`` stays.
    Raises ProjectError when the folder is gone, in which case nothing is forgotten, and ``sqlite3.Error``.
    """
    stored = {
        path_from(path): (role, (mtime_ns, size), digest)
        for path, role, mtime_ns, size, digest in connection.execute(
            "SELECT path, role, mtime_ns, size, digest FROM files"
        )
    }
    with Readers(project.site) as readers:
        changed = _changed(stored, project, stop, readers)
        if stop():
            return Refreshed(0, 0, complete=False)
        gone = list(stored)
        changed.sort(key=lambda due: _ORDER[due.role])
        tell(Progress(0, len(changed)))
        if gone:
            write(connection, [], gone)
        # One that was killed in the middle may have left it off.
        set_merging(connection, on=len(changed) < _MANY)
        try:
            done = _read_all(connection, project, changed, readers, stop, tell, beside)
        finally:
            set_merging(connection, on=True)
    return Refreshed(done, len(gone), complete=done == len(changed))


def _changed(
    stored: dict[str, tuple[str, tuple[int, int], int | None]],
    project: Project,
    stop: Callable[[], bool],
    readers: Readers,
) -> list[Due]:
    """Return what has to be read; in ``stored`` stays what is no more. Of many, ``readers`` begin on the way."""
    changed: list[Due] = []
    texts = 0
    for seen in look(project, stop):
        found = stamp(seen)
        if found is None:
            continue
        role, known, digest = stored.pop(seen.path, (None, None, None))
        # A page without front matter is stored as a mere source.
        same = known == found and (role == seen.role or (role == Role.SOURCE and seen.role is Role.PAGE))
        if not same or digest is not None:
            changed.append(due_of(seen, found, digest if same else None))
            texts += seen.role is not Role.ASSET
            if texts == _MANY + sum(_BATCHES[:-1]):
                readers.begin()
    return changed


def _read_all(
    connection: sqlite3.Connection,
    project: Project,
    changed: list[Due],
    readers: Readers,
    stop: Callable[[], bool],
    tell: Callable[[Progress], None],
    beside: Beside,
) -> int:
    """Read files and write them batch by batch; return how many are in the index."""
    done, waiting = 0, 0
    wait: Callable[[], None] | None = None

    def finish() -> None:
        nonlocal done, wait
        if wait is not None:
            written, wait = wait, None
            written()
            done += waiting
            tell(Progress(done, len(changed)))

    sizes = chain(_BATCHES, repeat(_BATCHES[-1]))
    with closing(_records(changed, project.site, readers)) as records:
        items = takewhile(lambda _: not stop(), records)
        try:
            while not stop() and (batch := list(islice(items, next(sizes)))):
                finish()
                wait, waiting = beside(partial(_write, connection, batch)), len(batch)
        finally:
            finish()  # nobody may use the connection while it writes
    return done


def _records(
    changed: Sequence[Due], site: SiteConfig, readers: Readers
) -> Generator[tuple[Due, Record | None], None, None]:
    """Yield what has to be read, read: many files by processes of their own, while the first are read here."""
    first = sum(_BATCHES[:-1])
    # Of an asset nothing is read.
    last = next((at for at, due in enumerate(changed) if due.role is Role.ASSET), len(changed))
    apart = changed[first:last] if last - first >= _MANY else []
    if apart:
        readers.give(apart)
    yield from _read_here(changed[:first], site)
    if apart:
        yield from readers
    yield from _read_here(changed[first + len(apart) :], site)


def _read_here(dues: Iterable[Due], site: SiteConfig) -> Iterator[tuple[Due, Record | None]]:
    return ((due, read_record(due, site, time.time_ns())) for due in dues)


def _write(connection: sqlite3.Connection, records: Sequence[tuple[Due, Record | None]]) -> None:
    elsewhere = _written_elsewhere(connection, [due for due, _ in records if due.digest is None])
    records = [(due, record) for due, record in records if due.path not in elsewhere]
    there = [(due, record) for due, record in records if record is not None]
    gone = [due.path for due, record in records if record is None]
    write(
        connection,
        [record for due, record in there if due.digest != record.digest],
        gone,
    )
    confirm(connection, [record.path for due, record in there if record.settled and due.digest is not None])


def _written_elsewhere(connection: sqlite3.Connection, dues: Sequence[Due]) -> set[str]:
    """Return the paths that another window has read meanwhile, as they are now: nobody needs their words twice."""
    found = {stored_path(due.path): due for due in dues}
    rows = connection.execute(
        "SELECT path, mtime_ns, size, role FROM files WHERE path IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    )
    return {
        found[path].path
        for path, mtime_ns, size, role in rows
        if (mtime_ns, size) == found[path].found and role == found[path].role
    }
