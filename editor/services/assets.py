"""Owns what the window knows of the project's assets, and the plans of jobs on them, made off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.asset_plan import Plan
from editor.core.assets import AssetCatalogue, after, uncounted
from editor.core.errors import EditorError
from editor.services.jobs import JobDone
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.workspace import Listing, Workspace
from editor.storage.asset_uses import fresh_catalogue, stored_catalogue
from editor.storage.project import Project

Planner = Callable[[Project, AssetCatalogue], Plan]
"""Makes a plan from the project and what its files say at that moment; runs in a worker."""
Then = Callable[[Plan | EditorError], None]
"""What to do with a plan, or with the reason why there is none."""


class AssetBook(QObject):
    """Keeps the catalogue of the open project; ``folder`` is that of the indexes.

    ``changed`` carries an ``AssetCatalogue``, one without uses first; ``failed`` an ``EditorError``.
    """

    changed = Signal(object)
    failed = Signal(object)
    _read = Signal(object)
    _plan_made = Signal(object)

    def __init__(
        self, workspace: Workspace, tasks: TaskRunner, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._workspace = workspace
        self._tasks = tasks
        self._then: Then | None = None
        self.catalogue = AssetCatalogue()
        self._read.connect(self._on_read)
        self._plan_made.connect(self._on_plan_made)

    @Slot(object)
    def forget(self, _project: Project) -> None:
        """Another project, or other settings of this one: what was known counts no more."""
        self._tasks.cancel("assets")
        self._show(AssetCatalogue())

    @Slot(object)
    def follow(self, listing: Listing) -> None:
        """Read who uses the assets of a listing, once all of it is there; the assets themselves are shown at once."""
        project = self._workspace.project
        if project is None or listing.index is None:
            return
        if not self.catalogue.complete and listing.assets:
            self._show(uncounted(listing.assets))
        if listing.complete:
            work = partial(_read_catalogue, project, listing.index, self.catalogue)
            self._tasks.submit("assets", work, self._read, long=True)

    def plan(self, planner: Planner, then: Then) -> None:
        """Make a plan in the background and go on with it; a newer one that is asked for takes its place."""
        project = self._workspace.project
        if project is None:
            return
        self._then = then
        work = partial(_make_plan, project, self._folder, planner)
        self._tasks.submit("asset plan", work, self._plan_made)

    @Slot(object)
    def follow_job(self, job: JobDone) -> None:
        """Show files where a job has put them, before the folder has been read again."""
        now = after(self.catalogue, job.changes)
        if now is not self.catalogue:
            self._tasks.cancel("assets")  # it reads what was before; the next look at the folder asks again
            self._show(now)

    @Slot()
    def refresh(self) -> None:
        """Read again who uses what: files that are not listed, such as layouts, may have changed."""
        self.follow(self._workspace.listing)

    @Slot(object)
    def _on_read(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        try:
            catalogue = outcome.result()
        except EditorError as error:
            self.failed.emit(error)
            return
        assert isinstance(catalogue, AssetCatalogue)
        self._show(catalogue)

    @Slot(object)
    def _on_plan_made(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return  # a newer plan is being made
        then, self._then = self._then, None
        assert then is not None
        try:
            plan = outcome.result()
        except EditorError as error:
            then(error)
            return
        assert isinstance(plan, Plan)
        then(plan)

    def _show(self, catalogue: AssetCatalogue) -> None:
        if catalogue is not self.catalogue:
            self.catalogue = catalogue
            self.changed.emit(catalogue)


def _read_catalogue(project: Project, database: Path, known: AssetCatalogue, stop: Stop) -> AssetCatalogue:
    """Return the catalogue as it is now, or the very ``known`` one when that still holds."""
    fresh = stored_catalogue(project, database, stop).sharing(known)
    _ = fresh.counts  # counted here, so that the window need not
    return fresh


def _make_plan(project: Project, folder: Path, planner: Planner, stop: Stop) -> Plan:
    """Plan on what the files say now, not on what they said when the list was drawn."""
    return planner(project, fresh_catalogue(project, folder, stop))
