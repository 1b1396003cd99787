"""Where a file is shown: selected by the file manager of each system, or else in its folder."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from editor.core.errors import EditorError
from editor.shell.revealing import Answer, FileManager


class System:
    """What a file manager was asked, and whether it could."""

    def __init__(self, *, able: bool = True, folders: bool = True) -> None:
        self.able = able
        self.folders = folders
        self.started: list[tuple[str, list[str], str]] = []
        self.selected: list[str] = []
        self.opened: list[str] = []

    def manager(self, platform: str) -> FileManager:
        return FileManager(platform=platform, start=self._start, select=self._select, open_url=self._open)

    def _start(self, program: str, arguments: list[str], native: str) -> bool:
        self.started.append((program, arguments, native))
        return self.able

    def _select(self, address: str, answer: Answer) -> None:
        self.selected.append(address)
        answer(self.able)

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url.toLocalFile())
        return self.folders


def test_windows_selects_also_names_with_blanks_and_commas() -> None:
    system = System()
    file = PureWindowsPath("C:\\My site\\_posts\\2026-03-14-wall, again.md")
    system.manager("win32").show(file)  # type: ignore[arg-type]
    assert system.started == [("explorer.exe", [], f'/select,"{file}"')]
    assert system.opened == []


def test_macos_reveals(tmp_path: Path) -> None:
    system = System()
    system.manager("darwin").show(tmp_path / "a b.png")
    assert system.started == [("open", ["-R", str(tmp_path / "a b.png")], "")]


def test_linux_asks_the_desktop_for_the_file_by_its_address(tmp_path: Path) -> None:
    system = System()
    system.manager("linux").show(tmp_path / "größe 100%.png")
    assert system.selected == [f"file://{tmp_path}/gr%C3%B6%C3%9Fe%20100%25.png"]
    assert system.opened == []


@pytest.mark.parametrize("platform", ["linux", "freebsd14", "darwin", "win32"])
def test_the_folder_opens_where_nothing_selects_a_file(platform: str, tmp_path: Path) -> None:
    system = System(able=False)
    system.manager(platform).show(tmp_path / "ä #1" / "a.png")
    assert system.opened == [str(tmp_path / "ä #1")]


def test_a_system_without_any_file_manager_is_said_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    manager = System(able=False, folders=False).manager("linux")
    with qtbot.waitSignal(manager.failed) as told:
        manager.show(tmp_path / "a.png")
    error = told.args[0]
    assert isinstance(error, EditorError)
    assert error.message == (
        f"“{tmp_path}” could not be shown: no program for folders answered. The file is “a.png”."
    )
