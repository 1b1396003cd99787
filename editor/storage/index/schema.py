"""Owns the tables of the index, and opening a database that has just these: damaged or other ones are thrown away.

``files``       every file looked at: ``path`` (from the project's root, as ``stored.stored_path`` writes it),
                ``role`` (of ``sources.Role``), ``mtime_ns`` and ``size`` as they were when it was read. ``digest`` is
                there when it was read within a tick of the disk's clock after it was written: time and size would
                then be the same for what is written next, so the next look compares the bytes.
``posts``       what the lists know of a post, draft or page, by its file's ``id``. Names of ``authors`` (as written),
                ``categories`` and ``tags`` are parted and framed by U+001F: ``%\\x1fNews\\x1f%`` finds one. ``day`` and
                ``moment`` are ISO 8601; ``front`` is the whole front matter as JSON, dates as they are written;
                ``status`` leaves the clock out of account: what is due later is told when it is read. The higher
                ``rank``, the further up a newsroom lists a post: see ``stored.rank_of``. ``above`` is how many lines
                stand above the text: writers count from there, ``refs`` from the start of the file.
``texts_0``     FTS5 over headline, excerpt, names, path and body, without a copy of them; the rowid is the file's id.
``texts_1``     The words of one file in two are in each, by its id: two threads find in them in half the time of one.
``refs``        what files point at; ``candidates`` are the paths it may mean, parted by U+001F, likeliest first.
``facts``       what the index was made from: the root, the settings the rows depend on, the last id of the one before.

A file that changed gets a new id, and ids are never given out twice: a row read before is true for as long as its id
is there, and what FTS5 still holds of an earlier text finds nobody.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

VERSION = 13
"""Goes up with every change of the tables or of what stands in them; another version is made anew."""

TEXTS = ("texts_0", "texts_1")
"""The tables of words: those of a file are in the one that the rest of its id, divided by their number, names."""

MATCHING = " UNION ALL ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH :words" for table in TEXTS)
"""Asks for the ids of the files that ``words`` match, a query of FTS5."""

PART = "\x1f"
"""Parts the names in one field."""

BUSY_SECONDS = 10.0
"""How long to wait while another window or process writes; each holds the database for a fraction of a second."""

_TABLES = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, digest INTEGER
);
CREATE TABLE posts (
    id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, title TEXT NOT NULL, day TEXT, moment TEXT, status TEXT NOT NULL, authors TEXT NOT NULL,
    categories TEXT NOT NULL, tags TEXT NOT NULL, excerpt TEXT NOT NULL, image TEXT NOT NULL,
    words INTEGER NOT NULL, problem TEXT, front TEXT, rank REAL NOT NULL, url TEXT NOT NULL, due TEXT,
    above INTEGER NOT NULL
);
CREATE TABLE refs (
    file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    line INTEGER NOT NULL, start INTEGER NOT NULL, written TEXT NOT NULL, path TEXT NOT NULL,
    place TEXT NOT NULL, has_alt INTEGER, candidates TEXT NOT NULL
);
CREATE INDEX posts_at_url ON posts (url);
CREATE INDEX refs_of_file ON refs (file);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_WORDS = """
CREATE VIRTUAL TABLE {} USING fts5 (
    title, excerpt, author, labels, path, body,
    content = '', prefix = '1 3 5 7', tokenize = 'unicode61 remove_diacritics 2'
)
"""
# Prefixes of odd lengths have indexes of their own; FTS5 asks the next longer one for those between. Without, it puts
# the places of every word that begins so together: the first key of a search would cost 150 ms, and each from the
# fourth on 25 where most posts have such words. All four make a first build an eighth longer.

# Room for words before FTS5 writes a piece of its index. The standing 1 MB makes hundreds of pieces of a first
# build, whose merging takes longer than the words themselves.
_FTS_HASH_BYTES = 8 * 1024 * 1024


# So many pieces of its index FTS5 lets stand before it makes one of all of them while a writer waits: the merging that
# is shared out among the writes comes long before.
_FTS_MOST_PIECES = 256
# How many pieces of one size FTS5 waits for before it begins to merge them, bit by bit: its standing number.
_FTS_MERGES_FROM = 4


class ForeignDatabaseError(sqlite3.DatabaseError):
    """The file is no index of this version and root."""


def connect(file: Path, root: str) -> sqlite3.Connection:
    """Open the index at ``file`` for writing, with empty tables when it is new.

    Raises ForeignDatabaseError for another version or root, other ``sqlite3.Error`` for damage, a folder that
    cannot be written, a full disk. May be used by one thread at a time, whichever that is.
    """
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, root)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(file: Path) -> sqlite3.Connection:
    """Open the index at ``file`` for asking only; for one thread at a time. Raises ``sqlite3.Error``."""
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _prepare(connection: sqlite3.Connection, root: str) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # Nothing here that cannot be made again; WAL keeps it whole through a crash of the program.
    connection.execute("PRAGMA synchronous = NORMAL")
    # A first build writes hundreds of megabytes: each time they are carried over, the disk is waited for.
    connection.execute("PRAGMA wal_autocheckpoint = 16000")
    connection.execute("PRAGMA journal_size_limit = 4000000")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")  # two windows may make the same new database
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables == 0:
            for statement in filter(str.strip, _TABLES.split(";\n")):
                connection.execute(statement)
            for table in TEXTS:
                connection.execute(_WORDS.format(table))
                _set_up(connection, table, "hashsize", _FTS_HASH_BYTES)
                _set_up(connection, table, "crisismerge", _FTS_MOST_PIECES)
            connection.execute("INSERT INTO facts VALUES ('root', ?)", (root,))
            connection.execute(f"PRAGMA user_version = {VERSION}")
        elif version != VERSION or fact(connection, "root") != root:
            raise ForeignDatabaseError(f"version {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def set_merging(connection: sqlite3.Connection, *, on: bool) -> None:
    """Let FTS5 merge the pieces of its index as it writes, or leave them as they are while a whole site is read.

    The merging takes as long as the words themselves; the pieces of a first reading are few enough to be asked.
    Raises ``sqlite3.Error``.
    """
    wanted = _FTS_MERGES_FROM if on else 0
    for table in TEXTS:
        row = connection.execute(f"SELECT v FROM {table}_config WHERE k = 'automerge'").fetchone()
        if wanted != (_FTS_MERGES_FROM if row is None else row[0]):
            _set_up(connection, table, "automerge", wanted)


def _set_up(connection: sqlite3.Connection, table: str, setting: str, value: int) -> None:
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (setting, value))


def fact(connection: sqlite3.Connection, name: str) -> str | None:
    """Return what the index was made from, by name; None when it was not said."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def last_id(connection: sqlite3.Connection) -> int:
    """Return the highest id that was given to a file, 0 for none. Raises ``sqlite3.Error``."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'files'").fetchone()
    return 0 if row is None else int(row[0])


def count_on(connection: sqlite3.Connection, last: int) -> None:
    """Let a new index give its files ids above ``last``. Raises ``sqlite3.Error``."""
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('files', ?)", (last,))
    set_fact(connection, "ids_after", str(last))


def set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write down what the index is made from."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
