"""Owns the index of one project: where its database is, that it is sound, and what it can be asked for."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from editor.core.catalog import AssetEntry, PostEntry
from editor.core.entries import POST_KINDS
from editor.core.errors import ReadError
from editor.core.post.habits import Habits, learn_habits
from editor.storage.faults import display_name
from editor.storage.index import refreshing, rows, schema
from editor.storage.index.beside import Beside, at_once
from editor.storage.index.refreshing import Progress, Refreshed
from editor.storage.index.rows import Clock, Pointer
from editor.storage.project import Project

# Habits are learnt from the newest posts: enough to be sure, few enough to be quick on a site of 20,000.
_HABITS_FROM = 2000
# FTS5 keeps the words of texts that are no more; beyond this share it is quicker to begin anew than to drag them along.
_MOST_STALE = 1.0
_STALE_FREE = 2000

# The keys of _config.yml that addresses, states and references hang on.
_BASIC = (
    "url", "baseurl", "permalink", "timezone", "defaults", "collections", "collections_dir", "source", "include",
    "exclude", "markdown_ext", "unpublished", "show_drafts", "limit_posts",
)  # fmt: skip

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class Index:
    """The index of one project, opened for writing; one thread at a time uses it, whichever that is.

    >>> index = Index.open(project, user_paths().cache / "index")
    >>> index.refresh(lambda: False)
    >>> for id, entry in index.posts(datetime.now(UTC)).items(): ...
    >>> with closing(index.reader()) as connection:  # a connection of its own for another thread; see schema
    ...     connection.execute(schema.MATCHING, {"words": '"harbour" wall*'})

    Nothing in it is precious. A database that is damaged or of another version is thrown away and made anew by the
    next refresh; where the cache folder cannot be written, it lives in a temporary one and goes with ``close``.
    """

    def __init__(
        self, project: Project, file: Path, connection: sqlite3.Connection, own: Path | None
    ) -> None:
        self.project = project
        self.file = file
        self._connection = connection
        self._own_folder = own
        # Most changes are in texts: to learn the same again would take the interpreter for a tenth of a second.
        self._learnt: tuple[tuple[str, ...], Habits] | None = None

    @classmethod
    def open(cls, project: Project, folder: Path) -> Index:
        """Open the index of ``project`` below ``folder``, which is made; a new one is empty until it is refreshed.

        Raises ReadError when no folder at all can be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / file_name(project.root)
            return cls(project, file, _connect(file, project.root), None)
        except (OSError, sqlite3.Error) as error:
            _log.info("The index is kept in a temporary folder: %s", error)
        own = None
        try:
            own = Path(tempfile.mkdtemp(prefix="copydesk-index-"))
            file = own / file_name(project.root)
            return cls(project, file, _connect(file, project.root), own)
        except (OSError, sqlite3.Error) as error:
            if own is not None:
                shutil.rmtree(own, ignore_errors=True)
            sentence = (
                "The list of posts has no place: neither the cache folder nor a temporary one can be written. "
                "Make room on the disk, then open the site again."
            )
            raise ReadError(sentence, path=folder) from error

    def close(self) -> None:
        """Close it; a temporary one is gone then."""
        self._connection.close()
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)

    def reader(self) -> sqlite3.Connection:
        """Return another connection, for asking only, for one other thread; the caller closes it."""
        return schema.connect_reader(self.file)

    def refresh(
        self,
        stop: Callable[[], bool],
        tell: Callable[[Progress], None] = lambda _progress: None,
        project: Project | None = None,
        beside: Beside = at_once,
    ) -> Refreshed:
        """Make the index say what the project's folder holds now; ``project`` replaces the one it was opened with.

        ``tell`` is called on this thread after each batch, whose rows can be asked for at once; ``stop`` is asked
        all along, and what was read until then stays. With a ``beside`` that has a thread, files are read while the
        ones before are written. Raises ProjectError when the folder is gone, ReadError when
        the database cannot be written (a full disk).
        """
        self.project = project or self.project
        try:
            return self._refresh(stop, tell, beside)
        except sqlite3.DatabaseError as error:
            if _is_passing(error):
                raise self._unwritable(error) from error
            _log.info("The index of %s is damaged and is made anew: %s", self.project.root, error)
        try:
            self._begin_anew()
            return self._refresh(stop, tell, beside)
        except sqlite3.DatabaseError as error:
            raise self._unwritable(error) from error

    def _refresh(
        self, stop: Callable[[], bool], tell: Callable[[Progress], None], beside: Beside
    ) -> Refreshed:
        basis = _basis(self.project)
        before = schema.fact(self._connection, "basis")
        if (before is not None and before != basis) or self._is_stale():
            self._begin_anew()
        if before != basis:
            schema.set_fact(self._connection, "basis", basis)
        return refreshing.refresh(self._connection, self.project, stop, tell, beside)

    def posts(
        self,
        now: datetime,
        known: Mapping[int, PostEntry] | None = None,
        kinds: Iterable[str] | None = POST_KINDS,
        only: Set[int] | None = None,
    ) -> dict[int, PostEntry]:
        """Return every post's row by its id, which is also the rowid of its words; drafts on top, then newest first.

        Pages and the documents of collections are among them with ``kinds`` None; with ``only`` just these ids.
        ``now`` is aware. Rows in ``known`` whose id still counts are taken over, the very same objects.
        """
        site, clock = self.project.site, Clock(now)
        return self._ask(lambda: rows.read_posts(self._connection, site, clock, known, kinds, only), {})

    def assets(self) -> list[AssetEntry]:
        """Return every asset, by path."""
        return self._ask(lambda: rows.read_assets(self._connection), [])

    def pointers(self, files: Iterable[str] | None = None) -> list[Pointer]:
        """Return what the site's files point at, or these files by their paths: pictures, links, includes."""
        return self._ask(lambda: list(rows.read_pointers(self._connection, files)), [])

    def habits(self) -> Habits:
        """Return what the site's posts usually look like, learnt from the newest."""
        nothing: tuple[str, ...] = ()
        fronts = self._ask(lambda: rows.read_fronts(self._connection, _HABITS_FROM), nothing)
        if self._learnt is None or self._learnt[0] != fronts:
            self._learnt = fronts, learn_habits(map(rows.StoredFront, fronts))
        return self._learnt[1]

    def _ask(self, question: Callable[[], Answer], nothing: Answer) -> Answer:
        """Answer a question; where that shows damage, say ``nothing``, and the next refresh makes all anew."""
        try:
            return question()
        except sqlite3.DatabaseError as error:
            if _is_passing(error):
                raise ReadError(
                    f"The list of posts cannot be read ({error}). Try again.", path=self.file
                ) from error
            _log.info("The index of %s is damaged and thrown away: %s", self.project.root, error)
        self._begin_anew()
        return nothing

    def _is_stale(self) -> bool:
        given = schema.last_id(self._connection) - int(schema.fact(self._connection, "ids_after") or 0)
        alive = self._connection.execute("SELECT count(*) FROM files").fetchone()[0]
        return bool(given > alive * (1 + _MOST_STALE) + _STALE_FREE)

    def _begin_anew(self) -> None:
        try:
            last = schema.last_id(self._connection)
        except (
            sqlite3.Error
        ):  # what cannot be read gave out fewer ids than milliseconds have passed since 1970
            last = time.time_ns() // 1_000_000
        self._connection.close()
        _remove(self.file)
        self._connection = schema.connect(self.file, str(self.project.root))
        # Whoever still has rows of before knows them by their ids: those must not come to mean other files.
        schema.count_on(self._connection, last)

    def _unwritable(self, error: sqlite3.Error) -> ReadError:
        sentence = (
            f"The list of posts cannot be kept in “{display_name(self.file.parent)}” ({error}). "
            "Make room there, then reload."
        )
        return ReadError(sentence, path=self.file)


def file_name(root: Path) -> str:
    """Return the name of the database of the project at ``root``: readable, and its own."""
    digest = hashlib.blake2b(str(root).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    name = re.sub(r"[^A-Za-z0-9]+", "-", root.name).strip("-").lower()[:40]
    return f"{name or 'site'}-{digest}.sqlite3"


def _connect(file: Path, root: Path) -> sqlite3.Connection:
    try:
        return schema.connect(file, str(root))
    except sqlite3.DatabaseError as error:
        if _is_passing(error):
            raise
        _log.info("The index of %s is thrown away: %s", root, error)
    _remove(file)
    return schema.connect(file, str(root))


def _remove(file: Path) -> None:
    """Remove a database with what SQLite keeps beside it; where another program holds it open, empty it."""
    for end in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + end).unlink()


def _is_passing(error: sqlite3.DatabaseError) -> bool:
    """Tell whether an error says nothing against the database: it is locked, the disk is full, it cannot be opened."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    }


def _basis(project: Project) -> str:
    """Return the settings of the site that stored rows depend on; what else it says is applied as they are read."""
    return json.dumps([project.site.raw.get(key) for key in _BASIC], default=str)
