"""Owns the chips that narrow the list of assets: all, unused, without alt text, missing, large."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QWidget

from editor.core.assets import AssetFilter

_GAP = 4


class _FilterChip(QToolButton):
    def __init__(self, choice: AssetFilter, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setObjectName("state-chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the width of the bold text with the design's padding, so that choosing it moves nothing."""
        self.ensurePolished()
        return QSize(max(self.fontMetrics().horizontalAdvance(self.text()) + 15, 20), 20)


class AssetChips(QWidget):
    """One chip for each filter, exactly one chosen, on as many lines as they need; ``chosen`` carries its name."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which assets are listed"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._chips = {choice: _FilterChip(choice, self) for choice in AssetFilter}
        for chip in self._chips.values():
            self._group.addButton(chip)
        self._chips[AssetFilter.ALL].setChecked(True)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self.show_counts({})

    @property
    def choice(self) -> AssetFilter:
        """The filter that is chosen."""
        return next(choice for choice, chip in self._chips.items() if chip.isChecked())

    def set_choice(self, choice: AssetFilter) -> None:
        """Choose a filter; sends nothing."""
        self._chips[choice].setChecked(True)

    def chip(self, choice: AssetFilter) -> QToolButton:
        """Return the chip of a filter."""
        return self._chips[choice]

    def show_counts(self, counts: Mapping[AssetFilter, int]) -> None:
        """Show how many assets each filter lists; a filter that lists none is left out unless it is chosen."""
        labels = {
            AssetFilter.ALL: self.tr("All"),
            AssetFilter.UNUSED: self.tr("Unused {0}"),
            AssetFilter.NO_ALT: self.tr("No alt text {0}"),
            AssetFilter.MISSING: self.tr("Missing {0}"),
            AssetFilter.LARGE: self.tr("Large {0}"),
            AssetFilter.STOPS: self.tr("Stops Jekyll {0}"),
        }
        for choice, chip in self._chips.items():
            chip.setText(labels[choice].format(counts.get(choice, 0)))
            chip.setVisible(choice is AssetFilter.ALL or bool(counts.get(choice)) or chip.isChecked())
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chips on lines of the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        left = top = 0
        for chip in self._chips.values():
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height() + _GAP
            chip.setGeometry(left, top, size.width(), size.height())
            left += size.width() + _GAP
        self.setFixedHeight(top + self._chips[AssetFilter.ALL].sizeHint().height())

    @Slot(QAbstractButton)
    def _on_group_button_clicked(self, chip: QAbstractButton) -> None:
        assert isinstance(chip, _FilterChip)
        self.chosen.emit(chip.choice)
