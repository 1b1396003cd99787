"""Help names every key as it is set now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from editor.widgets.actions import build_actions, commands
from editor.widgets.dialogs.help import HelpDialog
from editor.widgets.theme import LIGHT


def test_every_command_with_a_key_is_there_with_the_key_it_has_now(qtbot: QtBot) -> None:
    owner = QObject()
    actions = build_actions(owner, {"bold": "Ctrl+Alt+B", "italic": ""})
    dialog = HelpDialog(actions, LIGHT)
    qtbot.addWidget(dialog)
    dialog.open()
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    text = page.toPlainText()
    assert "Ctrl+Alt+B" in text
    lines = text.splitlines()
    assert lines[lines.index("Save") + 1] == "Ctrl+S"
    assert "Italic" not in lines
    named = [command.text for command in commands() if actions[command.name].shortcuts()]
    assert [name for name in named if name not in lines] == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
