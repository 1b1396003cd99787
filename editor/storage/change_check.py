"""Owns the check before a file job: is every file what the job was planned for, and every new name free?"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from editor.core.errors import DiskConflictError, ProjectError, SaveError
from editor.storage.faults import display_name, read_sentence
from editor.storage.files import FileVanishedError, NameTakenError, real_target, refuse_target
from editor.storage.project import safe_path


class Look:
    """The project's files as the steps planned so far will leave them: a name on disk, new bytes, or nothing."""

    def __init__(self, root: Path, title: str) -> None:
        self._root = root
        self._title = title
        self._now: dict[str, str | bytes | None] = {}

    def there(self, path: str) -> Path:
        """Return the place of a file that must be there, the link itself when it is one."""
        place = self._place(path)
        if path not in self._now:
            if not os.path.lexists(place):
                raise FileVanishedError(self._gone(place), path=place)
            if place.is_dir() and not place.is_symlink():
                sentence = f"“{display_name(place)}” is a folder, so “{self._title}” was not done."
                raise ProjectError(sentence, path=place)
        elif self._now[path] is None:
            raise FileVanishedError(self._gone(place), path=place)
        return place

    def free(self, path: str, mover: str = "") -> Path:
        """Return the place of a name that must be free; ``mover`` may be the same file in other case."""
        place = self._place(path)
        if path == mover:
            return place  # a file may be given the name it has
        if path in self._now:
            in_use = self._now[path] is not None
        else:
            in_use = os.path.lexists(place)
            if in_use and mover and self._now.get(mover, mover) == mover:
                other = self._place(mover)
                in_use = not (place.name.casefold() == other.name.casefold() and place.samefile(other))
        if in_use:
            raise NameTakenError(taken(display_name(place), self._title), path=place)
        return place

    def expect(self, path: str, before: bytes) -> tuple[Path, os.stat_result | None]:
        """Return where the bytes of a file stand, which must be ``before``, and its stat if it is on disk now."""
        place = self.there(path)
        origin = self._now.get(path, path)
        if isinstance(origin, bytes):
            found, seen, target = origin, None, place
        else:
            there = real_target(self._place(origin or path))
            if not there.resolve().is_relative_to(self._root.resolve()):
                raise ProjectError(f"“{path}” leads out of the project, so it was left alone.", path=place)
            try:
                seen = there.stat()
                refuse_target(place, there, seen)
                found = there.read_bytes()
            except FileNotFoundError as error:
                raise FileVanishedError(self._gone(place), path=place) from error
            except OSError as error:
                raise SaveError(read_sentence(error, place), path=place) from error
            target = there if place.is_symlink() else place
        if found != before:
            raise DiskConflictError(
                f"“{display_name(place)}” has been changed since, so “{self._title}” was not done: "
                "that change would be lost.",
                path=place,
            )
        return target, seen

    def put(self, path: str, data: bytes) -> None:
        """Note that the file holds ``data`` from this step on."""
        self._now[path] = data

    def move(self, path: str, to: str) -> None:
        """Note that the file has another name from this step on."""
        origin = self._now.get(path, path)
        self._now[path] = None
        self._now[to] = origin  # last: a file may be given the name it has

    def remove(self, path: str) -> None:
        """Note that the file is gone from this step on."""
        self._now[path] = None

    def _place(self, path: str) -> Path:
        parts = PurePosixPath(path)
        if parts.name in ("", "..") or "\\" in path or "\0" in path:
            raise ProjectError(f"“{path}” is outside the project, so it was left alone.", path=path)
        folder = str(parts.parent)
        return (safe_path(self._root, folder) if folder != "." else self._root.resolve()) / parts.name

    def _gone(self, place: Path) -> str:
        return f"“{display_name(place)}” is no longer there, so “{self._title}” was not done."


def check_still(path: Path, seen: os.stat_result | None) -> None:
    """Refuse a file that was touched since it was read for the check, some moments ago."""
    if seen is None:
        return
    now = path.stat()
    if (now.st_mtime_ns, now.st_size) != (seen.st_mtime_ns, seen.st_size):
        name = display_name(path)
        raise DiskConflictError(
            f"“{name}” was changed by another program this very moment, so nothing was changed. Try again.",
            path=path,
        )


def taken(name: str, title: str) -> str:
    """Say that the job ``title`` needs a name that is in use."""
    return f"“{name}” exists already, so “{title}” was not done. Choose another name."
