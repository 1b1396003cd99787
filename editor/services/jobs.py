"""Owns the file jobs of the project on the desk: done off the main thread, each remembered so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.changes import ChangeSet
from editor.core.errors import EditorError, ReadError, SaveError
from editor.services.document import Document
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.workspace import Workspace
from editor.storage.changes import Applied, ChangeJournal

# So many jobs can be undone, or done again, as long as their texts take no more memory than this.
_MOST_STEPS = 50
_MOST_BYTES = 256 * 1024 * 1024


class Way(Enum):
    """How a job came about."""

    NEW = "new"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class JobDone:
    """A job that has happened: what was changed, sentences for the writer, and how it came about."""

    changes: ChangeSet
    sentences: tuple[str, ...] = ()
    way: Way = Way.NEW


@dataclass(frozen=True, slots=True)
class _Step:
    """A job that can be taken back, or done again."""

    root: Path
    changes: ChangeSet


class Jobs(QObject):
    """Carries out change sets, one at a time.

    ``started`` carries the job's title and ``progressed`` its steps done and all its steps; one of ``done``
    (a ``JobDone``) and ``failed`` (an ``EditorError``, nothing is changed then) ends it. ``undo_changed`` carries
    the titles of the jobs that Undo would take back and Redo do again, "" for none.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    undo_changed = Signal(str, str)
    _applied = Signal(object)
    _recovered = Signal(object)

    def __init__(
        self, workspace: Workspace, tasks: TaskRunner, journal: ChangeJournal, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._journal = journal
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._under_way: tuple[_Step, Way] | None = None
        self._stop = Stop()
        self._applied.connect(self._on_applied)
        self._recovered.connect(self._on_recovered)

    @property
    def busy(self) -> bool:
        """True while a job is under way."""
        return self._under_way is not None

    @property
    def undo_title(self) -> str:
        """What Undo would take back, "" for nothing."""
        step = self._last_of(self._undo)
        return step.changes.title if step else ""

    @property
    def redo_title(self) -> str:
        """What Redo would do again, "" for nothing."""
        step = self._last_of(self._redo)
        return step.changes.title if step else ""

    def run(self, changes: ChangeSet) -> bool:
        """Begin a job on the open project; False, told by ``failed``, when it cannot even begin."""
        project = self._workspace.project
        if project is None or not changes:
            return False
        return self._begin(_Step(project.root, changes), Way.NEW)

    def undo(self) -> bool:
        """Begin to take back the last job."""
        step = self._last_of(self._undo)
        return step is not None and self._begin(step, Way.UNDO)

    def redo(self) -> bool:
        """Begin to do the job again that was taken back last; any new job ends that offer."""
        step = self._last_of(self._redo)
        return step is not None and self._begin(step, Way.REDO)

    def _name(self, step: _Step, way: Way) -> str:
        names = {
            Way.NEW: "{title}",
            Way.UNDO: self.tr("Undo: {title}"),
            Way.REDO: self.tr("Redo: {title}"),
        }
        return names[way].format(title=step.changes.title)

    def cancel(self) -> None:
        """Stop the job under way; what it has done so far is taken back."""
        self._stop.set()

    def recover(self) -> None:
        """Take back, in the background, what a killed program left half done."""
        self._tasks.submit("recover jobs", lambda _: self._journal.recover(), self._recovered)

    @Slot()
    def recover_left(self) -> None:
        """Take back a job whose folder went away in the middle of it; call it when a folder could be read."""
        if self._journal.has_left and not self.busy:
            self.recover()

    def _last_of(self, steps: list[_Step]) -> _Step | None:
        project = self._workspace.project
        if project is None:
            return None
        return next((step for step in reversed(steps) if step.root == project.root), None)

    def _begin(self, step: _Step, way: Way) -> bool:
        changes = replace(step.changes, title=self._name(step, way))
        error = self._refusal(changes)
        if error is not None:
            self.failed.emit(error)
            return False
        self._under_way = (step, way)
        self._stop = Stop()
        # Until the open posts have followed their files, an absent file is no news.
        self._workspace.hold_checks()
        self.started.emit(changes.title)
        work = partial(_apply, self._journal, step.root, changes, self._stop, self.progressed.emit)
        self._tasks.submit("job", work, self._applied)
        return True

    def _refusal(self, changes: ChangeSet) -> EditorError | None:
        """Say why a job cannot begin now: another one runs, or a post it would edit has unsaved text."""
        if self._under_way is not None:
            title = self._under_way[0].changes.title
            return SaveError(self.tr("{title}: still under way. Try again in a moment.").format(title=title))
        unsaved = self.unsaved(changes)
        if not unsaved:
            return None
        names = self.tr(", ").join(f"“{document.title}”" for document in unsaved)
        sentence = self.tr(
            "“{job}” would change posts with unsaved text: {names}. Save them first; nothing was changed."
        )
        return SaveError(sentence.format(job=changes.title, names=names), path=unsaved[0].path)

    def unsaved(self, changes: ChangeSet) -> tuple[Document, ...]:
        """Return the open posts with unsaved text whose files these changes would write."""
        # What a job threw away the first time was asked about; of what was typed since, nobody was.
        written = {*changes.written, *changes.thrown_again}
        return tuple(
            document
            for document in self._workspace.documents
            if document.dirty and self._workspace.relative_of(document) in written
        )

    @Slot(object)
    def _on_applied(self, outcome: Outcome) -> None:
        assert self._under_way is not None
        (step, way), self._under_way = self._under_way, None
        try:
            applied = outcome.result()
        except EditorError as error:
            self._workspace.release_checks()
            self.failed.emit(error)
            return
        assert isinstance(applied, Applied)
        self._remember(step, _Step(step.root, replace(applied.undo, title=step.changes.title)), way)
        self._workspace.follow(step.root, step.changes.moved)
        self._workspace.release_checks()
        self._workspace.rescan_soon()
        self.undo_changed.emit(self.undo_title, self.redo_title)
        self.done.emit(JobDone(step.changes, applied.sentences, way))

    def _remember(self, step: _Step, back: _Step, way: Way) -> None:
        """Note how a job is taken back; the way back from an undo is the redo, with the checks of any job."""
        if way is Way.UNDO:
            self._undo.remove(step)
            self._redo = _kept([*self._redo, back])
            return
        if way is Way.REDO:
            self._redo.remove(step)
        else:
            # What was taken back before belongs to files as they were: a new job ends its redo.
            self._redo = [one for one in self._redo if one.root != step.root]
        self._undo = _kept([*self._undo, back])

    @Slot(object)
    def _on_recovered(self, outcome: Outcome) -> None:
        sentences = outcome.result()
        assert isinstance(sentences, tuple)
        for sentence in sentences:
            self.failed.emit(ReadError(sentence))


def _kept(steps: list[_Step]) -> list[_Step]:
    """Return the newest steps, at least one, that may be kept for Undo or Redo."""
    kept: list[_Step] = []
    size = 0
    for step in reversed(steps[-_MOST_STEPS:]):
        size += step.changes.size
        if kept and size > _MOST_BYTES:
            break
        kept.insert(0, step)
    return kept


def _apply(
    journal: ChangeJournal,
    root: Path,
    changes: ChangeSet,
    stop: Stop,
    note: Callable[[int, int], object],
    ended: Stop,
) -> Applied:
    """Run in a worker; ``ended`` is set when the program closes."""
    return journal.apply(root, changes, lambda: stop() or ended(), note)
