"""Owns the first originals of edited pictures: kept outside the site, so that every edit can be taken back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from editor.core.errors import SaveError
from editor.storage.faults import save_sentence
from editor.storage.files import create_file, read_file, save_file


class Originals:
    """Keeps one original for each picture file, the one from before its first edit.

    ``folder`` lies in the user's data folder. Pictures are told apart by their absolute path.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, picture: Path) -> Path:
        """Return where the original of ``picture`` is kept, whether or not there is one."""
        real = picture.resolve()
        digest = hashlib.sha256(str(real).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / digest[:2] / f"{digest[2:26]}{real.suffix.lower()}"

    def has(self, picture: Path) -> bool:
        """Tell whether an original is kept."""
        return self.path_of(picture).is_file()

    def keep(self, picture: Path, data: bytes) -> None:
        """Keep ``data`` as the original of ``picture`` unless one is kept already; raises SaveError."""
        target = self.path_of(picture)
        if target.exists():
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            create_file(target, data)
        except OSError as error:
            raise SaveError(save_sentence(error, target), path=target) from error

    def revert(self, picture: Path) -> bytes:
        """Put the original back in the picture's place and return its bytes; raises ReadError or SaveError.

        The original stays kept.
        """
        data = read_file(self.path_of(picture)).data
        save_file(picture, data)
        return data

    def moved(self, before: Path, after: Path) -> None:
        """Let the original follow a picture that was renamed; raises SaveError."""
        source, target = self.path_of(before), self.path_of(after)
        if not source.is_file() or target.exists():
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
        except OSError as error:
            raise SaveError(save_sentence(error, target), path=target) from error
