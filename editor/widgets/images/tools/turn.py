"""Owns the tool that turns, mirrors and straightens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPushButton, QSlider, QWidget

from editor.core.images.recipe import MOST_DEGREES
from editor.widgets.images.tools.page import ToolPage, column, label
from editor.widgets.numbers import set_in


class TurnPage(ToolPage):
    """Turns, mirrors and straightens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        left, right = QPushButton(self.tr("Turn left"), self), QPushButton(self.tr("Turn right"), self)
        flip = QPushButton(self.tr("Mirror"), self)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(-round(MOST_DEGREES * 10), round(MOST_DEGREES * 10))
        self._slider.setAccessibleName(self.tr("Straighten"))
        self._degrees = QDoubleSpinBox(self)
        self._degrees.setRange(-MOST_DEGREES, MOST_DEGREES)
        self._degrees.setDecimals(1)
        self._degrees.setSingleStep(0.1)
        self._degrees.setSuffix("°")
        self._degrees.setKeyboardTracking(False)
        set_in(self._degrees)
        self._degrees.setAccessibleName(self.tr("Straighten by degrees"))
        level = QPushButton(self.tr("Level"), self)
        level.setAccessibleName(self.tr("No straightening"))
        turns = QHBoxLayout()
        turns.addWidget(left)
        turns.addWidget(right)
        row = QHBoxLayout()
        row.addWidget(self._degrees, 1)
        row.addWidget(level)
        laid = column(self)
        laid.addWidget(label(self.tr("Turn"), self))
        laid.addLayout(turns)
        laid.addWidget(flip)
        laid.addWidget(label(self.tr("Straighten"), self))
        laid.addWidget(self._slider)
        laid.addLayout(row)
        laid.addStretch(1)
        left.clicked.connect(self._on_left_clicked)
        right.clicked.connect(self._on_right_clicked)
        flip.clicked.connect(self._on_flip_clicked)
        self._slider.valueChanged.connect(self._on_slider_value_changed)
        self._degrees.valueChanged.connect(self._on_degrees_value_changed)
        level.clicked.connect(self._on_level_clicked)

    def _fill(self) -> None:
        self._slider.setValue(round(self._recipe.degrees * 10))
        self._degrees.setValue(self._recipe.degrees)

    @Slot()
    def _on_left_clicked(self) -> None:
        self._change(self._recipe.turned_left(self._original))

    @Slot()
    def _on_right_clicked(self) -> None:
        self._change(self._recipe.turned_right(self._original))

    @Slot()
    def _on_flip_clicked(self) -> None:
        self._change(self._recipe.flipped(self._original))

    @Slot(int)
    def _on_slider_value_changed(self, tenths: int) -> None:
        self._change(self._recipe.straightened(tenths / 10, self._original), "straighten")

    @Slot(float)
    def _on_degrees_value_changed(self, degrees: float) -> None:
        self._change(self._recipe.straightened(round(degrees, 1), self._original), "straighten")

    @Slot()
    def _on_level_clicked(self) -> None:
        self._change(self._recipe.straightened(0.0, self._original))
