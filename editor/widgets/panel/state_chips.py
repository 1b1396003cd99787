"""Owns the row of chips that narrows the list of posts to one state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

STATES = ("all", "draft", "scheduled", "published", "hidden", "broken")

# These two are always offered; the others only while there is such a post.
_ALWAYS = ("all", "published")


class _StateChip(QToolButton):
    def __init__(self, state: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self.setObjectName("state-chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the width of the bold text with the design's padding, so that choosing it moves nothing."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 15, 20)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a word cut short is of no use."""
        return self.sizeHint()


class StateChips(QWidget):
    """One chip for each state, exactly one of them chosen; ``chosen`` carries its name."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("State of the posts listed"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._chips = {state: _StateChip(state, self) for state in STATES}
        for chip in self._chips.values():
            self._group.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        self._chips["all"].setChecked(True)
        self._group.buttonClicked.connect(self._on_group_button_clicked)

    @property
    def choice(self) -> str:
        """The state that is chosen."""
        return next(state for state, chip in self._chips.items() if chip.isChecked())

    def set_choice(self, state: str) -> None:
        """Choose a state; sends nothing."""
        self._chips[state].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many posts there are of each state."""
        labels = {
            "all": self.tr("All"),
            "draft": self.tr("Drafts {0}"),
            "scheduled": self.tr("Scheduled {0}"),
            "published": self.tr("Published"),
            "hidden": self.tr("Hidden {0}"),
            "broken": self.tr("Broken {0}"),
        }
        for state, chip in self._chips.items():
            chip.setText(labels[state].format(counts.get(state, 0)))
            chip.updateGeometry()
            chip.setVisible(state in _ALWAYS or counts.get(state, 0) > 0 or chip.isChecked())

    @Slot(QAbstractButton)
    def _on_group_button_clicked(self, chip: QAbstractButton) -> None:
        assert isinstance(chip, _StateChip)
        self.chosen.emit(chip.state)
