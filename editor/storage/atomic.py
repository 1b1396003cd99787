"""Owns the steps that put bytes on disk whole: written beside the target, synchronised, then named."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import secrets
import stat
import sys
import time
from pathlib import Path

TEMPORARY_PREFIX = ".copydesk-"
TEMPORARY_SUFFIX = ".tmp"

# Virus scanners and indexers on Windows hold a fresh file open for some milliseconds, and while they
# do a replace is refused. In seconds, 0.6 together: longer than a scan, short enough for a key press.
_REPLACE_PAUSES: tuple[float, ...] = (0.01, 0.02, 0.04, 0.08, 0.15, 0.3) if os.name == "nt" else ()

_NOT_SUPPORTED = frozenset(
    getattr(errno, name) for name in ("ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL") if hasattr(errno, name)
)
_NO_LINK = _NOT_SUPPORTED | {errno.EPERM, errno.EMLINK, errno.EXDEV}

OPEN_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""What every ``os.open`` here needs: bytes as they are, and no handle leaked to child processes."""

_log = logging.getLogger(__name__)


def write_beside(
    target: Path, data: bytes, standing: os.stat_result | None, *, sync: bool = True
) -> tuple[Path, os.stat_result]:
    """Write ``data`` to a fresh file in the target's folder and, with ``sync``, bring it to the disk.

    ``standing`` is the target's stat when it exists: its mode, owner and attributes are taken over.
    Returns the file and its stat; raises OSError with nothing left behind.
    """
    # A short name of its own: one made from the target's would overflow for a name of 255 bytes.
    temporary = target.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    if standing is None:
        return temporary, write_exclusive(temporary, data, sync=sync)
    return temporary, write_exclusive(temporary, data, like=(target, standing), sync=sync)


def write_exclusive(
    path: Path, data: bytes, like: tuple[Path, os.stat_result] | None = None, *, sync: bool = True
) -> os.stat_result:
    """Create ``path`` with ``data``, synchronised, and return its stat.

    ``like`` is a file and its stat to take mode, owner and attributes from. Without ``sync`` it is brought to
    the disk by a later ``sync_file``: many files are then done in a fraction of the time. Raises
    FileExistsError when the name is taken, any other OSError with nothing left behind.
    """
    mode = 0o666 if like is None else 0o600  # nobody else reads along before the mode is set
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | OPEN_FLAGS, mode)
    try:
        try:
            _write_all(handle, data)
            if like is not None:
                _keep_attributes(handle, *like)
            if sync:
                _sync(handle)
            written = os.fstat(handle)
        finally:
            os.close(handle)  # may raise, too: network disks report a full quota only here
    except BaseException:
        unlink_quietly(path)
        raise
    return written


def sync_file(path: Path) -> None:
    """Wait until a file that was written before is on the disk; raise OSError when it cannot be."""
    # Open for writing: Windows flushes nothing through a handle that only reads.
    handle = os.open(path, os.O_RDWR | OPEN_FLAGS)
    try:
        _sync(handle)
    finally:
        os.close(handle)


CAN_SYNC_ALL = sys.platform != "win32"
"""Whether ``sync_all`` does anything; where not (Windows), each file has to be synchronised by itself."""


def sync_all() -> None:
    """Bring all that was written to the disks at once, which for many files takes a fraction of the time."""
    if sys.platform != "win32":
        os.sync()


def replace(temporary: Path, target: Path) -> None:
    """Let ``temporary`` take the target's place in one step; raise OSError with both as they were."""
    for pause in _REPLACE_PAUSES:
        try:
            os.replace(temporary, target)  # noqa: PTH105 - one seam for every step: ``os``
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(temporary, target)  # noqa: PTH105


def place_new(temporary: Path, path: Path) -> bool:
    """Give a finished file the name ``path``, which must be free: FileExistsError when it is not.

    Returns False, with nothing done, where the disk has no way to do that in one step.
    """
    if os.name == "nt":
        os.rename(temporary, path)  # noqa: PTH104 - on Windows it refuses a name that is taken
        return True
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        return False
    unlink_quietly(temporary)
    return True


