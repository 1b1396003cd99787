"""Owns the jobs that change asset files: rename, replace, throw away; what each does elsewhere is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.core.asset_plan import Plan
from editor.core.assets import Asset, AssetCatalogue
from editor.core.errors import EditorError
from editor.services.assets import AssetBook
from editor.services.workspace import Workspace
from editor.shell.jobs import JobDesk
from editor.shell.window import DeskWindow
from editor.storage.asset_jobs import plan_move, plan_replacement, plan_trash
from editor.storage.project import Project
from editor.widgets.dialogs.move_asset import MoveAssetDialog
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme

# A question names this many posts; the rest is a figure.
_NAMED = 6


class AssetChanges(QObject):
    """Plans and runs jobs on asset files. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        book: AssetBook,
        jobs: JobDesk,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._book = book
        self._jobs = jobs
        self._prompts = prompts
        self._dialog: MoveAssetDialog | None = None

    # -- another name ------------------------------------------------------------------------------------------

    def rename(self, asset: Asset, theme: Theme) -> None:
        """Ask for another name or folder; the changes elsewhere are listed before the writer agrees."""
        dialog = MoveAssetDialog(asset.path, self._book.catalogue.folders(), theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.plan_wanted.connect(partial(self._plan_rename, asset))
        dialog.agreed.connect(partial(self._carry_out_rename, asset))
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _plan_rename(self, asset: Asset, new: str) -> None:
        title = self.tr("Rename {name}").format(name=asset.name)
        self._book.plan(partial(_plan_move, asset.path, new, title), partial(self._show_plan, asset, new))

    def _show_plan(self, asset: Asset, new: str, plan: Plan | EditorError) -> None:
        if self._dialog is None:
            return
        if isinstance(plan, EditorError):
            self._dialog.show_refusal(new, plan.message)
        else:
            self._dialog.show_plan(new, plan, self._unsaved_note(asset, plan))

    def _unsaved_note(self, asset: Asset, plan: Plan) -> str:
        """Say which posts are saved before the job, because their text on the desk is not that of their files."""
        unsaved = self._jobs.in_unsaved_text(plan.changes, asset.name)
        if not unsaved:
            return ""
        names = self.tr(", ").join(f"“{document.title}”" for document in unsaved)
        return self.tr("The unsaved text of {names} is saved first.").format(names=names)

    def _carry_out_rename(self, asset: Asset, plan: Plan) -> None:
        new = plan.changes.moved.get(asset.path, asset.path)
        unsaved = self._jobs.in_unsaved_text(plan.changes, asset.name)
        if not unsaved:
            self._begin_rename(asset, plan)
        elif self._jobs.save_first(unsaved):
            planner = partial(_plan_move, asset.path, new, plan.changes.title)
            self._book.plan(planner, partial(self._begin_rename, asset))

    def _begin_rename(self, asset: Asset, plan: Plan | EditorError) -> None:
        if isinstance(plan, EditorError):
            self.failed.emit(plan)
            return
        told = self.tr("“{old}” is now “{new}”.").format(
            old=asset.path, new=plan.changes.moved.get(asset.path, asset.path)
        )
        self._jobs.run(plan.changes, told)

    @Slot(int)
    def _on_dialog_finished(self, _result: int) -> None:
        self._dialog = None

    # -- another file ------------------------------------------------------------------------------------------

    def replace(self, assets: Sequence[Asset]) -> None:
        """Ask for a file and put it in an asset's place."""
        asset, project = assets[0], self._workspace.project
        if project is None or asset.is_missing:
            return
        if source := self._prompts.ask_picture(project.root.parent):
            title = self.tr("Replace {name}").format(name=asset.name)
            planner = partial(_plan_replacement, asset.path, source, title)
            self._book.plan(planner, partial(self._carry_out_replacement, asset, source))

    def _carry_out_replacement(self, asset: Asset, source: Path, plan: Plan | EditorError) -> None:
        if isinstance(plan, EditorError):
            self.failed.emit(plan)
            return
        new = plan.changes.moved.get(asset.path, asset.path)
        if new == asset.path:
            self._begin_replacement(asset, plan)
            return
        unsaved = self._jobs.in_unsaved_text(plan.changes, asset.name)
        if not self._agrees_to_suffix(asset, new, plan):
            return
        if not unsaved:
            self._begin_replacement(asset, plan)
        elif self._jobs.save_first(unsaved):
            planner = partial(_plan_replacement, asset.path, source, plan.changes.title)
            self._book.plan(planner, partial(self._begin_replacement, asset))

    def _begin_replacement(self, asset: Asset, plan: Plan | EditorError) -> None:
        if isinstance(plan, EditorError):
            self.failed.emit(plan)
            return
        told = self.tr("“{name}” was replaced.").format(name=asset.path)
        if new := plan.changes.moved.get(asset.path):
            told += " " + self.tr("“{old}” is now “{new}”.").format(old=asset.path, new=new)
        self._jobs.run(plan.changes, told)

    def _agrees_to_suffix(self, asset: Asset, new: str, plan: Plan) -> bool:
        question = self.tr(
            "The new file is of another kind, so “{old}” becomes “{new}”. These files will name it so: {files}."
        )
        files = self._listed([each.file for each in plan.mends]) or self.tr("none")
        text = question.format(old=asset.name, new=new.rpartition("/")[2], files=files)
        if note := self._unsaved_note(asset, plan):
            text = f"{text}\n\n{note}"
        return self._prompts.ask_to_confirm(self.tr("Replace file"), text, self.tr("Replace"))

    # -- the trash ---------------------------------------------------------------------------------------------

    def trash(self, assets: Sequence[Asset]) -> None:
        """Move assets to the trash, after a warning that names the posts which would then miss them."""
        paths = [asset.path for asset in assets if not asset.is_missing]
        if paths:
            one = self.tr("“{name}”").format(name=paths[0].rpartition("/")[2])
            what = one if len(paths) == 1 else self.tr("%Ln asset(s)", "", len(paths))
            planner = partial(_plan_trash, paths, self.tr("Move {what} to trash").format(what=what))
            self._book.plan(planner, partial(self._carry_out_trash, what))

    def _carry_out_trash(self, what: str, plan: Plan | EditorError) -> None:
        if isinstance(plan, EditorError):
            self.failed.emit(plan)
            return
        users = dict.fromkeys(use.file for use in plan.left)
        names = (change.path.rpartition("/")[2] for change in plan.changes.changes)
        open_posts = self._jobs.in_unsaved_text(plan.changes, *names)
        users |= dict.fromkeys(filter(None, map(self._workspace.relative_of, open_posts)))
        new = [document.title for document in open_posts if document.path is None]
        if users or new:
            files = self._listed(list(users), new)
            text = self.tr("{what} will be missing in {files}.").format(what=what, files=files)
            if not self._prompts.ask_to_confirm(self.tr("Move to trash"), text, self.tr("Move to trash")):
                return
        self._jobs.run(plan.changes, self.tr("{what} went to the trash.").format(what=what))

    def _listed(self, files: Sequence[str], new: Sequence[str] = ()) -> str:
        """Name posts by their headlines, other files by their paths, a few of all; ``new`` are those without a file."""
        titles = {entry.path: entry.title for entry in self._workspace.listing.posts}
        words = [
            *(titles.get(file) or file for file in files),
            *(title or self.tr("New post") for title in new),
        ]
        shown = [f"“{word}”" for word in words[:_NAMED]]
        if len(words) > _NAMED:
            shown.append(self.tr("%Ln more", "", len(words) - _NAMED))
        return ", ".join(shown)


def _plan_move(path: str, new: str, title: str, project: Project, catalogue: AssetCatalogue) -> Plan:
    return plan_move(project, catalogue, path, new, title)


def _plan_trash(paths: Sequence[str], title: str, _project: Project, catalogue: AssetCatalogue) -> Plan:
    return plan_trash(catalogue, paths, title)


def _plan_replacement(
    path: str, source: Path, title: str, project: Project, catalogue: AssetCatalogue
) -> Plan:
    return plan_replacement(project, catalogue, path, source, title)
