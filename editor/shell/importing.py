"""Owns bringing files into the project: what they are called there, what becomes of a name in use, and what then."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.asset_plan import Clash
from editor.core.changes import ChangeSet
from editor.core.errors import EditorError, PictureError
from editor.services.assets import AssetBook
from editor.services.jobs import JobDone, Way
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.jobs import JobDesk
from editor.storage.asset_imports import Arrival, NamingRule, arrivals, not_for_pages, plan_import
from editor.storage.project import Project
from editor.widgets.prompts import Prompts

Then = Callable[[Sequence[str]], None]
"""What to do with the paths of the files once they are in the project."""


@dataclass(frozen=True, slots=True)
class _Import:
    """Files on their way into a project, what to do with all of them then, and those that stand in it already."""

    project: Project
    then: Then
    here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found of files that are to come in: paths of those that are in the project, those that will come, and
    those that pages cannot show."""

    here: tuple[str, ...]
    coming: tuple[Arrival, ...]
    unfit: tuple[Path, ...]


class ImportDesk(QObject):
    """Copies files into the project as one job that can be undone. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _looked = Signal(object)
    _planned = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        book: AssetBook,
        tasks: TaskRunner,
        jobs: JobDesk,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._book = book
        self._tasks = tasks
        self._jobs = jobs
        self._prompts = prompts
        self._under_way: _Import | None = None
        self._job: tuple[ChangeSet, tuple[str, ...], Then] | None = None
        self._looked.connect(self._on_looked)
        self._planned.connect(self._on_planned)

    @property
    def folder(self) -> str:
        """Where pictures go in this site: where its posts have them, or most are, or else ``assets/images``."""
        habits = self._workspace.listing.habits
        learnt = habits.image_folder if habits else ""
        return learnt or next(filter(None, self._book.catalogue.folders()), "assets/images")

    def bring_in(
        self,
        paths: Sequence[Path],
        then: Then,
        folder: str = "",
        naming: NamingRule | None = None,
        *,
        for_pages: bool = False,
    ) -> None:
        """Copy files into ``folder`` of the project, by default the usual one, and go on with their paths there.

        ``naming`` gives those from elsewhere names by rule; without it they keep their own. Files of the project are
        used where they are. What the writer skips does not go on, nor, ``for_pages``, what browsers do not show.
        """
        project = self._workspace.project
        if project is None or not paths:
            return
        if self._under_way is not None:
            self.failed.emit(EditorError(self.tr("Other files are just coming in. Try again in a moment.")))
            return
        # As the project's own root is: a folder behind a link must not make a file of the site a stranger.
        real = [Path(os.path.realpath(path.parent)) / path.name for path in paths]
        self._under_way = _Import(project, then)
        work = partial(_look, project, folder or self.folder, real, naming, for_pages)
        self._tasks.submit("import", lambda _stop: work(), self._looked)

    @Slot(object)
    def _on_looked(self, outcome: Outcome) -> None:
        doing = self._under_way
        if doing is None or not self._is_open(doing.project):
            self._under_way = None  # another site was opened meanwhile
            return
        try:
            look = outcome.result()
        except EditorError as error:
            self._give_up(error)
            return
        assert isinstance(look, _Look)
        for file in look.unfit:
            sentence = self.tr(
                "“{name}” is of a kind that browsers do not show. Export it as JPEG from the program or phone it "
                "came from, then bring it in."
            )
            self.failed.emit(PictureError(sentence.format(name=file.name), path=file))
        doing = self._under_way = replace(doing, here=look.here)
        if not look.coming:
            self._under_way = None
            if look.here:
                doing.then(look.here)
            return
        chosen = self._choose(look.coming)
        if chosen is None:
            self._under_way = None
            return
        work = partial(plan_import, doing.project, chosen, self.tr("Import"))
        self._tasks.submit("import", lambda _stop: work(), self._planned)

    def _choose(self, coming: Sequence[Arrival]) -> list[tuple[Arrival, Clash]] | None:
        """Ask about every name in use; None when the writer wants none of it."""
        clashes = sum(arrival.clashes for arrival in coming)
        chosen: list[tuple[Arrival, Clash]] = []
        for_all: Clash | None = None
        for arrival in coming:
            choice = for_all or Clash.KEEP_BOTH
            if arrival.clashes and for_all is None:
                clashes -= 1
                answer = self._prompts.ask_clash(arrival.target.rpartition("/")[2], clashes)
                if answer is None:
                    return None
                choice = answer[0]
                for_all = choice if answer[1] else None
            chosen.append((arrival, choice))
        return chosen

    @Slot(object)
    def _on_planned(self, outcome: Outcome) -> None:
        doing, self._under_way = self._under_way, None
        if doing is None or not self._is_open(doing.project):
            return
        try:
            changes, paths = outcome.result()
        except EditorError as error:
            self._give_up(error)
            return
        there = (*doing.here, *paths)
        if not changes:
            doing.then(there)
            return
        folder = paths[-1].rpartition("/")[0]
        told = self.tr("%Ln file(s) came into “{folder}”.", "", len(changes.changes)).format(folder=folder)
        self._job = (changes, there, doing.then)
        if not self._jobs.run(changes, told):
            self._job = None

    @Slot(object)
    def follow_job(self, job: JobDone) -> None:
        """Go on once the files are there."""
        if self._job is not None and job.way is Way.NEW and job.changes is self._job[0]:
            (_, paths, then), self._job = self._job, None
            then(paths)

    @Slot(object)
    def forget_job(self, _error: EditorError) -> None:
        """The files did not come in, so nothing goes on; unless it was another job that failed before this one."""
        if self._job is not None and not self._jobs.waits(self._job[0]):
            self._job = None

    def _is_open(self, project: Project) -> bool:
        """Tell whether a project is still the one on the desk; its settings may have been read again."""
        now = self._workspace.project
        return now is not None and now.root == project.root

    def _give_up(self, error: EditorError) -> None:
        self._under_way = None
        self.failed.emit(error)


def _look(
    project: Project, folder: str, files: Sequence[Path], naming: NamingRule | None, for_pages: bool
) -> _Look:
    """Sort files that are to come in; runs in a worker. Raises EditorError."""
    unfit = not_for_pages(files) if for_pages else ()
    fit = [file for file in files if file not in unfit]
    here = [file for file in fit if file.is_relative_to(project.root)]
    coming = [file for file in fit if file not in here]
    return _Look(
        tuple(file.relative_to(project.root).as_posix() for file in here),
        tuple(arrivals(project, folder, coming, naming)) if coming else (),
        unfit,
    )
