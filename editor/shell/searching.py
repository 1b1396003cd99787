"""Owns the search for posts: what the list shows, and the searches that were saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.arranging import PostView
from editor.core.query.completion import Known
from editor.core.query.writing import quoted
from editor.services.searching import FoundLines, FoundPosts, PostSearch
from editor.services.workspace import Listing, Workspace
from editor.shell.session import SessionKeeper
from editor.shell.window import DeskWindow
from editor.storage.project import Project
from editor.widgets.dialogs.hit_rows import HitRow
from editor.widgets.dialogs.search_posts import SearchPosts
from editor.widgets.panel.posts_pane import ShownPosts
from editor.widgets.panel.view_menu import SavedSearch
from editor.widgets.prompts import Prompts
from editor.widgets.theme import LIGHT, Theme

# What is selected is looked for when it is some words, not when it is a paragraph.
_MOST_SELECTED = 80


class SearchDesk(QObject):
    """Carries posts to the search and what it finds to the panel and to the window for lines.

    ``post_chosen`` carries a path in the project, ``line_chosen`` a line of that post's body, after it was opened.
    """

    post_chosen = Signal(object)
    line_chosen = Signal(int)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        search: PostSearch,
        session: SessionKeeper,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._search = search
        self._session = session
        self._prompts = prompts
        self._texts: SearchPosts | None = None
        self._known = Known()
        self._theme: Theme = LIGHT

    @Slot(object)
    def show_project(self, project: Project) -> None:
        """List another project's posts as they were listed last, and offer its saved searches."""
        view = self._session.session.views.get(str(project.root), PostView())
        self._window.panel.posts.set_view(view)
        self._search.show(view)
        self._show_saved(str(project.root))

    @Slot(object)
    def show_view(self, view: PostView) -> None:
        """Find the posts of a view that the writer chose; order, groups and state come back with the project."""
        self._search.show(view)
        project = self._workspace.project
        if project is None:
            return
        session = self._session.session.with_view(str(project.root), view)
        if session.views != self._session.session.views:
            self._session.session = session
            self._session.keep_soon()

    @Slot(object)
    def show_listing(self, listing: Listing) -> None:
        """Search in these posts from now on."""
        self._search.set_listing(self._workspace.project, listing)

    @Slot(object)
    def show_found(self, found: FoundPosts) -> None:
        """List what was found."""
        shown = ShownPosts(
            found.view,
            found.rows,
            found.words,
            found.counts,
            found.total,
            complete=self._workspace.listing.complete,
        )
        self._window.panel.posts.show_posts(shown)

    # -- in all texts ------------------------------------------------------------------------------------------

    @Slot()
    def search_texts(self) -> None:
        """Open the window that searches all texts, for what is selected in the text if that is some words."""
        if self._texts is None:
            self._texts = SearchPosts(self._window)
            self._texts.set_theme(self._theme)
            self._texts.set_known(self._known)
            self._texts.search_requested.connect(self._search.show_lines)
            self._texts.chosen.connect(self._on_texts_chosen)
        selected = self._window.editor.textCursor().selectedText()
        wanted = selected if selected and len(selected) <= _MOST_SELECTED and "\u2029" not in selected else ""
        self._texts.open_for(quoted(wanted) if wanted else "")

    @Slot(object)
    def show_lines(self, found: FoundLines) -> None:
        """List the lines that were found."""
        if self._texts is None:
            return
        rows = []
        for post, hits in found.posts:
            rows.append(HitRow(post))
            rows.extend(HitRow(post, hit) for hit in hits.hits)
        self._texts.show_rows(found.query.text, rows, posts=len(found.posts), total=found.total)

    @Slot(object, int)
    def _on_texts_chosen(self, path: str, line: int) -> None:
        self.post_chosen.emit(path)
        current = self._workspace.current
        if line >= 0 and current is not None and self._workspace.relative_of(current) == path:
            self.line_chosen.emit(line)

    @Slot(object)
    def show_known(self, known: Known) -> None:
        """Suggest what this site uses."""
        self._known = known
        if self._texts is not None:
            self._texts.set_known(known)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._theme = theme
        if self._texts is not None:
            self._texts.set_theme(theme)

    # -- saved searches ----------------------------------------------------------------------------------------

    @Slot(str)
    def save_search(self, query: str) -> None:
        """Ask for a name and keep the query under it; one that has it already gives way, if the writer says so."""
        project = self._workspace.project
        if project is None:
            return
        title, label = self.tr("Save this search"), self.tr("Name")
        name = (self._prompts.ask_text(title, label, query) or "").strip()
        if name and self._may_be_called(name):
            others = [pair for pair in self._saved(str(project.root)) if pair[0] != name]
            self._keep(str(project.root), [*others, (name, query)])

    @Slot(object)
    def rename_search(self, search: SavedSearch) -> None:
        """Ask for another name of a saved search; one that has it already gives way, if the writer says so."""
        project = self._workspace.project
        if project is None:
            return
        title, label = self.tr("Rename this search"), self.tr("Name")
        name = (self._prompts.ask_text(title, label, search.name) or "").strip()
        if name and name != search.name and self._may_be_called(name):
            pairs = [pair for pair in self._saved(str(project.root)) if pair[0] != name]
            renamed = [(name, query) if old == search.name else (old, query) for old, query in pairs]
            self._keep(str(project.root), renamed)

    @Slot(object)
    def forget_search(self, search: SavedSearch) -> None:
        """Delete a saved search."""
        project = self._workspace.project
        if project is not None:
            pairs = [pair for pair in self._saved(str(project.root)) if pair[0] != search.name]
            self._keep(str(project.root), pairs)

    def _may_be_called(self, name: str) -> bool:
        """Ask before another search loses its name; True where none has it."""
        project = self._workspace.project
        if project is None or name not in dict(self._saved(str(project.root))):
            return True
        text = self.tr("Another saved search is called “{name}”. This one takes its place.").format(name=name)
        return self._prompts.ask_to_confirm(self.tr("Saved searches"), text, self.tr("Replace"))

    def _saved(self, root: str) -> tuple[tuple[str, str], ...]:
        return self._session.session.searches.get(root, ())

    def _keep(self, root: str, pairs: list[tuple[str, str]]) -> None:
        self._session.session = self._session.session.with_searches(root, tuple(pairs))
        self._session.keep_soon()
        self._show_saved(root)

    def _show_saved(self, root: str) -> None:
        self._window.panel.posts.show_saved([SavedSearch(*pair) for pair in self._saved(root)])
