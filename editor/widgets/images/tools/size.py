"""Owns the tool that sizes: pixels, per cent, or the longer edge."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPushButton, QWidget

from editor.core.images.geometry import Size, long_edge, of_height, of_width
from editor.core.images.recipe import MOST_PIXELS, bounded
from editor.widgets.images.tools.page import ToolPage, column, label, pairs
from editor.widgets.numbers import set_in


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
        set_in(self._percent)
        self._larger = label("", self)
        self._larger.setProperty("tone", "warn")
        self._larger.setWordWrap(True)
        self._as_is = QPushButton(self.tr("As it is"), self)
        form = pairs(
            (label(self.tr("Width"), self), self._width, label(self.tr("Height"), self), self._height),
            (
                label(self.tr("Long edge"), self),
                self._edge,
                label(self.tr("Per cent"), self),
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
        laid = column(self)
        laid.addWidget(label(self.tr("Size in pixels"), self))
        laid.addLayout(form)
        laid.addLayout(usual)
        laid.addWidget(self._as_is)
        laid.addWidget(self._larger)
        laid.addStretch(1)
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
        self._percent.setMaximum(max(100.0, MOST_PIXELS * 100 / crop[0]))
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
        crop, size = self._recipe.box(self._original).size, bounded(size)
        self._change(replace(self._recipe, size=None if size == crop else size), "size")
        self.show_recipe(self._recipe, self._original)  # the fields may have asked for more than there can be
