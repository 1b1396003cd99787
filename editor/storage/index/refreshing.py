"""Owns bringing the index up to date with the folder: compare what a look finds with what is stored, read the rest."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, repeat

from editor.storage.index.reading import Record, read_record, stamp
from editor.storage.index.sources import Role, Seen, look
from editor.storage.index.writing import confirm, path_from, stored_path, write
from editor.storage.project import Project

# So many files in one transaction. The first rows come soon; then larger ones, each of which FTS5 writes as one piece
# of its index: the fewer, the less is merged later. Another window waits for one as long as it is written, a second.
_BATCHES = (50, 250, 500)
_ORDER = {Role.POST: 0, Role.PAGE: 1, Role.SOURCE: 2, Role.ASSET: 3}


Beside = Callable[[Callable[[], None]], Callable[[], None]]
"""Starts a job, perhaps on another thread, and returns a function that waits for its end and raises its error."""


def at_once(job: Callable[[], None]) -> Callable[[], None]:
    """Do a job here and now: the ``Beside`` of a program without threads."""
    job()
    return lambda: None


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


@dataclass(frozen=True, slots=True)
class _Due:
    """A file that has to be read. With a ``digest`` time and size are the stored ones, and its bytes decide."""

    seen: Seen
    found: tuple[int, int]
    digest: int | None


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
    changed: list[_Due] = []
    for seen in look(project, stop):
        found = stamp(seen)
        if found is None:
            continue
        role, known, digest = stored.pop(seen.path, (None, None, None))
        # A page without front matter is stored as a mere source.
        same = known == found and (role == seen.role or (role == Role.SOURCE and seen.role is Role.PAGE))
        if not same or digest is not None:
            changed.append(_Due(seen, found, digest if same else None))
    if stop():
        return Refreshed(0, 0, complete=False)
    gone = list(stored)
    changed.sort(key=lambda due: _ORDER[due.seen.role])
    tell(Progress(0, len(changed)))
    if gone:
        write(connection, [], gone)
    done = _read_all(connection, project, changed, stop, tell, beside)
    return Refreshed(done, len(gone), complete=done == len(changed))


def _read_all(
    connection: sqlite3.Connection,
    project: Project,
    changed: list[_Due],
    stop: Callable[[], bool],
    tell: Callable[[Progress], None],
    beside: Beside,
) -> int:
    """Read files and write them batch by batch; return how many are in the index."""
    done, waiting = 0, 0
    wait: Callable[[], None] | None = None
    items = iter(changed)

    def finish() -> None:
        nonlocal done, wait
        if wait is not None:
            wait()
            wait = None
            done += waiting
            tell(Progress(done, len(changed)))

    sizes = chain(_BATCHES, repeat(_BATCHES[-1]))
    while not stop() and (batch := list(islice(items, next(sizes)))):
        records = [(due, _read(due, project)) for due in batch if not stop()]
        finish()
        wait, waiting = beside(partial(_write, connection, records)), len(records)
    finish()
    return done


def _read(due: _Due, project: Project) -> Record | None:
    return read_record(due.seen, due.found, project.site, time.time_ns(), compares=due.digest is not None)


def _write(connection: sqlite3.Connection, records: Sequence[tuple[_Due, Record | None]]) -> None:
    elsewhere = _written_elsewhere(connection, [due for due, _ in records if due.digest is None])
    records = [(due, record) for due, record in records if due.seen.path not in elsewhere]
    there = [(due, record) for due, record in records if record is not None]
    gone = [due.seen.path for due, record in records if record is None]
    write(
        connection,
        [record for due, record in there if due.digest != record.digest],
        gone,
    )
    confirm(connection, [record.path for due, record in there if record.settled and due.digest is not None])


def _written_elsewhere(connection: sqlite3.Connection, dues: Sequence[_Due]) -> set[str]:
    """Return the paths that another window has read meanwhile, as they are now: nobody needs their words twice."""
    found = {stored_path(due.seen.path): due for due in dues}
    rows = connection.execute(
        "SELECT path, mtime_ns, size, role FROM files WHERE path IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    )
    return {
        found[path].seen.path
        for path, mtime_ns, size, role in rows
        if (mtime_ns, size) == found[path].found and role == found[path].seen.role
    }
