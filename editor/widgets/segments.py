"""Owns the segmented control: a row of words of which exactly one is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segment(QPushButton):
    """One word of a segmented control; as wide as its bold form, so choosing it moves nothing.

    Of Qt's buttons that look like none, a push button alone tells a screen reader that it is one of several.
    """

    def __init__(self, choice: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return Qt's height and the width of the bold text with its padding."""
        self.ensurePolished()
        bold = self.font()
        bold.setBold(True)
        padding_and_borders = 24
        width = QFontMetrics(bold).horizontalAdvance(self.text()) + padding_and_borders
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a word cut short is of no use."""
        return self.sizeHint()


class Segments(QWidget):
    """A row of choices: ``Segments("View", (("write", "Write"), ("split", "Split")))``.

    ``name`` is what a screen reader calls the row. The first choice is chosen until ``set_choice``.
    The arrow keys move the choice, Tab enters and leaves the row.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Iterable[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        stretch: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        segments = [Segment(choice, text, self) for choice, text in choices]
        for index, segment in enumerate(segments):
            segment.setProperty("place", _place(index, len(segments)))
            self._group.addButton(segment)
            row.addWidget(segment)
        segments[0].setChecked(True)
        self._group.buttonToggled.connect(self._on_group_button_toggled)
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    @property
    def choice(self) -> str:
        """The id of the chosen segment."""
        checked = self._group.checkedButton()
        return checked.choice if isinstance(checked, Segment) else ""

    def set_choice(self, choice: str) -> None:
        """Choose a segment by its id without a signal; an unknown id changes nothing."""
        segment = self.segment(choice)
        if segment is not None:
            self._group.blockSignals(True)
            segment.setChecked(True)
            self._group.blockSignals(False)

    def segment(self, choice: str) -> Segment | None:
        """Return the button of a choice."""
        for button in self._group.buttons():
            if isinstance(button, Segment) and button.choice == choice:
                return button
        return None

    @Slot(QAbstractButton, bool)
    def _on_group_button_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked and isinstance(button, Segment):
            self.chosen.emit(button.choice)


def _place(index: int, count: int) -> str:
    """Name where a segment stands, which is what its corners depend on."""
    if count == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == count - 1 else "middle"
