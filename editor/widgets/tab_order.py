"""Owns where the Tab key comes by a part of the window that was built after its neighbours."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_in_tab_order(part: QWidget, before: QWidget) -> None:
    """Let Tab come by ``part`` and all that is in it right after ``before`` and all that is in that.

    Qt itself puts what is made last at the end of the window, wherever it stands.
    """
    stops = [*_stops(before), *_stops(part)]
    for one, next_one in pairwise(stops):
        QWidget.setTabOrder(one, next_one)


def _stops(part: QWidget) -> list[QWidget]:
    """Return what takes the keyboard of a widget and what is in it, in the order in which Tab comes by."""
    # All round: what takes no keyboard itself need not stand in the chain before what is in it.
    stops, widget = [], part
    while True:
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and (widget is part or part.isAncestorOf(widget)):
            stops.append(widget)
        widget = widget.nextInFocusChain()
        if widget is part:
            return stops
