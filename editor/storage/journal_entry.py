"""Owns one entry of the journal and its form on disk, in which damage shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.core.errors import ReadError
from editor.storage.files import Fingerprint

_FORMAT = 1


@dataclass(frozen=True)
class JournalEntry:
    """The unsaved state of one post.

    ``key`` names the document within its session; ``path`` and ``project`` are absolute paths, None for a
    post that was never saved and outside a project; ``text`` is the whole post without a byte order mark
    (any str, lone surrogates too), ``bom`` whether it had one; ``base`` what the file held when it was
    opened or last saved; ``written_at`` seconds since 1970. ``source`` is set on entries that were found.
    """

    key: str
    path: str | None
    project: str | None
    title: str
    text: str
    bom: bool
    base: Fingerprint | None
    written_at: float
    source: Path | None = field(default=None, compare=False)


class DamagedEntryError(ReadError):
    """A journal entry is not whole."""


def encode_entry(entry: JournalEntry) -> bytes:
    """Return the entry as JSON in UTF-8, with a digest of its text; lone surrogates as three bytes each."""
    base = entry.base
    plain = {
        "format": _FORMAT,
        "key": entry.key,
        "path": entry.path,
        "project": entry.project,
        "title": entry.title,
        "bom": entry.bom,
        "base": None if base is None else [base.size, base.mtime_ns, base.inode, base.digest],
        "written_at": entry.written_at,
        "digest": _digest(entry.text),
        "text": entry.text,
    }
    # Not as \u escapes: JSON would read two lone surrogates that happen to be a pair back as one character.
    return to_bytes(json.dumps(plain, ensure_ascii=False))


def decode_entry(data: bytes) -> JournalEntry:
    """Read what ``encode_entry`` wrote; raise DamagedEntryError when it is anything else."""
    sentence = "A safety copy of an unsaved post is damaged and could not be read."
    try:
        plain: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        base = plain["base"]
        entry = JournalEntry(
            key=_text(plain["key"]),
            path=None if plain["path"] is None else _text(plain["path"]),
            project=None if plain["project"] is None else _text(plain["project"]),
            title=_text(plain["title"]),
            text=_text(plain["text"]),
            bom=bool(plain["bom"]),
            base=None
            if base is None
            else Fingerprint(int(base[0]), int(base[1]), int(base[2]), _text(base[3])),
            written_at=float(plain["written_at"]),
        )
        whole = plain["format"] == _FORMAT and plain["digest"] == _digest(entry.text)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, OverflowError) as error:
        raise DamagedEntryError(sentence) from error
    if not whole:
        raise DamagedEntryError(sentence)
    return entry


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def to_bytes(text: str) -> bytes:
    """Return any str as bytes: UTF-8, with lone surrogates written as if they were characters."""
    return text.encode("utf-8", "surrogatepass")


def _digest(text: str) -> str:
    return hashlib.blake2b(to_bytes(text), digest_size=16).hexdigest()
