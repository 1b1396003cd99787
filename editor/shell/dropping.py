"""Owns what becomes of files dropped on the window from another program: posts open, pictures go where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.core.errors import EditorError
from editor.core.post.naming import POST_SUFFIXES
from editor.services.workspace import Workspace
from editor.shell.assets import AssetDesk
from editor.shell.files import FileDesk
from editor.shell.inline_pictures import InlinePictureDesk
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow
from editor.storage.project import ASSET_SUFFIXES

# A plain text is opened as a post, too: that is how much of a newsroom's copy arrives.
_TEXTS = frozenset((*POST_SUFFIXES, ".txt"))


class DropDesk(QObject):
    """Sorts dropped files.

    Pictures alone go into the text. Dropped together with posts they are for these, not for the post that was in
    front: the posts open, and the pictures come into the assets of their site, to be put where they belong.
    """

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        views: ViewDesk,
        assets: AssetDesk,
        inline_pictures: InlinePictureDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files
        self._views = views
        self._assets = assets
        self._inline_pictures = inline_pictures

    @Slot(object)
    def take(self, paths: Sequence[str]) -> None:
        """Take what was dropped on the window."""
        files = [Path(path) for path in paths]
        posts = [file for file in files if file.is_dir() or file.suffix.lower() in _TEXTS]
        pictures = [file for file in files if file.suffix.lower() in ASSET_SUFFIXES and file not in posts]
        for post in posts:
            self._files.open_path(post)
        if pictures and posts:
            self._to_assets(pictures)
        elif pictures and self._workspace.current is not None:
            self._inline_pictures.drop(pictures, 0)
        elif pictures:
            self._tell(self.tr("Open the post first that the picture is for, then drop it again."))
        self._tell_others([file for file in files if file not in posts and file not in pictures])

    @Slot(object, int)
    def take_in_text(self, paths: Sequence[str], line: int) -> None:
        """Take what was dropped on the text: files go into it at the cursor, unless posts are among them."""
        if any(Path(path).suffix.lower() in _TEXTS or Path(path).is_dir() for path in paths):
            self.take(paths)
        else:
            self._inline_pictures.drop(list(paths), line)

    def _to_assets(self, pictures: Sequence[Path]) -> None:
        if self._workspace.project is None:
            self._tell(self.tr("Open the site first that the pictures are for, then drop them again."))
            return
        self._views.toggle_panel(shown=True)
        self._window.panel.turn_to("assets")
        self._assets.drop(pictures)

    def _tell_others(self, others: Sequence[Path]) -> None:
        """Say what was not taken."""
        if not others:
            return
        if len(others) == 1:
            text = self.tr(
                "“{name}” is neither a post nor a picture that pages show. Drop it on the list of assets to bring it "
                "into the site."
            ).format(name=others[0].name)
        else:
            text = self.tr(
                "Neither posts nor pictures that pages show: {names}. Drop them on the list of assets to bring them "
                "into the site."
            ).format(names=", ".join(f"“{other.name}”" for other in others))
        self._tell(text)

    def _tell(self, text: str) -> None:
        self._files.tell(EditorError(text), "dropped")
