"""Owns bringing pictures into a project."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import SaveError
from editor.storage.faults import save_sentence
from editor.storage.files import NameTakenError, create_file, read_file
from editor.storage.project import safe_path


def copy_in(source: Path, root: Path, folder: str) -> str:
    """Copy a picture into ``folder`` of the project under a name that is free, and return its path there.

    Blanks in the name become hyphens, which need no escape in markdown. Raises ReadError for a source that
    cannot be read, ProjectError for a folder outside the project, SaveError.
    """
    data = read_file(source).data
    target_folder = safe_path(root, folder)
    name = Path("-".join(source.name.split()))
    target = target_folder / name
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(save_sentence(error, target), path=target) from error
    number = 2
    while True:
        try:
            create_file(target, data)
        except NameTakenError:
            target = target_folder / f"{name.stem}-{number}{name.suffix}"
            number += 1
        else:
            return target.relative_to(root.resolve()).as_posix()
