from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.widgets.dialogs.asking import button_row, field_rows, problem_line, stack


class _Box(QDialog):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.problem = problem_line(self)
        self.decline, self.agree = QPushButton("Cancel", self), QPushButton("Create", self)
        rows = field_rows()
        rows.addRow("Headline", self.field)
        stack(self, rows, self.problem, button_row(self.decline, self.agree))


@pytest.fixture
def box(qtbot: QtBot) -> _Box:
    box = _Box()
    qtbot.addWidget(box)
    box.resize(500, 200)
    box.show()
    return box


def test_enter_in_a_field_agrees(qtbot: QtBot, box: _Box) -> None:
    with qtbot.waitSignal(box.agree.clicked, timeout=5000), qtbot.assertNotEmitted(box.decline.clicked):
        QTest.keyClick(box.field, Qt.Key.Key_Return)


def test_the_button_that_agrees_is_the_last_and_stands_at_the_right(box: _Box) -> None:
    assert box.agree.geometry().right() > box.decline.geometry().right() > box.width() / 2


def test_a_sentence_with_markup_is_shown_as_it_is(box: _Box) -> None:
    box.problem.setText("There is a post called <b>Ferry</b> already.")
    assert box.problem.textFormat() is Qt.TextFormat.PlainText


def test_a_field_is_as_wide_as_the_box_allows(box: _Box) -> None:
    before = box.field.width()
    box.resize(box.width() + 200, box.height())
    assert box.field.width() == before + 200
