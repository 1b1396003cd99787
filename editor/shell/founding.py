"""Owns the offer to make a folder that is no site one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from editor.core.errors import EditorError
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.window import DeskWindow
from editor.storage.new_site import make_site
from editor.storage.project import Project
from editor.widgets.actions import enable


class FoundingDesk(QObject):
    """Offers a folder without a site one, in the panel and by a command, and makes it when that is taken."""

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        action: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files
        self._action = action
        enable(action, self.tr("Open a folder first."))

    @Slot(object)
    def show_project(self, project: Project) -> None:
        """Offer it for this folder, or not."""
        enable(self._action, self.tr("This folder is a site already.") if project.is_site else "")
        self._window.panel.posts.show_is_site(is_site=project.is_site)

    @Slot()
    def make_site(self) -> None:
        """Make the open folder a site, and list it as one."""
        project = self._workspace.project
        if project is None:
            return
        try:
            make_site(project.root)
        except EditorError as error:
            self._files.tell(error)
            return
        self._workspace.open_project(project.root)
