"""The boxes, answered by keys as a writer would; the system's own file dialogs are out of reach here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from editor.core.asset_plan import Clash
from editor.widgets.prompts import Prompts, Unsaved


def later(act: Callable[[], None]) -> None:
    """Act as soon as a box stands in front."""
    QTimer.singleShot(0, act)


def press(qtbot: QtBot, text: str) -> Callable[[], None]:
    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        button = next(each for each in box.buttons() if each.text().replace("&", "") == text)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return act


@pytest.mark.parametrize(
    ("button", "answer"),
    [("Save", Unsaved.SAVE), ("Discard", Unsaved.DISCARD), ("Cancel", Unsaved.CANCEL)],
)
def test_unsaved_posts(qtbot: QtBot, button: str, answer: Unsaved) -> None:
    later(press(qtbot, button))
    assert Prompts().ask_discard(["Ferry"]) is answer


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_Return, Unsaved.SAVE), (Qt.Key.Key_Escape, Unsaved.CANCEL)]
)
def test_enter_saves_and_escape_cancels(qtbot: QtBot, key: Qt.Key, answer: Unsaved) -> None:
    def act() -> None:
        qtbot.keyClick(QApplication.activeModalWidget(), key)

    later(act)
    assert Prompts().ask_discard(["Ferry"]) is answer


@pytest.mark.parametrize(
    ("titles", "words"), [(["Ferry"], "“Ferry”"), (["Ferry", "Wall"], "2 posts")], ids=["one", "two"]
)
def test_the_question_names_what_is_at_stake(qtbot: QtBot, titles: list[str], words: str) -> None:
    heard: list[str] = []

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        heard.append(box.text())
        box.reject()

    later(act)
    Prompts().ask_discard(titles)
    assert words in heard[0]


@pytest.mark.parametrize(("button", "answer"), [("Move to trash", True), ("Cancel", False)])
def test_confirming(qtbot: QtBot, button: str, answer: bool) -> None:
    later(press(qtbot, button))
    assert Prompts().ask_to_confirm("Ferry", "Move it?", "Move to trash") is answer


@pytest.mark.parametrize(
    ("typed", "key", "answer"),
    [("tern", Qt.Key.Key_Return, "tern"), ("  ", Qt.Key.Key_Return, ""), ("tern", Qt.Key.Key_Escape, None)],
)
def test_asking_for_text(qtbot: QtBot, typed: str, key: Qt.Key, answer: str | None) -> None:
    def act() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        line = box.findChild(QLineEdit)
        assert line is not None
        assert box.width() >= 400  # a query or a headline is read whole
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, key)

    later(act)
    assert Prompts().ask_text("Rename", "Name", "old") == answer


def test_telling(qtbot: QtBot) -> None:
    later(press(qtbot, "OK"))
    Prompts().tell("Copydesk", "It could not start.")


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        ("Replace", (Clash.REPLACE, True)),
        ("Keep both", (Clash.KEEP_BOTH, True)),
        ("Skip", (Clash.SKIP, True)),
        ("Cancel", None),
    ],
)
def test_a_name_in_use_can_be_settled_for_all(
    qtbot: QtBot, button: str, answer: tuple[Clash, bool] | None
) -> None:
    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        same = box.checkBox()
        assert same is not None
        qtbot.mouseClick(same, Qt.MouseButton.LeftButton, pos=same.rect().center())
        same.setChecked(True)
        press(qtbot, button)()

    later(act)
    assert Prompts().ask_clash("fog.png", 3) == answer


def test_the_last_name_in_use_stands_alone(qtbot: QtBot) -> None:
    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.checkBox() is None
        assert "“fog.png”" in box.text()
        qtbot.keyClick(box, Qt.Key.Key_Return)

    later(act)
    assert Prompts().ask_clash("fog.png", 0) == (Clash.KEEP_BOTH, False)


def test_paper_has_margins_unless_the_writer_sets_others(qtbot: QtBot) -> None:
    later(lambda: QApplication.activeModalWidget().accept())
    printer = Prompts().ask_printer()
    assert printer is not None
    margins = printer.pageLayout().margins(QPageLayout.Unit.Millimeter)
    assert min(margins.left(), margins.top(), margins.right(), margins.bottom()) > 15
