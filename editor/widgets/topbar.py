"""Owns the bar along the top: the menu, the new post, where the post stands, the view and the way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from editor.widgets.segments import Segments


class PathLabel(QLabel):
    """A path that is cut in the middle when there is no room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("tone", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_path(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut for a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))


class TopBar(QFrame):
    """The bar. ``mode_chosen`` carries ``write``, ``split`` or ``read``."""

    mode_chosen = Signal(str)

    def __init__(self, new_post: QAction, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.menu_button = self._button("☰", self.tr("Menu"))
        self.new_button = self._button("", self.tr("New post"))
        self.new_button.setProperty("primary", True)
        self.new_button.setText(self.tr("＋ New post"))
        self.new_button.clicked.connect(new_post.trigger)
        self.path = PathLabel(self)
        self.modes = Segments(
            self.tr("View"),
            (("write", self.tr("Write")), ("split", self.tr("Split")), ("read", self.tr("Read"))),
            self,
        )
        self.export_button = self._button(self.tr("Export ▾"), self.tr("Export"))
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button = self._button("⋯", self.tr("More"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.modes.chosen.connect(self.mode_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.menu_button)
        row.addWidget(self.new_button)
        row.addWidget(self.path, 1)
        row.addWidget(self.modes)
        row.addWidget(self.export_button)
        row.addWidget(self.more_button)
        self.export_button.setEnabled(export.isEnabled())

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("bar", True)
        return button

    def open_menu(self) -> None:
        """Open the menu for somebody at the keyboard: its first entry is chosen."""
        menu = self.menu_button.menu()
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def set_menus(self, main: QMenu, export: QMenu, more: QMenu) -> None:
        """Hang the menus on their buttons."""
        self.menu_button.setMenu(main)
        self.export_button.setMenu(export)
        self.more_button.setMenu(more)
