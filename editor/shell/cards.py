"""Owns keeping the cards in step with the post in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from editor.core.article import article_of
from editor.core.cards import HEADLINE_WIDTH, card_facts, cards, headline_width
from editor.core.catalog import PostEntry
from editor.core.links import picture_path
from editor.core.post.lead import focus_of
from editor.core.post.plain import plain_line
from editor.core.post.post import Post
from editor.core.post.visibility import Visibility
from editor.core.site import SiteConfig
from editor.core.sitecard import SiteCard
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.services.thumbnails import read_thumbnail
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.storage.project import Project
from editor.widgets.preview.cards import text_width

_REST_MS = 120
_UNSAVED = "_drafts/untitled.md"
_PICTURE_SIDE = 1200
"""The largest card is 500 px wide, on a screen of twice the pixels."""


class CardsDesk(QObject):
    """Shows the cards while they are in sight, and under the headline how wide it is in a result list."""

    _picture_read = Signal(object)
    _front_made = Signal(object)

    def __init__(
        self, window: DeskWindow, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._url = ""
        self._shown: Path | None = None
        self._automatic = ""
        self._front: SiteCard | None = None
        self._front_of: Document | None = None
        self._asked: object = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_now)
        self._front_made.connect(self._on_front_made)
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

    @Slot(str)
    def take_automatic(self, text: str) -> None:
        """Learn what Jekyll takes as excerpt of the post in front."""
        if text != self._automatic:
            self._automatic = text
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
        facts = card_facts(
            article,
            site.baseurl + self._url,
            site,
            focus,
            description=plain_line(document.front.get("description")),
            automatic=self._automatic,
            front=self._front if self._front_of is document else None,
        )
        pane.cards.show_cards(cards(facts))
        self._ask_front(document)
        self._show_picture(document, article.lead.src if article.lead else "", site)

    def _ask_front(self, document: Document) -> None:
        """Let the site's own front page say how it shows the post, if the post is another than when it was asked."""
        project, listing = self._workspace.project, self._workspace.listing
        if project is None or document.front is None or not listing.complete:
            return
        asked = (document.front.text, self._automatic, listing.posts)
        if self._front_of is document and asked == self._asked:
            return
        relative = self._workspace.relative_of(document) or _UNSAVED
        self._front = self._front if self._front_of is document else None
        self._front_of, self._asked = document, asked
        post = document.snapshot()
        self._tasks.submit(
            "front page",
            lambda stop: _front_card(project, relative, post, listing.posts, stop),
            self._front_made,
        )

    @Slot(object)
    def _on_front_made(self, outcome: Outcome) -> None:
        if self._tasks.is_current(outcome):
            self._front = outcome.result()
            self.show_now()

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


def _front_card(
    project: Project, relative: str, post: Post, posts: Iterable[PostEntry], stop: Callable[[], bool]
) -> SiteCard | None:
    # Imported late: python-liquid costs a fifth of a second, and most sittings never see the cards.
    from editor.storage.sitepage.front import FrontPages

    found = FrontPages(project, posts=lambda: posts).front_page(relative, post, stop)
    return (found.card or found.as_newest) if found is not None else None
