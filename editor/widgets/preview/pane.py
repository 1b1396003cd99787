"""Owns the preview's column: its bar, and the place for the page, which is empty until the engine has started."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor.widgets.preview.cards import CardsPane
from editor.widgets.segments import Segments


class PreviewPane(QFrame):
    """The column at the right.

    ``width_chosen`` carries ``phone`` or ``desktop``; ``kind_chosen`` ``article`` or ``cards``.
    """

    width_chosen = Signal(str)
    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.kinds = Segments(
            self.tr("Preview"), (("article", self.tr("Article")), ("cards", self.tr("Cards"))), self
        )
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.widths = Segments(
            self.tr("Width of the page"), (("phone", self.tr("Phone")), ("desktop", self.tr("Desktop"))), self
        )
        self.widths.set_choice("desktop")
        self.widths.chosen.connect(self.width_chosen)
        bar = QFrame(self)
        bar.setObjectName("preview-bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 7, 12, 7)
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self.widths)
        self._place = QFrame(self)
        self._place.setObjectName("preview-place")
        self._pages = QStackedLayout(self._place)
        waiting = QWidget(self._place)
        self._article: QWidget = waiting
        self.cards = CardsPane(self._place)
        self._pages.addWidget(waiting)
        self._pages.addWidget(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._place, 1)

    def set_view(self, view: QWidget) -> None:
        """Show the page's widget from now on."""
        self._pages.addWidget(view)
        self._article = view
        self._show()

    @property
    def shows_cards(self) -> bool:
        """Whether the cards are in sight, and not the page."""
        return self.kinds.choice == "cards" and self.isVisible()

    def turn_to(self, kind: str) -> None:
        """Show ``article`` or ``cards``."""
        self.kinds.set_choice(kind)
        self._on_kinds_chosen(kind)

    @Slot(str)
    def _on_kinds_chosen(self, kind: str) -> None:
        self._show()
        self.kind_chosen.emit(kind)

    def _show(self) -> None:
        cards = self.kinds.choice == "cards"
        self._pages.setCurrentWidget(self.cards if cards else self._article)
        self.widths.setVisible(not cards)
