"""Owns writing finished pictures: as new files, or over the picture they were made from."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import DiskConflictError, SaveError
from editor.storage.faults import display_name, save_sentence
from editor.storage.files import create_file, digest_of, fingerprint_of, save_file
from editor.storage.images.originals import Originals


def write_new(path: Path, data: bytes) -> None:
    """Write a picture where none is; raises NameTakenError or SaveError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(save_sentence(error, path), path=path) from error
    create_file(path, data)


def replace_picture(path: Path, before: bytes, data: bytes, originals: Originals) -> None:
    """Write an edited picture over the one it was made from, keeping the first original; raises SaveError.

    ``before`` is the file as it was read. Somebody may have put another picture there since: then nothing is written,
    and DiskConflictError says so.
    """
    seen = fingerprint_of(path)
    if seen is not None and seen.digest != digest_of(before):
        raise DiskConflictError(
            f"“{display_name(path)}” was changed by another program while it was on the bench, so it was left as "
            "it is. Save a copy, or open it again.",
            path=path,
        )
    originals.keep(path, before, data)
    save_file(path, data, seen)


def free_name(path: Path) -> Path:
    """Return ``path``, or the first of ``NAME-2``, ``NAME-3`` … that no file has."""
    if not path.exists():
        return path
    number = 2
    while True:
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
