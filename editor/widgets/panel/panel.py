"""Owns the project panel: the site's name, its posts and its assets, filtered as one types."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.core.catalog import AssetEntry, PostEntry, matches
from editor.widgets.panel.assets import AssetDelegate, asset_model
from editor.widgets.panel.posts import PostDelegate, post_model
from editor.widgets.panel.rows import EntryRole, RowDelegate, RowModel
from editor.widgets.panel.state_chips import StateChips
from editor.widgets.segments import Segments
from editor.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class PanelContent:
    """What the panel lists; ``complete`` is False while the folder is still being read."""

    posts: tuple[PostEntry, ...]
    assets: tuple[AssetEntry, ...]
    complete: bool


class ProjectPanel(QFrame):
    """Lists a project. ``post_requested`` and ``asset_requested`` carry a path relative to the project."""

    post_requested = Signal(str)
    asset_requested = Signal(str)
    asset_menu_requested = Signal(str, QPoint)
    post_menu_requested = Signal(str, QPoint)
    picture_wanted = Signal(str)
    new_post_requested = Signal()
    open_project_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Project panel"))
        self._content = PanelContent((), (), complete=True)
        self._current = ""
        self._site = QLabel(self)
        self._count = QLabel(self)
        self._kind = Segments(
            self.tr("What to list"),
            (("posts", self.tr("Posts")), ("assets", self.tr("Assets"))),
            self,
            stretch=True,
        )
        self.filter = QLineEdit(self)
        self._posts = post_model(self)
        self._assets = asset_model(self)
        self.post_list = self._make_list(self._posts, PostDelegate(self), self.tr("Posts"))
        self.asset_list = self._make_list(self._assets, AssetDelegate(self), self.tr("Assets"))
        self._empty_text = QLabel(self)
        self._empty_button = QPushButton(self)
        self._pages = QStackedWidget(self)
        self._chips = StateChips(self)
        self._build()
        self._connect()
        self.show_content(self._content)

    def _make_list(self, model: RowModel, delegate: RowDelegate, name: str) -> QListView:
        view = QListView(self)
        view.setModel(model)
        view.setItemDelegate(delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(name)
        view.installEventFilter(self)
        return view

    def _build(self) -> None:
        self._site.setObjectName("panel-site")
        self._site.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("tone", "muted")
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the list"))
        self.filter.installEventFilter(self)
        title = QHBoxLayout()
        title.addWidget(self._site, 1)
        title.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addLayout(title)
        top.addWidget(self._kind)
        top.addWidget(self.filter)
        top.addWidget(self._chips)
        for page in (self.post_list, self.asset_list, self._build_empty()):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _build_empty(self) -> QWidget:
        page = QWidget(self)
        self._empty_text.setWordWrap(True)
        self._empty_text.setProperty("tone", "muted")
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._empty_text)
        column.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self._kind.chosen.connect(self._on_kind_chosen)
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self._chips.chosen.connect(self._on_chips_chosen)
        self._empty_button.clicked.connect(self._on_empty_button_clicked)
        for view in (self.post_list, self.asset_list):
            view.clicked.connect(self._on_list_activated)
        self.post_list.customContextMenuRequested.connect(self._on_post_list_menu)
        self.asset_list.customContextMenuRequested.connect(self._on_asset_list_menu)
        for model in (self._posts, self._assets):
            model.picture_wanted.connect(self.picture_wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_site(self, title: str) -> None:
        """Show the project's name; an empty one means that no project is open."""
        self._site.setText(title or self.tr("No project"))
        self._site.setToolTip(title)

    def show_content(self, content: PanelContent) -> None:
        """List these posts and assets, keeping filter, selection and scroll."""
        self._content = content
        self._refresh()

    def show_current(self, path: str) -> None:
        """Mark the post in front, by its path in the project; an empty path marks none."""
        if path == self._current:
            return  # said at every change of the post's state: 20,000 rows are not searched for each letter
        self._current = path
        self._select_current()

    def set_picture(self, path: str, image: QImage) -> None:
        """Put a thumbnail where it is wanted."""
        self._posts.set_picture(path, image)
        self._assets.set_picture(path, image)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail."""
        self._posts.forget_pictures()
        self._assets.forget_pictures()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self._posts.forget_picture(path)
        self._assets.forget_picture(path)

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        for view in (self.post_list, self.asset_list):
            delegate = view.itemDelegate()
            if isinstance(delegate, RowDelegate):
                delegate.theme = theme
            view.viewport().update()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def shows_assets(self) -> bool:
        """Return True while assets are listed."""
        return self._kind.choice == "assets"

    # -- what is on show ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        words = tuple(self.filter.text().casefold().split())
        posts = [
            entry
            for entry in self._content.posts
            if self._chips.choice in ("all", entry.status) and matches(entry, words)
        ]
        assets = [
            entry for entry in self._content.assets if all(word in entry.path.casefold() for word in words)
        ]
        self._posts.set_rows(posts)
        self._assets.set_rows(assets)
        self._select_current()
        self._show_counts()
        showing = assets if self.shows_assets() else posts
        if showing:
            self._pages.setCurrentWidget(self.asset_list if self.shows_assets() else self.post_list)
        else:
            self._show_empty()

    def _select_current(self) -> None:
        index = self._posts.row_of(self._current) if self._current else QModelIndex()
        if index.isValid():
            self.post_list.setCurrentIndex(index)
        else:
            self.post_list.clearSelection()

    def _show_counts(self) -> None:
        self._chips.show_counts(Counter(entry.status for entry in self._content.posts))
        self._chips.setVisible(not self.shows_assets())
        if not self._content.complete:
            self._count.setText(self.tr("Reading…"))
        elif self.shows_assets():
            self._count.setText(self.tr("%Ln picture(s)", "", len(self._content.assets)))
        else:
            self._count.setText(self.tr("%Ln post(s)", "", len(self._content.posts)))

    def _show_empty(self) -> None:
        filtered = bool(self.filter.text()) or (self._chips.choice != "all" and not self.shows_assets())
        if not self._site.text() or self._site.text() == self.tr("No project"):
            text, button = (
                self.tr("Open the folder of your site to see its posts here."),
                self.tr("Open project…"),
            )
        elif not self._content.complete:
            text, button = self.tr("Reading the folder…"), ""
        elif filtered:
            text, button = self.tr("Nothing here matches the filter."), self.tr("Show all")
        elif self.shows_assets():
            text, button = self.tr("No pictures yet. Put them into assets/images in your site's folder."), ""
        else:
            text, button = self.tr("No posts yet. The first one is a click away."), self.tr("New post")
        self._empty_text.setText(text)
        self._empty_button.setText(button)
        self._empty_button.setVisible(bool(button))
        self._pages.setCurrentIndex(2)

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_kind_chosen(self, _choice: str) -> None:
        self._refresh()

    @Slot(str)
    def _on_filter_text_changed(self, _text: str) -> None:
        self._refresh()

    @Slot(str)
    def _on_chips_chosen(self, _state: str) -> None:
        self._refresh()

    @Slot()
    def _on_empty_button_clicked(self) -> None:
        if self.filter.text() or self._chips.choice != "all":
            self._chips.set_choice("all")
            self.filter.clear()
            self._refresh()
        elif self._site.text() == self.tr("No project"):
            self.open_project_requested.emit()
        else:
            self.new_post_requested.emit()

    @Slot(QModelIndex)
    def _on_list_activated(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        if isinstance(entry, PostEntry):
            self.post_requested.emit(entry.path)
        elif isinstance(entry, AssetEntry):
            self.asset_requested.emit(entry.path)

    @Slot(QPoint)
    def _on_post_list_menu(self, point: QPoint) -> None:
        entry = self.post_list.indexAt(point).data(EntryRole)
        if isinstance(entry, PostEntry):
            self.post_menu_requested.emit(entry.path, self.post_list.viewport().mapToGlobal(point))

    @Slot(QPoint)
    def _on_asset_list_menu(self, point: QPoint) -> None:
        entry = self.asset_list.indexAt(point).data(EntryRole)
        if isinstance(entry, AssetEntry):
            self.asset_menu_requested.emit(entry.path, self.asset_list.viewport().mapToGlobal(point))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open a row, Down go from the filter into the list, and Escape back to the text."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        view = self.asset_list if self.shows_assets() else self.post_list
        key = event.key()
        if watched is self.filter and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_list(view, opens=key != Qt.Key.Key_Down)
            return True
        if key == Qt.Key.Key_Escape:
            if watched is self.filter and self.filter.text():
                self.filter.clear()
            else:
                self.leave_requested.emit()
            return True
        if watched is view and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_list_activated(view.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _enter_list(self, view: QListView, *, opens: bool) -> None:
        first = view.model().index(0, 0)
        if not first.isValid():
            return
        if opens:
            self._on_list_activated(first)
            return
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not view.currentIndex().isValid():
            view.setCurrentIndex(first)