def move_new(source: Path, target: Path) -> None:
    """Give a file another name that must be free: FileExistsError when it is not; other OSErrors, nothing done.

    The same file under the same letters in other case is one name to some disks, and is renamed in one step.
    A symbolic link is moved as the link it is.
    """
    if os.path.lexists(target) and os.path.samestat(source.lstat(), target.lstat()):
        os.rename(source, target)  # noqa: PTH104 - one seam for every step: ``os``
        return
    if os.name != "nt" and not source.is_symlink():
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
        else:
            try:
                os.unlink(source)  # noqa: PTH108
            except OSError:
                unlink_quietly(target)
                raise
            return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    # On Windows it refuses a name that is taken; elsewhere only where the disk has no links to do better.
    os.rename(source, target)  # noqa: PTH104


def second_name(source: Path, name: Path) -> None:
    """Give a file a second name, which must be free; a copy where the disk has no links. Raises OSError."""
    try:
        os.link(source, name)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        write_exclusive(name, source.read_bytes(), like=(source, source.stat()))


def place_beside(temporary: Path, path: Path) -> None:
    """Give a file written beside it a second name that must be free, whole at once; the first one stays.

    Where the disk has no links, a copy that is written under ``spare_of`` gets the name. Raises
    FileExistsError when the name is taken, other OSErrors.
    """
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        spare = spare_of(temporary)
        write_exclusive(spare, temporary.read_bytes(), like=(temporary, temporary.stat()))
        try:
            move_new(spare, path)
        except OSError:
            unlink_quietly(spare)
            raise


def spare_of(temporary: Path) -> Path:
    """Return the name of the copy that ``place_beside`` may make for a moment."""
    return temporary.with_name(f"{temporary.name.removesuffix(TEMPORARY_SUFFIX)}-2{TEMPORARY_SUFFIX}")


def sync_folder(folder: Path) -> None:
    """Make a new name outlast a power cut.

    A fault is only logged: the file stands whole under its name already, and telling the writer
    that it was not saved would be untrue.
    """
    if os.name == "nt":
        return  # a folder cannot be opened for this, and NTFS journals names itself
    try:
        handle = os.open(folder, os.O_RDONLY | OPEN_FLAGS)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            _log.warning("The folder of a saved file could not be synchronised: %s", error.strerror)


def unlink_quietly(path: Path) -> None:
    """Remove a file nobody reads; when that fails it merely stays."""
    with contextlib.suppress(OSError):
        path.unlink()


def is_temporary(name: str) -> bool:
    """Tell whether ``name`` is that of a file this module writes for a moment beside a target."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def clear_temporaries(folder: Path, before_ns: int) -> None:
    """Remove what a killed process left half written in ``folder``, if last changed before ``before_ns``.

    The moment (nanoseconds since 1970) spares the files of a program that is saving right now.
    What cannot be removed stays.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if is_temporary(entry.name) and entry.stat(follow_symlinks=False).st_mtime_ns < before_ns:
                    unlink_quietly(Path(entry.path))


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = os.write(handle, view[: 1 << 24])
        view = view[written:]


def _keep_attributes(handle: int, model: Path, standing: os.stat_result) -> None:
    """Give the new file the model's owner, extended attributes and mode, as far as the system lets us."""
    if sys.platform != "win32":  # there, rights come from the folder, and replacing keeps no owner
        _keep_owner(handle, standing)
        _copy_extended_attributes(handle, model)
        try:
            os.fchmod(handle, stat.S_IMODE(standing.st_mode))
        except OSError as error:
            # FAT and some network disks have no modes to keep; anywhere else a lost mode would be news.
            if error.errno not in _NO_LINK:
                raise


def _keep_owner(handle: int, standing: os.stat_result) -> None:
    """Give the new file the old one's owner and group, or the group alone, which is often allowed."""
    if sys.platform != "win32":
        fresh = os.fstat(handle)
        if (fresh.st_uid, fresh.st_gid) != (standing.st_uid, standing.st_gid):
            try:
                os.fchown(handle, standing.st_uid, standing.st_gid)
            except OSError:
                with contextlib.suppress(OSError):
                    os.fchown(handle, -1, standing.st_gid)


def _copy_extended_attributes(handle: int, model: Path) -> None:
    """Copy what file managers and access lists keep beside the bytes; what is refused is left out."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(model):
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(model, name))


def _sync(handle: int) -> None:
    """Wait until the bytes are on the disk, where the disk can say so."""
    try:
        if sys.platform == "darwin" and _full_sync(handle):
            return
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise


def _full_sync(handle: int) -> bool:
    """Empty the drive's own cache, too, which macOS's fsync(2) does not; False where that is unknown."""
    if sys.platform == "darwin":
        import fcntl  # here because Windows has none

        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return True
    return False
