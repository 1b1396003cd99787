"""Owns the tools of the bench: one page each for crop, size, turns and tone. Recipes in, recipes out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.core.images.geometry import Box, Size, long_edge, of_height, of_ratio, of_width, reshaped, within
from editor.core.images.recipe import MOST_DEGREES, MOST_PIXELS, RATIOS, Recipe


class ToolPage(QWidget):
    """What all tools share: ``recipe_changed`` carries a ``Recipe`` and the name under which steps in a row merge."""

    recipe_changed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._original: Size = (1, 1)

    def show_recipe(self, recipe: Recipe, original: Size) -> None:
        """Show a recipe for a picture of ``original`` pixels; sends nothing."""
        self._recipe, self._original = recipe, original
        blockers = [QSignalBlocker(child) for child in self.findChildren(QWidget)]
        self._fill()
        del blockers

    def _fill(self) -> None:
        """Show ``_recipe``."""
        raise NotImplementedError

    def _change(self, recipe: Recipe, merge: str = "") -> None:
        self._recipe = recipe
        self.recipe_changed.emit(recipe, merge)

    def _pixels(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, MOST_PIXELS)
        box.setSuffix(self.tr(" px"))
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        return box


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
        form = _pairs(
            (_label(self.tr("Left"), self), self._left, _label(self.tr("Top"), self), self._top),
            (_label(self.tr("Width"), self), self._width, _label(self.tr("Height"), self), self._height),
        )
        column = _column(self)
        column.addWidget(_label(self.tr("Shape"), self))
        column.addLayout(chips)
        column.addWidget(self._own)
        column.addLayout(form)
        column.addWidget(self._all)
        column.addStretch(1)
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


class SizePage(ToolPage):
    """Sets the size of the finished picture: pixels, per cent, or the longer edge; the shape stays the crop's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width, self._height = self._pixels(self.tr("Width")), self._pixels(self.tr("Height"))
        self._edge = self._pixels(self.tr("Long edge"))
        self._percent = QDoubleSpinBox(self)
        self._percent.setRange(0.1, 800)
        self._percent.setDecimals(1)
        self._percent.setSuffix(" %")
        self._percent.setAccessibleName(self.tr("Per cent"))
        self._percent.setKeyboardTracking(False)
        self._larger = _label("", self)
        self._larger.setProperty("tone", "warn")
        self._larger.setWordWrap(True)
        self._as_is = QPushButton(self.tr("As it is"), self)
        form = _pairs(
            (_label(self.tr("Width"), self), self._width, _label(self.tr("Height"), self), self._height),
            (
                _label(self.tr("Long edge"), self),
                self._edge,
                _label(self.tr("Per cent"), self),
                self._percent,
            ),
        )
        usual = QHBoxLayout()
        for pixels in (1600, 1200, 800):
            button = QPushButton(str(pixels), self)
            button.setAccessibleName(self.tr("{n} pixels wide").format(n=pixels))
            button.setObjectName(f"usual-{pixels}")
            button.clicked.connect(self._on_usual_clicked)
            usual.addWidget(button)
        column = _column(self)
        column.addWidget(_label(self.tr("Size in pixels"), self))
        column.addLayout(form)
        column.addLayout(usual)
        column.addWidget(self._as_is)
        column.addWidget(self._larger)
        column.addStretch(1)
        for box in (self._width, self._height, self._edge):
            box.valueChanged.connect(self._on_pixels_value_changed)
        self._percent.valueChanged.connect(self._on_percent_value_changed)
        self._as_is.clicked.connect(self._on_as_is_clicked)

    def _fill(self) -> None:
        crop = self._recipe.box(self._original).size
        size = self._recipe.result(self._original)
        self._width.setValue(size[0])
        self._height.setValue(size[1])
        self._edge.setValue(max(size))
        self._percent.setValue(size[0] * 100 / crop[0])
        larger = size[0] > crop[0]
        self._larger.setText(self.tr("Larger than the picture: it will look soft.") if larger else "")

    @Slot()
    def _on_pixels_value_changed(self) -> None:
        crop, sender = self._recipe.box(self._original).size, self.sender()
        value = max(1, sender.value())
        if sender is self._width:
            self._resize(of_width(crop, value))
        elif sender is self._height:
            self._resize(of_height(crop, value))
        else:
            self._resize(long_edge(crop, value))

    @Slot(float)
    def _on_percent_value_changed(self, percent: float) -> None:
        crop = self._recipe.box(self._original).size
        self._resize(of_width(crop, max(1, round(crop[0] * percent / 100))))

    @Slot()
    def _on_usual_clicked(self) -> None:
        width = int(self.sender().objectName().removeprefix("usual-"))
        self._resize(of_width(self._recipe.box(self._original).size, width))

    @Slot()
    def _on_as_is_clicked(self) -> None:
        self._change(replace(self._recipe, size=None))

    def _resize(self, size: Size) -> None:
        crop = self._recipe.box(self._original).size
        self._change(replace(self._recipe, size=None if size == crop else size), "size")


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
        self._degrees.setAccessibleName(self.tr("Straighten by degrees"))
        level = QPushButton(self.tr("Level"), self)
        level.setAccessibleName(self.tr("No straightening"))
        turns = QHBoxLayout()
        turns.addWidget(left)
        turns.addWidget(right)
        row = QHBoxLayout()
        row.addWidget(self._degrees, 1)
        row.addWidget(level)
        column = _column(self)
        column.addWidget(_label(self.tr("Turn"), self))
        column.addLayout(turns)
        column.addWidget(flip)
        column.addWidget(_label(self.tr("Straighten"), self))
        column.addWidget(self._slider)
        column.addLayout(row)
        column.addStretch(1)
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


