"""Owns the column at the left: the project panel over the outline, each shown or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

_LEAST_HEIGHT = 90
_OUTLINE_HEIGHT = 260


class SideColumn(QSplitter):
    """Two parts above one another; the column goes when neither is shown, and comes with the first that is."""

    def __init__(self, upper: QWidget, lower: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._shares = [0, _OUTLINE_HEIGHT]
        self._parts = (upper, lower)
        for part in self._parts:
            self.addWidget(part)
            part.installEventFilter(self)
        lower.setMinimumHeight(_LEAST_HEIGHT)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_splitter_moved)

    def shares(self) -> list[int]:
        """Return the heights of both parts as the writer last saw them together, to keep."""
        return list(self._shares)

    def set_shares(self, shares: Sequence[int]) -> None:
        """Bring heights back; what is missing or odd is left as it is."""
        if len(shares) == len(self._parts) and all(shares):
            self._shares = list(shares)
            self._divide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the parts (Qt's own)."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not part.isHidden() for part in self._parts))
            self._divide()
        return bool(super().eventFilter(watched, event))

    def _divide(self) -> None:
        """Leave the lower part the height it had, the rest to the upper one."""
        if not any(part.isHidden() for part in self._parts):
            lower = self._shares[1]
            self.setSizes([max(self._shares[0], self.height() - lower), lower])

    @Slot(int, int)
    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        self._shares = self.sizes()
