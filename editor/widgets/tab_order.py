"""Owns the order in which the Tab key comes by things that were not made in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QScrollArea, QTabWidget, QWidget

# Nothing here asks for nextInFocusChain(): PySide takes what that returns for a child of the widget asked, so going
# round a box once makes a circle of it, and Python's collector empties the box while it is on show.


def follow_in_tab_order(part: QWidget, before: QWidget) -> None:
    """Let Tab come by ``part`` and all that is in it right after ``before`` and all that is in that.

    Qt itself puts what is made last at the end of the window, wherever it stands.
    """
    put_in_tab_order((before, part))


def put_in_tab_order(parts: Iterable[QWidget]) -> None:
    """Let Tab go through the parts one after the other, and through all that is in each.

    Qt's own ``setTabOrder`` leaves behind what is in a part, such as the button in a line.
    """
    _chain(stop for part in parts for stop in _stops(part))


def tab_as_laid_out(part: QWidget) -> None:
    """Let Tab come by all that is in ``part`` as its layouts have it, which is as it is read.

    Qt itself goes by the order in which things were made.
    """
    _chain(_stops(part))


def _chain(stops: Iterator[QWidget]) -> None:
    for one, next_one in pairwise(stops):
        QWidget.setTabOrder(one, next_one)


def _stops(part: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard of a widget and what is in it, as its layouts have it; of tabs the bar first."""
    if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield part
    if isinstance(part, QComboBox):
        return  # what drops down from it is a window of its own
    if isinstance(part, QTabWidget):
        yield part.tabBar()
        for index in range(part.count()):
            yield from _stops(part.widget(index))
    elif isinstance(part, QScrollArea) and part.widget() is not None:
        yield from _stops(part.widget())
    elif (layout := part.layout()) is not None:
        yield from _stops_of(layout)
    else:
        for child in part.children():
            if isinstance(child, QWidget) and not child.isWindow():  # a menu is a window of its own
                yield from _stops(child)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if (inner := item.layout()) is not None:
            yield from _stops_of(inner)
        elif (widget := item.widget()) is not None:
            yield from _stops(widget)
