"""Owns the first originals of edited pictures: kept outside the site, so that every edit can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

from editor.core.errors import PictureError, ReadError, SaveError
from editor.storage.faults import display_name, save_sentence
from editor.storage.files import NameTakenError, create_file, digest_of, fingerprint_of, read_file, save_file
from editor.storage.images.opening import BYTES_LIMIT

_RECORDED = "saved"
_MOST_NOTES = 64
"""Files that came out the same, whose originals are told apart by path; older ones are forgotten."""


class Originals:
    """Keeps the first original of each picture that was edited here.

    A picture is known by what is in it, not by its path: each of our saves notes which original its bytes go back to,
    and a save over one of ours hands that original on. So an original follows a file that is renamed or copied, and a
    picture that somebody else put at the path (Replace, another program) has none until it is edited here itself.

    ``folder`` lies in the user's data folder. It holds each original under its digest, and one note for each save.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, picture: Path, data: bytes) -> bool:
        """Tell whether ``data``, as read from ``picture``, was saved here and its original is kept."""
        original = self._original_of(picture, digest_of(data))
        return original is not None and original.is_file()

    def keep(self, picture: Path, before: bytes, after: bytes) -> None:
        """Keep what ``before`` goes back to as the original of ``after``, which is about to be written over it.

        Raises SaveError.
        """
        old, new = digest_of(before), digest_of(after)
        original = self._original_of(picture, old)
        if original is None or not original.is_file():
            original = self._folder / old[:2] / f"{old[2:]}{picture.suffix.lower()}"
        if original == self._folder / new[:2] / f"{new[2:]}{picture.suffix.lower()}":
            return  # edited back to what it was at first
        try:
            original.parent.mkdir(parents=True, exist_ok=True)
            if not original.is_file():
                create_file(original, before)
        except NameTakenError:
            pass  # another Copydesk has just kept the same bytes
        except OSError as error:
            raise SaveError(save_sentence(error, original), path=original) from error
        self._note(picture, new, original)

    def revert(self, picture: Path) -> bytes:
        """Put the original back in the picture's place and return its bytes; the original stays kept.

        Raises PictureError where what stands there now was not saved here, ReadError or SaveError.
        """
        seen = fingerprint_of(picture)
        original = self._original_of(picture, seen.digest) if seen is not None else None
        if original is None:
            raise PictureError(
                f"“{display_name(picture)}” is no longer the picture that was saved here, so it has no original to go "
                "back to. It was left as it is.",
                path=picture,
            )
        data = read_file(original, BYTES_LIMIT).data
        save_file(picture, data, seen)
        return data

    # -- notes -------------------------------------------------------------------------------------------------

    def _note_path(self, digest: str) -> Path:
        return self._folder / _RECORDED / digest[:2] / f"{digest[2:]}.json"

    def _original_of(self, picture: Path, digest: str) -> Path | None:
        """Return where the original is kept that bytes with ``digest`` go back to; None where they are not ours.

        Two pictures may come out the same (all white, say): then the one at this path is meant, else the newest.
        """
        notes = self._notes(digest)
        here = str(picture.resolve())
        named = notes.get(here) or (list(notes.values())[-1] if notes else None)
        return self._folder / named if named else None

    def _notes(self, digest: str) -> dict[str, str]:
        """Return the original for each path at which these bytes were saved, the newest last; damage is no note."""
        try:
            read = json.loads(read_file(self._note_path(digest)).data)
        except (ReadError, ValueError):
            return {}
        if not isinstance(read, dict):
            return {}
        return {
            path: name
            for path, name in read.items()
            if isinstance(name, str) and _is_inside(self._folder, name)
        }

    def _note(self, picture: Path, digest: str, original: Path) -> None:
        path, here = self._note_path(digest), str(picture.resolve())
        notes = {key: name for key, name in self._notes(digest).items() if key != here}
        notes[here] = original.relative_to(self._folder).as_posix()
        kept = dict(list(notes.items())[-_MOST_NOTES:])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(save_sentence(error, path), path=path) from error
        save_file(path, json.dumps(kept, ensure_ascii=True, indent=0).encode("ascii"))


def _is_inside(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())
