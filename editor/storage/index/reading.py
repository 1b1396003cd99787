"""Owns reading one file for the index: whatever is wrong with it becomes part of its row, never an error."""

from __future__ import annotations

import json
import os
import stat
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from editor.core.catalog import PostEntry
from editor.core.entries import broken_entry, entry_of
from editor.core.errors import NotUtf8Error
from editor.core.markdown.statistics import count_words
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.post import Post, parse_post
from editor.core.post.taxonomy import authors_of
from editor.core.references.finding import find_references
from editor.core.references.reference import Reference, kind_of_source
from editor.core.references.targets import candidates
from editor.core.site import SiteConfig
from editor.storage.atomic import OPEN_FLAGS
from editor.storage.faults import display_name, read_sentence
from editor.storage.index.sources import Role, Seen
from editor.storage.walk import Unreadable

# Beyond this a file is an export or a bundle: its beginning is listed and found, the rest is not.
_MOST_BYTES = 4 * 1024 * 1024
# A disk's clock does not count finer than this: a file may be written again and keep its time.
_TICK_NS = 20_000_000
# Nothing is after this, so a row says what Jekyll makes of a post apart from the clock.
_END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Record:
    """All that the index keeps of one file. Assets have no ``entry``, and sources neither that nor a ``body``.

    Not ``settled``: the file is so new that it may change and keep its time and size; ``digest`` is then of its bytes.
    """

    path: str
    role: Role
    mtime_ns: int
    size: int
    digest: int = 0
    settled: bool = True
    entry: PostEntry | None = None
    authors: tuple[str, ...] = ()
    words: int = 0
    front: str | None = None
    body: str = ""
    references: tuple[tuple[Reference, tuple[str, ...]], ...] = ()


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


def read_record(
    seen: Seen, found: tuple[int, int], site: SiteConfig, now_ns: int, *, compares: bool = False
) -> Record | None:
    """Read one file; None when it went away meanwhile.

    ``found`` is its ``stamp``, ``now_ns`` the clock. With ``compares`` the record has the ``digest`` of the bytes.
    """
    if isinstance(seen.item, Unreadable):
        return _broken(seen, read_sentence(seen.item.error, Path(seen.path)), found)
    if seen.role is Role.ASSET:
        return Record(seen.path, seen.role, *found)
    try:
        data = _read(seen.item.entry.path)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError) and not seen.item.entry.is_symlink()
        return None if gone else _broken(seen, read_sentence(error, Path(seen.path)), found)
    if data is None:
        sentence = f"“{display_name(Path(seen.path))}” is not an ordinary file, so it was not read."
        return _broken(seen, sentence, found)
    if seen.role is Role.SOURCE:
        record = _source(seen.path, data.decode("utf-8", "replace"), site, found)
    else:
        record = _post_record(seen, data, site, found)
    if abs(now_ns - found[0]) < _TICK_NS or compares:
        record = replace(record, digest=zlib.crc32(data), settled=abs(now_ns - found[0]) >= _TICK_NS)
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


def _post_record(seen: Seen, data: bytes, site: SiteConfig, found: tuple[int, int]) -> Record:
    try:
        post = parse_post(data, seen.path)
    except NotUtf8Error as error:
        if seen.role is Role.PAGE:
            return _source(seen.path, error.text, site, found)
        # What it points at counts all the same: a rename has to mend it, byte for byte.
        references = _references(error.text, seen.path, site)
        return replace(_broken(seen, error.message, found), body=error.text, references=references)
    if seen.role is Role.PAGE and post.front is None:
        return _source(seen.path, post.text, site, found)  # Jekyll copies it as it stands
    return Record(
        seen.path,
        seen.role,
        *found,
        entry=entry_of(seen.path, seen.kind, post, site, _END_OF_TIME, found[0]),
        authors=() if post.front is None else authors_of(post.front),
        words=count_words(post.body),
        front=None if post.front is None else front_json(post.front),
        body=_body(post),
        references=_references(post.text, seen.path, site),
    )


def _source(path: str, text: str, site: SiteConfig, found: tuple[int, int]) -> Record:
    return Record(path, Role.SOURCE, *found, references=_references(text, path, site))


def _body(post: Post) -> str:
    return post.body if post.front is not None or post.problem is None else post.text


def _broken(seen: Seen, sentence: str, found: tuple[int, int]) -> Record:
    """A post that cannot be read is a row all the same; anything else has nothing to show."""
    if seen.role is not Role.POST:
        return Record(seen.path, seen.role, *found)
    return Record(
        seen.path, Role.POST, *found, entry=broken_entry(seen.path, seen.kind, sentence, max(found[0], 0))
    )


def _references(text: str, path: str, site: SiteConfig) -> tuple[tuple[Reference, tuple[str, ...]], ...]:
    kind = kind_of_source(path)
    if kind is None:
        return ()
    return tuple((found, candidates(found, path, site)) for found in find_references(text, kind))


def front_json(front: FrontMatter) -> str:
    """Return front matter as JSON, keys in their order, dates as they are written."""
    return json.dumps({key: front.get(key) for key in front.keys}, ensure_ascii=False, default=_plain)


def _plain(value: Value) -> str:
    return value.text if isinstance(value, PostDate) else str(value)
