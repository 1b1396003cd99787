"""Owns what a writer can ask of the site's assets: the menu, who uses them, putting them into a post."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMenu

from editor.core.assets import Asset, AssetCatalogue, Use
from editor.core.errors import EditorError
from editor.core.post.naming import POST_SUFFIXES
from editor.services.assets import AssetBook
from editor.services.jobs import JobDone
from editor.services.thumbnails import Thumbnails
from editor.services.workspace import Workspace
from editor.shell.asset_changes import AssetChanges
from editor.shell.importing import ImportDesk
from editor.shell.listing import ListingDesk
from editor.shell.pictures import PictureDesk
from editor.shell.window import DeskWindow
from editor.widgets.dialogs.picker import Choice, Picker
from editor.widgets.prompts import Prompts
from editor.widgets.theme import LIGHT, Theme

# A page in HTML may well be shown inside a post, a text in markdown not.
_MARKDOWN = frozenset(POST_SUFFIXES) - {".html"}


class AssetDesk(QObject):
    """Shows the assets and carries out what is asked for them. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        book: AssetBook,
        thumbnails: Thumbnails,
        changes: AssetChanges,
        importing: ImportDesk,
        pictures: PictureDesk,
        listing: ListingDesk,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._book = book
        self._thumbnails = thumbnails
        self._changes = changes
        self._importing = importing
        self._pictures = pictures
        self._listing = listing
        self._prompts = prompts
        self._wanted = ""
        self._theme = LIGHT
        self._deeds: Mapping[str, Callable[[Sequence[Asset]], None]] = {
            "look": self._look,
            "used": self._show_uses,
            "insert": self._insert,
            "edit": self._edit,
            "lead": self._set_lead,
            "rename": self._rename,
            "replace": changes.replace,
            "trash": changes.trash,
            "reveal": self._reveal,
            "copy": self._copy_path,
        }

    # -- showing -----------------------------------------------------------------------------------------------

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Draw what opens from now on in these colours."""
        self._theme = theme

    @Slot(object)
    def show_catalogue(self, catalogue: AssetCatalogue) -> None:
        """Show what is known of the assets now; one that just came in is chosen."""
        pane = self._window.panel.assets
        pane.show_catalogue(catalogue)
        if self._wanted and catalogue.find(self._wanted) is not None:
            pane.select(self._wanted)
            self._wanted = ""

    @Slot(object)
    def follow_job(self, job: JobDone) -> None:
        """An asset that a job, or its undo, gave another name stays the one that is chosen."""
        self._window.panel.assets.follow_moves(job.changes.moved)

    @Slot(object)
    def want_picture(self, path: str) -> None:
        """Give the panel a thumbnail, now or when it is made."""
        image = self._thumbnails.get(path)
        if image is not None:
            self.show_picture(path, image)

    @Slot(object, QImage)
    def show_picture(self, path: str, image: QImage) -> None:
        """Give the panel a thumbnail that was made."""
        self._window.panel.set_picture(path, image, self._thumbnails.pixels(path))

    # -- asked in the pane -------------------------------------------------------------------------------------

    @Slot(str, object)
    def do(self, job: str, paths: object) -> None:
        """Carry out a job with the assets of these paths."""
        if assets := self._found(paths):
            self._deeds[job](assets)

    def _found(self, paths: object) -> list[Asset]:
        assert isinstance(paths, tuple)
        return [asset for path in paths if (asset := self._book.catalogue.find(path))]

    @Slot(object, QPoint)
    def show_menu(self, paths: object, point: QPoint) -> None:
        """Offer what can be done with assets of the list."""
        assets = self._found(paths)
        if not assets:
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for job, text, keys, possible in self._offers(assets):
            if not job:
                menu.addSeparator()
                continue
            action = menu.addAction(text, partial(self.do, job, paths))
            action.setObjectName(f"asset-{job}")
            action.setEnabled(possible)
            action.setShortcut(QKeySequence(keys))
        menu.popup(point)

    def _offers(self, assets: Sequence[Asset]) -> tuple[tuple[str, str, str, bool], ...]:
        """Job, words, keys and whether it can be done; an empty job is a line between."""
        first, one = assets[0], len(assets) == 1
        there = not any(asset.is_missing for asset in assets)
        current = self._workspace.current
        writes = current is not None and not current.state.read_only
        return (
            ("look", self.tr("Look at it"), "Return", one and there and first.is_picture),
            ("edit", self.tr("Edit…"), "", one and there and first.is_picture),
            ("used", self.tr("Used in…"), "Shift+Return", one and bool(first.uses)),
            ("", "", "", False),
            ("insert", self.tr("Insert into text"), "Ctrl+Return", there and writes),
            ("lead", self.tr("Set as lead image"), "", one and there and writes and first.is_picture),
            ("", "", "", False),
            ("rename", self.tr("Rename or move…"), "F2", one and there),
            ("replace", self.tr("Replace file…"), "", one and there),
            ("trash", self.tr("Move to trash"), "Del", there),
            ("", "", "", False),
            ("copy", self.tr("Copy path"), "", one),
            ("reveal", self.tr("Show in folder"), "", one and there),
        )

    @Slot()
    def ask_import(self) -> None:
        """Ask for files and bring them in."""
        project = self._workspace.project
        if project is not None:
            self._importing.bring_in(self._prompts.ask_assets(project.root.parent), self._choose_first)

    @Slot(object)
    def drop(self, paths: object) -> None:
        """Bring in files that were dropped on the list; a post among them is none that the list would show."""
        assert isinstance(paths, list)
        files = [Path(path) for path in paths]
        posts = [file for file in files if file.suffix.lower() in _MARKDOWN]
        if posts:
            sentence = self.tr("“{name}” is a post and no asset. “Open post file…” opens it.")
            self.failed.emit(EditorError(sentence.format(name=posts[0].name), path=posts[0]))
        self._importing.bring_in([file for file in files if file not in posts], self._choose_first)

    def _choose_first(self, paths: Sequence[str]) -> None:
        self._wanted = paths[0] if paths else ""
        self.show_catalogue(self._book.catalogue)

    def _look(self, assets: Sequence[Asset]) -> None:
        if assets[0].is_missing:
            self._show_uses(assets)
        elif assets[0].is_picture:
            self._pictures.look(assets[0].path)
        else:
            self._reveal(assets)

    def _insert(self, assets: Sequence[Asset]) -> None:
        self._pictures.insert_requested.emit([asset.path for asset in assets if not asset.is_missing])

    def _edit(self, assets: Sequence[Asset]) -> None:
        self._pictures.use("edit", assets[0].path)

    def _set_lead(self, assets: Sequence[Asset]) -> None:
        self._pictures.use("lead", assets[0].path)

    def _rename(self, assets: Sequence[Asset]) -> None:
        if not assets[0].is_missing:
            self._changes.rename(assets[0], self._theme)

    def _reveal(self, assets: Sequence[Asset]) -> None:
        if self._workspace.project is not None:
            self._listing.reveal(self._workspace.project.root / assets[0].path)

    def _copy_path(self, assets: Sequence[Asset]) -> None:
        QGuiApplication.clipboard().setText(f"/{assets[0].path}")

    # -- who uses it -------------------------------------------------------------------------------------------

    def _show_uses(self, assets: Sequence[Asset]) -> None:
        """List the places that name an asset; Enter goes there."""
        asset = assets[0]
        if not asset.uses:
            return
        titles = {entry.path: entry.title for entry in self._workspace.listing.posts}
        choices = [
            Choice(
                f"{use.line}:{use.file}",
                titles.get(use.file) or use.file,
                self._where(use),
            )
            for use in asset.uses
        ]
        picker = Picker(self.tr("“{name}” is used in").format(name=asset.name), self._theme, self._window)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.show_choices(choices)
        picker.chosen.connect(self._go_to_use)
        picker.open()

    def _where(self, use: Use) -> str:
        """Say where in a file an asset is named, and what is wanting there."""
        line = self.tr("line {line}").format(line=use.text_line)
        parts = [line if use.text_line > 0 else self.tr("front matter"), use.written]
        if use.has_alt is False:
            parts.append(self.tr("no alt text"))
        return " · ".join(parts)

    @Slot(object)
    def _go_to_use(self, name: str) -> None:
        line, _, file = name.partition(":")
        if not file.lower().endswith(tuple(POST_SUFFIXES)):
            if self._workspace.project is not None:
                self._listing.reveal(self._workspace.project.root / file)
            return
        self._listing.go_to(file, int(line))
