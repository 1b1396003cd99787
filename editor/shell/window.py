"""Owns how the parts of the desk are laid out, and nothing of what they do."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from editor.widgets.actions import commands, menus
from editor.widgets.columns import Columns
from editor.widgets.drags import foreign_files
from editor.widgets.empty import EmptyDesk
from editor.widgets.form.post_form import PostForm
from editor.widgets.notice import NoticeBar
from editor.widgets.panel.outline import OutlinePane
from editor.widgets.panel.panel import ProjectPanel
from editor.widgets.panel.side import SideColumn
from editor.widgets.preview.pane import PreviewPane
from editor.widgets.status import StatusLine
from editor.widgets.tabs import PostTabs
from editor.widgets.topbar import TopBar
from editor.widgets.writing.alt_bar import AltBar
from editor.widgets.writing.editor import MarkdownEditor
from editor.widgets.writing.find_bar import FindBar
from editor.widgets.writing.spelling_bar import SpellingBar

# The form may take this share of its column before it scrolls.
_FORM_SHARE = 0.45
# What bars and text keep of a low window, in px.
_FOR_THE_TEXT = 300
_DEFAULT_SIZES = (292, 648, 500)


class DeskWindow(QMainWindow):
    """The window. ``closing`` asks whether it may close; the answer comes by ``allow_close``.

    ``escaped`` tells of an Escape that no part of it had a use for.
    """

    closing = Signal()
    files_dropped = Signal(object)
    activated = Signal()
    escaped = Signal()
    full_screen_changed = Signal(bool)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Copydesk")
        self.setAcceptDrops(True)
        # The least width is what the parts on show need.
        self.setMinimumHeight(420)
        self.actions_by_name = actions
        self._may_close = False
        self.top = TopBar(actions["new_post"], actions["export"], self)
        self.panel = ProjectPanel(self)
        self.outline = OutlinePane(self)
        self.tabs = PostTabs(self)
        self.notice = NoticeBar(self)
        self.form = PostForm(self)
        self.editor = MarkdownEditor(self)
        self.find_bar = FindBar(self.editor, self)
        self.spelling_bar = SpellingBar(self)
        self.alt_bar = AltBar(self)
        self.empty = EmptyDesk(self)
        self.preview = PreviewPane(self)
        self.status = StatusLine(self)
        self.desk = QFrame(self)
        self.centre = QStackedWidget(self)
        self.splitter = Columns(self)
        self.recent_menu = QMenu(self.tr("Recent projects"), self)
        self._build_centre()
        self._build_splitter()
        self._build_menus()
        for action in actions.values():
            self.addAction(action)

    # -- building ----------------------------------------------------------------------------------------------

    def _build_centre(self) -> None:
        self.desk.setObjectName("desk")
        column = QVBoxLayout(self.desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.form, self.editor, self.find_bar, self.spelling_bar, self.alt_bar):
            column.addWidget(widget)
        column.setStretchFactor(self.editor, 1)
        self.find_bar.hide()
        self.spelling_bar.hide()
        self.centre.addWidget(self.empty)
        self.centre.addWidget(self.desk)
        self.middle = QFrame(self)
        self.middle.setObjectName("middle")
        outer = QVBoxLayout(self.middle)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.tabs)
        outer.addWidget(self.notice)
        outer.addWidget(self.centre, 1)
        self.tabs.hide()

    def _build_splitter(self) -> None:
        self.side = SideColumn(self.panel, self.outline, self)
        for index, widget in enumerate((self.side, self.middle, self.preview)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(index, (0, 3, 2)[index])
        self.side.setMinimumWidth(200)
        self.middle.setMinimumWidth(300)
        self.preview.setMinimumWidth(240)
        self.splitter.setSizes(list(_DEFAULT_SIZES))
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)

    def _build_menus(self) -> None:
        by_name = {name: self._menu(name, title) for name, title in menus()}
        self.post_menu, built = by_name["post"], by_name.values()
        self.post_menu.setToolTipsVisible(True)  # they say why a command cannot be had
        main, export, more = QMenu(self), QMenu(self), QMenu(self)
        for menu in built:
            main.addMenu(menu)
        for name in ("export", "save_pdf", "print_post", "copy_rich", "copy_html"):
            export.addAction(self.actions_by_name[name])
        for name in ("outline", "focus_mode", "full_screen", "show_commands", "preferences", "help"):
            more.addAction(self.actions_by_name[name])
        self.top.set_menus(main, export, more)
        self.preview.set_menu(by_name["page"])
        if sys.platform == "darwin":
            # There the menus belong to the screen; elsewhere the button at the left holds them.
            for menu in built:
                self.menuBar().addMenu(menu)

    def _menu(self, name: str, title: str) -> QMenu:
        menu = QMenu(title, self)
        group = 0
        for command in commands():
            if command.menu != name:
                continue
            if command.group != group:
                menu.addSeparator()
                group = command.group
            menu.addAction(self.actions_by_name[command.name])
            if command.name == "open_project":
                menu.addMenu(self.recent_menu)
        return menu

    # -- geometry ----------------------------------------------------------------------------------------------

    def layout_state(self) -> dict[str, str]:
        """Return sizes and geometry as plain texts to keep."""
        return {
            "assets": "grid" if self.panel.assets_as_grid else "list",
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            "side": ",".join(str(size) for size in self.side.shares()),
            "splitter": ",".join(str(width) for width in self.splitter.widths),
        }

    def restore_layout(self, state: Mapping[str, str]) -> None:
        """Bring back sizes and geometry; what is missing or odd is left as it is."""
        self.panel.show_assets(grid=state.get("assets") != "list")
        if geometry := state.get("geometry"):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
        self.side.set_shares([int(part) for part in state.get("side", "").split(",") if part.isdecimal()])
        sizes = [int(part) for part in state.get("splitter", "").split(",") if part.isdecimal()]
        if len(sizes) == self.splitter.count() and sum(sizes):
            self.splitter.setSizes(sizes)

    def usual_sizes(self) -> None:
        """Give panel and page the widths of the design, and the rest to the text."""
        panel, _, page = _DEFAULT_SIZES
        page = min(page, self.width() // 3)
        self.splitter.setSizes([panel, self.width() - panel - page, page])

    def show_mode(self, mode: str) -> None:
        """Show the text, the text and the page, or the page alone."""
        self.middle.setVisible(mode != "read")
        self.preview.setVisible(mode != "write")
        self.top.modes.set_choice(mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the form to its share of the height."""
        super().resizeEvent(event)
        self.form.set_height_limit(min(int(self.height() * _FORM_SHARE), self.height() - _FOR_THE_TEXT))

    # -- events that are intents -------------------------------------------------------------------------------

    def allow_close(self) -> None:
        """Let the next close event close the window."""
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything unsaved would go."""
        if not self._may_close:
            self.closing.emit()
        event.setAccepted(self._may_close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Escape; a part that closes something with it does not let it come here."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the writer comes back from another program, which may have changed files, and of full screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.full_screen_changed.emit(self.isFullScreen())
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if foreign_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        if files := foreign_files(event):
            event.acceptProposedAction()
            self.files_dropped.emit(files)
