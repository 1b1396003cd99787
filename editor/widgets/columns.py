"""Owns the columns of the window, which keep their widths while they are hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget


class Columns(QSplitter):
    """Parts side by side that never vanish by being pulled narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._widths: list[int] = []
        self.splitterMoved.connect(self._on_splitter_moved)

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths the columns were given last, in px, those that are hidden included."""
        return tuple(self._widths)

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Give every column its width, which a hidden one has when it is shown (Qt's own)."""
        super().setSizes(sizes)
        self._widths = list(sizes)

    @Slot(int, int)
    def _on_splitter_moved(self, _at: int, _handle: int) -> None:
        """Take over what was pulled. Qt would forget the width of what is hidden meanwhile."""
        hidden = [self.widget(index).isHidden() for index in range(self.count())]
        self._widths = [
            before if is_hidden else now
            for before, now, is_hidden in zip(self._widths, self.sizes(), hidden, strict=True)
        ]
        if any(hidden):
            super().setSizes(self._widths)
