"""Owns bringing the desk back as it was left: project, tabs, sizes, and what is kept of them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.errors import SettingsError
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.storage.paths import UserPaths
from editor.storage.project import Project
from editor.storage.session_store import OpenTabs, Session, load_session, save_session

_log = logging.getLogger(__name__)


# After another post or project came up: soon enough for a crash, seldom enough for a writer who leafs through tabs.
_KEEP_MS = 2000


class SessionKeeper(QObject):
    """Loads the session once and keeps it when something worth coming back to has changed.

    ``view`` gives how the desk looks, as ``ViewDesk.state`` and others do.
    """

    _kept = Signal(object)

    def __init__(
        self,
        paths: UserPaths,
        window: DeskWindow,
        workspace: Workspace,
        tasks: TaskRunner,
        view: Callable[[], Mapping[str, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._view = view
        self._guard = threading.Lock()
        self._newest = 0
        self._stopped = False
        # Of these projects this window knows best; what is kept of others may be another window's.
        self._own: set[str] = set()
        self.session, self.problems = load_session(paths)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._kept.connect(self._on_kept)

    def restore_window(self) -> None:
        """Bring back sizes and geometry."""
        self._window.restore_layout(self.session.layout)

    def change_tabs(self, left: Project | None, opened: Project, front: Path | None = None) -> None:
        """Put the tabs of the project that was left away, and bring back those that were open in the one opened.

        What is not saved stays on the desk, and posts that are gone do not come back. ``front`` is the post that is
        wanted in front; without it that is the one that was.
        """
        before = list(self._workspace.documents)
        if left is not None:
            self._note_tabs(left)
        tabs = self._tabs_of(opened)
        self._own.add(str(opened.root))
        posts = [post for post in map(Path, tabs.posts) if post.is_file()]
        for post in posts:
            self._workspace.open_post(post, in_front=False)
        current = front or (Path(tabs.current) if tabs.current else None)
        if front is not None or current in posts:
            self._workspace.open_post(current)
        elif posts:
            self._workspace.open_post(posts[-1])
        self._workspace.close(*(one for one in before if one.path is not None and not one.dirty))

    def _tabs_of(self, project: Project) -> OpenTabs:
        """Return what was open in a project: in this window, or in another one that has kept it since."""
        root = str(project.root)
        if root not in self._own:
            kept, _ = load_session(self._paths)
            self.session = self.session.beside(kept, self._own).with_recent(root)
        return self.session.tabs.get(root, OpenTabs())

    def _note_tabs(self, project: Project) -> None:
        """Note what is open of a project; a post of another one that is not saved yet is that one's."""
        root, workspace = str(project.root), self._workspace
        others = {post for name, tabs in self.session.tabs.items() if name != root for post in tabs.posts}
        posts = tuple(
            str(document.path)
            for document in workspace.documents
            if document.path is not None
            and (document.path.is_relative_to(project.root) or str(document.path) not in others)
        )
        current = str(workspace.current.path) if workspace.current is not None else None
        tabs = OpenTabs(posts, current if current in posts else None)
        self.session = self.session.with_tabs(root, tabs)

    @Slot()
    def keep_soon(self) -> None:
        """Keep the desk as it will be in a moment: after a crash, project and tabs are to be there again."""
        if not self._stopped:
            self._timer.start()

    def stop(self) -> None:
        """Keep nothing by itself from now on: the desk closes, or is only there for its picture."""
        self._stopped = True
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._note()
        self._newest += 1
        work = partial(self._write, self.session, frozenset(self._own), self._newest)
        self._tasks.submit("session", work, self._kept)

    def _write(self, session: Session, own: frozenset[str], number: int, _stop: Stop) -> None:
        """Runs in a worker. One that is late leaves alone what was kept since."""
        with self._guard:
            if number == self._newest:
                save_session(self._paths, session, own)

    @Slot(object)
    def _on_kept(self, outcome: Outcome) -> None:
        try:
            outcome.result()
        except SettingsError as error:
            _log.warning("The session was not kept: %s", error.message)

    def keep(self) -> None:
        """Keep the desk as it is now. A failure is logged: it must not stand in the way of quitting."""
        self._timer.stop()
        self._note()
        with self._guard:
            self._newest += 1
            try:
                save_session(self._paths, self.session, self._own)
            except SettingsError as error:
                _log.warning("The session was not kept: %s", error.message)

    def _note(self) -> None:
        project = self._workspace.project
        layout = {**self._window.layout_state(), **self._view()}
        session = replace(
            self.session,
            project=str(project.root) if project else None,
            layout=MappingProxyType(layout),
        )
        self.session = session
        if project is not None:
            self.session = session.with_recent(str(project.root))
            self._note_tabs(project)
