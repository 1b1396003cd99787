"""Owns the jobs on whole posts: copies, drafts and posts, withdrawn or shown, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QObject

from editor.core.changes import Change, ChangeSet, Trash
from editor.core.moves import MovePlan, Source, plan_show_again, plan_withdraw
from editor.core.post.habits import Habits
from editor.services.tasks import Stop
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.jobs import JobDesk
from editor.shell.planning import PlanDesk, Planned
from editor.shell.renaming import RenameDesk
from editor.storage.clock import site_now
from editor.storage.moves import plan_duplicate, plan_publishing, plan_taking_back, read_post
from editor.storage.project import Project


class PostJobs(QObject):
    """Works out and begins jobs on the posts it is given, by their paths in the project."""

    def __init__(
        self,
        workspace: Workspace,
        job_desk: JobDesk,
        files: FileDesk,
        plans: PlanDesk,
        names: RenameDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job_desk = job_desk
        self._files = files
        self._plans = plans
        self._names = names

    def duplicate(self, path: str) -> None:
        """Make a copy of a post beside it, and open it; text that is not saved yet is asked about first."""
        project, opened = self._workspace.project, self._workspace.find_open(path)
        if opened is not None and opened.edited and not self._files.settle([opened]):
            return
        if project is not None:
            self._plans.plan(lambda _: plan_duplicate(project, path), self._duplicated)

    def _duplicated(self, changes: ChangeSet) -> Planned:
        copy = changes.changes[0].path
        return Planned(
            changes, self.tr("The copy is called “{name}”.").format(name=PurePosixPath(copy).name), opens=copy
        )

    def publish(self, path: str) -> None:
        """Bring a draft to the posts, dated now."""
        project = self._workspace.project
        if project is not None:
            now = site_now(project.site)
            self._plans.plan(partial(plan_publishing, project, path, now, self._habits()), self._published)

    def _published(self, plan: MovePlan) -> Planned:
        told = self.tr("The draft is a post now, “{name}”.").format(name=PurePosixPath(plan.move.to).name)
        return self._names.moved(plan, told)

    def back_to_drafts(self, path: str) -> None:
        """Take a post back to the drafts."""
        project = self._workspace.project
        if project is not None:
            self._plans.plan(partial(plan_taking_back, project, path), self._taken_back)

    def _taken_back(self, plan: MovePlan) -> Planned:
        told = self.tr("The post is a draft now, “{name}”.").format(name=PurePosixPath(plan.move.to).name)
        return self._names.moved(plan, told, self.tr("Back to drafts") if plan.left or plan.mended else "")

    def withdraw(self, paths: tuple[str, ...]) -> None:
        """Let the site leave the posts out."""
        habits = self._habits()
        self._mark(paths, self.tr("Withdraw"), lambda source: plan_withdraw(source, habits), self._withdrawn)

    def _withdrawn(self, changes: ChangeSet) -> Planned:
        told = self.tr(
            "%n post(s) withdrawn: the site leaves them out when it is built next.", "", len(changes.changes)
        )
        return Planned(changes, told)

    def show_again(self, paths: tuple[str, ...]) -> None:
        """Let the site show withdrawn posts again."""
        self._mark(paths, self.tr("Show again"), plan_show_again, self._shown_again)

    def _shown_again(self, changes: ChangeSet) -> Planned:
        return Planned(changes, self.tr("%n post(s) will be shown again.", "", len(changes.changes)))

    def _mark(
        self,
        paths: tuple[str, ...],
        title: str,
        mark: Callable[[Source], ChangeSet],
        finish: Callable[[ChangeSet], Planned],
    ) -> None:
        project = self._workspace.project
        if project is not None and paths:
            self._plans.plan(partial(_marked, project, paths, title, mark), finish)

    def trash(self, paths: tuple[str, ...]) -> None:
        """Move posts to the trash; their unsaved text is asked about first."""
        opened = [self._workspace.find_open(path) for path in paths]
        unsaved = [document for document in opened if document is not None and document.edited]
        if not paths or (unsaved and not self._files.settle(unsaved)):
            return
        for document in unsaved:
            if document.edited:
                document.take_theirs()  # the writer gave that text up
        changes = ChangeSet(self.tr("Move to trash"), tuple(map(Trash, paths)))
        if len(paths) == 1:
            told = self.tr("“{title}” is in the trash.").format(title=title_of(self._workspace, paths[0]))
        else:
            told = self.tr("%n post(s) are in the trash.", "", len(paths))
        self._job_desk.run(changes, told)

    def _habits(self) -> Habits:
        return self._workspace.listing.habits or Habits()


def title_of(workspace: Workspace, path: str) -> str:
    """Return the headline of a post as the list knows it, or else its file's name."""
    found = (entry.title for entry in workspace.listing.posts if entry.path == path)
    return next(found, "") or PurePosixPath(path).name


def _marked(
    project: Project, paths: Iterable[str], title: str, mark: Callable[[Source], ChangeSet], stop: Stop
) -> ChangeSet:
    """Plan one and the same edit of several posts; runs in a worker."""
    changes: list[Change] = []
    for path in paths:
        if not stop():
            changes += mark(read_post(project, path)).changes
    return ChangeSet(title, tuple(changes))
