"""Owns the list of posts as it is looked at and walked through: scrolling, selecting, opening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from editor.core.arranging import Arrangement
from editor.core.query.hits import Excerpt
from editor.widgets.panel.lists import select_alone
from editor.widgets.panel.post_rows import PostModel
from editor.widgets.panel.posts import EXCERPT_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT, PostDelegate
from editor.widgets.theme import Theme

if TYPE_CHECKING:
    from editor.core.query.nodes import Words

# Selections beyond this are not carried over to a list that has changed: it would take longer than a blink.
_MOST_KEPT = 2000


class PostTable(QTableView):
    """The rows. ``opened`` carries the path of a post, ``menu_requested`` the selected paths and the place;
    ``typed`` a letter that belongs into the search box, ``left_at_top`` that the cursor went above the list.

    A table of one column: unlike a list view it lays out 20,000 rows without asking for each of them.
    """

    opened = Signal(object)
    menu_requested = Signal(object, QPoint)
    typed = Signal(str)
    left_at_top = Signal()
    leave_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PostModel(self)
        self._delegate = PostDelegate(self)
        self._front = ""
        self._moved: dict[str, str] = {}
        self._thrown: frozenset[str] = frozenset()
        self._apart: frozenset[int] = frozenset()
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW_HEIGHT)
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_menu)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_rows(self, shown: Arrangement, words: Sequence[Words], *, same_view: bool) -> None:
        """Show these rows and keep what is selected; in the ``same_view`` also what is at the top."""
        selected = self.selected_paths() if self._selected_count() <= _MOST_KEPT else ()
        kept = tuple(self._moved.get(path, path) for path in selected)
        row, current = self.currentIndex().row(), self._path_at(self.currentIndex())
        current = self._moved.get(current, current)
        top = self.rowAt(0)
        top_path, offset = self._path_at(self.rows.index(top, 0)), self.rowViewportPosition(max(top, 0))
        self.rows.show_rows(shown, words)
        self._size_rows(searching=bool(words))
        self._thrown = frozenset()
        self._moved = {old: new for old, new in self._moved.items() if not self.rows.place_of(new).isValid()}
        self._select(kept or ((self._front,) if self._front else ()), current)
        if same_view and kept and not self._selected_count():
            self._select_near(row)
        place = self.rows.place_of(top_path) if same_view else QModelIndex()
        if place.isValid():
            at = self.verticalHeader().sectionPosition(place.row())
            self.verticalScrollBar().setValue(at - offset)
        elif not same_view:
            self.scrollToTop()

    def _size_rows(self, *, searching: bool) -> None:
        header = self.verticalHeader()
        height = ROW_HEIGHT + (EXCERPT_HEIGHT if searching else 0)
        if header.defaultSectionSize() != height:
            header.setDefaultSectionSize(height)
        headings = frozenset(self.rows.headings())
        for row in self._apart | headings:
            if row < header.count():
                header.resizeSection(row, HEADING_HEIGHT if row in headings else height)
        self._apart = headings

    def _select(self, paths: Sequence[str], current: str) -> None:
        selection = QItemSelection()
        for path in paths:
            place = self.rows.place_of(path)
            if place.isValid():
                selection.select(place, place)
        model = self.selectionModel()
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = self.rows.place_of(current or (paths[0] if paths else ""))
        if at.isValid():
            model.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _select_near(self, row: int) -> None:
        """Select the post that stands where the ones selected stood, which are gone: the next key is about that."""
        last = self.rows.rowCount() - 1
        near = (*range(min(row, last), last + 1), *range(min(row, last), -1, -1))
        place = next((one for one in near if self.rows.post_at(one) is not None), None)
        if place is not None:
            select_alone(self, self.rows.index(place, 0))

    def note_moved(self, moved: Mapping[str, str]) -> None:
        """Keep posts selected that have other paths, by the old ones, when they are next shown."""
        whole = {old: moved.get(new, new) for old, new in self._moved.items()} | dict(moved)
        self._moved = {old: new for old, new in whole.items() if old != new}

    def note_thrown(self, paths: Iterable[str]) -> None:
        """Stay where the writer is while these posts go and another one comes to the front for them."""
        self._thrown = frozenset(paths)

    def show_front(self, path: str) -> None:
        """Select the post that is being edited; an empty path selects none.

        Only another one than before: what is selected meanwhile stays while the same post is written and saved.
        """
        if path == self._front:
            return
        before, self._front = self._front, path
        if before in self._thrown:
            return  # the row is still there; when it goes, the one beside it takes its place
        place = self.rows.place_of(path)
        if place.isValid():
            select_alone(self, place)
        else:
            self.clearSelection()

    def set_excerpts(self, excerpts: Mapping[str, Excerpt]) -> None:
        """Show the hits in texts."""
        self.rows.set_excerpts(excerpts)
        self.viewport().update()

    def set_picture(self, path: str, image: QImage) -> None:
        """Show a thumbnail."""
        self.rows.set_picture(path, image)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._delegate.theme = theme
        self.viewport().update()

    # -- what is selected --------------------------------------------------------------------------------------

    def selected_paths(self) -> tuple[str, ...]:
        """Return the paths of the selected posts, in the order of the list."""
        rows = sorted(
            row for part in self.selectionModel().selection() for row in range(part.top(), part.bottom() + 1)
        )
        posts = (self.rows.post_at(row) for row in rows)
        return tuple(post.path for post in posts if post is not None)

    def _selected_count(self) -> int:
        return sum(part.height() for part in self.selectionModel().selection())

    def _path_at(self, index: QModelIndex | QPersistentModelIndex) -> str:
        post = self.rows.post_at(index.row()) if index.isValid() else None
        return post.path if post is not None else ""

    def enter(self) -> None:
        """Take the keyboard, on the first post if none is current."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid():
            self.select_first()

    def select_first(self) -> None:
        """Select the first post."""
        select_alone(self, self.rows.index(self._first(), 0))

    def open_first(self) -> None:
        """Open the first post."""
        post = self.rows.post_at(self._first())
        if post is not None:
            self.opened.emit(post.path)

    def _first(self) -> int:
        return 1 if 0 in self.rows.headings() else 0

    # -- what the writer does ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, search with letters, leave with Escape, go up to the search box from the first row."""
        key = event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for path in self.selected_paths()[:20] or (self._path_at(self.currentIndex()),):
                if path:
                    self.opened.emit(path)
        elif key == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= self._first():
            self.left_at_top.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first and the last post with Home and End, as lists do; in a table that takes Ctrl."""
        if action in (QTableView.CursorAction.MoveHome, QTableView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        if not self.currentIndex().isValid():
            # Qt would begin at the first row, which may be a heading, and nobody gets on from there.
            return self.rows.index(self._first(), 0)
        return super().moveCursor(action, modifiers)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        path = self._path_at(index)
        if path and self._selected_count() == 1:  # with Ctrl or Shift held the writer gathers rows
            self.opened.emit(path)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        paths = self.selected_paths()
        if self._path_at(self.indexAt(point)) and paths:
            self.menu_requested.emit(paths, self.viewport().mapToGlobal(point))
