"""Owns reading a file whole and saving it whole: never half of one, never over someone else's work."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.errors import DiskConflictError, ReadError, SaveError
from editor.storage import atomic
from editor.storage.faults import display_name, read_sentence, save_sentence

READ_LIMIT = 50 * 1024 * 1024
"""The most bytes ``read_file`` takes in; a post of 100,000 words has about 600,000."""


class FileVanishedError(DiskConflictError):
    """The file that was opened is no longer on disk: there is nothing to compare with or to replace."""


class NameTakenError(SaveError):
    """A file or folder of that name exists already; it was left alone."""


@dataclass(frozen=True)
class Fingerprint:
    """What a file held when it was last seen.

    Two are equal when the bytes are: ``size`` in bytes and ``digest`` (BLAKE2b, 16 bytes as hex) count,
    ``mtime_ns`` and ``inode`` only tell when and where. So a file that was touched, or checked out
    again with the same text, has not changed.
    """

    size: int
    mtime_ns: int = field(compare=False)
    inode: int = field(compare=False)
    digest: str


@dataclass(frozen=True)
class Loaded:
    """A file's ``path`` as asked for, all its bytes, and the fingerprint of just these bytes."""

    path: Path
    data: bytes
    fingerprint: Fingerprint


def read_file(path: Path, limit: int = READ_LIMIT) -> Loaded:
    """Read an ordinary file whole; ReadError when it is none, is gone, or holds more than ``limit`` bytes."""
    try:
        return _read(path, limit)
    except OSError as error:
        raise ReadError(read_sentence(error, path), path=path) from error
    except ValueError as error:  # a NUL in the name
        raise ReadError(_impossible(path), path=path) from error


def fingerprint_of(path: Path) -> Fingerprint | None:
    """Return the fingerprint of what ``path`` holds now, None when nothing is there; raise ReadError."""
    try:
        return _read(path, sys.maxsize).fingerprint
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ReadError(read_sentence(error, path), path=path) from error
    except ValueError as error:
        raise ReadError(_impossible(path), path=path) from error


def save_file(
    path: Path, data: bytes, expected: Fingerprint | None = None, *, sync: bool = True
) -> Fingerprint:
    """Put ``data`` at ``path`` so that the old file or the new one stands there whole, come what may.

    A symbolic link is followed; permissions, owner and extended attributes are kept where the system
    allows. With ``expected``, the file on disk must still hold what that fingerprint saw:
    DiskConflictError when it holds something else, FileVanishedError when it is gone. Without it,
    whatever is there is replaced. Any other fault is a plain SaveError; each leaves the old file as
    it was. A hard link is not kept: a whole file is worth more here than its second name. Without ``sync``, for
    what can be made again, a power cut right after may still lose the new file.
    """
    try:
        target = real_target(path)
        standing = _stat_or_none(target)
        refuse_target(path, target, standing)
        temporary, written = atomic.write_beside(target, data, standing, sync=sync)
        try:
            if expected is not None:
                _check_unchanged(path, target, expected)
            atomic.replace(temporary, target)
        except BaseException:
            atomic.unlink_quietly(temporary)
            raise
        if sync:
            atomic.sync_folder(target.parent)
        return _fingerprint(data, written)
    except OSError as error:
        raise SaveError(save_sentence(error, path), path=path) from error
    except ValueError as error:
        raise SaveError(_impossible(path), path=path) from error


def create_file(path: Path, data: bytes) -> Fingerprint:
    """Put a new file with ``data`` at ``path``, whole or not at all; NameTakenError when the name is in use.

    Never overwrites, not even when another program takes the name at the same moment. SaveError otherwise.
    """
    try:
        temporary, written = atomic.write_beside(path, data, None)
        try:
            placed = atomic.place_new(temporary, path)
        except BaseException:
            atomic.unlink_quietly(temporary)
            raise
        if not placed:
            atomic.unlink_quietly(temporary)
            written = atomic.write_exclusive(path, data)
        atomic.sync_folder(path.parent)
        return _fingerprint(data, written)
    except FileExistsError as error:
        sentence = f"“{display_name(path)}” exists already and was left alone. Choose another name."
        raise NameTakenError(sentence, path=path) from error
    except OSError as error:
        raise SaveError(save_sentence(error, path), path=path) from error
    except ValueError as error:
        raise SaveError(_impossible(path), path=path) from error


