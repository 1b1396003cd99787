"""Owns offering what a crashed session left, and bringing it back as unsaved work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.core.errors import EditorError
from editor.core.post.post import Post, parse_post
from editor.services.recovery import Recovery
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.window import DeskWindow
from editor.storage.files import read_file
from editor.storage.journal import JournalEntry
from editor.storage.project import posts_folder
from editor.widgets.dialogs.compare import Difference, difference
from editor.widgets.dialogs.recovery import RecoveryDialog, Rescued
from editor.widgets.panel.posts import day_text
from editor.widgets.theme import Theme


class RescueDesk(QObject):
    """Carries out what a writer wants with safety copies; nothing is written to the site here."""

    _compared = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        recovery: Recovery,
        files: FileDesk,
        tasks: TaskRunner,
        theme: Callable[[], Theme],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._recovery = recovery
        self._files = files
        self._theme = theme
        self._tasks = tasks
        self._dialog: RecoveryDialog | None = None
        self._abandoned: dict[str, JournalEntry] = {}
        self._compared.connect(self._on_compared)

    @Slot(object)
    def offer(self, entries: Sequence[JournalEntry]) -> None:
        """Offer what a crashed session left."""
        self._abandoned = {f"{index}": entry for index, entry in enumerate(entries)}
        copies = [self._rescued(key, entry) for key, entry in self._abandoned.items()]
        dialog = RecoveryDialog(copies, self._theme(), self._window)
        dialog.restore_requested.connect(self._on_restore_requested)
        dialog.discard_requested.connect(self._on_discard_requested)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        dialog.open()
        for key, entry in self._abandoned.items():
            work = partial(_compared_with_file, key, entry)
            self._tasks.submit(f"rescue:{key}", lambda _stop, work=work: work(), self._compared)

    @Slot(object)
    def _on_compared(self, outcome: Outcome) -> None:
        if self._dialog is not None:
            self._dialog.show_difference(*outcome.result())

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _rescued(self, key: str, entry: JournalEntry) -> Rescued:
        moment = datetime.fromtimestamp(entry.written_at)
        when = f"{day_text(moment.date())}, {moment:%H:%M}"
        where = Path(entry.path).name if entry.path else self.tr("never saved")
        return Rescued(key, entry.title or self.tr("New post"), f"{where}\n{when}")

    @Slot(str)
    def _on_restore_requested(self, key: str) -> None:
        entry = self._abandoned.pop(key)
        # A lone surrogate cannot be saved as UTF-8 by any means: it becomes a question mark, the rest is whole.
        text = entry.text.encode("utf-8", "replace")
        post = parse_post(b"\xef\xbb\xbf" + text if entry.bom else text)
        self._open_project_of(entry)
        path = Path(entry.path) if entry.path else None
        document = self._workspace.open_post(path) if path is not None and path.is_file() else None
        if document is None:
            document = self._workspace.start_post(post, self._folder_of(path, post))
        document.recover(post, entry.base)
        self._recovery.note_change(document)
        self._recovery.settle(entry)

    def _open_project_of(self, entry: JournalEntry) -> None:
        """Open the site the text was written for: a post that was never saved is to be saved there."""
        project = self._workspace.project
        if entry.project and (project is None or str(project.root) != entry.project):
            root = Path(entry.project)
            if root.is_dir():
                self._files.open_project(root)

    def _folder_of(self, path: Path | None, post: Post) -> Path | None:
        """Return where a post without a file is to be saved; one without a date is a draft, as when it was begun."""
        if path is not None:
            return path.parent
        project = self._workspace.project
        draft = post.front is not None and "date" not in post.front
        return posts_folder(project, draft=draft) if project else None

    @Slot(str)
    def _on_discard_requested(self, key: str) -> None:
        self._recovery.settle(self._abandoned.pop(key))


def _compared_with_file(key: str, entry: JournalEntry) -> tuple[str, Difference]:
    """Return how a safety copy differs from its file; runs in a worker."""
    saved = ""
    if entry.path is not None:
        try:
            saved = parse_post(read_file(Path(entry.path)).data).text
        except EditorError:
            saved = ""  # the file is gone or unreadable: then the whole copy is what is new
    return key, difference(saved, entry.text)
