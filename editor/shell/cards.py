"""Owns keeping the cards in step with the post in front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from editor.core.article import article_of
from editor.core.cards import HEADLINE_WIDTH, card_facts, cards, headline_width
from editor.core.links import picture_path
from editor.core.post.lead import focus_of
from editor.core.post.post import Post
from editor.core.post.visibility import Visibility
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.services.thumbnails import read_thumbnail
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.widgets.preview.cards import text_width

_REST_MS = 120
_PICTURE_SIDE = 1200
"""The largest card is 500 px wide, on a screen of twice the pixels."""


class CardsDesk(QObject):
    """Shows the cards while they are in sight, and under the headline how wide it is in a result list."""

    _picture_read = Signal(object)

    def __init__(
        self, window: DeskWindow, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._url = ""
        self._shown: Path | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_now)
        self._picture_read.connect(self._on_picture_read)

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow the front matter of a document that was opened."""
        document.front_changed.connect(self.show_soon)
        document.reloaded.connect(self.show_soon)

    @Slot(object)
    def take_fate(self, fate: Visibility | None) -> None:
        """Learn the address of the post in front."""
        self._url = fate.url if fate is not None else ""
        self.show_soon()

    @Slot()
    def show_soon(self, _what: object = None) -> None:
        """Draw the cards once the writer rests."""
        self._rest.start()

    @Slot()
    def show_now(self) -> None:
        """Draw the cards of the post in front, if they are in sight."""
        document, pane = self._workspace.current, self._window.preview
        if document is None or document.front is None:
            return
        title = document.front.get("title")
        self._show_headline_width(str(title) if isinstance(title, str) else "")
        if not pane.shows_cards:
            return
        site = self._workspace.project.site if self._workspace.project is not None else SiteConfig()
        name = document.path.name if document.path is not None else ""
        article = article_of(Post(False, document.front, "", None), site, name, words=0)
        focus = focus_of(document.front)
        facts = card_facts(article, site.baseurl + self._url, site, focus)
        pane.cards.show_cards(cards(facts))
        self._show_picture(document, article.lead.src if article.lead else "", site)

    def _show_headline_width(self, headline: str) -> None:
        width = headline_width(headline, text_width)
        self._window.form.show_headline_width(len(headline), width, HEADLINE_WIDTH)

    def _show_picture(self, document: Document, source: str, site: SiteConfig) -> None:
        relative = picture_path(source, site, self._workspace.relative_of(document)) if source else None
        file = self._workspace.find_asset(relative) if relative else None
        self._shown = file
        if file is None:
            self._window.preview.cards.show_picture(QImage(), (0.5, 0.5))
            return
        self._tasks.submit(
            "card picture", lambda stop: (file, read_thumbnail(file, stop, _PICTURE_SIDE)), self._picture_read
        )

    @Slot(object)
    def _on_picture_read(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        file, image = outcome.result()
        document = self._workspace.current
        if file == self._shown and document is not None and document.front is not None:
            self._window.preview.cards.show_picture(image, focus_of(document.front) or (0.5, 0.5))
