"""Owns writing what was read into the tables, a batch of files in each transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain

from editor.storage.index.reading import Record
from editor.storage.index.schema import TEXTS, last_id
from editor.storage.index.stored import stored_path


def write(connection: sqlite3.Connection, records: Sequence[Record], gone: Iterable[str] = ()) -> None:
    """Put these records in the place of what the index knows of their paths, and forget the paths in ``gone``.

    One transaction: another window sees all of it or nothing. Raises ``sqlite3.Error``.
    """
    paths = [stored_path(path) for path in (*gone, *(record.path for record in records))]
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "DELETE FROM files WHERE path IN (SELECT value FROM json_each(?))", (json.dumps(paths),)
        )
        numbered = list(enumerate(records, last_id(connection) + 1))
        _insert(connection, "files", [_file_row(id_, record) for id_, record in numbered])
        _insert(connection, "posts", [(id_, *record.post) for id_, record in numbered if record.post])
        for number, table in enumerate(TEXTS):
            some = [item for item in numbered if item[0] % len(TEXTS) == number]
            _insert(
                connection,
                f"{table} {_TEXT_COLUMNS}",
                [(id_, *record.text) for id_, record in some if record.text],
            )
        _insert(connection, "refs", [(id_, *row) for id_, record in numbered for row in record.references])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def confirm(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    """Note that what the index knows of these files is what they hold. Raises ``sqlite3.Error``."""
    listed = json.dumps([stored_path(path) for path in paths])
    connection.execute(
        "UPDATE files SET digest = NULL WHERE path IN (SELECT value FROM json_each(?))", (listed,)
    )


_TEXT_COLUMNS = "(rowid, title, excerpt, author, labels, path, body)"
# SQLite takes 32,766 values in one statement.
_MOST_VALUES = 30_000


def _insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, as many as can be by one statement.

    The work then runs without the interpreter's lock. A statement for each row gives it back after microseconds, and
    waits a millisecond to win it again from the thread that reads or from whoever is typing.
    """
    if not rows:
        return
    step = _MOST_VALUES // len(rows[0])
    place = f"({', '.join('?' * len(rows[0]))})"
    for first in range(0, len(rows), step):
        some = rows[first : first + step]
        statement = f"INSERT INTO {into} VALUES {', '.join([place] * len(some))}"
        values = list(chain.from_iterable(some))
        try:
            connection.execute(statement, values)
        except UnicodeEncodeError:
            connection.execute(statement, [_clean(value) for value in values])


def _clean(value: object) -> object:
    """Return a text without half surrogates, which a damaged name may hold and SQLite cannot."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _file_row(id_: int, record: Record) -> tuple[object, ...]:
    path, digest = stored_path(record.path), None if record.settled else record.digest
    return (id_, path, record.role, record.mtime_ns, record.size, digest)
