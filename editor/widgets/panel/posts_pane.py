"""Owns the pane of posts: the search box, the chips of states and the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from editor.core.catalog import PostEntry, matches
from editor.widgets.panel.lists import EmptyPage, enter_list, first_row, row_list
from editor.widgets.panel.posts import PostDelegate, post_model
from editor.widgets.panel.rows import EntryRole
from editor.widgets.panel.state_chips import StateChips
from editor.widgets.theme import Theme


class PostsPane(QWidget):
    """Lists the posts. ``post_requested`` carries a path in the project, ``menu_requested`` a tuple of such paths
    (the selected rows) and the place on the screen; ``counted`` what the panel says beside the site's name."""

    post_requested = Signal(str)
    menu_requested = Signal(object, QPoint)
    picture_wanted = Signal(str)
    new_post_requested = Signal()
    open_project_requested = Signal()
    leave_requested = Signal()
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._posts: tuple[PostEntry, ...] = ()
        self._complete = True
        self._has_project = False
        self._current = ""
        self.count_text = ""
        self.filter = QLineEdit(self)
        self._model = post_model(self)
        self._delegate = PostDelegate(self)
        self.list = row_list(self._model, self._delegate, self.tr("Posts"), self)
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._chips = StateChips(self)
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the posts"))
        self.filter.installEventFilter(self)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.installEventFilter(self)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.filter)
        top.addWidget(self._chips)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self._chips.chosen.connect(self._on_chips_chosen)
        self._empty.pressed.connect(self._on_empty_pressed)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self._model.picture_wanted.connect(self.picture_wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_has_project(self, *, has_project: bool) -> None:
        """Say whether a project is open: an empty list offers another step without one."""
        self._has_project = has_project
        self._refresh()

    def show_posts(self, posts: Sequence[PostEntry], *, complete: bool) -> None:
        """List these posts, keeping filter, selection and scroll; not ``complete`` while the folder is read."""
        self._posts, self._complete = tuple(posts), complete
        self._refresh()

    def show_current(self, path: str) -> None:
        """Mark the post in front, by its path in the project; an empty path marks none."""
        if path == self._current:
            return  # said at every change of the post's state: 20,000 rows are not searched for each letter
        self._current = path
        self._select_current()

    def set_picture(self, path: str, image: QImage) -> None:
        """Put a thumbnail where it is wanted."""
        self._model.set_picture(path, image)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail."""
        self._model.forget_pictures()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self._model.forget_picture(path)

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def focus_filter(self) -> None:
        """Put the cursor into the search box."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def selected_paths(self) -> tuple[str, ...]:
        """Return the paths of the selected posts, in the order of the list."""
        rows = sorted(self.list.selectedIndexes(), key=QModelIndex.row)
        entries = [index.data(EntryRole) for index in rows]
        return tuple(entry.path for entry in entries if isinstance(entry, PostEntry))

    # -- what is on show ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        words = tuple(self.filter.text().casefold().split())
        shown = [
            entry
            for entry in self._posts
            if self._chips.choice in ("all", entry.status) and matches(entry, words)
        ]
        self._model.set_rows(shown)
        self._select_current()
        self._show_counts()
        if shown:
            self._pages.setCurrentWidget(self.list)
        else:
            self._show_empty()

    def _select_current(self) -> None:
        index = self._model.row_of(self._current) if self._current else QModelIndex()
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()

    def _show_counts(self) -> None:
        self._chips.show_counts(Counter(entry.status for entry in self._posts))
        text = self.tr("%Ln post(s)", "", len(self._posts)) if self._complete else self.tr("Reading…")
        if text != self.count_text:
            self.count_text = text
            self.counted.emit(text)

    def _is_narrowed(self) -> bool:
        return bool(self.filter.text()) or self._chips.choice != "all"

    def _show_empty(self) -> None:
        if not self._has_project:
            text = self.tr("Open the folder of your site to see its posts here.")
            self._empty.say(text, self.tr("Open project…"))
        elif not self._complete:
            self._empty.say(self.tr("Reading the folder…"))
        elif self._is_narrowed():
            self._empty.say(self.tr("Nothing here matches the filter."), self.tr("Show all"))
        else:
            self._empty.say(self.tr("No posts yet. The first one is a click away."), self.tr("New post"))
        self._pages.setCurrentWidget(self._empty)

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_filter_text_changed(self, _text: str) -> None:
        self._refresh()

    @Slot(str)
    def _on_chips_chosen(self, _state: str) -> None:
        self._refresh()

    @Slot()
    def _on_empty_pressed(self) -> None:
        if not self._has_project:
            self.open_project_requested.emit()
        elif self._is_narrowed():
            self._chips.set_choice("all")
            self.filter.clear()
            self._refresh()
        else:
            self.new_post_requested.emit()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        if len(self.list.selectedIndexes()) <= 1:  # with Ctrl or Shift held the writer gathers rows
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        if isinstance(entry, PostEntry):
            self.post_requested.emit(entry.path)

    @Slot(QPoint)
    def _on_list_menu(self, point: QPoint) -> None:
        paths = self.selected_paths()
        if self.list.indexAt(point).isValid() and paths:
            self.menu_requested.emit(paths, self.list.viewport().mapToGlobal(point))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open a row, Down go from the filter into the list, and Escape back to the text."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        enters = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.filter and key == Qt.Key.Key_Down:
            enter_list(self.list)
        elif watched is self.filter and enters:
            self._open(first_row(self.list))
        elif watched is self.list and enters:
            self._open(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape and watched is self.filter and self.filter.text():
            self.filter.clear()
        elif key == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            return super().eventFilter(watched, event)
        return True
