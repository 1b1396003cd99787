"""Owns keeping the cards in step with the post in front."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.article import article_of
from editor.core.cards import HEADLINE_WIDTH, card_facts, cards, headline_width
from editor.core.post.lead import focus_of
from editor.core.post.places import PAGE, place_of
from editor.core.post.plain import plain_line
from editor.core.post.post import Post
from editor.core.post.visibility import Visibility
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.front_frames import FrontFrame
from editor.services.tasks import TaskRunner
from editor.services.workspace import Workspace
from editor.shell.card_picture import CardPicture
from editor.shell.front_card import FrontCard
from editor.shell.reader import Reader
from editor.shell.window import DeskWindow
from editor.widgets.preview.cards import text_width
from editor.widgets.preview.front_card import CardPlace

_REST_MS = 120
# The front page is made anew once the writer has rested for so long.
_FRONT_REST_MS = 350
_UNSAVED = "_drafts/untitled.md"


class CardsDesk(QObject):
    """Shows the cards while they are in sight, and under the headline how wide it is in a result list.

    ``files_changed`` fires when the cards are made of other files than before.
    """

    files_changed = Signal()

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        tasks: TaskRunner,
        reader: Reader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._reader = reader
        self._workspace = workspace
        self._fate: Visibility | None = None
        self._automatic = ""
        self._front_card = FrontCard(window.preview.cards.front_card, self)
        self._front_card.found.connect(self._on_front_card_found)
        self._front_card.placed.connect(self._on_front_card_placed)
        self._front_card.lost.connect(self._on_front_card_lost)
        self._front = FrontFrame(0)
        self._front_of: Document | None = None
        self._asked_for: Document | None = None
        self._asked: tuple[object, ...] = ()
        self._site_asked: tuple[object, object] = (None, None)
        self._is_placed = False
        self._front_rest = QTimer(self, singleShot=True, interval=_FRONT_REST_MS)
        self._front_rest.timeout.connect(self._ask_front)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_now)
        self._picture = CardPicture(workspace, tasks, self)
        self._picture.found_out.connect(self.show_now)

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow the front matter of a document that was opened."""
        document.front_changed.connect(self.show_soon)
        document.reloaded.connect(self.show_soon)
        document.body_changed.connect(self._on_document_body_changed)

    @Slot(object)
    def take_fate(self, fate: Visibility | None) -> None:
        """Learn the address of the post in front, and whether it is shown."""
        self._fate = fate
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
            self._show_no_cards(document)
            return
        title = document.front.get("title")
        self._show_headline_width(str(title) if isinstance(title, str) else "")
        if not pane.shows_cards:
            self._watch(frozenset())
            return
        site = self._workspace.project.site if self._workspace.project is not None else SiteConfig()
        name = document.path.name if document.path is not None else ""
        article = article_of(Post(False, document.front, "", None), site, name, words=0)
        focus = focus_of(document.front)
        has_picture = self._picture.use(document, article, site)
        if not has_picture:
            # The form says what is missing.
            article = replace(article, lead=None)
        facts = card_facts(
            article,
            site.baseurl + (self._fate.url if self._fate is not None else ""),
            site,
            focus,
            description=plain_line(document.front.get("description")),
            automatic=self._automatic,
            front=self._front.card if self._front_of is document else None,
        )
        pane.cards.show_cards(cards(facts))
        self._show_front(document)
        self._picture.show(pane.cards, focus, has_picture=has_picture)
        lead = self._picture.file
        self._watch(self._front.reads | ({lead} if lead is not None else set()))

    # -- the site's own card -----------------------------------------------------------------------------------

    @Slot()
    def read_again(self, _what: object = None) -> None:
        """Have the site's own card made anew: files have changed that it shows."""
        self._asked = ()
        self._front_card.read_again()
        self.show_soon()

    @Slot(object)
    def check_files(self, paths: frozenset[Path]) -> None:
        """Draw the cards again when a file has changed that they are made of."""
        if paths & self._reader.cards_made_of:
            self.read_again()

    def _watch(self, files: frozenset[PurePath]) -> None:
        made_of = frozenset(map(Path, files))
        if made_of != self._reader.cards_made_of:
            self._reader.cards_made_of = made_of
            self.files_changed.emit()

    def stop(self) -> None:
        """End the thread and the page of the site's own card."""
        self._front_rest.stop()
        self._front_card.stop()

    @Slot()
    def _on_document_body_changed(self, _change: object = None) -> None:
        """The front page may show anything of a post, such as how long it takes to read."""
        if self._window.preview.shows_cards:
            self._front_card.give_up()
            self._asked = ()
            self._front_rest.start()

    def _show_no_cards(self, document: Document | None) -> None:
        """Leave none of the post before on show."""
        self._watch(frozenset())
        if not self._window.preview.shows_cards:
            return
        reason = ""
        if document is not None:
            reason = (
                self.tr(
                    "This file has no front matter, so Jekyll makes no post of it and there are no cards."
                )
                if document.state.problem is None
                else self.tr("There are no cards while the front matter cannot be read.")
            )
        self._window.preview.cards.show_reason(reason)

    def _show_front(self, document: Document) -> None:
        """Show the site's own card where it is there, and have it made anew soon."""
        pane = self._window.preview.cards
        is_known = self._front_of is document
        own = is_known and self._front.is_shown and self._is_placed
        pane.show_front_card(own)
        pane.show_front_note(self._front_words() if is_known else "")
        if is_known and self._front.is_shown and not own and self._has_engine():
            pane.expect_front_card()
        self._front_rest.start(_FRONT_REST_MS if is_known else 0)

    @Slot()
    def _ask_front(self) -> None:
        """Let the site's own front page say how it shows the post, if the post is another than when it was asked."""
        project, listing, document = self._workspace.project, self._workspace.listing, self._workspace.current
        if project is None or document is None or document.front is None or not listing.complete:
            return
        if not self._window.preview.shows_cards:
            return
        if self._site_asked != (project, listing.posts):
            self._site_asked, self._asked = (project, listing.posts), ()
            self._front_card.use(project, tuple(listing.posts))
        colours = self._window.preview.cards.theme.name
        asked = (document, document.front.text, self._automatic, colours, self._has_engine())
        if asked == self._asked:
            return
        self._asked, self._asked_for = asked, document
        relative = self._workspace.relative_of(document) or _UNSAVED
        self._front_card.ask(relative, document.snapshot(), colours)

    @Slot(object)
    def _on_front_card_found(self, frame: FrontFrame) -> None:
        if self._front_of is not self._asked_for:
            self._is_placed = False
        self._front, self._front_of = frame, self._asked_for
        self._is_placed = self._is_placed and frame.is_shown
        self.show_now()
        pane = self._window.preview
        if frame.is_shown and self._has_engine() and self._front_of is self._workspace.current:
            self._front_card.show_frame(frame, pane.cards.theme.base)

    @Slot(object)
    def _on_front_card_placed(self, place: CardPlace) -> None:
        self._is_placed = place.is_seen
        document = self._workspace.current
        if document is not None and self._front_of is document:
            self._window.preview.cards.show_front_card(place.is_seen and self._front.is_shown)
            self._window.preview.cards.show_front_note(self._front_words())

    @Slot(bool)
    def _on_front_card_lost(self, comes_back: bool) -> None:
        # A page that is out of sight has no size, and would never say where its card stands.
        if not comes_back:
            self._is_placed = False
            self._window.preview.cards.show_front_card(False)

    def _front_words(self) -> str:
        """Say what the front page's card is where it is not just what stands there today."""
        project = self._workspace.project
        if project is None or not project.is_site:
            return self.tr("These posts belong to no site, so this card is only a sketch.")
        document = self._workspace.current
        relative = self._workspace.relative_of(document) if document is not None else None
        if relative is not None and place_of(project.site, relative).kind == PAGE:
            return self.tr("This is a page, and a front page lists posts, so this card is only a sketch.")
        if not self._front.has_page:
            return self.tr(
                "There is no front page (index.html or index.md) to take it from, so this card is only a sketch."
            )
        if not self._front.is_shown and self._front.card is None:
            return self.tr("The site's front page shows no posts, so this card is only a sketch.")
        if not self._front.is_shown:
            return self.tr(
                "Not on the front page: other posts there are newer. Drawn as if it were the newest."
            )
        if self._fate is not None and not self._fate.shown:
            return self.tr("As it will stand there: it is not shown yet.")
        return ""

    def _has_engine(self) -> bool:
        return self._reader.page() is not None

    def _show_headline_width(self, headline: str) -> None:
        width = headline_width(headline, text_width)
        self._window.form.show_headline_width(len(headline), width, HEADLINE_WIDTH)
