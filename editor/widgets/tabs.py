"""Owns the tabs of the open posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

# A long headline is cut in its tab; the whole of it is the tool tip.
_MOST_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class TabText:
    """What a tab says: the headline, whether it is unsaved, and the path as tool tip."""

    title: str
    dirty: bool
    tip: str


class PostTabs(QTabBar):
    """One tab for each open post, in the order of the posts."""

    tab_chosen = Signal(int)
    close_requested = Signal(int)
    order_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        # Titles are cut here, before the mark of what is unsaved: Qt would cut that off.
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setDrawBase(False)
        self.setAccessibleName(self.tr("Open posts"))
        self.currentChanged.connect(self._on_current_changed)
        self.tabMoved.connect(self._on_tab_moved)

    def show_tabs(self, tabs: Sequence[TabText], current: int) -> None:
        """Show these tabs with ``current`` in front; -1 for none."""
        with QSignalBlocker(self):
            while self.count() > len(tabs):
                self.removeTab(self.count() - 1)
            while self.count() < len(tabs):
                self._add_tab()
            for index, tab in enumerate(tabs):
                self._show_tab(index, tab)
            if current >= 0:
                self.setCurrentIndex(current)

    def _add_tab(self) -> None:
        index = self.addTab("")
        cross = QToolButton(self)
        cross.setObjectName("tab-close")
        cross.setText("×")
        cross.setToolTip(self.tr("Close tab"))
        cross.setAccessibleName(self.tr("Close tab"))
        # The keyboard has its own key for this; a stop at every cross would be in the way.
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self._on_cross_clicked)
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)

    @Slot()
    def _on_cross_clicked(self) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is self.sender():
                self.close_requested.emit(index)
                return

    def _show_tab(self, index: int, tab: TabText) -> None:
        title = " ".join(tab.title.split()) or self.tr("New post")
        cut = title if len(title) <= _MOST_CHARACTERS else title[:_MOST_CHARACTERS].rstrip() + "…"
        text = f"{cut} ●" if tab.dirty else cut
        text = text.replace("&", "&&")
        if self.tabText(index) != text:
            self.setTabText(index, text)
        self.setTabToolTip(index, f"{title}\n{tab.tip}" if tab.tip else title)
        unsaved = self.tr("{title}, unsaved").format(title=title)
        self.setAccessibleTabName(index, unsaved if tab.dirty else title)

    @Slot(int)
    def _on_current_changed(self, index: int) -> None:
        if index >= 0:
            self.tab_chosen.emit(index)

    @Slot(int, int)
    def _on_tab_moved(self, source: int, target: int) -> None:
        self.order_changed.emit(source, target)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close a tab by the middle button, as browsers do."""
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_requested.emit(index)
            return
        super().mouseReleaseEvent(event)
