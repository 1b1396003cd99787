"""Owns beginning a post from a headline, a category and a template, with its name and address known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from editor.core.changes import ChangeSet, Create
from editor.core.errors import EditorError
from editor.core.moves import address_of, file_slug
from editor.core.post.beginning import begin_post
from editor.core.post.dates import PostDate
from editor.core.post.habits import Habits
from editor.core.post.naming import file_name
from editor.core.post.post import Post
from editor.services.workspace import Workspace
from editor.shell.address import AddressDesk
from editor.shell.files import FileDesk
from editor.shell.planning import PlanDesk, Planned
from editor.shell.renaming import whole_address
from editor.shell.window import DeskWindow
from editor.storage.clock import site_now
from editor.storage.project import Project, posts_folder
from editor.storage.templates import read_template, template_names
from editor.widgets.dialogs.new_post import NewPostDialog, NewPostWish
from editor.widgets.dialogs.rename import NameFacts
from editor.widgets.form.date_text import shown, typed_date


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a new post is begun on: the folders of posts and drafts in the project, and its templates."""

    project: Project
    posts: str
    drafts: str
    templates: Mapping[str, Post]


class StartDesk(QObject):
    """Begins posts. ``failed`` carries an ``EditorError``, ``begun`` the path of a post that is about to be made."""

    failed = Signal(object)
    begun = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        addresses: AddressDesk,
        plans: PlanDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files
        self._addresses = addresses
        self._plans = plans

    def ask(self) -> None:
        """Ask for a new post; without a project it begins at once, with no file yet."""
        project = self._workspace.project
        if project is None:
            self._files.new_post()
            return
        try:
            ground = _ground(project)
        except EditorError as error:
            self.failed.emit(error)
            return
        day = shown(self._files.present_date())
        dialog = NewPostDialog(day, self._habits().categories, tuple(ground.templates), self._window)
        dialog.wish_changed.connect(partial(self._show, ground, dialog))
        dialog.decided.connect(partial(self._create, ground))
        dialog.open()

    def _show(self, ground: _Ground, dialog: NewPostDialog, wish: NewPostWish) -> None:
        date = self._date(ground, wish)
        problem = ""
        if not any(character.isalnum() for character in wish.slug):
            problem = self.tr("A file name needs a letter or a digit.") if wish.title else ""
        elif date is None and not wish.draft:
            problem = self.tr("“{text}” is no date. Write 14 Mar 2026, 07:30.").format(text=wish.day)
        elif wish.title:
            try:
                post = self._post(ground, wish, date)
            except EditorError as error:
                dialog.show_facts(NameFacts("", "", error.message, usable=False))
                return
            path = _path(ground, wish, date)
            url = address_of(ground.project.site, path, post.front)
            dialog.show_facts(NameFacts(path, whole_address(ground.project, url), self._clash(path, url)))
            return
        dialog.show_facts(NameFacts("", "", problem, usable=False))

    def _clash(self, path: str, url: str) -> str:
        """Say which post has this name or this address already."""
        if self._addresses.namesake_of(path):
            return self.tr("There is a post of this name already. Choose another slug.")
        holder = self._addresses.holder_of(url, path)
        if holder:
            return self.tr("“{file}” has this address already. Choose another slug.").format(file=holder)
        return ""

    def _create(self, ground: _Ground, wish: NewPostWish) -> None:
        date = self._date(ground, wish)
        try:
            post = self._post(ground, wish, date)
        except EditorError as error:
            self.failed.emit(error)
            return
        path = _path(ground, wish, date)
        changes = ChangeSet(self.tr("New post"), (Create(path, post.encode()),))
        told = self.tr("The post is called “{name}”.").format(name=path.rpartition("/")[2])
        self.begun.emit(path)
        self._plans.begin(Planned(changes, told, opens=path))

    def _post(self, ground: _Ground, wish: NewPostWish, date: PostDate | None) -> Post:
        usual = self._files.usual_front(title="", dated=not wish.draft)
        template = ground.templates.get(wish.template)
        return begin_post(usual, template, wish.title, date, wish.category, self._habits().key_order)

    def _date(self, ground: _Ground, wish: NewPostWish) -> PostDate | None:
        if wish.draft:
            return None
        now, habits = self._files.present_date(), self._habits()
        return typed_date(wish.day, now, site_now(ground.project.site).date(), habits.date_pattern)

    def _habits(self) -> Habits:
        return self._workspace.listing.habits or Habits()


def _ground(project: Project) -> _Ground:
    """Read the templates and find the folders once: what is typed then asks no disk. Raises EditorErrors."""
    root = project.root.resolve()
    posts, drafts = (
        posts_folder(project, draft=draft).relative_to(root).as_posix() for draft in (False, True)
    )
    return _Ground(
        project, posts, drafts, {name: read_template(project, name) for name in template_names(project)}
    )


def _path(ground: _Ground, wish: NewPostWish, date: PostDate | None) -> str:
    folder = ground.drafts if wish.draft else ground.posts
    return f"{folder}/{file_name(date.moment.date() if date else None, file_slug(wish.slug))}"
