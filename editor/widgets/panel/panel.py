"""Owns the project panel: the site's name, and the pane of its posts or that of its assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from editor.widgets.panel.posts_pane import PostsPane
from editor.widgets.progress import ProgressStrip
from editor.widgets.segments import Segments
from editor.widgets.tab_order import follow_in_tab_order
from editor.widgets.theme import Theme

if TYPE_CHECKING:
    from editor.widgets.panel.assets_pane import AssetsPane
    from editor.widgets.panel.attention_pane import AttentionPane


class _SiteLabel(QLabel):
    """The site's name, cut where there is no room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setObjectName("panel-site")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class ProjectPanel(QFrame):
    """Lists a project; its panes, ``posts``, ``assets`` and ``attention``, say what the writer wants.

    ``attention_shown`` tells whether what needs attention is on show. The first window shows posts alone: the other
    panes are built when they are first wanted, and told then what they have missed.
    """

    attention_shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Project panel"))
        self._site = _SiteLabel(self)
        self._count = QLabel(self)
        self._kind = Segments(
            self.tr("What to list"),
            (("posts", self.tr("Posts")), ("assets", self.tr("Assets")), ("attention", self.tr("To do"))),
            self,
            stretch=True,
        )
        self.posts = PostsPane(self)
        self._assets: AssetsPane | None = None
        self._attention: AttentionPane | None = None
        self._panes = QStackedWidget(self)
        self.progress = ProgressStrip(self)
        self._is_stopped = self._has_project = False
        self._as_grid = True
        self._theme: Theme | None = None
        self._build()
        self._kind.chosen.connect(self._on_kind_chosen)
        self.posts.counted.connect(self._on_pane_counted)
        self._show_count()

    def _build(self) -> None:
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._panes, 1)
        whole.addWidget(self.progress)
        self.show_site("")

    @property
    def assets(self) -> AssetsPane:
        """The pane of assets."""
        if self._assets is None:
            # Here and not above: a start shows posts, and would wait for a twentieth of its time.
            from editor.widgets.panel.assets_pane import AssetsPane

            self._assets = pane = AssetsPane(self)
            self._add(pane, self.posts)
            pane.show_grid(grid=self._as_grid)
            pane.show_has_project(has_project=self._has_project)
            pane.show_stopped(stopped=self._is_stopped)
        return self._assets

    @property
    def attention(self) -> AttentionPane:
        """The pane of what needs attention."""
        if self._attention is None:
            # Here and not above: as for the assets.
            from editor.widgets.panel.attention_pane import AttentionPane

            self._attention = pane = AttentionPane(self)
            self._add(pane, self._assets or self.posts)
        return self._attention

    def _add(self, pane: AssetsPane | AttentionPane, before: QWidget) -> None:
        self._panes.addWidget(pane)
        follow_in_tab_order(pane, before)
        pane.counted.connect(self._on_pane_counted)
        if self._theme is not None:
            pane.set_theme(self._theme)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_site(self, title: str) -> None:
        """Show the project's name; an empty one means that no project is open."""
        self._site.set_whole(title or self.tr("No project"))
        self._site.setToolTip(title)
        self.show_reading()
        self._has_project = bool(title)
        self.posts.show_has_project(has_project=self._has_project)
        if self._assets is not None:
            self._assets.show_has_project(has_project=self._has_project)
        if self._attention is not None:
            self._attention.forget()

    @Slot()
    def show_reading(self) -> None:
        """Say that the folder is being read, or has been."""
        self._show_stopped(stopped=False)

    @Slot()
    def show_stopped(self) -> None:
        """Say that reading the folder ended before its end: the writer said so, or it failed."""
        self._show_stopped(stopped=True)

    def _show_stopped(self, *, stopped: bool) -> None:
        if stopped != self._is_stopped:
            self._is_stopped = stopped
            self.posts.show_stopped(stopped=stopped)
            if self._assets is not None:
                self._assets.show_stopped(stopped=stopped)

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
        self._theme = theme
        for pane in (self.posts, self._assets, self._attention):
            if pane is not None:
                pane.set_theme(theme)

    @property
    def assets_as_grid(self) -> bool:
        """Whether assets are shown as tiles, and not in rows."""
        return self._as_grid if self._assets is None else self._assets.list.is_grid

    def show_assets(self, *, grid: bool) -> None:
        """Show assets as tiles, or in rows."""
        self._as_grid = grid
        if self._assets is not None:
            self._assets.show_grid(grid=grid)

    def focus_posts(self) -> None:
        """List the posts and put the cursor into their search box."""
        self.turn_to("posts")
        self.posts.focus_filter()

    def turn_to(self, kind: str) -> None:
        """List ``posts``, ``assets`` or ``attention``."""
        self._kind.set_choice(kind)
        self._on_kind_chosen(kind)

    def focus_attention(self) -> None:
        """List what needs attention."""
        self.turn_to("attention")
        self.attention.focus_list()

    @property
    def shows_attention(self) -> bool:
        """Whether what needs attention is listed."""
        return self._kind.choice == "attention"

    # -- what is on show ---------------------------------------------------------------------------------------

    def _show_count(self) -> None:
        self._count.setText(self._pane().count_text)

    def _pane(self) -> PostsPane | AssetsPane | AttentionPane:
        if self._kind.choice == "assets":
            return self.assets
        return self.attention if self._kind.choice == "attention" else self.posts

    @Slot(str)
    def _on_kind_chosen(self, choice: str) -> None:
        self._panes.setCurrentWidget(self._pane())
        self._show_count()
        self.attention_shown.emit(self.shows_attention)

    @Slot(str)
    def _on_pane_counted(self, _text: str) -> None:
        self._show_count()
