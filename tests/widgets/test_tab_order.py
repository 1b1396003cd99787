"""Where the Tab key comes by what was built late."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.widgets.tab_order import follow_in_tab_order, tab_as_laid_out


def _group(parent: QWidget, *names: str) -> QWidget:
    group = QWidget(parent)
    column = QVBoxLayout(group)
    for name in names:
        line = QLineEdit(group)
        line.setObjectName(name)
        column.addWidget(line)
    parent.layout().addWidget(group)
    return group


def _walk(window: QWidget) -> list[str]:
    lines = window.findChildren(QLineEdit)
    start = next(line for line in lines if line.objectName() == "a1")
    names, widget = ["a1"], start.nextInFocusChain()
    while widget is not start:
        if isinstance(widget, QLineEdit):
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


def test_a_part_built_late_follows_its_neighbour_and_not_the_whole_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    first = _group(window, "a1", "a2")
    _group(window, "c1", "c2")
    late = _group(window, "b1", "b2")
    assert _walk(window) == ["a1", "a2", "c1", "c2", "b1", "b2"]
    follow_in_tab_order(late, first)
    assert _walk(window) == ["a1", "a2", "b1", "b2", "c1", "c2"]


def test_parts_built_late_follow_one_another(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    first = _group(window, "a1")
    _group(window, "d1")
    second, third = _group(window, "b1"), _group(window, "c1")
    follow_in_tab_order(second, first)
    follow_in_tab_order(third, second)
    assert _walk(window) == ["a1", "b1", "c1", "d1"]


def test_tab_goes_as_things_are_laid_out_and_not_as_they_were_made(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines = {}
    for name in ("d1", "c1", "b2", "b1", "a1"):
        lines[name] = QLineEdit(window)
        lines[name].setObjectName(name)
    page, cells, tabs = QWidget(), QTableWidget(1, 1), QTabWidget(window)
    cell = QLineEdit()
    cell.setObjectName("cell")
    cells.setCellWidget(0, 0, cell)
    QMenu(cells)  # a window of its own, through which no Tab goes
    inside = QVBoxLayout(page)
    for widget in (lines["c1"], cells):
        inside.addWidget(widget)
    tabs.addTab(page, "One")
    row = QHBoxLayout()
    row.addWidget(lines["b1"])
    row.addWidget(lines["b2"])
    column = QVBoxLayout(window)
    column.addWidget(lines["a1"])
    column.addLayout(row)
    column.addWidget(tabs)
    column.addWidget(lines["d1"])
    tab_as_laid_out(window)
    assert _walk(window) == ["a1", "b1", "b2", "c1", "cell", "d1"]


class _Box(QDialog):
    """A box that only its window holds, as one that asks something is while it is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.line = QLineEdit(self)
        self.group = QWidget(self)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.group)
        QVBoxLayout(self.group).addWidget(QLineEdit(self.group))


@pytest.mark.parametrize(
    "order",
    [tab_as_laid_out, lambda box: follow_in_tab_order(box.group, box.line)],
    ids=["laid_out", "follow"],
)
def test_a_box_put_in_order_keeps_all_that_it_has(qtbot: QtBot, order: Callable[[_Box], None]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    gc.collect()
    gc.freeze()  # as the window's own things are once it stands
    try:
        order(_Box(window))
        gc.collect()
    finally:
        gc.unfreeze()
    assert window.findChild(_Box).line is not None
