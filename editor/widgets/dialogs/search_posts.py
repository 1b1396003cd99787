"""Owns the window that searches the texts of all posts: each post that is hit, with the lines that are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.core.query.completion import Known
from editor.core.query.hits import Finder
from editor.core.query.nodes import Query, sought
from editor.widgets.dialogs.hit_rows import ROW_HEIGHT, HitDelegate, HitModel, HitRow, RowRole
from editor.widgets.panel.search_box import SearchBox
from editor.widgets.theme import Theme

# A question for all texts waits for a moment's pause in the typing.
_PAUSE_MS = 120


class SearchPosts(QDialog):
    """A search box over posts and lines. ``search_requested`` carries a query, which ``show_rows`` answers;
    ``chosen`` the path of a post and the line of its body (from 0), or -1 where the headline or a field is hit.
    """

    search_requested = Signal(str)
    chosen = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Search all posts"))
        self.box = SearchBox(self)
        self.list = QTableView(self)
        self.told = QLabel(self)
        self._model = HitModel(self)
        self._delegate = HitDelegate(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._answered: str | None = None
        # Enter before the answer to what was typed has come: the first of that answer is meant, not of the last.
        self._opens = False
        self._build()
        self.box.query_changed.connect(self._on_box_query_changed)
        self.box.entered.connect(self._on_box_entered)
        self.box.left_below.connect(self._on_box_left_below)
        self.box.left.connect(self.reject)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.list.clicked.connect(self._choose)
        self.list.installEventFilter(self)

    def _build(self) -> None:
        table = self.list
        table.setModel(self._model)
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(self.tr("Posts and lines found"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(1)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.told.setProperty("tone", "muted")
        self.told.setProperty("scale", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.told)
        column.addWidget(table, 1)
        self.resize(760, 560)

    # -- values in ---------------------------------------------------------------------------------------------

    def set_known(self, known: Known) -> None:
        """Suggest these values in the box."""
        self.box.set_known(known)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def open_for(self, text: str) -> None:
        """Show the window with ``text`` in the box, or with what was looked for last when it is empty."""
        if text:
            self.box.set_text(text)
        self.show()
        self.raise_()
        self.activateWindow()
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.selectAll()
        self._on_pause_timeout()

    def show_rows(self, text: str, rows: Sequence[HitRow], *, posts: int, total: int) -> None:
        """Show what was found for the query ``text`` in ``posts`` of ``total`` posts that are hit."""
        words = sought(self.box.query.node)
        self._delegate.headlines = Finder(word for word in words if word.field in ("", "title"))
        at = self.list.currentIndex().row()
        self._model.set_rows(rows)
        if text == self._answered:  # more of the same: the writer stays where they are
            self.list.setCurrentIndex(self._model.index(min(at, len(rows) - 1), 0))
        lines = sum(row.hit is not None for row in rows)
        if not words:
            told = self.tr("Type words to look for in the text of every post.")
        elif not total:
            told = self.tr("No post has that.")
        else:
            parts = [self.tr("%Ln post(s)", "", total)]
            if posts < total:
                parts.append(self.tr("the first {0} posts are shown").format(posts))
            parts.append(self.tr("%Ln line(s)", "", lines))  # of those that are shown
            told = " · ".join(parts)
        self.told.setText(told)
        if rows and text != self._answered:
            self.list.setCurrentIndex(self._model.index(1 if len(rows) > 1 and rows[1].hit else 0, 0))
        self._answered = text
        if self._opens and text == self.box.line.text():
            self._opens = False
            self._choose(self.list.currentIndex())

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(object)
    def _on_box_query_changed(self, _query: Query) -> None:
        self._opens = False
        self._pause.start()

    @Slot()
    def _on_pause_timeout(self) -> None:
        self._pause.stop()
        self.search_requested.emit(self.box.line.text())

    @Slot()
    def _on_box_entered(self) -> None:
        self._opens = self._answered != self.box.line.text()
        if not self._opens:
            self._choose(self.list.currentIndex())

    @Slot()
    def _on_box_left_below(self) -> None:
        self._step(1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if isinstance(row, HitRow):
            self.hide()
            self.chosen.emit(row.post.path, row.hit.line if row.hit is not None else -1)

    def _step(self, rows: int) -> None:
        at = min(max(self.list.currentIndex().row() + rows, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(at, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open a row, Up leave the list at its top, and letters go on in the box."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0:
            self.box.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMANDS:
            self.box.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.line.end(False)
            self.box.line.insert(event.text())
        else:
            return super().eventFilter(watched, event)
        return True


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
