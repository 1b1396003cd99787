"""Owns noticing that something changed on disk; what it means is decided elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QTimer, Signal, Slot

# Programs that save write in several steps: what happens within this time is told once.
_SETTLE_MS = 120
# A checkout writes for seconds without a pause: what has changed by then is told, so that it can be read meanwhile.
_LONGEST_MS = 400
# A page build writes thousands of folders in one go, and the system gives out only so many watches.
_MOST_NEW_FOLDERS = 200
# So many names of a folder are looked at in one turn of the event loop, a few milliseconds: one may hold 20,000 posts.
_NAMES_AT_ONCE = 1000
# Its name and its own ".".
_LINKS_OF_NO_FOLDERS = 2


class Watcher(QObject):
    """Watches the open files and the folders of the project.

    ``files_changed`` carries a frozenset of watched files that may have changed, been replaced or vanished;
    ``folders_changed`` a frozenset of folders in which something came or went, those included that appeared in a
    watched one since. Both fire after the disk has been still for a moment (or at work for several),
    and also when nothing really changed: the receiver compares.
    """

    files_changed = Signal(object)
    folders_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_watcher_file_changed)
        self._watcher.directoryChanged.connect(self._on_watcher_directory_changed)
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._appeared: set[str] = set()
        self._missing: set[str] = set()
        self._touched_files: set[str] = set()
        self._touched_folders: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._since = QElapsedTimer()
        self._looking: Iterator[None] | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._on_next_timeout)

    def watch_files(self, paths: Iterable[Path]) -> None:
        """Watch exactly these files, and the folders they are in, from now on."""
        self._files = {str(path) for path in paths}
        self._refresh()

    def watch_folders(self, paths: Iterable[Path]) -> None:
        """Watch exactly these folders, and new ones that appear in them, from now on."""
        folders = {str(path) for path in paths}
        # A folder made just now is still empty, and in nobody's list; its first file is to be noticed, too.
        self._appeared = {
            path for path in self._appeared - folders if _parent(path) in folders | self._appeared
        }
        added, self._folders = folders - self._folders, folders
        self._refresh()
        # One that went before it was watched: nobody else tells of that.
        if lost := {path for path in added if not Path(path).is_dir()}:
            self._touched_folders |= lost
            self._wait()

    def _refresh(self) -> None:
        # A file replaced by an atomic save is a new file to the system: its folder tells of it, so both are watched.
        wanted = self._files | self._own_folders()
        # Qt does not tell of a folder that is moved away: the one above does.
        wanted |= {_parent(path) for path in self._folders}
        wanted = {_nearest(path) for path in wanted}
        self._missing = self._find_missing()
        watched = set(self._watcher.files()) | set(self._watcher.directories())
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if fresh := wanted - watched:
            self._watcher.addPaths(sorted(fresh))

    @Slot(str)
    def _on_watcher_file_changed(self, path: str) -> None:
        self._touched_files.add(path)
        self._wait()

    @Slot(str)
    def _on_watcher_directory_changed(self, path: str) -> None:
        if path not in self._own_folders() and self._find_missing() == self._missing:
            return  # what else comes and goes in the folder above the project is nobody's business here
        self._touched_folders.add(path)
        self._touched_files.update(name for name in self._files if _is_below(name, path))
        self._wait()

    def _own_folders(self) -> set[str]:
        return self._folders | self._appeared | {_parent(path) for path in self._files}

    def _find_missing(self) -> set[str]:
        return {path for path in self._files | self._own_folders() if not os.path.lexists(path)}

    def _wait(self) -> None:
        """Wait for the disk to be still, but not for ever."""
        if not self._timer.isActive():
            self._since.start()
            self._timer.start()
        elif self._since.elapsed() < _LONGEST_MS:
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._looking is not None:
            self._timer.start()  # what was touched meanwhile is told after that
            return
        self._looking = self._look()
        self._on_next_timeout()

    @Slot()
    def _on_next_timeout(self) -> None:
        assert self._looking is not None
        try:
            next(self._looking)
        except StopIteration:
            self._looking = None
        else:
            self._next.start()

    def _look(self) -> Iterator[None]:
        """Find the folders that came, a turn of the event loop at a time, and tell what has been touched."""
        files, self._touched_files = self._touched_files, set()
        folders, self._touched_folders = self._touched_folders, set()
        inside: set[str] = set()
        for path in folders & (self._folders | self._appeared):
            for child in _folders_in(path):
                if child is None:
                    yield
                else:
                    inside.add(child)
        fresh = inside - self._folders - self._appeared
        self._appeared |= set(sorted(fresh)[:_MOST_NEW_FOLDERS])
        # Where a file was replaced, the watch went with the old one, and Qt does not always know.
        if stale := sorted(files & set(self._watcher.files())):
            self._watcher.removePaths(stale)
        self._refresh()
        if known_files := frozenset(map(Path, files & self._files)):
            self.files_changed.emit(known_files)
        if folders:
            self.folders_changed.emit(frozenset(map(Path, folders)))


def _parent(path: str) -> str:
    return str(Path(path).parent)


def _is_below(path: str, folder: str) -> bool:
    return Path(folder) in Path(path).parents


def _nearest(path: str) -> str:
    """Return ``path``, or what is left of it on disk: that is where it would appear again."""
    place = Path(path)
    while not os.path.lexists(place) and place.parent != place:
        place = place.parent
    return str(place)


def _folders_in(path: str) -> Iterator[str | None]:
    """Yield the folders in a folder, but not hidden ones nor those a site is built into; None now and then."""
    try:
        # Each folder inside is a link to this one, where a file system counts them (POSIX, stat.h). So a folder of
        # 20,000 posts and no folder is not gone through with each change.
        if Path(path).stat().st_nlink == _LINKS_OF_NO_FOLDERS:
            return
        with os.scandir(path) as found:
            for number, item in enumerate(found, 1):
                if item.is_dir(follow_symlinks=False) and not _is_passed_over(item.name):
                    yield str(Path(path) / item.name)
                if number % _NAMES_AT_ONCE == 0:
                    yield None
    except OSError:
        return


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "_")) or name == "node_modules"
