"""Owns the search for posts: what the list shows, and the searches that were saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.core.arranging import PostView
from editor.services.searching import FoundPosts, PostSearch
from editor.services.workspace import Listing, Workspace
from editor.shell.session import SessionKeeper
from editor.shell.window import DeskWindow
from editor.storage.project import Project
from editor.widgets.panel.posts_pane import ShownPosts
from editor.widgets.panel.view_menu import SavedSearch
from editor.widgets.prompts import Prompts


class SearchDesk(QObject):
    """Carries posts to the search and what it finds to the panel."""

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

    @Slot(object)
    def show_project(self, project: Project) -> None:
        """Begin with all posts of another project, and offer its saved searches."""
        self._window.panel.posts.set_view(PostView())
        self._search.show(PostView())
        self._show_saved(str(project.root))

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

    # -- saved searches ----------------------------------------------------------------------------------------

    @Slot(str)
    def save_search(self, query: str) -> None:
        """Ask for a name and keep the query under it, in place of one that has that name already."""
        project = self._workspace.project
        if project is None:
            return
        title, label = self.tr("Save this search"), self.tr("Name")
        name = (self._prompts.ask_text(title, label, query) or "").strip()
        if name:
            others = [pair for pair in self._saved(str(project.root)) if pair[0] != name]
            self._keep(str(project.root), [*others, (name, query)])

    @Slot(object)
    def forget_search(self, search: SavedSearch) -> None:
        """Delete a saved search."""
        project = self._workspace.project
        if project is not None:
            pairs = [pair for pair in self._saved(str(project.root)) if pair[0] != search.name]
            self._keep(str(project.root), pairs)

    def _saved(self, root: str) -> tuple[tuple[str, str], ...]:
        return self._session.session.searches.get(root, ())

    def _keep(self, root: str, pairs: list[tuple[str, str]]) -> None:
        self._session.session = self._session.session.with_searches(root, tuple(pairs))
        self._show_saved(root)

    def _show_saved(self, root: str) -> None:
        self._window.panel.posts.show_saved([SavedSearch(*pair) for pair in self._saved(root)])
