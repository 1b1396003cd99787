"""Owns the tool for light and colour, and for sharpening what was made smaller."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from editor.widgets.images.tools.page import ToolPage, column, label


class TonePage(ToolPage):
    """Exposure, contrast, saturation, and sharpening after shrinking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        laid = column(self)
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
            self._amounts[name] = label("", self)
            head = QHBoxLayout()
            head.addWidget(label(text, self), 1)
            head.addWidget(self._amounts[name])
            laid.addLayout(head)
            laid.addWidget(slider)
        reset = QPushButton(self.tr("As it was"), self)
        reset.clicked.connect(self._on_reset_clicked)
        laid.addWidget(reset)
        laid.addStretch(1)

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
