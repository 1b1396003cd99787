"""Owns what is known of the posts that need a look, read off the main thread and only while somebody looks."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.errors import EditorError
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Listing, Workspace
from editor.storage.attention import Sizes, read_needs


class Attention(QObject):
    """Reads the needs of the open project. ``changed`` carries a tuple of ``Need``; ``failed`` an ``EditorError``."""

    changed = Signal(object)
    failed = Signal(object)
    _read = Signal(object)

    def __init__(self, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._limit = 160
        self._watched = False
        self._sizes: Sizes = {}
        self._read.connect(self._on_read)

    def set_limit(self, limit: int) -> None:
        """Judge excerpts by another limit."""
        self._limit = limit
        self.look()

    def set_watched(self, watched: bool) -> None:
        """Read what is to be known while it is on show, and not otherwise."""
        self._watched = watched
        self.look()

    @Slot(object)
    def follow(self, _listing: Listing) -> None:
        """The list of posts has been read again."""
        self.look()

    def look(self) -> None:
        """Read the needs again, if somebody looks."""
        project, listing = self._workspace.project, self._workspace.listing
        if not self._watched or project is None or listing.index is None or not listing.complete:
            return
        work = partial(read_needs, project, listing.index, self._limit, datetime.now(UTC), self._sizes)
        self._tasks.submit("attention", work, self._read, long=True)

    @Slot(object)
    def _on_read(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        try:
            self.changed.emit(outcome.result())
        except EditorError as error:
            self.failed.emit(error)
