"""Owns the outline: which headings it lists, what it marks, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from editor.core.markdown.heading import Heading
from editor.services.document import Document
from editor.services.renderer import Renderer
from editor.services.workspace import Workspace
from editor.shell.reader import Reader
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow


class OutlineDesk(QObject):
    """Keeps the outline in step with the post in front while it is on show, and goes to what is chosen in it."""

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        renderer: Renderer,
        reader: Reader,
        views: ViewDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._renderer = renderer
        self._reader = reader
        self._views = views
        renderer.outlined.connect(self.show_headings)

    @Slot()
    def toggle(self) -> None:
        """Show the outline and give it the keyboard; hide it when it has it or nothing to give it to."""
        outline = self._window.outline
        if outline.isVisible() and (outline.has_keyboard or outline.is_empty):
            self.hide()
            return
        self._views.toggle_outline(shown=True)
        outline.enter()

    @Slot()
    def hide(self) -> None:
        """Hide the outline, and go on in the text or the page."""
        self._views.toggle_outline(shown=False)
        self.leave()

    @Slot()
    def leave(self) -> None:
        """Give the keyboard to the text, or to the page where that stands alone."""
        editor, view = self._window.editor, self._window.preview.view_in_front()
        if not editor.isVisible() and view is not None:
            view.setFocus()
        else:
            editor.setFocus()

    @Slot(bool)
    def watch(self, shown: bool) -> None:
        """Have the headings told while they are on show."""
        self._renderer.watch_outline(on=shown)
        if shown:
            self.follow_text()

    @Slot(object)
    def show_current(self, document: Document | None) -> None:
        """Begin anew with another post, or with none."""
        self._window.outline.expect(has_post=document is not None)
        if document is None:
            self._window.outline.show_headings((), has_post=False)
        self.follow_page(self._window.editor.top_line())
        self.follow_text()

    @Slot(object)
    def show_headings(self, headings: Sequence[Heading]) -> None:
        """List the headings that were found in the post in front."""
        if self._workspace.current is not None:
            self._window.outline.show_headings(headings, has_post=True)
            self.follow_text()

    @Slot()
    def follow_text(self) -> None:
        """Mark the part that the cursor is in, or the one at the top where the cursor is out of sight."""
        if self._window.outline.isHidden():
            return
        editor = self._window.editor
        line = editor.place().line
        self._window.outline.mark_text(line if editor.shows_line(line) else int(editor.top_line()))

    @Slot(float)
    def follow_page(self, line: float) -> None:
        """Mark the part at the top of the page."""
        self._window.outline.mark_page(int(line))

    @Slot(int)
    def go_to(self, line: int) -> None:
        """Bring a heading to the top of text and page, and go on writing or reading there."""
        editor = self._window.editor
        # Before, so that the page does not follow the cursor; and after, since it follows the editor on its way.
        self._reader.go_to(line)
        editor.go_to(line)
        editor.scroll_to_line(line)
        self._reader.go_to(line)
        self.leave()
