"""Owns what a newsroom does with whole posts: rename, publish, withdraw, copy, throw away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu
from shiboken6 import Shiboken

from editor.core.errors import EditorError
from editor.core.moves import address_of, front_of
from editor.core.postlinks import link_tag
from editor.services.jobs import JobDone
from editor.services.workspace import Workspace
from editor.shell.bulk import BulkDesk
from editor.shell.files import FileDesk
from editor.shell.jobs import JobDesk
from editor.shell.post_jobs import PostJobs, title_of
from editor.shell.post_sense import PostSense
from editor.shell.renaming import RenameDesk, whole_address
from editor.shell.window import DeskWindow
from editor.storage.moves import read_post
from editor.storage.project import Project
from editor.widgets.actions import enable

# In the order of the menus, apart where the groups change.
MENU = (
    ("post_rename", "post_duplicate"),
    ("post_publish", "post_to_drafts", "post_withdraw", "post_show_again"),
    ("post_copy_address", "post_copy_link", "post_similar", "post_reveal"),
    ("post_export", "bulk_edit"),
    ("post_trash",),
)


class PostDesk(QObject):
    """Carries out what is asked for with the selected posts of the list, or else with the post in front.

    ``failed`` carries an ``EditorError``, ``reveal_requested`` the path of a file, ``similar_requested`` that of a
    post in the project, ``export_requested`` the paths of several.
    """

    failed = Signal(object)
    reveal_requested = Signal(object)
    similar_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        job_desk: JobDesk,
        files: FileDesk,
        jobs: PostJobs,
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
        self._jobs = jobs
        self._names = names
        self._bulk = bulk
        self._sense = PostSense(workspace, self)
        self._actions = actions
        self._asked: tuple[str, ...] = ()
        # In the list alone: in a text the same key deletes a character.
        self._delete = QAction(self.tr("Move to trash"), self)
        self._delete.setShortcuts(QKeySequence.StandardKey.Delete)
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(actions["post_trash"].trigger)
        window.panel.posts.table.addAction(self._delete)

    @Slot(object)
    def follow_job(self, job: JobDone) -> None:
        """Keep posts selected in the list that a job has given other names."""
        self._window.panel.posts.table.note_moved(job.changes.moved)

    # -- which posts -------------------------------------------------------------------------------------------

    def targets(self) -> tuple[str, ...]:
        """Return the posts a command is about, by their paths in the project."""
        if self._asked:
            return self._asked
        # That of this window: a list of commands or a menu in front of it has the keyboard only for a moment.
        posts, focused = self._window.panel.posts, self._window.focusWidget()
        if focused is not None and posts.isAncestorOf(focused) and (chosen := posts.selected_paths()):
            return tuple(chosen)
        current = self._workspace.current
        relative = self._workspace.relative_of(current) if current is not None else ""
        return (relative,) if relative else ()

    @Slot()
    def show_enabled(self, _what: object = None) -> None:
        """Enable what may make sense: while the list has the keyboard, another row may be selected at any time."""
        if not Shiboken.isValid(self._window):  # the keyboard leaves a dialog of a window that is gone
            return
        focused = self._window.focusWidget()
        listed = focused is not None and self._window.panel.posts.isAncestorOf(focused)
        for name, reason in self._sense.reasons(self.targets()).items():
            enable(self._actions[name], "" if listed else reason)

    @Slot()
    def show_sensible(self) -> None:
        """Enable just what makes sense for the posts selected now; the menu is about to be looked at."""
        for name, reason in self._sense.reasons(self.targets()).items():
            enable(self._actions[name], reason)

    @Slot(object, QPoint)
    def show_menu(self, paths: tuple[str, ...], point: QPoint) -> None:
        """Offer what can be done with the selected posts of the list."""
        project, reasons = self._workspace.project, self._sense.reasons(paths)
        if project is None:
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        opened = menu.addAction(self.tr("Open"), partial(self._open_all, project, paths))
        opened.setEnabled(bool(paths))
        for group in MENU:
            menu.addSeparator()
            for name in group:
                text = self._brief(name) or self._actions[name].text()
                action = menu.addAction(text, partial(self._do, name, paths))
                enable(action, reasons[name])
                action.setVisible(not reasons[name] or name not in ("post_show_again", "post_withdraw"))
        menu.popup(point)

    def _brief(self, name: str) -> str:
        """Return the words of a command where what it is about stands above it, post or page; "" for its own."""
        words = {
            "post_rename": self.tr("Rename…"),
            "post_duplicate": self.tr("Duplicate"),
            "post_copy_link": self.tr("Copy link"),
        }
        return words.get(name, "")

    def _open_all(self, project: Project, paths: tuple[str, ...]) -> None:
        for path in paths:
            self._files.open_path(project.root / path)

    def _run(self, name: str, command: Callable[[], None], _checked: bool = False) -> None:
        """Carry out a command if it makes sense for what is selected, else say why it does not."""
        if reason := self._sense.reasons(self.targets())[name]:
            self._job_desk.tell(reason)
        else:
            command()

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
            "post_rename": self._rename,
            "post_duplicate": partial(self._with_one, self._jobs.duplicate),
            "post_publish": partial(self._with_one, self._jobs.publish),
            "post_to_drafts": partial(self._with_one, self._jobs.back_to_drafts),
            "post_withdraw": partial(self._with_all, self._jobs.withdraw),
            "post_show_again": partial(self._with_all, self._jobs.show_again),
            "post_copy_address": self.copy_address,
            "post_copy_link": self.copy_link,
            "post_similar": self.show_similar,
            "post_reveal": self.reveal,
            "post_export": partial(self._with_all, self.export_requested.emit),
            "bulk_edit": partial(self._with_all, self._bulk.ask),
            "post_trash": partial(self._with_all, self._jobs.trash),
        }
        return {name: partial(self._run, name, command) for name, command in commands.items()}

    # -- jobs --------------------------------------------------------------------------------------------------

    def _rename(self) -> None:
        for path in self.targets()[:1]:
            self._names.ask(path, title_of(self._workspace, path))

    def _with_one(self, job: Callable[[str], None]) -> None:
        for path in self.targets()[:1]:
            job(path)

    def _with_all(self, job: Callable[[tuple[str, ...]], None]) -> None:
        job(self.targets())

    # -- handing on --------------------------------------------------------------------------------------------

    @Slot()
    def reveal(self) -> None:
        """Show a post's file where it lies."""
        project, paths = self._workspace.project, self.targets()
        if project is not None and paths:
            self.reveal_requested.emit(project.root / paths[0])

    @Slot()
    def show_similar(self) -> None:
        """Ask for the posts that tell the same story."""
        paths = self.targets()
        if paths:
            self.similar_requested.emit(paths[0])

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
        """Put a markdown link to the post or page into the clipboard, by a name that Jekyll follows."""
        paths, project = self.targets(), self._workspace.project
        if paths and project is not None:
            title = title_of(self._workspace, paths[0]).replace("[", r"\[").replace("]", r"\]")
            link = f"[{title}]({link_tag(project.site, paths[0])})"
            QGuiApplication.clipboard().setText(link)
            self._job_desk.tell(self.tr("Copied: {link}").format(link=link))
