"""Owns a lock that lives exactly as long as the process that holds it, however that process ends."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from pathlib import Path

from editor.storage.atomic import OPEN_FLAGS, unlink_quietly

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What the two systems say when somebody else holds the lock.
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, getattr(errno, "EDEADLK", errno.EAGAIN)})

_TRIES = 8


class FileLock:
    """An exclusive lock on the file at ``path``, freed by the system when its process dies (``kill -9`` too)."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Lock the file, which is made when missing; None when another holder has it. Raises OSError."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | OPEN_FLAGS, 0o600)
        try:
            if _lock(handle) and _is_still(path, handle):
                return cls(path, handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def release(self, *, remove: bool = False) -> None:
        """Free the lock, and ``remove`` its file; does nothing when called again."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if remove and os.name != "nt":
            unlink_quietly(self.path)  # while it is held: nobody else can have taken it meanwhile
        with contextlib.suppress(OSError):
            os.close(handle)
        if remove and os.name == "nt":
            unlink_quietly(self.path)  # an open file cannot be removed there


def begin_session(folder: Path) -> FileLock:
    """Make a sub-folder of ``folder`` for this run of the program and return the lock beside it.

    The sub-folder is called like the lock without its suffix. The lock is taken first, so that no other
    program sees a folder without one. Raises OSError.
    """
    for _ in range(_TRIES):
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{secrets.token_hex(3)}"
        lock = FileLock.take(folder / f"{name}.lock")
        if lock is not None:  # None: another program swept the file away between making and locking
            (folder / name).mkdir(mode=0o700)
            return lock
    raise OSError("no lock could be taken")


def _lock(handle: int) -> bool:
    """Lock the whole file without waiting; False when another holder has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            # flock, not POSIX locks: those are lost when any handle of the file is closed in this process.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _is_still(path: Path, handle: int) -> bool:
    """Tell whether ``handle`` is the file at ``path``: its last holder may have removed that meanwhile."""
    if os.name == "nt":
        return True  # an open file cannot be removed there
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
