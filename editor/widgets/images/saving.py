"""Owns how the finished picture is to be written: format, quality, what it weighs, and what is taken out of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from editor.core.images.geometry import Size

_FORMATS = (("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WebP"), ("AVIF", "AVIF"))
_USUAL = {"JPEG": 82, "PNG": 100, "WEBP": 80, "AVIF": 65}


@dataclass(frozen=True, slots=True)
class Saving:
    """The writer's choice: format as Pillow names it, quality from 1 to 100; ``fill`` turns transparent parts white."""

    format: str
    quality: int
    fill: bool = False


class SavingBox(QWidget):
    """Format and quality; ``saving_changed`` carries a ``Saving``."""

    saving_changed = Signal(object)

    chosen = False
    """Whether the writer has touched format or quality of this picture: until then its pixels may stay as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transparent = False
        self._format = QComboBox(self)
        self._format.setAccessibleName(self.tr("Save as"))
        for name, text in _FORMATS:
            self._format.addItem(text, name)
        self._quality = QSlider(Qt.Orientation.Horizontal, self)
        self._quality.setRange(1, 100)
        self._quality.setAccessibleName(self.tr("Quality"))
        self._number = QLabel(self)
        self._number.setMinimumWidth(28)
        self._size, self._weight = self._line("muted"), self._line("muted")
        self._warning, self._privacy = self._line("warn"), self._line("ok")
        self._kept = self._line("muted")
        row = QHBoxLayout()
        row.addWidget(self._quality, 1)
        row.addWidget(self._number)
        title = QLabel(self.tr("Save as"), self)
        title.setProperty("tone", "muted")
        title.setProperty("scale", "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (title, self._format):
            column.addWidget(widget)
        column.addLayout(row)
        for widget in (self._size, self._weight, self._warning, self._privacy, self._kept):
            column.addWidget(widget)
        self._format.currentIndexChanged.connect(self._on_format_current_index_changed)
        self._quality.valueChanged.connect(self._on_quality_value_changed)

    def _line(self, tone: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    @property
    def saving(self) -> Saving:
        """What is chosen now."""
        name = self._format.currentData()
        return Saving(name, self._quality.value(), fill=name == "JPEG" and self._transparent)

    def show_file(self, name: str, *, transparent: bool) -> None:
        """Begin with the format of the file (JPEG or PNG where it has another), at the usual quality."""
        self._transparent = transparent
        self.chosen = False
        chosen = name if name in _USUAL else ("PNG" if transparent else "JPEG")
        with QSignalBlocker(self._format), QSignalBlocker(self._quality):
            self._format.setCurrentIndex([each for each, _ in _FORMATS].index(chosen))
            self._quality.setValue(_USUAL[chosen])
        self._show_choice()

    def _show_choice(self) -> None:
        saving = self.saving
        lossless = saving.format == "PNG"
        self._quality.setEnabled(not lossless)
        self._number.setText("" if lossless else str(saving.quality))
        self._warning.setText(
            self.tr("Transparent parts will be white: JPEG cannot hold them.") if saving.fill else ""
        )
        self._warning.setVisible(saving.fill)

    def show_sizes(self, before: Size, after: Size) -> None:
        """Say how many pixels there were and will be."""
        text = f"{before[0]}×{before[1]}"
        self._size.setText(text if before == after else f"{text} → {after[0]}×{after[1]}")

    def show_weight(self, before: int, after: int | None, *, exact: bool = True) -> None:
        """Say what the file weighs and will weigh, or about; None while that is being found out."""
        weigh = QLocale().formattedDataSize
        first = weigh(before, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        then = weigh(after, 1, QLocale.DataSizeFormat.DataSizeSIFormat) if after is not None else "…"
        self._weight.setText(
            f"{first} → {then}" if exact else self.tr("{first} → about {then}").format(first=first, then=then)
        )

    def show_unchanged(self, weight: int) -> None:
        """Say that nothing is coded anew, so that the file weighs what it weighs."""
        size = QLocale().formattedDataSize(weight, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._weight.setText(self.tr("{size}, its pixels left as they are").format(size=size))

    def show_kept(self, kept: tuple[str, ...]) -> None:
        """Say in words what the file goes on saying of its maker."""
        self._kept.setText(
            self.tr("Stays in it: {list}.").format(list=self.tr(", ").join(kept)) if kept else ""
        )
        self._kept.setVisible(bool(kept))

    def show_removed(self, removed: tuple[str, ...]) -> None:
        """Say in words what will be taken out of the file."""
        text = self.tr("Will be removed: {list}.").format(list=self.tr(", ").join(removed)) if removed else ""
        self._privacy.setText(text)
        self._privacy.setVisible(bool(text))

    @Slot()
    def _on_format_current_index_changed(self) -> None:
        self.chosen = True
        with QSignalBlocker(self._quality):
            self._quality.setValue(_USUAL[self._format.currentData()])
        self._show_choice()
        self.saving_changed.emit(self.saving)

    @Slot()
    def _on_quality_value_changed(self) -> None:
        self.chosen = True
        self._show_choice()
        self.saving_changed.emit(self.saving)