class TonePage(ToolPage):
    """Exposure, contrast, saturation, and sharpening after shrinking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _column(self)
        self._sliders: dict[str, QSlider] = {}
        self._amounts: dict[str, QLabel] = {}
        for name, text, low in (
            ("exposure", self.tr("Exposure"), -200),
            ("contrast", self.tr("Contrast"), -100),
            ("saturation", self.tr("Saturation"), -100),
            ("sharpen", self.tr("Sharpen after shrinking"), 0),
        ):
            slider = QSlider(Qt.Orientation.Horizontal, self)
            slider.setRange(low, 200 if name == "exposure" else 100)
            slider.setPageStep(10)
            slider.setObjectName(f"tone-{name}")
            slider.setAccessibleName(text)
            slider.valueChanged.connect(self._on_slider_value_changed)
            self._sliders[name] = slider
            self._amounts[name] = _label("", self)
            head = QHBoxLayout()
            head.addWidget(_label(text, self), 1)
            head.addWidget(self._amounts[name])
            column.addLayout(head)
            column.addWidget(slider)
        reset = QPushButton(self.tr("As it was"), self)
        reset.clicked.connect(self._on_reset_clicked)
        column.addWidget(reset)
        column.addStretch(1)

    def _fill(self) -> None:
        for name, slider in self._sliders.items():
            amount = getattr(self._recipe, name)
            slider.setValue(round(amount * 100))
            said = f"{amount:+.2f}" if name == "exposure" else f"{amount * 100:+.0f}"
            self._amounts[name].setText(said if amount else "0")

    @Slot(int)
    def _on_slider_value_changed(self, value: int) -> None:
        name = self.sender().objectName().removeprefix("tone-")
        self._change(replace(self._recipe, **{name: value / 100}), name)

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._change(replace(self._recipe, exposure=0.0, contrast=0.0, saturation=0.0, sharpen=0.0))


class FocusPage(ToolPage):
    """Sets the point that stays in sight when cards cut the picture to their shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = _label(
            self.tr(
                "Click what must stay in sight. Cards and variants are cut around it; the picture itself is not cut."
            ),
            self,
        )
        said.setWordWrap(True)
        clear = QPushButton(self.tr("The middle"), self)
        clear.clicked.connect(self._on_clear_clicked)
        column = _column(self)
        column.addWidget(said)
        column.addWidget(clear)
        column.addStretch(1)

    def _fill(self) -> None:
        """There is nothing to show here: the point is on the picture."""

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._change(replace(self._recipe, focus=None))


def _cropped(recipe: Recipe, box: Box) -> Recipe:
    """Crop, and keep a size that was asked for as wide as it was, in the new shape."""
    size = of_width(box.size, recipe.size[0]) if recipe.size is not None else None
    return replace(recipe, crop=box, size=size)


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column


def _pairs(*rows: tuple[QLabel, QWidget, QLabel, QWidget]) -> QGridLayout:
    """Lay out two fields to a row, each under its label."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    for number, row in enumerate(rows):
        for index, widget in enumerate(row):
            grid.addWidget(widget, 2 * number + index % 2, index // 2)
            if index % 2:
                row[index - 1].setBuddy(widget)
    return grid


def _label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("tone", "muted")
    label.setProperty("scale", "label")
    return label
