"""Owns what Liquid in the post in front is filled in with: the site as it is now, and the post's own front matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.liquid.outcome import Part, Rendered
from editor.core.markdown.settings import USUAL
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post
from editor.services.document import Document
from editor.services.renderer import Fill, Renderer, unfilled
from editor.services.workspace import Workspace
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment

# Where a post that has no file yet will be one.
UNSAVED = "_drafts/untitled.md"


class LiquidDesk(QObject):
    """Tells the renderer how to fill in a body, again whenever the front matter or the site may have changed.

    ``gfm_told`` carries whether the site reads markdown with GitHub's additions.
    """

    gfm_told = Signal(bool)

    def __init__(self, workspace: Workspace, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._renderer = renderer
        self._filling: Filling | None = None

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow the front matter of a document that was opened."""
        document.front_changed.connect(self.fill_again)
        document.reloaded.connect(self.fill_again)

    @Slot()
    def read_again(self, _what: object = None) -> None:
        """Read the site anew: it is another one, or has other settings or posts."""
        self._filling = None
        self.fill_again()

    @Slot()
    def fill_again(self, _what: object = None) -> None:
        """Fill in the post in front with what is known now; costs nothing where it holds no Liquid."""
        project = self._workspace.project
        settings = project.site.markdown if project is not None else USUAL
        self._renderer.fill_with(self._fill(), settings)
        self.gfm_told.emit(settings.gfm)

    def _fill(self) -> Fill:
        document, project = self._workspace.current, self._workspace.project
        if document is None or project is None or document.state.problem is not None:
            return unfilled
        if self._filling is None:
            posts = self._workspace.listing.posts
            self._filling = Filling(SiteMoment(project, posts=lambda: posts))
        relative = self._workspace.relative_of(document) or UNSAVED
        return partial(_filled, self._filling, document.front, relative)


def _filled(
    filling: Filling,
    front: FrontMatter | None,
    relative: str,
    text: str,
    stop: Callable[[], bool],
    part: Part | None,
) -> Rendered:
    """In the renderer's thread, which alone uses the filling."""
    return filling.fill(Post(False, front, text), relative, stop, part)
