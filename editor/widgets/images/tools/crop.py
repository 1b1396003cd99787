"""Owns the tool that cuts: a shape, and the exact pixels."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QWidget

from editor.core.images.geometry import Box, of_ratio, of_width, reshaped, within
from editor.core.images.recipe import RATIOS, Recipe
from editor.widgets.images.tools.page import ToolPage, column, label, pairs


class CropPage(ToolPage):
    """Chooses a shape and the exact pixels. ``ratio_chosen`` carries the shape, None for a free one."""

    ratio_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = "free"
        self._chips = QButtonGroup(self)
        chips = QGridLayout()
        chips.setSpacing(6)
        names = {name: name for name in RATIOS} | {"free": self.tr("Free"), "own": self.tr("Own")}
        for index, (name, text) in enumerate(names.items()):
            chip = QPushButton(text, self)
            chip.setCheckable(True)
            chip.setObjectName(f"shape-{name}")
            chip.setProperty("chip", True)
            chip.setAccessibleName(self.tr("Shape {name}").format(name=text))
            self._chips.addButton(chip)
            chips.addWidget(chip, index // 4, index % 4)
        self._own_width, self._own_height = QSpinBox(self), QSpinBox(self)
        own = QHBoxLayout()
        for box, name in (
            (self._own_width, self.tr("Width of the own shape")),
            (self._own_height, self.tr("Height of the own shape")),
        ):
            box.setRange(1, 9999)
            box.setValue(4)
            box.setAccessibleName(name)
            own.addWidget(box)
        self._own_height.setValue(5)
        self._own = QWidget(self)
        self._own.setLayout(own)
        own.setContentsMargins(0, 0, 0, 0)
        self._left, self._top = self._pixels(self.tr("Left")), self._pixels(self.tr("Top"))
        self._width, self._height = self._pixels(self.tr("Width")), self._pixels(self.tr("Height"))
        self._all = QPushButton(self.tr("Whole picture"), self)
        form = pairs(
            (label(self.tr("Left"), self), self._left, label(self.tr("Top"), self), self._top),
            (label(self.tr("Width"), self), self._width, label(self.tr("Height"), self), self._height),
        )
        laid = column(self)
        laid.addWidget(label(self.tr("Shape"), self))
        laid.addLayout(chips)
        laid.addWidget(self._own)
        laid.addLayout(form)
        laid.addWidget(self._all)
        laid.addStretch(1)
        self._chips.buttonClicked.connect(self._on_chips_button_clicked)
        for box in (self._own_width, self._own_height):
            box.valueChanged.connect(self._on_own_value_changed)
        for box in (self._left, self._top, self._width, self._height):
            box.valueChanged.connect(self._on_pixels_value_changed)
        self._all.clicked.connect(self._on_all_clicked)
        self._show_shape()

    @property
    def ratio(self) -> float | None:
        """The shape chosen, as width over height; None for a free one."""
        if self._shape == "own":
            return self._own_width.value() / self._own_height.value()
        return RATIOS[self._shape]

    def _fill(self) -> None:
        box, frame = self._recipe.box(self._original), self._recipe.frame(self._original)
        self._left.setMaximum(frame[0])
        self._width.setMaximum(frame[0])
        self._top.setMaximum(frame[1])
        self._height.setMaximum(frame[1])
        for field, value in (
            (self._left, box.left),
            (self._top, box.top),
            (self._width, box.width),
            (self._height, box.height),
        ):
            field.setValue(value)

    def _show_shape(self) -> None:
        for chip in self._chips.buttons():
            chip.setChecked(chip.objectName() == f"shape-{self._shape}")
        self._own.setVisible(self._shape == "own")

    @Slot(object)
    def _on_chips_button_clicked(self, chip: QPushButton) -> None:
        self._shape = chip.objectName().removeprefix("shape-")
        self._use_shape()

    @Slot()
    def _on_own_value_changed(self) -> None:
        self._use_shape()

    def _use_shape(self) -> None:
        self._show_shape()
        ratio = self.ratio
        self.ratio_chosen.emit(ratio)
        if ratio is None:
            return
        frame = self._recipe.frame(self._original)
        if self._recipe.crop is None:
            box = of_ratio(frame, ratio, self._recipe.focus or (0.5, 0.5))
        else:
            box = reshaped(self._recipe.crop, ratio, frame)
        self._change(_cropped(self._recipe, box))

    @Slot()
    def _on_pixels_value_changed(self) -> None:
        frame = self._recipe.frame(self._original)
        width, height = max(1, self._width.value()), max(1, self._height.value())
        if (ratio := self.ratio) is not None:
            if self.sender() is self._height:
                width = max(1, round(height * ratio))
            else:
                height = max(1, round(width / ratio))
        self._change(
            _cropped(self._recipe, within(Box(self._left.value(), self._top.value(), width, height), frame)),
            "crop",
        )

    @Slot()
    def _on_all_clicked(self) -> None:
        self._shape = "free"
        self._show_shape()
        self.ratio_chosen.emit(None)
        self._change(replace(self._recipe, crop=None, size=None))


def _cropped(recipe: Recipe, box: Box) -> Recipe:
    """Crop, and keep a size that was asked for as wide as it was, in the new shape."""
    size = of_width(box.size, recipe.size[0]) if recipe.size is not None else None
    return replace(recipe, crop=box, size=size)
