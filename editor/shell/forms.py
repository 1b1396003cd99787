"""Owns the form's edits: what the writer changes there goes to the document in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.core.post.frontmatter import Value
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.window import DeskWindow


class FormDesk(QObject):
    """Carries out what a writer does in the form."""

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files

    @Slot(str, object)
    def set_value(self, key: str, value: Value) -> None:
        """Write one value of the front matter."""
        if self._workspace.current is not None:
            habits = self._workspace.listing.habits
            if self._workspace.current.set_value(key, value, habits.key_order if habits else ()):
                self._window.form.mark(key, None)

    @Slot(str)
    def remove_value(self, key: str) -> None:
        """Take one key away."""
        if self._workspace.current is not None:
            self._workspace.current.remove_value(key)

    @Slot(str)
    def set_block(self, block: str) -> None:
        """Take over the front matter as text."""
        if self._workspace.current is not None:
            self._workspace.current.set_block(block)

    @Slot()
    def add_front_matter(self) -> None:
        """Give a post without front matter its first."""
        if self._workspace.current is not None:
            self._workspace.current.add_front_matter(self._files.first_front_matter(self._workspace.current))

    @Slot()
    def end_step(self) -> None:
        """Let what is typed next into the same field be undone by itself."""
        if self._workspace.current is not None:
            self._workspace.current.end_front_step()

    @Slot()
    def undo(self) -> None:
        """Take back the last change of the form."""
        if self._workspace.current is not None:
            self._workspace.current.undo_front()

    @Slot()
    def redo(self) -> None:
        """Make it again."""
        if self._workspace.current is not None:
            self._workspace.current.redo_front()
