"""Owns the project on the desk: its lists in the panel, the site's words for the form, its folders watched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.core.attention import Need, NeedKind, mark_lines
from editor.core.catalog import AssetEntry
from editor.core.errors import EditorError
from editor.services.thumbnails import Thumbnails
from editor.services.watcher import Watcher
from editor.services.workspace import Listing, Workspace
from editor.shell.files import FileDesk
from editor.shell.lead_habits import lead_habits
from editor.shell.pictures import PictureDesk
from editor.shell.reader import Reader
from editor.shell.revealing import FileManager
from editor.shell.session import SessionKeeper
from editor.shell.window import DeskWindow
from editor.storage.project import Project
from editor.widgets.form.vocabulary import EXCERPT_KEYS, FormVocabulary, extra_keys

_CONFIG = "config"


class ListingDesk(QObject):
    """Keeps the panel in step with the project, and carries out what is asked for there."""

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        pictures: PictureDesk,
        reader: Reader,
        session: SessionKeeper,
        thumbnails: Thumbnails,
        watcher: Watcher,
        manager: FileManager,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files
        self._pictures = pictures
        self._reader = reader
        self._session = session
        self._thumbnails = thumbnails
        self._watcher = watcher
        self._manager = manager
        self._assets: Sequence[AssetEntry] = ()

    @Slot(object)
    def show_project(self, project: Project) -> None:
        """Show another project."""
        self._assets = ()
        self._window.panel.forget_pictures()
        self._thumbnails.forget()
        self._session.session = self._session.session.with_recent(str(project.root))
        self._reader.show_header()
        if project.site.problem is not None:
            text = self.tr("_config.yml, line {line}: {message}").format(
                line=project.site.problem.line, message=project.site.problem.message
            )
            self._files.tell(EditorError(text), _CONFIG)
        else:
            self._window.notice.withdraw(_CONFIG)

    @Slot(object)
    def show_listing(self, listing: Listing) -> None:
        """Show what the project holds, and watch where it is."""
        self._window.panel.assets.show_complete(complete=listing.complete)
        self._window.form.set_vocabulary(self._vocabulary(listing))
        project = self._workspace.project
        if project is not None and listing.complete:
            self._watcher.watch_folders([project.root, *(project.root / name for name in listing.folders)])
            self._redraw_changed(listing.assets)

    def _vocabulary(self, listing: Listing) -> FormVocabulary:
        project, habits = self._workspace.project, listing.habits
        if project is None or habits is None:
            return FormVocabulary()
        names = {
            key: str(value.get("name", key)) if isinstance(value, dict) else str(value)
            for key, value in project.site.authors.items()
        }
        authors = tuple(dict.fromkeys((*habits.authors, *names)))
        key = next((name for name in habits.key_order if name in EXCERPT_KEYS), "excerpt")
        extra = extra_keys(habits.key_order, key)
        lead = lead_habits(self._workspace)
        words = habits.categories, habits.tags, names, habits.date_pattern
        return FormVocabulary(authors, *words, key, *extra, lead.keys.get("alt", ""), lead.in_map)

    @Slot(object)
    def check_files(self, paths: frozenset[Path]) -> None:
        """Compare open posts with files that may have changed, and draw pictures of the page again."""
        self._workspace.check_disk(paths)
        for file in paths & self._reader.pictures.keys():
            self._redraw(self._reader.pictures[file], file)

    @Slot(object)
    def check_folders(self, _folders: frozenset[Path]) -> None:
        """Read again what may have come, gone or changed in a folder; the disk is still by now."""
        self._workspace.rescan()

    def _redraw_changed(self, assets: Sequence[AssetEntry]) -> None:
        """Draw the pictures again that another look at the folder found changed, come or gone."""
        before, self._assets = self._assets, assets
        if not before or before is assets:
            return
        changed = {entry.path for entry in set(before) ^ set(assets)}
        for path in changed:
            self._thumbnails.forget(path)
            self._window.panel.forget_picture(path)
        shown = {path: file for file, path in self._reader.pictures.items()}
        for path in changed & shown.keys():
            self._reader.picture_changed(path, _modified(shown[path]))
        if changed:
            self._pictures.show_lead(self._workspace.current)

    @Slot(object)
    def redraw(self, file: Path) -> None:
        """Show a picture of the project as it is now, wherever it is on show, and look at its folder again."""
        project = self._workspace.project
        if project is not None and file.is_relative_to(project.root):
            self._redraw(file.relative_to(project.root).as_posix(), file)
        self._workspace.rescan_soon()

    def _redraw(self, relative: str, file: Path) -> None:
        """Show a picture as it is now, wherever it is on show."""
        self._thumbnails.forget(relative)
        self._window.panel.forget_picture(relative)
        self._reader.picture_changed(relative, _modified(file))
        self._pictures.show_lead(self._workspace.current)

    @Slot(object)
    def reveal(self, file: Path) -> None:
        """Show a file where it lies."""
        self._manager.show(file)

    @Slot(object)
    def open_post(self, relative: str) -> None:
        """Open a post by its path in the project."""
        project = self._workspace.project
        if project is not None:
            self._files.open_path(project.root / relative)

    def go_to(self, relative: str, line: int, part: str = "headline") -> None:
        """Open a post at a line of its file, counted from 1; one of the front matter leads to ``part`` of the form."""
        self.open_post(relative)
        document = self._workspace.current
        if document is None or self._workspace.relative_of(document) != relative:
            return
        number = line - document.body_offset - 1
        if number >= 0:
            self._window.editor.go_to(number)
            self._window.editor.setFocus()
        else:
            self._window.form.focus_part(part)

    @Slot(object)
    def go_to_need(self, need: Need) -> None:
        """Open a post at what needs attention: a line of its text, else the field of the form."""
        part = _PARTS.get(need.kind, "excerpt")
        if need.kind is NeedKind.MARK and mark_lines(need.title):
            part = "headline"
        self.go_to(need.path, need.line, part)
        document = self._workspace.current
        problem = document.state.problem if document is not None else None
        if need.kind is NeedKind.UNREAD and problem is not None:
            self.go_to(need.path, problem.line)

    @Slot()
    def fill_recent(self) -> None:
        """List the recent projects in their menu."""
        menu = self._window.recent_menu
        menu.clear()
        for name in self._session.session.recent:
            menu.addAction(name, partial(self._files.open_path, Path(name)))
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)


_PARTS = {
    NeedKind.NO_IMAGE: "lead",
    NeedKind.GONE_IMAGE: "lead",
    NeedKind.SMALL_IMAGE: "edit",
    NeedKind.NO_ALT: "alt",
}
"""Where in the form each need is mended; all others in the excerpt."""


def _modified(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
