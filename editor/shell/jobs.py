"""Owns how file jobs are seen: what is under way and can be stopped, what has been done and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from editor.core.changes import ChangeSet, Restore, Trash
from editor.core.errors import EditorError
from editor.services.document import Document
from editor.services.jobs import JobDone, Jobs, Way
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.window import DeskWindow
from editor.storage.changes import ChangeStoppedError
from editor.widgets.actions import enable
from editor.widgets.notice import DISMISS, Notice

_KEY, _FAILED = "job", "job-failed"
# A job that takes longer shows how far it is; the figures then change no oftener than can be read.
_SHOW_AFTER_MS = 500
_REFRESH_MS = 150


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What was asked for while a job was under way: ``changes``, or None for a way back from that very job."""

    begin: Callable[[], object]
    changes: ChangeSet | None = None


class JobDesk(QObject):
    """Runs the writer's file jobs, one after the other, and tells of them in the quiet bar."""

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        jobs: Jobs,
        files: FileDesk,
        actions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._jobs = jobs
        self._files = files
        self._undo_action = actions["undo_job"]
        self._undo_text = self._undo_action.text()
        self._redo_action = actions["redo_job"]
        self._redo_text = self._redo_action.text()
        self._told = ""
        self._title = ""
        self._steps = (0, 0)
        self._waiting: list[_Waiting] = []
        self._closed: set[str] = set()  # posts whose tabs went with them to the trash
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.show_undo("", "")

    # -- doing -------------------------------------------------------------------------------------------------

    def run(self, changes: ChangeSet, told: str) -> bool:
        """Begin a job, or line it up behind the one under way; False when it cannot begin.

        ``told`` is the sentence for the bar once it is done.
        """
        if not changes:
            self.tell(self.tr("Nothing had to be changed."))
            return False
        if self._jobs.busy:
            self._waiting.append(_Waiting(partial(self.run, changes, told), changes))
            return True
        self._told = told
        return self._jobs.run(changes)

    def in_unsaved_text(self, changes: ChangeSet, *names: str) -> tuple[Document, ...]:
        """Return the open posts that a job would write under their unsaved text, or whose text names one of these."""
        written = self._jobs.unsaved(changes)
        spellings = {way for name in names for way in (name, quote(name, errors="surrogateescape"))}
        others = (one for one in self._workspace.documents if one.edited and one not in written)
        return (*written, *(one for one in others if any(text in one.snapshot().text for text in spellings)))

    def save_first(self, documents: Sequence[Document]) -> bool:
        """Save the posts that a job is about; False when one could not be, which the bar says."""
        return self._files.save_each(documents)

    def tell(self, text: str, tone: str = "info") -> None:
        """Say in the bar what came of a job that changed nothing."""
        self._window.notice.show_notice(Notice(_KEY, text, tone, ((DISMISS, self.tr("Dismiss")),)))

    @Slot()
    def undo(self) -> None:
        """Take back the last job; one that is under way once it is done."""
        if self._jobs.busy:
            self._waiting.append(_Waiting(self.undo))
            return
        if title := self._jobs.undo_title:
            self._told = self.tr("{title}: undone.").format(title=title)
            self._jobs.undo()

    @Slot()
    def redo(self) -> None:
        """Do the job again that was undone last."""
        if self._jobs.busy:
            self._waiting.append(_Waiting(self.redo))
            return
        if title := self._jobs.redo_title:
            self._told = self.tr("{title}: done again.").format(title=title)
            self._jobs.redo()

    def waits(self, changes: ChangeSet) -> bool:
        """Tell whether a job has yet to begin."""
        return any(one.changes is changes for one in self._waiting)

    def _next_soon(self) -> None:
        """Begin what waits, once everybody has heard how the job before ended."""
        if self._waiting:
            QTimer.singleShot(0, self._begin_next)

    @Slot()
    def _begin_next(self) -> None:
        while self._waiting and not self._jobs.busy:
            self._waiting.pop(0).begin()

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the quiet bar."""
        if notice == _KEY and choice in ("undo", "redo"):
            self._window.notice.withdraw(_KEY)
            (self.undo if choice == "undo" else self.redo)()
        elif notice == _KEY and choice == "cancel":
            self._jobs.cancel()

    # -- telling -----------------------------------------------------------------------------------------------

    @Slot(str)
    def show_started(self, title: str) -> None:
        """Note that a job has begun; it is shown if it takes its time."""
        self._title, self._steps = title, (0, 0)
        self._window.notice.withdraw(_FAILED)  # whatever was wrong with the last one is being tried anew
        self._timer.start(_SHOW_AFTER_MS)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Note how far the job is."""
        self._steps = (done, total)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._timer.start(_REFRESH_MS)
        done, total = self._steps
        text = self.tr("{title}: {percent} %").format(
            title=self._title, percent=100 * done // total if total else 0
        )
        self._window.notice.show_notice(Notice(_KEY, text, "info", (("cancel", self.tr("Cancel")),)))

    @Slot(object)
    def show_done(self, job: JobDone) -> None:
        """Say what was done and offer the way back; tabs of posts that went to the trash go too."""
        self._timer.stop()
        text = " ".join(
            (self._told or self.tr("{title}: done.").format(title=job.changes.title), *job.sentences)
        )
        back = ("redo", self.tr("Redo")) if job.way is Way.UNDO else ("undo", self.tr("Undo"))
        buttons = (back, (DISMISS, self.tr("Dismiss")))
        self._window.notice.show_notice(Notice(_KEY, text, "ok", buttons))
        self._told = ""
        self._follow_trash(job.changes)
        self._next_soon()

    def _follow_trash(self, changes: ChangeSet) -> None:
        project = self._workspace.project
        self._window.panel.posts.table.note_thrown(
            change.path for change in changes.changes if isinstance(change, Trash)
        )
        for change in changes.changes:
            if isinstance(change, Trash) and (document := self._workspace.find_open(change.path)):
                if not document.edited:
                    self._closed.add(change.path)
                    self._files.drop(document)
            elif isinstance(change, Restore) and change.path in self._closed and project is not None:
                self._closed.discard(change.path)
                self._workspace.open_post(project.root / change.path)

    @Slot(object)
    def show_failed(self, error: EditorError) -> None:
        """Say why a job was not done; an Undo that was meant for it would now take back another."""
        self._timer.stop()
        self._waiting = [one for one in self._waiting if one.changes is not None]
        self._next_soon()
        if isinstance(error, ChangeStoppedError):
            self.tell(error.message)
            return
        self._window.notice.withdraw(_KEY)
        self._files.tell(error, _FAILED)

    @Slot(str, str)
    def show_undo(self, undo: str, redo: str) -> None:
        """Name in the menu what Undo would take back and what Redo would do again."""
        enable(self._undo_action, "" if undo else self.tr("No file job to undo."))
        self._undo_action.setText(self.tr("Undo: {title}").format(title=undo) if undo else self._undo_text)
        enable(self._redo_action, "" if redo else self.tr("No file job to do again."))
        self._redo_action.setText(self.tr("Redo: {title}").format(title=redo) if redo else self._redo_text)

    @Slot(object)
    def forget(self, _project: object = None) -> None:
        """Another project is on the desk: its own last job is what can be undone, and nothing of the other waits."""
        self._waiting.clear()
        self._window.notice.withdraw(_KEY)
        self.show_undo(self._jobs.undo_title, self._jobs.redo_title)
