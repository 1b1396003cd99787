"""Owns the head of the bench: which picture, which tool, what to look at while a button is held, undo and redo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.widgets.segments import Segments

_NAME_WIDTH = 190
"""Px that the file's name may take; a camera's can be as long as the window."""


class BenchHead(QWidget):
    """``tool_chosen`` carries a tool's name; ``look_requested`` ``"before"`` or ``"after"`` while held, then ``""``."""

    tool_chosen = Signal(str)
    look_requested = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLabel(self)
        self._name.setProperty("tone", "muted")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.tools = Segments(
            self.tr("Tool"),
            (
                ("crop", self.tr("Crop")),
                ("resize", self.tr("Resize")),
                ("rotate", self.tr("Rotate")),
                ("adjust", self.tr("Adjust")),
                ("focus", self.tr("Focus")),
            ),
            self,
        )
        self._before, self._after = QPushButton(self.tr("Before"), self), QPushButton(self.tr("After"), self)
        self._before.setToolTip(self.tr("Hold to see the picture as it was (key B)"))
        self._after.setToolTip(self.tr("Hold to see it as it will be saved, with what is lost (key L)"))
        self._undo, self._redo = QPushButton(self.tr("Undo"), self), QPushButton(self.tr("Redo"), self)
        title = QLabel(self.tr("Edit image"), self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        for widget in (title, self._name):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.tools, self._before, self._after, self._undo, self._redo):
            row.addWidget(widget)
        self.tools.chosen.connect(self.tool_chosen)
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        for button, which in ((self._before, "before"), (self._after, "after")):
            button.pressed.connect(partial(self.look_requested.emit, which))
            button.released.connect(partial(self.look_requested.emit, ""))

    def show_name(self, name: str) -> None:
        """Name the picture, shortened in its middle."""
        self._name.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
        self._name.setToolTip(name)

    def show_history(self, *, can_undo: bool, can_redo: bool) -> None:
        """Say whether there is a step to undo and one to do again."""
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)

    def set_busy(self, busy: bool) -> None:
        """Let no tool be chosen and nothing be looked at while a picture is being opened or saved."""
        for widget in (self.tools, self._before, self._after):
            widget.setDisabled(busy)
