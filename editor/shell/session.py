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
from editor.storage.settings_store import Session, load_session, save_session

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
        self.session, self.problems = load_session(paths)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._kept.connect(self._on_kept)

    def restore_window(self) -> None:
        """Bring back sizes and geometry."""
        self._window.restore_layout(self.session.layout)

    def restore_tabs(self) -> None:
        """Open the posts that were open, as far as they are still there, the one in front last."""
        session = self.session
        paths = [Path(name) for name in session.tabs]
        for path in paths:
            if path.is_file():
                self._workspace.open_post(path)
        if session.current is not None and Path(session.current).is_file():
            self._workspace.open_post(Path(session.current))

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
        session, self._newest = self.session, self._newest + 1
        self._tasks.submit("session", partial(self._write, session, self._newest), self._kept)

    def _write(self, session: Session, number: int, _stop: Stop) -> None:
        """Runs in a worker. One that is late leaves alone what was kept since."""
        with self._guard:
            if number == self._newest:
                save_session(self._paths, session)

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
                save_session(self._paths, self.session)
            except SettingsError as error:
                _log.warning("The session was not kept: %s", error.message)

    def _note(self) -> None:
        project = self._workspace.project
        tabs = tuple(str(document.path) for document in self._workspace.documents if document.path)
        current = self._workspace.current
        layout = {**self._window.layout_state(), **self._view()}
        session = replace(
            self.session,
            project=str(project.root) if project else None,
            tabs=tabs,
            current=str(current.path) if current and current.path else None,
            layout=MappingProxyType(layout),
        )
        if project is not None:
            session = session.with_recent(str(project.root))
        self.session = session
