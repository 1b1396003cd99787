"""Owns the pane of assets: the filter and the list of the site's pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from editor.core.catalog import AssetEntry
from editor.widgets.panel.assets import AssetDelegate, asset_model
from editor.widgets.panel.lists import EmptyPage, enter_list, first_row, row_list
from editor.widgets.panel.rows import EntryRole
from editor.widgets.theme import Theme


class AssetsPane(QWidget):
    """Lists the pictures. ``asset_requested`` carries a path in the project, ``menu_requested`` such a path and
    the place on the screen; ``counted`` what the panel says beside the site's name."""

    asset_requested = Signal(str)
    menu_requested = Signal(str, QPoint)
    picture_wanted = Signal(str)
    open_project_requested = Signal()
    leave_requested = Signal()
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assets: tuple[AssetEntry, ...] = ()
        self._complete = True
        self._has_project = False
        self.count_text = ""
        self.filter = QLineEdit(self)
        self._model = asset_model(self)
        self._delegate = AssetDelegate(self)
        self.list = row_list(self._model, self._delegate, self.tr("Assets"), self)
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the assets"))
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.addWidget(self.filter)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self._empty.pressed.connect(self._on_empty_pressed)
        self.list.clicked.connect(self._open)
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self._model.picture_wanted.connect(self.picture_wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_has_project(self, *, has_project: bool) -> None:
        """Say whether a project is open: an empty list offers another step without one."""
        self._has_project = has_project
        self._refresh()

    def show_assets(self, assets: Sequence[AssetEntry], *, complete: bool) -> None:
        """List these pictures, keeping filter, selection and scroll; not ``complete`` while the folder is read."""
        self._assets, self._complete = tuple(assets), complete
        self._refresh()

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
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # -- what is on show ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [entry for entry in self._assets if all(word in entry.path.casefold() for word in words)]
        self._model.set_rows(shown)
        text = self.tr("%Ln picture(s)", "", len(self._assets)) if self._complete else self.tr("Reading…")
        if text != self.count_text:
            self.count_text = text
            self.counted.emit(text)
        if shown:
            self._pages.setCurrentWidget(self.list)
        else:
            self._show_empty()

    def _show_empty(self) -> None:
        if not self._has_project:
            text = self.tr("Open the folder of your site to see its pictures here.")
            self._empty.say(text, self.tr("Open project…"))
        elif not self._complete:
            self._empty.say(self.tr("Reading the folder…"))
        elif self.filter.text():
            self._empty.say(self.tr("Nothing here matches the filter."), self.tr("Show all"))
        else:
            self._empty.say(
                self.tr("No pictures yet. Put them into assets/images in your site's folder."),
            )
        self._pages.setCurrentWidget(self._empty)

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_filter_text_changed(self, _text: str) -> None:
        self._refresh()

    @Slot()
    def _on_empty_pressed(self) -> None:
        if self._has_project:
            self.filter.clear()
        else:
            self.open_project_requested.emit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        if isinstance(entry, AssetEntry):
            self.asset_requested.emit(entry.path)

    @Slot(QPoint)
    def _on_list_menu(self, point: QPoint) -> None:
        entry = self.list.indexAt(point).data(EntryRole)
        if isinstance(entry, AssetEntry):
            self.menu_requested.emit(entry.path, self.list.viewport().mapToGlobal(point))

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
