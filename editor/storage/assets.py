"""Owns bringing pictures into a project."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from editor.core.errors import SaveError
from editor.storage.faults import save_sentence
from editor.storage.project import safe_path


def copy_in(source: Path, root: Path, folder: str) -> str:
    """Copy a picture into the project under a name that is free, and return its path there.

    The copy takes its name when it is complete. Raises SaveError.
    """
    target_folder = safe_path(root, folder)
    name = "-".join(source.name.split())
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
        target, number = target_folder / name, 2
        while target.exists():
            target = target_folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
            number += 1
        partial = target_folder / f".copydesk-{secrets.token_hex(4)}"
        try:
            shutil.copyfile(source, partial)
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(save_sentence(error, target_folder / name), path=source) from error
    return target.relative_to(root).as_posix()
