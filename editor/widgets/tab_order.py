"""Owns the order in which the Tab key comes by things that were not made in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QTabWidget, QWidget


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


def tab_as_laid_out(part: QWidget) -> None:
    """Let Tab come by all that is in ``part`` as its layouts have it, which is as it is read.

    Qt itself goes by the order in which things were made.
    """
    for before, after in pairwise(stops for widget in _laid_out(part) if (stops := _stops(widget))):
        QWidget.setTabOrder(before[-1], after[0])
        for one, next_one in pairwise(after):
            QWidget.setTabOrder(one, next_one)


def _laid_out(part: QWidget) -> Iterator[QWidget]:
    """Yield what has no layout of its own in a widget, in the order of the layouts; tabs: bar, then pages."""
    if isinstance(part, QTabWidget):
        yield part.tabBar()
        for index in range(part.count()):
            yield from _laid_out(part.widget(index))
    elif (layout := part.layout()) is not None:
        yield from _items_of(layout)
    else:
        yield part


def _items_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if (inner := item.layout()) is not None:
            yield from _items_of(inner)
        elif (widget := item.widget()) is not None:
            yield from _laid_out(widget)
