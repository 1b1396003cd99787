"""Owns what the panes of the panel are made of: a list of rows, and the page that stands in for an empty one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from editor.widgets.panel.rows import RowDelegate, RowModel


def row_list(model: RowModel, delegate: RowDelegate, name: str, parent: QWidget) -> QListView:
    """Return a list of rows of one height; ``name`` is what a screen reader calls it."""
    view = QListView(parent)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setAccessibleName(name)
    return view


def enter_list(view: QListView) -> None:
    """Give the keyboard to a list, on its first row if none is current."""
    first = view.model().index(0, 0)
    if not first.isValid():
        return
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    if not view.currentIndex().isValid():
        view.setCurrentIndex(first)


def select_alone(view: QAbstractItemView, index: QModelIndex) -> None:
    """Select one row and make it the current one.

    ``setCurrentIndex`` of a list that takes several rows asks which keys are down: with Ctrl+Tab it would gather
    the post turned to with the one before.
    """
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.scrollTo(index)


class EmptyPage(QWidget):
    """Says why a list is empty and offers the next step; ``pressed`` when the writer takes it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setProperty("tone", "muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str, button: str = "") -> None:
        """Show this sentence, and a button where there is a next step."""
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