def _read(path: Path, limit: int) -> Loaded:
    # O_NONBLOCK: a FIFO named like a post must not hang the window. It means nothing to ordinary files.
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | atomic.OPEN_FLAGS)
    except PermissionError:
        if path.is_dir():  # Windows says "permission denied" for a folder
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
        raise
    try:
        seen = os.fstat(handle)
        if stat.S_ISDIR(seen.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(seen.st_mode):
            sentence = f"“{display_name(path)}” is not an ordinary file, so it was not opened."
            raise ReadError(sentence, path=path)
        data = _read_up_to(handle, limit, seen.st_size)
    finally:
        os.close(handle)
    if len(data) > limit:
        raise ReadError(_too_large(path, limit), path=path)
    return Loaded(path, data, _fingerprint(data, seen))


def _read_up_to(handle: int, limit: int, likely: int) -> bytes:
    """Read until the end or one byte past ``limit``: a file may grow while it is read."""
    parts: list[bytes] = []
    left = limit + 1
    step = min(max(likely + 1, 65_536), 16 * 1024 * 1024)
    while left > 0 and (part := os.read(handle, min(step, left))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _fingerprint(data: bytes, seen: os.stat_result) -> Fingerprint:
    return Fingerprint(len(data), seen.st_mtime_ns, seen.st_ino, digest_of(data))


def digest_of(data: bytes) -> str:
    """Return the digest that a fingerprint of these bytes has."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def real_target(path: Path) -> Path:
    """Follow ``path`` when it is a link, to where the bytes stand or would stand.

    Only the last part: resolving the rest would turn a Windows network drive into another spelling.
    """
    if not path.is_symlink():
        return path
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def _stat_or_none(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def refuse_target(path: Path, target: Path, standing: os.stat_result | None) -> None:
    """Refuse what ``os.replace`` would not: a folder (OSError), a device and a file marked read-only (SaveError)."""
    if standing is None:
        return
    if stat.S_ISDIR(standing.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    name = display_name(path)
    if not stat.S_ISREG(standing.st_mode):
        raise SaveError(f"“{name}” is not an ordinary file, so it was left alone.", path=path)
    # The mode bits as well as the system's answer: an administrator may write anywhere, yet
    # whoever marked the file read-only meant it.
    if not standing.st_mode & 0o222 or not os.access(target, os.W_OK):
        sentence = (
            f"“{name}” was not saved because it is marked read-only. "
            "Make it writable, or save a copy elsewhere. The file on disk is unchanged."
        )
        raise SaveError(sentence, path=path)


def _check_unchanged(path: Path, target: Path, expected: Fingerprint) -> None:
    name = display_name(path)
    try:
        found = fingerprint_of(target)
    except ReadError as error:
        sentence = f"“{name}” was not saved because the file on disk could not be checked: {error.message}"
        raise SaveError(sentence, path=path) from error
    if found is None:
        sentence = (
            f"“{name}” is no longer on disk: it was moved, renamed or deleted by another program. "
            "Save it again to write it anew, or save a copy elsewhere."
        )
        raise FileVanishedError(sentence, path=path)
    if found != expected:
        sentence = (
            f"“{name}” was changed by another program since it was opened, so it was not overwritten. "
            "Compare both, then keep yours or take theirs."
        )
        raise DiskConflictError(sentence, path=path)


def _impossible(path: Path) -> str:
    return f"“{display_name(path)}” is not a name a file can have. Choose another name."


def _too_large(path: Path, limit: int) -> str:
    size = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit} bytes"
    return f"“{display_name(path)}” is larger than {size} and was not opened. Split it into smaller files."
