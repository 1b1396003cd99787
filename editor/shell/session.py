"""Owns bringing the desk back as it was left: project, tabs, sizes, and what is kept of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from editor.core.errors import SettingsError
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.storage.paths import UserPaths
from editor.storage.settings_store import Session, load_session, save_session

_log = logging.getLogger(__name__)


class SessionKeeper:
    """Loads the session once and keeps it when something worth coming back to has changed."""

    def __init__(self, paths: UserPaths, window: DeskWindow, workspace: Workspace) -> None:
        self._paths = paths
        self._window = window
        self._workspace = workspace
        self.session, self.problems = load_session(paths)

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

    def keep(self, view: Mapping[str, str]) -> None:
        """Keep the desk as it is now, ``view`` being ``ViewDesk.state``.

        A failure is logged: it must not stand in the way of quitting.
        """
        project = self._workspace.project
        tabs = tuple(str(document.path) for document in self._workspace.documents if document.path)
        current = self._workspace.current
        layout = {**self._window.layout_state(), **view}
        session = Session(
            recent=self.session.recent,
            project=str(project.root) if project else None,
            tabs=tabs,
            current=str(current.path) if current and current.path else None,
            layout=MappingProxyType(layout),
            searches=self.session.searches,
        )
        if project is not None:
            session = session.with_recent(str(project.root))
        self.session = session
        try:
            save_session(self._paths, session)
        except SettingsError as error:
            _log.warning("The session was not kept: %s", error.message)
