"""Owns the open project and the open posts: what is listed, what is open, which one is in front."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextDocument

from editor.core.errors import EditorError, ProjectError
from editor.core.links import picture_path
from editor.core.post.post import Post
from editor.services.document import Document
from editor.services.site_index import Listing, Look, SiteIndex
from editor.storage.project import Project, open_project, safe_path

__all__ = ["Listing", "Workspace"]

# Changes on disk within this time make one new look at the folder.
_RESCAN_MS = 150


class Workspace(QObject):
    """The project on the desk.

    ``project_opened`` carries a ``Project``, ``site_changed`` the same one after its ``_config.yml`` was edited;
    ``listing_changed`` a ``Listing``; ``document_opened``, ``document_closed`` and ``document_moved`` (its file has
    another name now) a ``Document``; ``leaving`` comes before and ``current_changed`` after another ``Document``
    (or None) is in front; ``failed`` an ``EditorError``.
    """

    project_opened = Signal(object)
    site_changed = Signal(object)
    listing_changed = Signal(object)
    document_opened = Signal(object)
    document_closed = Signal(object)
    document_moved = Signal(object)
    leaving = Signal()
    current_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, index: SiteIndex, prepare: Callable[[QTextDocument], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._index = index
        self._prepare = prepare
        self.project: Project | None = None
        self.listing = Listing()
        self.documents: list[Document] = []
        self.current: Document | None = None
        self._held = False
        self._missed_look = False
        index.looked.connect(self._on_index_looked)
        index.failed.connect(self.failed)
        self._rescan_timer = QTimer(self)
        self._rescan_timer.setSingleShot(True)
        self._rescan_timer.setInterval(_RESCAN_MS)
        self._rescan_timer.timeout.connect(self.rescan)

    # -- the project -------------------------------------------------------------------------------------------

    def open_project(self, path: Path) -> bool:
        """Open the site that ``path`` is in; its posts are listed as they are read. False when it cannot be."""
        try:
            project = open_project(path)
        except EditorError as error:
            self.failed.emit(error)
            return False
        self.project = project
        self.listing = Listing()
        self.project_opened.emit(project)
        self.listing_changed.emit(self.listing)
        self._index.open(project)
        return True

    def rescan_soon(self) -> None:
        """Look at the folder again in a moment, once for all that asked by then."""
        if not self._rescan_timer.isActive():
            self._rescan_timer.start()

    @Slot()
    def rescan(self) -> None:
        """Look at the folder again now, in the background; while a job holds the checks, once that is over."""
        self._rescan_timer.stop()
        self._missed_look = self._held
        if not self._held:
            self._index.look()

    @Slot(object)
    def _on_index_looked(self, look: Look) -> None:
        if self.project is None or look.project.root != self.project.root:
            return
        changed, self.project = look.project != self.project, look.project
        if changed:
            self.site_changed.emit(look.project)
        if look.listing is not self.listing:
            self.listing = look.listing
            self.listing_changed.emit(look.listing)

    def picture_place(self, reference: str) -> tuple[str, Path] | None:
        """Return path in the project and file of a picture by a reference from the site's root, as in a page.

        The file need not be there; None for a path that leaves the project.
        """
        path = picture_path("/" + reference, self.project.site) if self.project else None
        if self.project is None or path is None:
            return None
        try:
            return path, safe_path(self.project.root, path)
        except ProjectError:
            return None

    def find_asset(self, relative: str) -> Path | None:
        """Return a file of the project by its path in it, or None when there is none inside the project."""
        if self.project is None:
            return None
        try:
            file = safe_path(self.project.root, relative)
        except ProjectError:
            return None
        return file if file.is_file() else None

    # -- open posts --------------------------------------------------------------------------------------------

    def open_post(self, path: Path, *, in_front: bool = True) -> Document | None:
        """Open a post, or bring it to the front when it is open already; None when it cannot be read.

        Without ``in_front`` what is in front stays there.
        """
        path = path.absolute()
        for document in self.documents:
            if document.path is not None and _same_file(document.path, path):
                if in_front:
                    self.bring_to_front(document)
                return document
        document = Document(self._prepare, self)
        try:
            document.load(path)
        except EditorError as error:
            document.deleteLater()
            self.failed.emit(error)
            return None
        return self._add(document, in_front=in_front)

    def start_post(self, post: Post, folder: Path | None) -> Document:
        """Open a new post that has no file yet."""
        document = Document(self._prepare, self)
        document.start(post, folder)
        return self._add(document)

    def _add(self, document: Document, *, in_front: bool = True) -> Document:
        document.key = secrets.token_hex(16)
        self.documents.append(document)
        self.document_opened.emit(document)
        if in_front:
            self.bring_to_front(document)
        return document

    def bring_to_front(self, document: Document | None) -> None:
        """Make ``document`` the one being edited."""
        if document is not self.current:
            self.leaving.emit()
            self.current = document
            self.current_changed.emit(document)

    def close(self, *documents: Document) -> None:
        """Close posts without saving; asking comes before. The next one that stays comes to the front."""
        staying = [document for document in self.documents if document not in documents]
        if self.current in documents:
            before = self.documents[: self.documents.index(self.current)]
            index = sum(document in staying for document in before)
            self.documents[:] = staying
            self.bring_to_front(staying[min(index, len(staying) - 1)] if staying else None)
        self.documents[:] = staying
        for document in documents:
            self.document_closed.emit(document)
            document.deleteLater()

    def move(self, document: Document, index: int) -> None:
        """Follow a tab that was dragged to another place."""
        self.documents.remove(document)
        self.documents.insert(index, document)

    def relative_of(self, document: Document) -> str:
        """Return the path of an open post in the project, with forward slashes; "" when it is not in it."""
        if self.project is None or document.path is None:
            return ""
        root, path = self.project.root, document.path
        if not path.is_relative_to(root):
            path = path.parent.resolve() / path.name  # which asks the disk: only for one reached by a link
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""

    def find_open(self, relative: str) -> Document | None:
        """Return the open post with this path in the project, or None."""
        return next((document for document in self.documents if self.relative_of(document) == relative), None)

    def follow(self, root: Path, moved: Mapping[str, str]) -> None:
        """Keep open posts attached to files that a job has moved; text that is not saved stays as it is."""
        if self.project is None or self.project.root != root:
            return
        places = {document: moved.get(self.relative_of(document)) for document in self.documents}
        for document, relative in places.items():
            if relative is not None:
                document.moved_to(root / relative)
                self.document_moved.emit(document)

    def hold_checks(self) -> None:
        """Compare nothing with the disk until ``release_checks``: our own job is moving files about.

        The folder, too, is looked at only then: a job happens wholly or not at all, and the list must not show half.
        """
        self._held = True

    def release_checks(self) -> None:
        """Compare every open post with its file, as whatever asked meanwhile would have, and look at the folder."""
        self._held = False
        if self._missed_look:
            self.rescan_soon()
        self.check_disk()

    def check_disk(self, paths: Iterable[Path] | None = None) -> None:
        """Compare the open posts (or those among ``paths``) with their files."""
        if self._held:
            return
        wanted = None if paths is None else set(paths)
        for document in list(self.documents):
            if document.path is not None and (wanted is None or document.path in wanted):
                document.check_disk()


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
