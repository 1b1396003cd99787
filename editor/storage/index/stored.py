"""Owns how what was read of a file is stored: as rows of texts and numbers, which another process can hand over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from editor.core.catalog import PostEntry
from editor.core.entries import POST_KINDS
from editor.core.references.reference import Reference
from editor.storage.index.schema import PART

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNDATED = 1e12  # after the year 9999
# Bytes of a file name that are not UTF-8, as Python carries them (PEP 383).
_STRAY = re.compile("[\udc80-\udcff]")
_ESCAPED = re.compile("//([0-9a-f]{2})")


def post_row(
    entry: PostEntry, authors: Sequence[str], words: int, front: str | None, above: int
) -> tuple[object, ...]:
    """Return the row of ``posts`` without its id."""
    return (
        entry.kind,
        entry.title,
        None if entry.day is None else entry.day.isoformat(),
        None if entry.moment is None else entry.moment.isoformat(),
        entry.status,
        joined(authors),
        joined(entry.categories),
        joined(entry.tags),
        entry.excerpt,
        entry.image,
        words,
        entry.problem,
        front,
        rank_of(entry),
        entry.url,
        None if entry.due is None else entry.due.isoformat(),
        above,
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


def text_row(entry: PostEntry, authors: Sequence[str], body: str) -> tuple[object, ...]:
    """Return the row of the words without its id."""
    # The author as the list shows them: an id and a name are both words somebody may look for.
    author = f"{entry.author} {' '.join(authors)}"
    labels = " ".join((*entry.categories, *entry.tags))
    return (entry.title, entry.excerpt, author, labels, entry.path, body)


def reference_row(found: Reference, may_be: Sequence[str]) -> tuple[object, ...]:
    """Return the row of ``refs`` without its file's id; ``may_be`` are the paths it may mean."""
    paths = PART.join(may_be)
    return found.line, found.start, found.written, found.path, found.place.value, found.has_alt, paths


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
