"""Owns the small pictures kept on disk, so that a desk of thousands is drawn without reading the large ones again."""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import EditorError
from editor.storage import atomic
from editor.storage.files import read_file

_HEAD = struct.Struct("<4sII")
_MAGIC = b"CDT1"
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredThumbnail:
    """A small picture as it is kept: encoded bytes, and the pixels of the picture it was made of."""

    width: int
    height: int
    data: bytes


class ThumbnailStore:
    """Keeps thumbnails below ``folder``; a picture that changed has another name there, so nothing goes stale.

    It is a cache: what cannot be read is made again, and what cannot be written is made again next time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> StoredThumbnail | None:
        """Return what is kept under a key, or None."""
        try:
            data = read_file(self._file(key)).data
        except EditorError:
            return None
        if len(data) <= _HEAD.size:
            return None
        magic, width, height = _HEAD.unpack_from(data)
        return StoredThumbnail(width, height, data[_HEAD.size :]) if magic == _MAGIC else None

    def write(self, key: str, thumbnail: StoredThumbnail) -> None:
        """Keep a thumbnail; a full or read-only disk keeps none.

        It is not brought to the disk before it gets its name, as a post would be: one that a power cut left
        half written is no picture, and is made again.
        """
        file = self._file(key)
        beside = file.with_name(f"{atomic.TEMPORARY_PREFIX}{secrets.token_hex(4)}{atomic.TEMPORARY_SUFFIX}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_HEAD.pack(_MAGIC, thumbnail.width, thumbnail.height) + thumbnail.data)
            atomic.replace(beside, file)
        except OSError:
            atomic.unlink_quietly(beside)

    def trim(self, stop: Callable[[], bool], most_bytes: int = _MOST_BYTES) -> None:
        """Delete the oldest thumbnails until the rest takes at most ``most_bytes``."""
        kept = []
        for folder, _, names in os.walk(self._folder):
            for name in names:
                if stop():
                    return
                file = Path(folder, name)
                try:
                    seen = file.stat()
                except OSError:
                    continue
                kept.append((seen.st_mtime_ns, seen.st_size, file))
        total = sum(size for _, size, _ in kept)
        for _, size, file in sorted(kept):
            if total <= most_bytes or stop():
                return
            atomic.unlink_quietly(file)
            total -= size

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def thumbnail_key(file: Path) -> str | None:
    """Return the name that a picture's thumbnail is kept under: its path, its size and its time; None when gone."""
    try:
        seen = file.stat()
    except (OSError, ValueError):
        return None
    told = f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}"
    return hashlib.blake2b(os.fsencode(told), digest_size=16).hexdigest()
