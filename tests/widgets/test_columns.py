"""Columns that are hidden, pulled and shown again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.columns import Columns


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    columns = Columns()
    qtbot.addWidget(columns)
    for index, (least, share) in enumerate([(100, 0), (200, 3), (150, 2)]):
        part = QWidget(columns)
        part.setMinimumWidth(least)
        columns.addWidget(part)
        columns.setStretchFactor(index, share)
    columns.resize(902, 300)
    columns.setSizes([150, 450, 300])
    columns.show()
    qtbot.waitExposed(columns)
    return columns


def pull(columns: Columns, handle: int, to: int) -> None:
    """Pull the handle left of a column until it stands at ``to``."""
    grip = columns.handle(handle)
    held = QPoint(0, 50)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, held)
    there = QPoint(grip.mapFrom(columns, QPoint(to, 0)).x(), held.y())
    QTest.mouseMove(grip, there)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)


def test_what_is_pulled_is_the_new_width(columns: Columns) -> None:
    pull(columns, 1, 200)
    assert columns.sizes() == [200, 400, 300]
    assert columns.widths == (200, 400, 300)


def test_a_hidden_column_has_its_width_again_whatever_was_pulled_meanwhile(
    columns: Columns, qtbot: QtBot
) -> None:
    columns.widget(0).hide()
    qtbot.waitUntil(lambda: columns.sizes()[0] == 0)
    before = columns.sizes()
    pull(columns, 2, 400)
    after = columns.sizes()
    assert after[1] < before[1]
    assert (after[0], sum(after)) == (0, sum(before))
    assert columns.widths[0] == 150
    columns.widget(0).show()
    qtbot.waitUntil(lambda: columns.sizes()[0] == 150)


def test_none_vanishes_by_being_pulled_narrow(columns: Columns) -> None:
    pull(columns, 1, 5)
    assert columns.sizes()[0] == 100
    assert columns.widget(0).isVisible()
