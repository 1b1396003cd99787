"""Owns the project panel: the site's name, and the pane of its posts or that of its assets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from editor.widgets.panel.assets_pane import AssetsPane
from editor.widgets.panel.posts_pane import PostsPane
from editor.widgets.progress import ProgressStrip
from editor.widgets.segments import Segments
from editor.widgets.theme import Theme


class ProjectPanel(QFrame):
    """Lists a project; its two panes, ``posts`` and ``assets``, say what the writer wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Project panel"))
        self._site = QLabel(self)
        self._count = QLabel(self)
        self._kind = Segments(
            self.tr("What to list"),
            (("posts", self.tr("Posts")), ("assets", self.tr("Assets"))),
            self,
            stretch=True,
        )
        self.posts = PostsPane(self)
        self.assets = AssetsPane(self)
        self._panes = QStackedWidget(self)
        self.progress = ProgressStrip(self)
        self._build()
        self._kind.chosen.connect(self._on_kind_chosen)
        self.posts.counted.connect(self._on_pane_counted)
        self.assets.counted.connect(self._on_pane_counted)
        self._show_count()

    def _build(self) -> None:
        self._site.setObjectName("panel-site")
        self._site.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "muted")
        title = QHBoxLayout()
        title.addWidget(self._site, 1)
        title.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addLayout(title)
        top.addWidget(self._kind)
        self._panes.addWidget(self.posts)
        self._panes.addWidget(self.assets)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._panes, 1)
        whole.addWidget(self.progress)
        self.show_site("")

    # -- values in ---------------------------------------------------------------------------------------------

    def show_site(self, title: str) -> None:
        """Show the project's name; an empty one means that no project is open."""
        self._site.setText(title or self.tr("No project"))
        self._site.setToolTip(title)
        self.posts.show_has_project(has_project=bool(title))
        self.assets.show_has_project(has_project=bool(title))

    def show_current(self, path: str) -> None:
        """Mark the post in front, by its path in the project; an empty path marks none."""
        self.posts.show_current(path)

    def set_picture(self, path: str, image: QImage, pixels: tuple[int, int]) -> None:
        """Put a thumbnail where it is wanted; ``pixels`` are those of the whole picture."""
        self.posts.set_picture(path, image)
        self.assets.set_picture(path, image, pixels)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail."""
        self.posts.forget_pictures()
        self.assets.forget_pictures()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self.posts.forget_picture(path)
        self.assets.forget_picture(path)

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        self.posts.set_theme(theme)
        self.assets.set_theme(theme)

    def focus_posts(self) -> None:
        """List the posts and put the cursor into their search box."""
        self._kind.set_choice("posts")
        self._on_kind_chosen("posts")
        self.posts.focus_filter()

    def shows_assets(self) -> bool:
        """Return True while assets are listed."""
        return self._kind.choice == "assets"

    # -- what is on show ---------------------------------------------------------------------------------------

    def _show_count(self) -> None:
        self._count.setText(self.assets.count_text if self.shows_assets() else self.posts.count_text)

    @Slot(str)
    def _on_kind_chosen(self, choice: str) -> None:
        self._panes.setCurrentWidget(self.assets if choice == "assets" else self.posts)
        self._show_count()

    @Slot(str)
    def _on_pane_counted(self, _text: str) -> None:
        self._show_count()
