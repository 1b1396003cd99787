"""Owns the part of a front page that is one post's card: a window of its size onto the page behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

_ROOM = 12
"""Of the page that is shown around the card, in px of the page."""
_SCREEN_HEIGHT, _TALL_SCREEN_HEIGHT = 768, 1600
# What the web engine takes; and what is too little a change to lay the page out again.
_LEAST_SCALE, _SAME_SCALE = 0.25, 0.01
_LEAST_SIDE = 8


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card stands on the screen of its page, in px of the page; ``is_whole`` once all it shows has come."""

    x: float
    y: float
    width: float
    height: float
    is_whole: bool = True

    @property
    def is_seen(self) -> bool:
        """Whether the site shows it at all at this width."""
        return self.width >= _LEAST_SIDE and self.height >= _LEAST_SIDE


class _Zoomed(Protocol):
    def setZoomFactor(self, factor: float) -> None:
        """Show a page so many times as large."""


class FrontCardView(QWidget):
    """Shows a card where it stands in its page, laid out for a whole screen, smaller where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("front-card")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # It is a picture of the page: the wheel and Tab go on to what is around it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view: QWidget | None = None
        self._page: _Zoomed | None = None
        self._place: CardPlace | None = None
        self._screen, self._room, self._scale, self._most = 1024, 500, 0.0, 1.0
        self._whole_height = 1
        self.setFixedSize(1, 1)

    def set_view(self, view: QWidget, page: _Zoomed) -> None:
        """Show ``view``, whose zoom ``page`` takes, from now on."""
        self._view, self._page = view, page
        view.setParent(self)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.fit()
        view.show()

    def set_screen(self, width: int) -> None:
        """Lay the page out for a screen of so many px."""
        if width != self._screen:
            self._screen, self._place, self._scale, self._whole_height = width, None, 0.0, 1
            self.fit()

    def set_room(self, width: int) -> None:
        """Show a card that is wider than so many px smaller."""
        if width != self._room:
            self._room = width
            self.fit()

    def set_most(self, scale: float) -> None:
        """Show cards so many times as large as the page has them where there is room."""
        self._most = scale
        self.fit()

    def place(self, place: CardPlace) -> None:
        """Show this part of the page."""
        self._place = place
        self.fit()

    def fit(self) -> None:
        """Place the page anew; a page that was loaded again has forgotten how large it was."""
        if self._view is None or self._page is None:
            return
        place = self._place
        shown = place.width + 2 * _ROOM if place is not None else self._screen
        scale = max(min(self._most, self._room / shown), _LEAST_SCALE)
        if abs(scale - self._scale) > _SAME_SCALE:
            self._scale = scale
        is_tall = place is not None and place.height + 2 * _ROOM > _SCREEN_HEIGHT
        height = _TALL_SCREEN_HEIGHT if is_tall else _SCREEN_HEIGHT
        self._page.setZoomFactor(self._scale)
        self._view.resize(round(self._screen * self._scale), round(height * self._scale))
        if place is None:
            self.setFixedSize(1, 1)
            return
        # A card at the edge of its page has nothing around it there.
        left, top = max(place.x - _ROOM, 0.0), max(place.y - _ROOM, 0.0)
        right = min(place.x + place.width + _ROOM, float(self._screen))
        bottom = min(place.y + place.height + _ROOM, float(height))
        self._view.move(-round(left * self._scale), -round(top * self._scale))
        width = min(ceil((right - left) * self._scale), self._room)
        tall = max(ceil((bottom - top) * self._scale), 1)
        if place.is_whole:
            self._whole_height = tall
        else:
            # Loaded again, without its pictures yet: were it lower for that moment, what is below would come up.
            tall = max(tall, self._whole_height)
        self.setFixedSize(max(width, 1), tall)
