"""Owns the way to the system's trash, and the folder that stands in for it where there is none."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from editor.storage.atomic import write_exclusive
from editor.storage.faults import display_name

_TRIES = 100


def throw_away(path: Path, own: Path) -> str:
    """Put ``path`` into the system's trash; where that cannot be done, into the folder ``own``.

    Returns "" or a sentence that says where the file is now. Raises OSError with the file where it was.
    """
    # Here because it looks for a desktop's libraries, which costs a start some milliseconds.
    from send2trash import send2trash

    try:
        send2trash(path)
    except OSError:
        if not os.path.lexists(path):
            raise  # gone, though not by us
    else:
        return ""
    kept = _copy_into(own, path)
    path.unlink()
    return f"The system has no trash for “{display_name(path)}”, so it was put into “{own}” as “{kept.name}”."


def _copy_into(own: Path, path: Path) -> Path:
    """Copy a file into our own folder under a name that tells when; on disk when this returns."""
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = path.read_bytes()
    day = time.strftime("%Y-%m-%d %H.%M.%S")
    for number in range(_TRIES):
        extra = f" {number + 1}" if number else ""
        target = own / f"{day}{extra} {path.name[-120:]}"
        try:
            write_exclusive(target, data)
        except FileExistsError:
            continue
        shutil.copystat(path, target)
        return target
    raise FileExistsError(f"{own} is full of files of this second")
