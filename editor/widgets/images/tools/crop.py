"""Owns the tool that cuts: a shape, and the exact pixels."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QWidget

from editor.core.images.geometry import Box, cut_off, of_ratio, reshaped, whole, within
from editor.core.images.recipe import RATIOS
from editor.widgets.images.tools.page import ToolPage, column, label, pairs
from editor.widgets.numbers import set_in


class CropPage(ToolPage):
    """Chooses a shape and the exact pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_chosen = False
        self._unshaped: Box | None = None  # the crop before a shape was tried on it, and what came out
        self._reshaped: Box | None = None
        self._chips = QButtonGroup(self)
        chips = QGridLayout()
        chips.setSpacing(6)
        names = {name: name for name in RATIOS} | {"free": self.tr("Free"), "own": self.tr("Own")}
        for index, (name, text) in enumerate(names.items()):
            chip = QPushButton(text, self)
            chip.setCheckable(True)
            chip.setAutoExclusive(True)  # one of several, to a screen reader
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
            box.setKeyboardTracking(False)
            set_in(box)
            own.addWidget(box, 1)
            if box is self._own_width:
                own.addWidget(label(":", self))
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

    def _fill(self) -> None:
        box, frame = self._recipe.box(self._original), self._recipe.frame(self._original)
        self._left.setMaximum(frame[0] - 1)
        self._width.setMaximum(frame[0])
        self._top.setMaximum(frame[1] - 1)
        self._height.setMaximum(frame[1])
        for field, value in (
            (self._left, box.left),
            (self._top, box.top),
            (self._width, box.width),
            (self._height, box.height),
        ):
            field.setValue(value)
        self._show_shape()

    # -- shapes ------------------------------------------------------------------------------------------------

    def _show_shape(self) -> None:
        shape = self._shape()
        for chip in self._chips.buttons():
            chip.setChecked(chip.objectName() == f"shape-{shape}")
        self._own.setVisible(shape == "own")

    def _shape(self) -> str:
        """Return the name of the recipe's shape; one without a name is shown in the fields of the own one."""
        ratio = self._recipe.ratio
        if ratio is None:
            return "free"
        own = math.isclose(ratio, self._own_ratio)
        if own and self._own_chosen:
            return "own"
        named = (name for name, each in RATIOS.items() if each is not None and math.isclose(each, ratio))
        if (name := next(named, None)) is not None:
            return name
        if not own:
            shape = Fraction(ratio).limit_denominator(999)
            self._own_width.setValue(shape.numerator)
            self._own_height.setValue(shape.denominator)
        return "own"

    @property
    def _own_ratio(self) -> float:
        return self._own_width.value() / self._own_height.value()

    @Slot(object)
    def _on_chips_button_clicked(self, chip: QPushButton) -> None:
        name = chip.objectName().removeprefix("shape-")
        self._own_chosen = name == "own"
        self._use_shape(self._own_ratio if self._own_chosen else RATIOS[name])

    @Slot()
    def _on_own_value_changed(self) -> None:
        self._use_shape(self._own_ratio)

    def _use_shape(self, ratio: float | None) -> None:
        recipe = replace(self._recipe, ratio=ratio)
        if ratio is not None:
            frame = recipe.frame(self._original)
            if recipe.box(self._original) != self._reshaped:
                # Shapes tried one after the other each begin with the writer's own frame, or it would shrink.
                self._unshaped = recipe.crop
            if self._unshaped is None:
                box = of_ratio(frame, ratio, recipe.focus or (0.5, 0.5))
            else:
                box = reshaped(self._unshaped, ratio, frame)
            self._reshaped = box
            recipe = recipe.cropped(box, self._original)
        self._change(recipe)
        self._show_shape()

    # -- pixels ------------------------------------------------------------------------------------------------

    @Slot()
    def _on_pixels_value_changed(self) -> None:
        recipe = self._recipe
        frame, ratio = recipe.frame(self._original), recipe.ratio
        left, top = self._left.value(), self._top.value()
        width, height = max(1, self._width.value()), max(1, self._height.value())
        if self.sender() in (self._left, self._top):
            box = cut_off(Box(left, top, width, height), frame, ratio)
        else:
            if ratio is not None:
                most = of_ratio(frame, ratio)
                wanted = height * ratio if self.sender() is self._height else width
                width = max(1, min(round(wanted), most.width))
                height = max(
                    1, min(height if self.sender() is self._height else round(width / ratio), most.height)
                )
            box = within(Box(left, top, width, height), frame)
        self._change(recipe.cropped(box, self._original), "crop")

    @Slot()
    def _on_all_clicked(self) -> None:
        frame = self._recipe.frame(self._original)
        self._change(replace(self._recipe, ratio=None).cropped(whole(frame), self._original))
