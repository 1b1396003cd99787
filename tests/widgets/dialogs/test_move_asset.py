"""The box that renames an asset: what it says while it is found out what names it, and once that is known."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.asset_plan import Plan
from editor.core.changes import ChangeSet
from editor.widgets.dialogs.move_asset import MoveAssetDialog
from editor.widgets.tokens import LIGHT


def test_it_says_that_it_looks_until_there_is_a_plan(qtbot: QtBot) -> None:
    dialog = MoveAssetDialog("assets/wall.png", ("assets",), LIGHT)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.plan_wanted) as wanted:
        QTest.keyClicks(dialog.name, "harbour")
    assert wanted.args == ["assets/harbour.png"]
    assert dialog.summary.text() == "Looking for what names it…"
    assert not dialog.agree.isEnabled()
    dialog.show_plan("assets/harbour.png", Plan(ChangeSet("Rename", ())), "“Wall” is saved first.")
    assert dialog.summary.text() == "“Wall” is saved first.\nNo other file has to be changed."
    assert dialog.agree.isEnabled()
