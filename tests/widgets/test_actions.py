"""The list of all commands: their keys on each system, and where macOS puts them."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from editor.widgets.actions import build_actions, commands

# Apple, "Mac keyboard shortcuts": Hide, Hide Others, Minimise, Log Out, Quit and keep windows, Force Quit, screenshots,
# the next program, the next window, Spotlight. Qt's Ctrl is the Command key there.
TAKEN_BY_MACOS = (
    "Ctrl+H|Ctrl+Alt+H|Ctrl+M|Ctrl+Shift+Q|Ctrl+Alt+Q|Ctrl+Alt+Esc|Ctrl+Shift+3|Ctrl+Shift+4|Ctrl+Shift+5|"
    "Ctrl+Tab|Ctrl+Shift+Tab|Ctrl+`|Ctrl+Space|Ctrl+Alt+Space|Ctrl+Alt+D|F11"
).split("|")


def keys_on(platform: str) -> list[str]:
    return [
        QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        for command in commands(platform)
        for key in command.keys
    ]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_each_key_is_that_of_one_command(platform: str) -> None:
    keys = keys_on(platform)
    assert "" not in keys
    assert not [key for key, count in Counter(keys).items() if count > 1]


def test_the_system_takes_no_key_on_macos() -> None:
    assert not set(keys_on("darwin")) & {QKeySequence(key).toString() for key in TAKEN_BY_MACOS}


def test_a_command_has_the_same_words_and_place_on_every_system() -> None:
    linux, macos = commands("linux"), commands("darwin")
    assert [(one.name, one.text, one.menu) for one in linux] == [
        (one.name, one.text, one.menu) for one in macos
    ]
    assert all(one.keys for one, other in zip(macos, linux, strict=True) if other.keys)


def test_macos_finds_what_belongs_into_its_own_menu(qtbot: QtBot) -> None:
    owner = QObject()
    roles = {name: action.menuRole() for name, action in build_actions(owner, {}).items()}
    named = {name: role for name, role in roles.items() if role != QAction.MenuRole.NoRole}
    assert named == {
        "about": QAction.MenuRole.AboutRole,
        "preferences": QAction.MenuRole.PreferencesRole,
        "quit": QAction.MenuRole.QuitRole,
    }
