"""What a story needs: the real desk on a small newsroom, with prompts that answer by themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import send2trash
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.asset_plan import Clash
from editor.core.settings import Settings
from editor.shell.app import Desk
from editor.storage.paths import user_paths
from editor.widgets.prompts import Prompts, Unsaved
from tests.shell.story import Writer


class Answers(Prompts):
    """Prompts that answer what the story says, and remember what they were asked."""

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None
        self.file: Path | None = None
        self.target: Path | None = None
        self.picture: Path | None = None
        self.text: str | None = None
        self.printer: QPrinter | None = None
        self.files: list[Path] = []
        self.clash: tuple[Clash, bool] | None = None
        self.agrees = True
        self.questions: list[str] = []
        self.unsaved = Unsaved.CANCEL
        self.asked: list[str] = []

    def ask_open_folder(self, start: Path | None = None, title: str = "") -> Path | None:
        self.asked.append(f"folder {title}".strip())
        return self.folder

    def ask_open_file(self, start: Path | None = None) -> Path | None:
        self.asked.append("file")
        return self.file

    def ask_save_path(self, suggested: Path, title: str = "", filters: str = "") -> Path | None:
        self.asked.append(f"save {suggested.name}")
        return self.target

    def ask_picture(self, start: Path | None = None) -> Path | None:
        self.asked.append("picture")
        return self.picture

    def ask_assets(self, start: Path | None = None) -> list[Path]:
        self.asked.append("assets")
        return self.files

    def ask_clash(self, name: str, others: int) -> tuple[Clash, bool] | None:
        self.asked.append(f"clash {name}")
        return self.clash

    def ask_discard(self, titles: Sequence[str]) -> Unsaved:
        self.asked.append("discard " + ", ".join(titles))
        return self.unsaved

    def ask_printer(self) -> QPrinter | None:
        self.asked.append("printer")
        return self.printer

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        self.asked.append(f"text {title}")
        return self.text

    def ask_to_confirm(self, title: str, text: str, action: str) -> bool:
        self.asked.append(f"confirm {title}")
        self.questions.append(text)
        return self.agrees

    def tell(self, title: str, text: str) -> None:
        self.asked.append(f"told {title}")


@pytest.fixture
def answers() -> Answers:
    """What the prompts will answer."""
    return Answers()


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for the system's trash, which tests must not fill."""
    folder = tmp_path / "trash"
    folder.mkdir()
    monkeypatch.setattr(send2trash, "send2trash", lambda path: shutil.move(path, folder))
    return folder


@pytest.fixture
def open_desk(
    qapp: QApplication, qtbot: QtBot, home: Path, answers: Answers, trash: Path
) -> Iterator[Callable[..., Desk]]:
    """Open the desk on a path, without the web engine unless asked; it is closed after the test."""
    desks: list[Desk] = []

    def make(
        path: Path | None, *, engine: bool = False, late: bool = True, settings: Settings | None = None
    ) -> Desk:
        desk = Desk(qapp, user_paths(), settings or Settings(), answers)
        desks.append(desk)
        desk.window.resize(1280, 820)
        desk.open_first(path)
        desk.window.show()
        desk.window.activateWindow()
        qtbot.waitExposed(desk.window)
        if engine:
            with qtbot.waitSignal(desk.reader.ready, timeout=30_000):
                desk.start_engine()
        if not late:
            return desk
        desk.build_late()  # as is done after the first paint, before anybody asks much
        qtbot.waitUntil(lambda: desk.workspace.listing.complete or desk.workspace.project is None)
        return desk

    yield make
    for desk in desks:
        desk.window.allow_close()
        desk.window.close()
        desk.close()
        desk.deleteLater()  # before the window, whose fields tell that they lose the keyboard as they go
        desk.window.deleteLater()


@pytest.fixture
def sit_down(open_desk: Callable[..., Desk], qtbot: QtBot) -> Callable[..., Writer]:
    """Open the desk on a path and sit down at it, the cursor in the text."""

    def sit(
        path: Path | None, *, engine: bool = False, late: bool = True, settings: Settings | None = None
    ) -> Writer:
        writer = Writer(open_desk(path, engine=engine, late=late, settings=settings), qtbot)
        writer.wait(writer.window.isActiveWindow)
        return writer

    return sit


@pytest.fixture
def wall(site: Path) -> Path:
    """The lead image of the post, 600 by 400 pixels: left half red, right half blue."""
    image = Image.new("RGB", (600, 400), (20, 20, 200))
    image.paste((200, 20, 20), (0, 0, 300, 400))
    path = site / "assets" / "wall.png"
    image.save(path)
    return path
