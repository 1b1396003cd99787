"""Owns the pane of assets: search, filters, the grid or list of the site's pictures, and the way to bring in more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from editor.core.assets import Asset, AssetCatalogue, AssetFilter, matching
from editor.widgets.drags import foreign_files
from editor.widgets.panel.asset_chips import AssetChips
from editor.widgets.panel.asset_model import AssetModel
from editor.widgets.panel.asset_tiles import AssetDelegate
from editor.widgets.panel.asset_view import AssetView
from editor.widgets.panel.lists import EmptyPage, enter_list, select_alone
from editor.widgets.segments import Segments
from editor.widgets.theme import Theme


class AssetsPane(QWidget):
    """Lists the assets. ``job_requested`` carries what is to be done and a tuple of paths in the project,
    ``menu_requested`` such paths and a place on the screen, ``files_dropped`` paths of files from elsewhere;
    ``counted`` what the panel says beside the site's name."""

    job_requested = Signal(str, object)
    menu_requested = Signal(object, QPoint)
    files_dropped = Signal(object)
    import_requested = Signal()
    picture_wanted = Signal(object)
    open_project_requested = Signal()
    leave_requested = Signal()
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = AssetCatalogue()
        self._complete = True
        self._is_stopped = False
        self._has_project = False
        self._moved: dict[str, str] = {}
        self._stay: frozenset[str] = frozenset()  # under new names that the search does not find
        self.count_text = ""
        self.filter = QLineEdit(self)
        self.chips = AssetChips(self)
        self._model = AssetModel(self)
        self._delegate = AssetDelegate(self._model, self)
        self.list = AssetView(self._model, self._delegate, self)
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self.import_button = QPushButton(self.tr("Import…"), self)
        self.modes = Segments(
            self.tr("How assets are shown"), (("grid", self.tr("Grid")), ("list", self.tr("List"))), self
        )
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(self.tr("Search assets"))
        self.filter.setAccessibleName(self.tr("Search assets"))
        self.filter.installEventFilter(self)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.filter)
        top.addWidget(self.chips)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(12, 8, 12, 8)
        bottom.addWidget(self.import_button)
        bottom.addStretch(1)
        bottom.addWidget(self.modes)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)
        whole.addLayout(bottom)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self.chips.chosen.connect(self._on_chips_chosen)
        self.modes.chosen.connect(self._on_modes_chosen)
        self._empty.pressed.connect(self._on_empty_pressed)
        self.import_button.clicked.connect(self._on_import_button_clicked)
        self.list.job_requested.connect(self.job_requested)
        self.list.leave.connect(self.leave_requested)
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self._model.picture_wanted.connect(self.picture_wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_has_project(self, *, has_project: bool) -> None:
        """Say whether a project is open: an empty list offers another step without one."""
        self._has_project = has_project
        self.import_button.setEnabled(has_project)
        self._refresh()

    def show_complete(self, *, complete: bool) -> None:
        """Say whether the folder has been read to its end."""
        self._complete = complete
        self._refresh()

    def show_stopped(self, *, stopped: bool) -> None:
        """Say whether reading the folder was stopped before its end."""
        self._is_stopped = stopped
        self._refresh()

    def show_catalogue(self, catalogue: AssetCatalogue) -> None:
        """List these assets, keeping search, filter, selection and scroll."""
        self._catalogue = catalogue
        self._delegate.uses_known = catalogue.complete
        self.chips.show_counts(catalogue.counts)
        self._refresh()

    def set_picture(self, path: str, image: QImage, pixels: tuple[int, int]) -> None:
        """Put a thumbnail where it is wanted, and say how large the whole picture is."""
        self._model.set_picture(path, image, pixels)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail."""
        self._model.forget_pictures()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self._model.forget_picture(path)

    def set_theme(self, theme: Theme) -> None:
        """Draw assets in the colours of ``theme``."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_grid(self, *, grid: bool) -> None:
        """Show tiles, or rows."""
        self.modes.set_choice("grid" if grid else "list")
        self.list.set_grid(grid=grid)

    def focus_filter(self) -> None:
        """Put the cursor into the search."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def select(self, path: str) -> None:
        """Choose an asset and bring it into view; one that the filter hides shows all first."""
        if not self._model.index_of(path).isValid():
            self.chips.set_choice(AssetFilter.ALL)
            self.filter.clear()
            self._refresh()
        index = self._model.index_of(path)
        if index.isValid():
            select_alone(self.list, index)

    def follow_moves(self, moved: Mapping[str, str]) -> None:
        """Keep what is chosen chosen, and what is on show there, under its new path once that is listed.

        It stays on show until another search or filter is asked for, whether or not its new name fits this one.
        """
        self._moved = dict(moved)
        self._stay |= {new for old, new in moved.items() if self._model.index_of(old).isValid()}

    # -- what is on show ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        chosen = {asset.path for asset in self.list.selected()} if self._model.rowCount() else set()
        current = self.list.currentIndex().row()
        shown = self._found()
        self._model.set_rows(shown)
        self._select_again(chosen, current)
        count = len(self._catalogue.assets)
        if self._complete:
            text = self.tr("%Ln asset(s)", "", count)
        elif self._is_stopped:
            text = self.tr("Stopped: {count} so far").format(count=self.locale().toString(count))
        else:
            text = self.tr("Reading…")
        if text != self.count_text:
            self.count_text = text
            self.counted.emit(text)
        if shown:
            self._pages.setCurrentWidget(self.list)
        else:
            self._show_empty()

    def _found(self) -> list[Asset]:
        """Return what the search and the filter find, and what has been renamed among that since."""
        found = list(matching(self._catalogue.listed(self.chips.choice), self.filter.text()))
        if not self._stay:
            return found
        there = {asset.path for asset in found}
        renamed = (self._catalogue.find(path) for path in self._stay - there)
        found += (asset for asset in renamed if asset is not None and not asset.is_missing)
        return sorted(found, key=lambda asset: asset.path)

    def _select_again(self, chosen: set[str], current: int) -> None:
        """After the rows changed, choose what was chosen; where that went, stay near."""
        if self.list.currentIndex().isValid() or not chosen:
            return
        now = {self._moved.get(path, path) if self._catalogue.find(path) is None else path for path in chosen}
        indexes = [index for path in sorted(now) if (index := self._model.index_of(path)).isValid()]
        near = self._model.index(min(current, self._model.rowCount() - 1))
        for number, index in enumerate(indexes or [near]):
            if number == 0:
                select_alone(self.list, index)
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def _show_empty(self) -> None:
        if not self._has_project:
            text = self.tr("Open the folder of your site to see its pictures here.")
            self._empty.say(text, self.tr("Open project…"))
        elif not self._complete and self._is_stopped:
            self._empty.say(self.tr("Reading stopped before any of this was listed."))
        elif not self._complete:
            self._empty.say(self.tr("Reading the folder…"))
        elif self.filter.text() or self.chips.choice is not AssetFilter.ALL:
            self._empty.say(self.tr("Nothing here matches the filter."), self.tr("Show all"))
        else:
            self._empty.say(self.tr("No pictures yet. Drop some here, or import them."), self.tr("Import…"))
        self._pages.setCurrentWidget(self._empty)

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_filter_text_changed(self, _text: str) -> None:
        self._stay = frozenset()
        self._refresh()

    @Slot(object)
    def _on_chips_chosen(self, _choice: AssetFilter) -> None:
        self._stay = frozenset()
        self._refresh()

    @Slot(str)
    def _on_modes_chosen(self, mode: str) -> None:
        self.list.set_grid(grid=mode == "grid")

    @Slot()
    def _on_import_button_clicked(self) -> None:
        self.import_requested.emit()

    @Slot()
    def _on_empty_pressed(self) -> None:
        if not self._has_project:
            self.open_project_requested.emit()
        elif self.filter.text() or self.chips.choice is not AssetFilter.ALL:
            self.chips.set_choice(AssetFilter.ALL)
            self.filter.clear()
            self._refresh()
        else:
            self.import_requested.emit()

    @Slot(QPoint)
    def _on_list_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        paths = tuple(asset.path for asset in self.list.selected())
        if paths and (index.isValid() or self.list.currentIndex().isValid()):
            self.menu_requested.emit(paths, self.list.viewport().mapToGlobal(point))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from other programs, wherever they are dropped."""
        if self._has_project and foreign_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files."""
        if files := foreign_files(event):
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter look at the first asset, Down go from the search into the list, Escape back to the text."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key == Qt.Key.Key_Down:
            enter_list(self.list)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._model.rowCount():
                select_alone(self.list, self._model.index(0))
                self.job_requested.emit("look", tuple(asset.path for asset in self.list.selected()))
        elif key == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif key == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            return super().eventFilter(watched, event)
        return True
