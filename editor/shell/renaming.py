"""Owns asking for a post's new name, with what that comes to shown as one types."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QObject, Signal

from editor.core.errors import EditorError, EditRefusedError
from editor.core.links import page_address
from editor.core.moves import LeftLink, MovePlan, Renaming, address_of, front_of, kind_word, renamed_path
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.habits import Habits
from editor.core.post.naming import parse_name
from editor.services.workspace import Workspace
from editor.shell.address import AddressDesk
from editor.shell.planning import PlanDesk, Planned
from editor.shell.window import DeskWindow
from editor.storage.clock import site_now
from editor.storage.moves import plan_renaming, read_post
from editor.storage.project import Project
from editor.widgets.dialogs.rename import NamedPost, NameFacts, NewName, RenameDialog

_FEW_LINKS = 3


class RenameDesk(QObject):
    """Renames posts, and puts into words what any move of a post does. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        addresses: AddressDesk,
        plans: PlanDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._addresses = addresses
        self._plans = plans

    def ask(self, path: str, title: str) -> None:
        """Ask for another slug and day for the post at ``path``."""
        project = self._workspace.project
        if project is None:
            return
        try:
            front = front_of(read_post(project, path))
        except EditorError as error:
            self.failed.emit(error)
            return
        name = parse_name(path)
        redirects = "redirect_from" in self._habits().key_order
        address = address_of(project.site, path, front)
        kind = kind_word(project.site, path)
        post = NamedPost(title, name.slug, name.day, bool(address), redirects, kind)
        dialog = RenameDialog(post, site_now(project.site).date(), self._window)
        dialog.name_typed.connect(partial(self._show_name, dialog, path, front))
        dialog.decided.connect(partial(self._rename_to, project, path))
        self._show_name(dialog, path, front, NewName(name.slug, name.day))
        dialog.open()

    def _show_name(self, dialog: RenameDialog, path: str, front: FrontMatter | None, name: NewName) -> None:
        project = self._workspace.project
        if project is None:
            return
        try:
            to = renamed_path(path, name.slug, name.day)
        except EditRefusedError as error:
            dialog.show_facts(NameFacts("", "", error.message, usable=False))
            return
        if front is not None and front.get("slug") == parse_name(path).slug:
            front = front.set("slug", parse_name(to).slug)
        url = address_of(project.site, to, front)
        facts = NameFacts(to, whole_address(project, url), self._clash(path, to, url), usable=to != path)
        dialog.show_facts(facts)

    def _clash(self, path: str, to: str, url: str) -> str:
        """Say which post has this name (disks that ignore case count it as the same) or this address already."""
        wanted = to.casefold()
        taken = any(entry.path.casefold() == wanted for entry in self._workspace.listing.posts)
        if taken and wanted != path.casefold():
            return self.tr("There is a post of this name already. Choose another one.")
        holder = self._addresses.holder_of(url, path)
        if holder:
            return self.tr("“{file}” has this address already. Choose another name.").format(file=holder)
        return ""

    def _rename_to(self, project: Project, path: str, name: NewName) -> None:
        renaming = Renaming(name.slug, name.day, name.redirect, name.mend)
        work = partial(plan_renaming, project, path, renaming, self._habits())
        kind = kind_word(project.site, path)
        self._plans.plan(work, partial(self._renamed, path, kind, renaming))

    def _renamed(self, path: str, kind: str, renaming: Renaming, plan: MovePlan) -> Planned:
        calls = {
            "page": self.tr("The page is called “{name}” now."),
            "document": self.tr("The document is called “{name}” now."),
        }
        told = calls.get(kind, self.tr("The post is called “{name}” now."))
        told = told.format(name=PurePosixPath(plan.move.to).name)
        only_moves = all(change.path == path for change in plan.changes.changes)
        action = "" if only_moves and not plan.left and not renaming.redirect else self.tr("Rename")
        return self.moved(plan, told, action)

    def moved(self, plan: MovePlan, told: str, action: str = "") -> Planned:
        """Put a move into words; with an ``action`` its changes are shown before."""
        if plan.mended:
            told += " " + self.tr("Links in %n other file(s) were mended.", "", len(plan.mended))
        return Planned(plan.changes, told, self._remarks(plan.left, brief=not action), action)

    def _remarks(self, left: tuple[LeftLink, ...], *, brief: bool) -> tuple[str, ...]:
        """Say which links cannot be mended: all of them where there is room, else the first few."""
        if not left:
            return ()
        shown = left[:_FEW_LINKS] if brief else left
        texts = [
            self.tr("{file}, line {line}: {link}").format(file=one.path, line=one.line, link=one.written)
            for one in shown
        ]
        if brief:
            more = self.tr("and %n more", "", len(left) - len(shown))
            listed = "; ".join((*texts, *((more,) if len(left) > len(shown) else ())))
            return (self.tr("Links that lead nowhere now: {links}.").format(links=listed),)
        return (self.tr("These links will lead nowhere:"), *texts)

    def _habits(self) -> Habits:
        return self._workspace.listing.habits or Habits()


def whole_address(project: Project, url: str) -> str:
    """Return an address with the site's own in front, as far as the site names one; "" stays."""
    return (page_address(project.site, url) or project.site.baseurl + url) if url else ""
