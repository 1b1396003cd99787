"""Owns the tool that says what must stay in sight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from editor.widgets.images.tools.page import ToolPage, column, label


class FocusPage(ToolPage):
    """Sets the point that stays in sight when cards cut the picture to their shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = label(
            self.tr(
                "Click what must stay in sight, or move the mark with the arrow keys. Cards and variants are cut "
                "around it; the picture itself is not cut."
            ),
            self,
        )
        said.setWordWrap(True)
        clear = QPushButton(self.tr("The middle"), self)
        clear.clicked.connect(self._on_clear_clicked)
        laid = column(self)
        laid.addWidget(said)
        laid.addWidget(clear)
        laid.addStretch(1)

    def _fill(self) -> None:
        """There is nothing to show here: the point is on the picture."""

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._change(replace(self._recipe, focus=None))
