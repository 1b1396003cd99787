"""Owns reading one file for the index: whatever is wrong with it becomes part of its row, never an error."""

from __future__ import annotations

import json
import os
import stat
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from editor.core.entries import broken_entry, entry_of
from editor.core.errors import NotUtf8Error
from editor.core.markdown.statistics import count_words
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.post import Post, parse_post
from editor.core.post.taxonomy import authors_of
from editor.core.references.finding import find_references
from editor.core.references.reference import kind_of_source
from editor.core.references.targets import candidates
from editor.core.site import SiteConfig
from editor.storage.atomic import OPEN_FLAGS
from editor.storage.faults import display_name, read_sentence
from editor.storage.index.sources import Role, Seen
from editor.storage.index.stored import post_row, reference_row, text_row
from editor.storage.walk import Unreadable

# Beyond this a file is an export or a bundle: its beginning is listed and found, the rest is not.
_MOST_BYTES = 4 * 1024 * 1024
# A disk's clock does not count finer than this: a file may be written again and keep its time.
_TICK_NS = 20_000_000
# Nothing is after this, so a row says what Jekyll makes of a post apart from the clock.
_END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)


_References = tuple[tuple[object, ...], ...]


class Record(NamedTuple):
    """All that the index keeps of one file, as rows of its tables without the ids.

    Only what has a row in the list has a ``post`` and a ``text``. Not ``settled``: the file is so new that it may
    change and keep its time and size; ``digest`` is then of its bytes.

    Plain tuples: they come from another process, and whoever unpacks 20,000 has little time for each.
    """

    path: str
    role: str
    mtime_ns: int
    size: int
    digest: int = 0
    settled: bool = True
    post: tuple[object, ...] | None = None
    text: tuple[object, ...] | None = None
    references: _References = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A file that has to be read, as it can be handed to another process.

    ``address`` is where the system finds it, ``found`` its ``stamp``. With a ``digest`` time and size are the stored
    ones, and its bytes decide. ``fault`` is the sentence for a folder that cannot be listed.
    """

    path: str
    role: Role
    kind: str
    address: str
    found: tuple[int, int]
    digest: int | None = None
    fault: str | None = None


def due_of(seen: Seen, found: tuple[int, int], digest: int | None = None) -> Due:
    """Return what has to be read of a file or unreadable folder; ``found`` is its ``stamp``."""
    if isinstance(seen.item, Unreadable):
        fault = read_sentence(seen.item.error, Path(seen.path))
        return Due(seen.path, seen.role, seen.kind, "", found, digest, fault)
    return Due(seen.path, seen.role, seen.kind, seen.item.entry.path, found, digest)


def stamp(seen: Seen) -> tuple[int, int] | None:
    """Return a file's ``mtime_ns`` and size as the disk has them now; None when it has gone, or is no file."""
    if isinstance(seen.item, Unreadable):
        return 0, -1
    try:
        status = seen.item.entry.stat()
    except FileNotFoundError:
        # A link that leads nowhere is worth a row where a post should be.
        return (0, -1) if seen.role is Role.POST and seen.item.entry.is_symlink() else None
    except OSError:
        return (0, -1) if seen.role is Role.POST else None
    if not stat.S_ISREG(status.st_mode) and seen.role is not Role.POST:
        return None
    return status.st_mtime_ns, status.st_size


def read_record(due: Due, site: SiteConfig, now_ns: int) -> Record | None:
    """Read one file; None when it went away meanwhile. ``now_ns`` is the clock.

    The record of a file whose bytes decide, or that is too new, has the ``digest`` of these.
    """
    if due.fault is not None:
        return _broken(due, due.fault)
    if due.role is Role.ASSET:
        return Record(due.path, due.role.value, *due.found)
    try:
        data = _read(due.address)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError) and not Path(due.address).is_symlink()
        return None if gone else _broken(due, read_sentence(error, Path(due.path)))
    if data is None:
        sentence = f"“{display_name(Path(due.path))}” is not an ordinary file, so it was not read."
        return _broken(due, sentence)
    if due.role is Role.SOURCE:
        record = _source(due, data.decode("utf-8", "replace"), site)
    else:
        record = _post_record(due, data, site)
    settled = abs(now_ns - due.found[0]) >= _TICK_NS
    if due.digest is not None or not settled:
        record = record._replace(digest=zlib.crc32(data), settled=settled)
    return record


def _read(path: str) -> bytes | None:
    """Return a file's bytes up to the limit; None for a pipe, a device, a folder."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | OPEN_FLAGS)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        parts, left = [], _MOST_BYTES
        # One more than the size: a single read then sees the end of an ordinary file.
        while left > 0 and (part := os.read(handle, min(left, status.st_size + 1))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _post_record(due: Due, data: bytes, site: SiteConfig) -> Record:
    try:
        post = parse_post(data, due.path)
    except NotUtf8Error as error:
        if due.role is Role.PAGE:
            return _source(due, error.text, site)
        # What it points at counts all the same: a rename has to mend it, byte for byte.
        return _broken(due, error.message, error.text, _references(error.text, due.path, site))
    if due.role is Role.PAGE and post.front is None:
        return _source(due, post.text, site)  # Jekyll copies it as it stands
    entry = entry_of(due.path, due.kind, post, site, _END_OF_TIME, due.found[0])
    front = post.front
    authors = () if front is None else authors_of(front)
    stored = None if front is None else front_json(front)
    plain = front is not None and front.is_plain
    return Record(
        due.path,
        due.role.value,
        *due.found,
        post=post_row(entry, authors, count_words(post.body), stored, post.lines_above),
        text=text_row(entry, authors, _body(post)),
        references=_references(post.text, due.path, site, plain_header=plain),
    )


def _source(due: Due, text: str, site: SiteConfig) -> Record:
    return Record(due.path, Role.SOURCE.value, *due.found, references=_references(text, due.path, site))


def _body(post: Post) -> str:
    return post.body if post.front is not None or post.problem is None else post.text


def _broken(due: Due, sentence: str, body: str = "", references: _References = ()) -> Record:
    """A post that cannot be read is a row all the same; anything else has nothing to show."""
    if due.role is not Role.POST:
        return Record(due.path, due.role.value, *due.found)
    entry = broken_entry(due.path, due.kind, sentence, max(due.found[0], 0))
    return Record(
        due.path,
        due.role.value,
        *due.found,
        post=post_row(entry, (), 0, None, 0),
        text=text_row(entry, (), body),
        references=references,
    )


def _references(text: str, path: str, site: SiteConfig, *, plain_header: bool = False) -> _References:
    kind = kind_of_source(path)
    if kind is None:
        return ()
    found = find_references(text, kind, plain_header=plain_header)
    return tuple(reference_row(reference, candidates(reference, path, site)) for reference in found)


def front_json(front: FrontMatter) -> str:
    """Return front matter as JSON, keys in their order, dates as they are written."""
    return _JSON.encode({key: front.get(key) for key in front.keys})


def _plain(value: Value) -> str:
    return value.text if isinstance(value, PostDate) else str(value)


_JSON = json.JSONEncoder(ensure_ascii=False, default=_plain)
