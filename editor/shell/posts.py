"""Owns what a newsroom does with whole posts: rename, publish, withdraw, copy, throw away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from editor.core.changes import Change, ChangeSet, Trash
from editor.core.errors import EditorError
from editor.core.moves import (
    DRAFTS,
    POSTS,
    MovePlan,
    Source,
    address_of,
    front_of,
    plan_show_again,
    plan_withdraw,
)
from editor.core.post.habits import Habits
from editor.services.tasks import Stop
from editor.services.workspace import Workspace
from editor.shell.bulk import BulkDesk
from editor.shell.files import FileDesk
from editor.shell.jobs import JobDesk
from editor.shell.planning import PlanDesk, Planned
from editor.shell.renaming import RenameDesk, whole_address
from editor.shell.window import DeskWindow
from editor.storage.clock import site_now
from editor.storage.moves import plan_duplicate, plan_publishing, plan_taking_back, read_post
from editor.storage.project import Project

# In the order of the menus, apart where the groups change.
MENU = (
    ("post_rename", "post_duplicate"),
    ("post_publish", "post_to_drafts", "post_withdraw", "post_show_again"),
    ("post_copy_address", "post_copy_link", "post_reveal"),
    ("bulk_edit",),
    ("post_trash",),
)


class PostDesk(QObject):
    """Carries out what is asked for with the selected posts of the list, or else with the post in front.

    ``failed`` carries an ``EditorError``, ``reveal_requested`` the path of a file.
    """

    failed = Signal(object)
    reveal_requested = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        job_desk: JobDesk,
        files: FileDesk,
        plans: PlanDesk,
        names: RenameDesk,
        bulk: BulkDesk,
        actions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._job_desk = job_desk
        self._files = files
        self._plans = plans
        self._names = names
        self._bulk = bulk
        self._actions = actions
        self._asked: tuple[str, ...] = ()
        # In the list alone: in a text the same key deletes a character.
        self._delete = QAction(self.tr("Move to trash"), self)
        self._delete.setShortcuts(QKeySequence.StandardKey.Delete)
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(actions["post_trash"].trigger)
        window.panel.posts.table.addAction(self._delete)

    # -- which posts -------------------------------------------------------------------------------------------

    def targets(self) -> tuple[str, ...]:
        """Return the posts a command is about, by their paths in the project."""
        if self._asked:
            return self._asked
        posts, focused = self._window.panel.posts, QApplication.focusWidget()
        if focused is not None and posts.isAncestorOf(focused) and (chosen := posts.selected_paths()):
            return tuple(chosen)
        current = self._workspace.current
        relative = self._workspace.relative_of(current) if current is not None else ""
        return (relative,) if relative else ()

    @Slot()
    def show_enabled(self) -> None:
        """Enable what may make sense: while the list has the keyboard, another row may be selected at any time."""
        focused = QApplication.focusWidget()
        listed = focused is not None and self._window.panel.posts.isAncestorOf(focused)
        for name, enabled in self._sensible(self.targets()).items():
            self._actions[name].setEnabled(enabled or listed)

    @Slot()
    def show_sensible(self) -> None:
        """Enable just what makes sense for the posts selected now; the menu is about to be looked at."""
        for name, enabled in self._sensible(self.targets()).items():
            self._actions[name].setEnabled(enabled)

    def _sensible(self, paths: tuple[str, ...]) -> dict[str, bool]:
        one, some = len(paths) == 1, bool(paths)
        draft = one and DRAFTS in paths[0].split("/")
        post = one and POSTS in paths[0].split("/")
        hidden = self._hidden(paths)
        return {
            "post_rename": one,
            "post_duplicate": one,
            "post_publish": draft,
            "post_to_drafts": post,
            "post_withdraw": some and len(hidden) < len(paths),
            "post_show_again": bool(hidden),
            "post_copy_address": some and not draft,
            "post_copy_link": post,
            "post_reveal": one,
            "bulk_edit": bool(self._workspace.listing.posts),
            "post_trash": some,
        }

    def _hidden(self, paths: Iterable[str]) -> set[str]:
        """Return those of the posts that are withdrawn, as far as the list knows."""
        wanted = set(paths)
        return {
            entry.path
            for entry in self._workspace.listing.posts
            if entry.status == "hidden" and entry.path in wanted
        }

    @Slot(object, QPoint)
    def show_menu(self, paths: tuple[str, ...], point: QPoint) -> None:
        """Offer what can be done with the selected posts of the list."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        project, sensible = self._workspace.project, self._sensible(paths)
        if project is None:
            return
        opened = menu.addAction(self.tr("Open"), partial(self._open_all, project, paths))
        opened.setEnabled(bool(paths))
        for group in MENU:
            menu.addSeparator()
            for name in group:
                shown = self._actions[name]
                action = menu.addAction(shown.text(), partial(self._do, name, paths))
                action.setEnabled(sensible[name])
                action.setVisible(sensible[name] or name not in ("post_show_again", "post_withdraw"))
        menu.popup(point)

    def _open_all(self, project: Project, paths: tuple[str, ...]) -> None:
        for path in paths:
            self._files.open_path(project.root / path)

    def _run(self, name: str, command: Callable[[], None], _checked: bool = False) -> None:
        """Carry out a command if it makes sense for what is selected, else say what to select."""
        if self._sensible(self.targets())[name]:
            command()
        else:
            self._job_desk.tell(self._advice(name))

    def _advice(self, name: str) -> str:
        match name:
            case "post_publish":
                return self.tr("Only a draft can be published. Select one.")
            case "post_to_drafts" | "post_copy_link":
                return self.tr("This is done with one post that is no draft. Select it.")
            case "post_rename" | "post_duplicate" | "post_reveal":
                return self.tr("This is done with one post at a time. Select it.")
            case "post_show_again":
                return self.tr("None of the selected posts is withdrawn.")
            case _:
                return self.tr("Select the posts first.")

    def _do(self, name: str, paths: tuple[str, ...]) -> None:
        """Carry out a command for posts that were pointed at."""
        self._asked = paths
        try:
            self.commands()[name]()
        finally:
            self._asked = ()

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what each command of this desk does."""
        commands = {
            "post_rename": self.rename,
            "post_duplicate": self.duplicate,
            "post_publish": self.publish,
            "post_to_drafts": self.back_to_drafts,
            "post_withdraw": self.withdraw,
            "post_show_again": self.show_again,
            "post_copy_address": self.copy_address,
            "post_copy_link": self.copy_link,
            "post_reveal": self.reveal,
            "bulk_edit": self.change_many,
            "post_trash": self.trash,
        }
        return {name: partial(self._run, name, command) for name, command in commands.items()}

    # -- names and folders -------------------------------------------------------------------------------------

    @Slot()
    def rename(self) -> None:
        """Ask for another slug and day."""
        project, path = self._one()
        if project is not None:
            self._names.ask(path, self._title_of(path))

    @Slot()
    def duplicate(self) -> None:
        """Make a copy of a post beside it, and open it."""
        project, path = self._one()
        if project is not None:
            self._plans.plan(lambda _: plan_duplicate(project, path), self._duplicated)

    def _duplicated(self, changes: ChangeSet) -> Planned:
        copy = changes.changes[0].path
        return Planned(changes, self.tr("The copy is called “{name}”.").format(name=_name(copy)), opens=copy)

    @Slot()
    def publish(self) -> None:
        """Bring a draft to the posts, dated now."""
        project, path = self._one()
        if project is not None:
            now = site_now(project.site)
            self._plans.plan(partial(plan_publishing, project, path, now, self._habits()), self._published)

    def _published(self, plan: MovePlan) -> Planned:
        told = self.tr("The draft is a post now, “{name}”.").format(name=_name(plan.move.to))
        return self._names.moved(plan, told)

    @Slot()
    def back_to_drafts(self) -> None:
        """Take a post back to the drafts."""
        project, path = self._one()
        if project is not None:
            self._plans.plan(partial(plan_taking_back, project, path), self._taken_back)

    def _taken_back(self, plan: MovePlan) -> Planned:
        told = self.tr("The post is a draft now, “{name}”.").format(name=_name(plan.move.to))
        return self._names.moved(plan, told, self.tr("Back to drafts") if plan.left or plan.mended else "")

    def _one(self) -> tuple[Project | None, str]:
        """Return the project and the first of the posts a command is about."""
        paths = self.targets()
        return (self._workspace.project, paths[0]) if paths else (None, "")

    # -- shown or not ------------------------------------------------------------------------------------------

    @Slot()
    def withdraw(self) -> None:
        """Let the site leave the posts out."""
        habits = self._habits()
        self._mark(self.tr("Withdraw"), lambda source: plan_withdraw(source, habits), self._withdrawn)

    def _withdrawn(self, changes: ChangeSet) -> Planned:
        told = self.tr(
            "%n post(s) withdrawn: the site leaves them out when it is built next.", "", len(changes.changes)
        )
        return Planned(changes, told)

    @Slot()
    def show_again(self) -> None:
        """Let the site show withdrawn posts again."""
        self._mark(self.tr("Show again"), plan_show_again, self._shown_again)

    def _shown_again(self, changes: ChangeSet) -> Planned:
        return Planned(changes, self.tr("%n post(s) will be shown again.", "", len(changes.changes)))

    def _mark(
        self, title: str, mark: Callable[[Source], ChangeSet], finish: Callable[[ChangeSet], Planned]
    ) -> None:
        project, paths = self._workspace.project, self.targets()
        if project is not None and paths:
            self._plans.plan(partial(_marked, project, paths, title, mark), finish)

    @Slot()
    def change_many(self) -> None:
        """Ask for one edit of the selected posts, or of all."""
        self._bulk.ask(self.targets())

    @Slot()
    def trash(self) -> None:
        """Move posts to the trash; their unsaved text is asked about first."""
        paths = self.targets()
        opened = [self._workspace.find_open(path) for path in paths]
        unsaved = [document for document in opened if document is not None and document.edited]
        if not paths or (unsaved and not self._files.settle(unsaved)):
            return
        for document in unsaved:
            if document.edited:
                document.take_theirs()  # the writer gave that text up
        changes = ChangeSet(self.tr("Move to trash"), tuple(map(Trash, paths)))
        if len(paths) == 1:
            told = self.tr("“{title}” is in the trash.").format(title=self._title_of(paths[0]))
        else:
            told = self.tr("%n post(s) are in the trash.", "", len(paths))
        self._job_desk.run(changes, told)

    # -- handing on --------------------------------------------------------------------------------------------

    @Slot()
    def reveal(self) -> None:
        """Show a post's file where it lies."""
        project, paths = self._workspace.project, self.targets()
        if project is not None and paths:
            self.reveal_requested.emit(project.root / paths[0])

    @Slot()
    def copy_address(self) -> None:
        """Put the addresses of the posts into the clipboard."""
        project, paths = self._workspace.project, self.targets()
        if project is None or not paths:
            return
        try:
            urls = [address_of(project.site, path, front_of(read_post(project, path))) for path in paths]
        except EditorError as error:
            self.failed.emit(error)
            return
        addresses = [whole_address(project, url) for url in urls if url]
        if not addresses:
            self._job_desk.tell(self.tr("This has no address on the site yet."))
            return
        QGuiApplication.clipboard().setText("\n".join(addresses))
        self._job_desk.tell(self.tr("Copied: {address}").format(address=addresses[0]))

    @Slot()
    def copy_link(self) -> None:
        """Put a markdown link to the post into the clipboard, by a name that Jekyll follows."""
        paths = self.targets()
        if paths:
            title = self._title_of(paths[0]).replace("[", r"\[").replace("]", r"\]")
            link = f"[{title}]({{% post_url {PurePosixPath(paths[0]).stem} %}})"
            QGuiApplication.clipboard().setText(link)
            self._job_desk.tell(self.tr("Copied: {link}").format(link=link))

    # -- what is known -----------------------------------------------------------------------------------------

    def _habits(self) -> Habits:
        return self._workspace.listing.habits or Habits()

    def _title_of(self, path: str) -> str:
        found = (entry.title for entry in self._workspace.listing.posts if entry.path == path)
        return next(found, "") or _name(path)


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _marked(
    project: Project, paths: Iterable[str], title: str, mark: Callable[[Source], ChangeSet], stop: Stop
) -> ChangeSet:
    """Plan one and the same edit of several posts; runs in a worker."""
    changes: list[Change] = []
    for path in paths:
        if not stop():
            changes += mark(read_post(project, path)).changes
    return ChangeSet(title, tuple(changes))
