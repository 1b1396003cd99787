"""Owns noticing that something changed on disk; what it means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

# Programs that save write in several steps: what happens within this time is told once.
_SETTLE_MS = 120


class Watcher(QObject):
    """Watches the open files and the folders of the project.

    ``files_changed`` carries a frozenset of watched files that may have changed, been replaced or vanished;
    ``folders_changed`` a frozenset of folders in which something came or went. Both fire after the disk has been
    still for a moment, and also when nothing really changed: the receiver compares.
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
        self._touched_files: set[str] = set()
        self._touched_folders: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def watch_files(self, paths: Iterable[Path]) -> None:
        """Watch exactly these files, and the folders they are in, from now on."""
        self._files = {str(path) for path in paths}
        self._refresh()

    def watch_folders(self, paths: Iterable[Path]) -> None:
        """Watch exactly these folders from now on."""
        self._folders = {str(path) for path in paths}
        self._refresh()

    def _refresh(self) -> None:
        # A file replaced by an atomic save is a new file to the system: its folder tells of it, so both are watched.
        wanted = self._files | self._folders | {str(Path(path).parent) for path in self._files}
        watched = set(self._watcher.files()) | set(self._watcher.directories())
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if fresh := {path for path in wanted - watched if Path(path).exists()}:
            self._watcher.addPaths(sorted(fresh))

    @Slot(str)
    def _on_watcher_file_changed(self, path: str) -> None:
        self._touched_files.add(path)
        self._timer.start()

    @Slot(str)
    def _on_watcher_directory_changed(self, path: str) -> None:
        self._touched_folders.add(path)
        self._touched_files.update(name for name in self._files if str(Path(name).parent) == path)
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        files, self._touched_files = frozenset(map(Path, self._touched_files)), set()
        folders, self._touched_folders = frozenset(map(Path, self._touched_folders)), set()
        self._refresh()
        if files:
            self.files_changed.emit(files)
        if folders:
            self.folders_changed.emit(folders)
