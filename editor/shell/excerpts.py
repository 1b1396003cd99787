"""Owns what is offered as excerpt of the post in front: suggestions, and what Jekyll would take by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.excerpt import automatic, separator_of, suggestions
from editor.core.liquid.outcome import has_liquid
from editor.core.settings import Settings
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.liquid import UNSAVED
from editor.shell.window import DeskWindow
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.ledes import Lede, lede_of
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import read_style

_REST_MS = 600
_LINES_READ = 400
"""The lede stands at the head of a post; so many lines of a long one are looked at."""


class ExcerptDesk(QObject):
    """Offers excerpts in the form.

    ``automatic_found`` carries what Jekyll takes of the post in front, ``limit_found`` how many characters it may have.
    """

    automatic_found = Signal(str)
    limit_found = Signal(int)
    _filled = Signal(object)

    def __init__(
        self, window: DeskWindow, workspace: Workspace, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tasks = tasks
        self._lede: Lede | None = None
        self._filled.connect(self._on_filled)
        self._workspace = workspace
        self._own_limit = self._limit = Settings().excerpt_limit
        self._smart = Settings().smart_typing
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    def use_settings(self, settings: Settings) -> None:
        """Follow the writer's limit, and whether quotes are to be smart."""
        self._own_limit = settings.excerpt_limit
        self._smart = settings.smart_typing
        self._use_language()
        self._limit = 0  # whoever is told of settings has to be told of the limit, too
        self.read_limit()

    @Slot()
    def read_limit(self, _what: object = None) -> None:
        """Learn how long an excerpt may be: the site's house style says so, else the writer's preferences."""
        project = self._workspace.project
        house = read_style(project.root).excerpt_limit if project is not None else None
        limit = house or self._own_limit
        if limit != self._limit:
            self._limit = limit
            self.limit_found.emit(limit)

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow a document that was opened: its text, and the separator it names."""
        document.body_changed.connect(partial(self._note_change, document))
        document.front_changed.connect(partial(self._note_change, document))

    def _note_change(self, document: Document, _change: object = None) -> None:
        if document is self._workspace.current:
            self._rest.start()

    @Slot(object)
    def show_current(self, _document: Document | None) -> None:
        """Show what Jekyll takes of another post, and write in its language."""
        self._read(fresh=True)
        self._use_language()

    @Slot()
    def _on_rest_timeout(self) -> None:
        self._read(fresh=False)

    def _read(self, *, fresh: bool) -> None:
        """Show what Jekyll takes now. Where Liquid has to run for that, what it took before stays meanwhile, of a
        ``fresh`` post what can be told without."""
        if fresh:
            self._lede = None
        document, project = self._workspace.current, self._workspace.project
        head = self._head(document) if document is not None else ""
        if document is None or project is None or not has_liquid(head):
            self._lede = None
            self._show_automatic(self._automatic())
            return
        if fresh:
            self._show_automatic(self._automatic())
        posts = self._workspace.listing.posts
        filling = Filling(SiteMoment(project, posts=lambda: posts))
        relative = self._workspace.relative_of(document) or UNSAVED
        front, separator = document.front, self._separator(document)
        self._tasks.submit(
            "lede",
            lambda stop: (document, lede_of(filling, front, relative, head, separator, stop)),
            self._filled,
        )

    @Slot(object)
    def _on_filled(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        document, lede = outcome.result()
        if document is self._workspace.current:
            self._lede = lede
            self._show_automatic(lede.automatic)

    def _show_automatic(self, text: str) -> None:
        self._window.form.show_automatic_excerpt(text)
        self.automatic_found.emit(text)

    @Slot()
    def suggest(self) -> None:
        """Offer up to three excerpts from the lede."""
        document = self._workspace.current
        if document is None:
            return
        language = self._language(document)
        lede = None if self._rest.isActive() else self._lede
        text = lede.text if lede is not None else self._head(document)
        taken = lede.automatic if lede is not None else self._automatic()
        self._window.form.offer_excerpts(suggestions(text, self._limit, language), taken)

    def _language(self, document: Document | None) -> str:
        written = document.front.get("lang") if document is not None and document.front is not None else None
        project = self._workspace.project
        return str(written or (project.site.lang if project is not None else "") or "en")

    def _use_language(self) -> None:
        language = self._language(self._workspace.current)
        self._window.form.set_smart_typing(language if self._smart else None)

    def _automatic(self) -> str:
        document = self._workspace.current
        if document is None or document.front is None:
            return ""
        return automatic(self._head(document), self._separator(document))

    def _separator(self, document: Document) -> str:
        project = self._workspace.project
        written = document.front.get("excerpt_separator") if document.front is not None else None
        return separator_of({"excerpt_separator": written}, project.site.raw if project is not None else {})

    def _head(self, document: Document) -> str:
        return "\n".join(document.lines[:_LINES_READ])
