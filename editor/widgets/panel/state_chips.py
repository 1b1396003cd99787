"""Owns the chips that narrow the list of posts to one state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QWidget

from editor.core.arranging import STATES

# These are always offered; the others only while there is such a post.
_ALWAYS = ("all", "draft", "published")
_GAP = 4
_MOST_LINES = 3


class _StateChip(QToolButton):
    def __init__(self, state: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self.whole = self.short = ""
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


def _flow(sizes: Sequence[QSize], width: int) -> list[QPoint]:
    """Return where each chip goes when they stand side by side, in as many lines as the width asks for."""
    at, places = QPoint(0, 0), []
    for size in sizes:
        if at.x() and at.x() + size.width() > width:
            at = QPoint(0, at.y() + size.height() + _GAP)
        places.append(at)
        at = QPoint(at.x() + size.width() + _GAP, at.y())
    return places


class StateChips(QWidget):
    """One chip for each state, exactly one of them chosen; ``chosen`` carries its name.

    They flow over as many lines as the width asks for. The arrow keys move the choice.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("State of the posts listed"))
        self._group = QButtonGroup(self)
        self._chips = {state: _StateChip(state, self) for state in STATES}
        for chip in self._chips.values():
            chip.setAutoExclusive(True)  # one of several, to a screen reader
            self._group.addButton(chip)
        self._chips["all"].setChecked(True)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_counts({})

    @property
    def choice(self) -> str:
        """The state that is chosen."""
        return next(state for state, chip in self._chips.items() if chip.isChecked())

    def set_choice(self, state: str) -> None:
        """Choose a state; sends nothing."""
        self._chips[state].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many posts there are of each state; how many in all the panel says elsewhere."""
        labels = {
            "all": self.tr("All"),
            "draft": self.tr("Drafts"),
            "scheduled": self.tr("Scheduled"),
            "published": self.tr("Published"),
            "hidden": self.tr("Hidden"),
            "broken": self.tr("Broken"),
            "page": self.tr("Pages"),
        }
        for state, chip in self._chips.items():
            count = counts.get(state, 0)
            said = f"{labels[state]} {QLocale().toString(count)}" if state != "all" else labels[state]
            chip.short, chip.whole = labels[state], said
            chip.setAccessibleName(said)
            chip.setToolTip(said)
            chip.setVisible(state in _ALWAYS or count > 0 or chip.isChecked())
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow anew in the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _offered(self) -> list[_StateChip]:
        return [chip for chip in self._chips.values() if not chip.isHidden()]

    def _arrange(self) -> None:
        """Put the chips in lines; where that takes more than three, the counts are left to the tool tips."""
        chips = self._offered()
        for name in ("whole", "short"):
            for chip in chips:
                chip.setText(getattr(chip, name))
            places = _flow([chip.sizeHint() for chip in chips], self.width())
            if len({place.y() for place in places}) <= _MOST_LINES:
                break
        for chip, place in zip(chips, places, strict=True):
            chip.setGeometry(QRect(place, chip.sizeHint()))
        height = places[-1].y() + chips[-1].sizeHint().height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys choose the next chip or the one before."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        chips = self._offered()
        here = next(place for place, chip in enumerate(chips) if chip.isChecked())
        chip = chips[(here + steps[Qt.Key(event.key())]) % len(chips)]
        chip.setChecked(True)
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(chip.state)

    @Slot(QAbstractButton)
    def _on_group_button_clicked(self, chip: QAbstractButton) -> None:
        assert isinstance(chip, _StateChip)
        self.chosen.emit(chip.state)
