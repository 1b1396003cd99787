"""Owns the way of a job from a wish to the bar: worked out in the background, shown, agreed to, begun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.changes import ChangeSet, previews
from editor.core.errors import EditorError
from editor.services.document import Document
from editor.services.jobs import JobDone, Jobs, Way
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.jobs import JobDesk
from editor.shell.window import DeskWindow
from editor.widgets.dialogs.changes import Announcement, ChangesDialog
from editor.widgets.notice import Notice
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme

R = TypeVar("R")
_TASK, _KEY = "plan job", "plan"
# What takes longer than this says so, and can be stopped.
_SHOW_AFTER_MS = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """A job worked out in the background: what it changes, what to say when done, what it leaves undone.

    ``action`` is the button under the list of changes, "" where nothing needs to be shown first; ``opens`` is
    the post to open when all is done.
    """

    changes: ChangeSet
    told: str
    remarks: tuple[str, ...] = ()
    action: str = ""
    opens: str = ""


class PlanDesk(QObject):
    """Works out jobs and begins them once the writer agrees. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _planned = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        jobs: Jobs,
        job_desk: JobDesk,
        files: FileDesk,
        tasks: TaskRunner,
        prompts: Prompts,
        theme: Callable[[], Theme],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._jobs = jobs
        self._job_desk = job_desk
        self._files = files
        self._tasks = tasks
        self._prompts = prompts
        self._theme = theme
        self._work: tuple[Callable[[Stop], Any], Callable[[Any], Planned]] | None = None
        self._opens = ""
        self._planned.connect(self._on_planned)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SHOW_AFTER_MS)
        self._slow.timeout.connect(self._on_slow_timeout)

    def plan(self, work: Callable[[Stop], R], finish: Callable[[R], Planned]) -> None:
        """Work out a job in the background and put it into words here; then it is shown or begun."""
        self._work = (work, finish)
        self._tasks.submit(_TASK, work, self._planned)
        self._slow.start()

    @Slot()
    def _on_slow_timeout(self) -> None:
        text = self.tr("Looking through the posts…")
        self._window.notice.show_notice(Notice(_KEY, text, "info", (("cancel", self.tr("Cancel")),)))

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the quiet bar."""
        if notice == _KEY and choice == "cancel":
            self._tasks.cancel(_TASK)
            self._window.notice.withdraw(_KEY)

    @Slot(object)
    def _on_planned(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome) or self._work is None:
            return
        self._slow.stop()
        self._window.notice.withdraw(_KEY)
        try:
            planned = self._work[1](outcome.result())
        except EditorError as error:
            self.failed.emit(error)
            return
        unsaved = self._jobs.unsaved(planned.changes)
        if unsaved:
            self._save_first(planned.changes.title, unsaved)
            return
        if not planned.action or not planned.changes:
            self.begin(planned)
            return
        shown = Announcement(planned.changes.title, planned.action, self._summary(planned), planned.remarks)
        dialog = ChangesDialog(shown, previews(planned.changes), self._theme(), self._window)
        dialog.agreed.connect(partial(self.begin, planned))
        dialog.open()

    def _save_first(self, title: str, unsaved: Sequence[Document]) -> None:
        """Ask to save posts whose files would change under their unsaved text, and work the job out anew."""
        text = self.tr(
            "These posts have unsaved text and would be changed:\n{names}\nSave them first?"
        ).format(names="\n".join(document.title for document in unsaved))
        work = self._work
        if work is None or not self._prompts.ask_to_confirm(title, text, self.tr("Save and go on")):
            return
        for document in unsaved:
            if not self._files.save(document):
                return
        self.plan(*work)

    def _summary(self, planned: Planned) -> str:
        return self.tr("%n file(s) will change. All of it can be undone.", "", len(previews(planned.changes)))

    def begin(self, planned: Planned) -> None:
        """Begin a job that has been worked out, and agreed to where that was asked for."""
        self._opens = planned.opens
        told = " ".join((planned.told, *(planned.remarks if not planned.action else ())))
        if planned.changes:
            self._job_desk.run(planned.changes, told)
        else:
            self._job_desk.tell(told)

    @Slot(object)
    def follow_done(self, done: JobDone) -> None:
        """Open the post that a job has made."""
        opens, self._opens = self._opens, ""
        project = self._workspace.project
        if opens and project is not None and done.way is not Way.UNDO:
            self._workspace.open_post(project.root / opens)
