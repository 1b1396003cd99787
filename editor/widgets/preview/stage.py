"""Owns how wide a page is shown: as on a phone, a tablet or a desktop, smaller where the pane is narrower."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.widgets.theme import set_property

PHONE, TABLET = 390, 768
WIDTHS = ("phone", "tablet", "desktop")

# What the web engine takes.
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 5.0


class _Zoomed(Protocol):
    def setZoomFactor(self, factor: float) -> None:
        """Show a page so many times as large."""


class PageStage(QWidget):
    """The place of one page in the pane.

    A page stands in the middle, as wide as the screen of the device where there is room. Where there is less it is
    made smaller as a whole, so that it breaks its lines, and a site chooses its layout, as on that screen.
    ``desktop`` is the width of a desktop screen in px; 0 lets the page fill the pane.
    """

    def __init__(self, parent: QWidget | None = None, *, desktop: int = 0) -> None:
        super().__init__(parent)
        self.setObjectName("page-stage")
        self._screens = {"phone": PHONE, "tablet": TABLET, "desktop": desktop}
        self._width = "desktop"
        self._zoom = 1.0
        self._view: QWidget | None = None
        self._page: _Zoomed | None = None

    def set_view(self, view: QWidget, page: _Zoomed) -> None:
        """Show ``view``, whose zoom ``page`` takes (for a web view it is the same object), from now on."""
        self._view, self._page = view, page
        view.setParent(self)
        self.fit()
        view.show()

    @property
    def view(self) -> QWidget | None:
        """What shows the page, None until the engine has started."""
        return self._view

    def set_width(self, name: str) -> None:
        """Show the page as on a ``phone``, a ``tablet`` or a ``desktop``."""
        self._width = name
        self.fit()

    def set_zoom(self, zoom: float) -> None:
        """Show the text this many times as large as designed, as a reader's browser would."""
        self._zoom = zoom
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into the new room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Place the page anew, at its size; a page that was loaded again has forgotten how large it was."""
        if self._view is None or self._page is None or self.width() <= 0:
            return
        screen, room = self._screens[self._width], self.width()
        shown = min(screen, room) if screen else room
        self._view.setGeometry((room - shown) // 2, 0, shown, self.height())
        scale = shown / screen if screen else 1.0
        self._page.setZoomFactor(min(max(self._zoom * scale, _LEAST_ZOOM), _MOST_ZOOM))
        set_property(self, "framed", shown < room)
