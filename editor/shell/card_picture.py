"""Owns the picture on the cards: the lead image of the post in front, as far as readers would see it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from editor.core.article import Article
from editor.core.errors import ProjectError
from editor.core.links import is_remote, picture_path
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.services.thumbnails import read_thumbnail
from editor.services.workspace import Workspace
from editor.storage.project import safe_path
from editor.widgets.preview.cards import CardsPane

_MIDDLE = (0.5, 0.5)
_SIDE = 1200
"""The largest card is 500 px wide, on a screen of twice the pixels."""


class CardPicture(QObject):
    """Reads the lead image off the main thread and shows it on the cards.

    ``found_out`` fires when a picture turns out to be none, or to be one again: no service shows what is not there.
    """

    found_out = Signal()
    _read = Signal(object)

    def __init__(self, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._pane: CardsPane | None = None
        self._focus = _MIDDLE
        self._unreadable: Path | None = None
        self.file: Path | None = None
        """Where the lead image is, or would be, in the project; None for one on another server."""
        self._read.connect(self._on_read)

    def use(self, document: Document, article: Article, site: SiteConfig) -> bool:
        """Take the lead image of a post, and tell whether a card would have a picture."""
        source = article.lead.src if article.lead is not None else ""
        self.file = self._file_of(document, source, site) if source else None
        if source and is_remote(source):
            return True
        return self.file is not None and self.file.is_file() and self.file != self._unreadable

    def show(self, pane: CardsPane, focus: tuple[float, float] | None, *, has_picture: bool) -> None:
        """Show the picture in the cards, cut around the focus."""
        self._pane, self._focus = pane, focus or _MIDDLE
        file = self.file
        if file is None or not file.is_file():
            elsewhere = has_picture and file is None
            pane.show_picture(
                QImage(), _MIDDLE, self.tr("On another server; not loaded.") if elsewhere else ""
            )
            return
        self._tasks.submit("card picture", lambda stop: (file, read_thumbnail(file, stop, _SIDE)), self._read)

    def _file_of(self, document: Document, source: str, site: SiteConfig) -> Path | None:
        project = self._workspace.project
        relative = picture_path(source, site, self._workspace.relative_of(document))
        if project is None or not relative:
            return None
        try:
            return safe_path(project.root, relative)
        except ProjectError:
            return None

    @Slot(object)
    def _on_read(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome) or self._pane is None:
            return
        file, image = outcome.result()
        if file != self.file:
            return
        self._pane.show_picture(image, self._focus)
        if image.isNull() != (file == self._unreadable):
            self._unreadable = file if image.isNull() else None
            self.found_out.emit()
