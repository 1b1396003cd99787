"""Owns writing what was read into the tables, a batch of files in each transaction."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from editor.core.catalog import PostEntry
from editor.core.entries import POST_KINDS
from editor.storage.index.reading import Record
from editor.storage.index.schema import PART, TEXTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNDATED = 1e12  # after the year 9999
# Bytes of a file name that are not UTF-8, as Python carries them (PEP 383).
_STRAY = re.compile("[\udc80-\udcff]")
_ESCAPED = re.compile("//([0-9a-f]{2})")


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
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'files'").fetchone()
        numbered = list(enumerate(records, 1 if row is None else row[0] + 1))
        posts = [(id_, record, record.entry) for id_, record in numbered if record.entry is not None]
        _insert(connection, "files", [_file_row(id_, record) for id_, record in numbered])
        _insert(connection, "posts", [_post_row(*post) for post in posts])
        for number, table in enumerate(TEXTS):
            rows = [_text_row(*post) for post in posts if post[0] % len(TEXTS) == number]
            _insert(connection, f"{table} {_TEXT_COLUMNS}", rows)
        _insert(connection, "refs", [row for id_, record in numbered for row in _reference_rows(id_, record)])
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
    return (id_, path, record.role.value, record.mtime_ns, record.size, digest)


def _post_row(id_: int, record: Record, entry: PostEntry) -> tuple[object, ...]:
    return (
        id_,
        entry.kind,
        entry.title,
        None if entry.day is None else entry.day.isoformat(),
        None if entry.moment is None else entry.moment.isoformat(),
        entry.status,
        joined(record.authors),
        joined(entry.categories),
        joined(entry.tags),
        entry.excerpt,
        entry.image,
        record.words,
        entry.problem,
        record.front,
        rank_of(entry),
        entry.url,
        None if entry.due is None else entry.due.isoformat(),
        record.above,
    )


def rank_of(entry: PostEntry) -> float:
    """Return how far up a newsroom lists a post: without a date on top, what was changed last first; then by date.

    Pages without a date come last. The seconds since 1970 of its date, one without a zone taken as UTC.
    """
    moment = entry.moment
    if moment is None:
        if entry.day is None:
            return (_UNDATED if entry.kind in POST_KINDS else -_UNDATED) + entry.modified_ns / 1e9
        moment = datetime(entry.day.year, entry.day.month, entry.day.day)
    # Not timestamp(): that fails for the year 1 or 9999 in some zones.
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH).total_seconds()


def _text_row(id_: int, record: Record, entry: PostEntry) -> tuple[object, ...]:
    # The author as the list shows them: an id and a name are both words somebody may look for.
    author = f"{entry.author} {' '.join(record.authors)}"
    labels = " ".join((*entry.categories, *entry.tags))
    return (id_, entry.title, entry.excerpt, author, labels, entry.path, record.body)


def _reference_rows(id_: int, record: Record) -> Iterator[tuple[object, ...]]:
    for found, may_be in record.references:
        paths = PART.join(may_be)
        yield id_, found.line, found.start, found.written, found.path, found.place.value, found.has_alt, paths


def stored_path(path: str) -> str:
    """Return a path as it is stored: bytes of a name that are no text as ``//`` and two hex digits.

    No path of a project has two slashes in a row.
    """
    if path.isascii() or _STRAY.search(path) is None:
        return path
    return _STRAY.sub(lambda found: f"//{ord(found[0]) - 0xDC00:02x}", path)


def path_from(stored: str) -> str:
    """Return the path that ``stored_path`` stored."""
    return _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), stored) if "//" in stored else stored


def joined(names: Sequence[str]) -> str:
    """Return names parted and framed by U+001F; ``""`` for none."""
    return PART + PART.join(name.replace(PART, " ") for name in names) + PART if names else ""


def parted(text: str) -> tuple[str, ...]:
    """Return the names that ``joined`` joined."""
    return tuple(text[1:-1].split(PART)) if text else ()
