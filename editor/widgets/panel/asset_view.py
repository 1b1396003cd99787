"""Owns the list of assets as a view: a grid that fits its width or rows, and the keys that work on what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from editor.core.assets import Asset
from editor.widgets.panel.asset_model import AssetModel
from editor.widgets.panel.asset_tiles import PAD, AssetDelegate
from editor.widgets.panel.rows import MARGIN, EntryRole

# Pictures begin where the fields above them do; Qt itself leaves two pixels.
_LEFT = MARGIN - PAD - 2
# Qt breaks a line whose last cell ends just where the view does.
_SPARE = 3
_KEYS = {
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): "look",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier): "insert",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier): "used",
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "trash",
}


class AssetView(QListView):
    """Lists assets. ``job_requested`` carries what is to be done and the paths it is to be done with; ``leave``
    when the writer goes back to the text."""

    job_requested = Signal(str, object)
    leave = Signal()

    def __init__(self, model: AssetModel, delegate: AssetDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("Assets"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_grid(grid=True)

    @property
    def is_grid(self) -> bool:
        """True while tiles are shown."""
        return self._delegate.grid

    def set_grid(self, *, grid: bool) -> None:
        """Show tiles, or rows."""
        self._delegate.grid = grid
        mode = QListView.ViewMode
        self.setViewMode(mode.IconMode if grid else mode.ListMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # After the movement, which says something of its own about dragging.
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setViewportMargins(_LEFT if grid else 0, 0, 0, 0)
        self._fit()
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        if self._delegate.grid:
            # The scroll bar may come and go: its room is always left, or the tiles would jump.
            bar = self.verticalScrollBar()
            room = self.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())
            self.setGridSize(self._delegate.fit(room - _SPARE))
        else:
            self.setGridSize(QSize())

    def selected(self) -> tuple[Asset, ...]:
        """Return the assets that are chosen, in the order of the list; the current one when none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        indexes = [self.model().index(row, 0) for row in rows] or [self.currentIndex()]
        return tuple(asset for index in indexes if isinstance(asset := index.data(EntryRole), Asset))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tiles to the width."""
        self._fit()
        super().resizeEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look at what is clicked twice."""
        super().mouseDoubleClickEvent(event)
        self._ask("look")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; the others walk through the list and choose."""
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        job = _KEYS.get((Qt.Key(key), held))
        if job is not None:
            self._ask(job)
        elif key == Qt.Key.Key_Escape:
            self.leave.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, job: str) -> None:
        paths = tuple(asset.path for asset in self.selected())
        if paths:
            self.job_requested.emit(job, paths)

    def event(self, event: QEvent) -> bool:
        """Keep keys that are shortcuts of menus elsewhere, such as Delete, while the list has the keyboard."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and (Qt.Key(event.key()), event.modifiers()) in _KEYS:
            event.accept()
            return True
        return super().event(event)
