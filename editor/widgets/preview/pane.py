"""Owns the preview's column: its bar, and the place for the page, which is empty until the engine has started."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from editor.widgets.segments import Segments


class PreviewPane(QFrame):
    """The column at the right. ``width_chosen`` carries ``phone`` or ``desktop``."""

    width_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        title = QLabel(self.tr("Preview"), self)
        title.setProperty("tone", "muted")
        self.widths = Segments(
            self.tr("Width of the page"), (("phone", self.tr("Phone")), ("desktop", self.tr("Desktop"))), self
        )
        self.widths.set_choice("desktop")
        self.widths.chosen.connect(self.width_chosen)
        bar = QFrame(self)
        bar.setObjectName("preview-bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 7, 12, 7)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.widths)
        self._place = QFrame(self)
        self._place.setObjectName("preview-place")
        self._pages = QStackedLayout(self._place)
        waiting = QWidget(self._place)
        self._pages.addWidget(waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._place, 1)

    def set_view(self, view: QWidget) -> None:
        """Show the page's widget from now on."""
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)
