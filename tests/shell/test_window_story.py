"""What the window takes and how it fits: things dropped on it, paths of the command line, small screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.conftest import png
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]


def drop(writer: Writer, *paths: Path) -> None:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(600, 20), copy, data, left, none)
    QApplication.sendEvent(writer.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(writer.window, QDropEvent(QPointF(600, 20), copy, data, left, none))


def test_a_post_dropped_on_the_window_opens(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    drop(writer, site / POST, site / OTHER)
    assert writer.tabs == ["Harbour wall holds: engi…", "Council votes"]
    assert writer.document.path == site / OTHER


def test_a_folder_dropped_on_the_window_is_the_project(site: Path, sit_down: SitDown, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    (other / "_config.yml").write_text("title: The Other\n")
    writer = sit_down(site / POST)
    drop(writer, other)
    assert "The Other" in writer.sentences(writer.window.panel)
    assert writer.tabs == []  # nothing was open there when it was left


def test_a_picture_dropped_on_the_window_is_copied_and_put_into_the_text(
    site: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    (tmp_path / "sea view.png").write_bytes(png(8, 8))
    writer = sit_down(site / POST)
    writer.window.editor.go_to(0)
    drop(writer, tmp_path / "sea view.png")
    writer.wait(lambda: writer.body.startswith("![]("))
    copied = [file for file in site.rglob("*.png") if file.name != "wall.png"]
    assert len(copied) == 1
    assert copied[0].read_bytes() == png(8, 8)


def test_a_post_of_another_site_brings_its_site(site: Path, sit_down: SitDown, tmp_path: Path) -> None:
    other = tmp_path / "other" / "_posts" / "2026-03-01-a.md"
    other.parent.mkdir(parents=True)
    other.write_text("---\ntitle: Away\n---\n")
    writer = sit_down(site / POST)
    drop(writer, other)
    assert writer.document.title == "Away"
    assert writer.desk.workspace.project is not None
    assert writer.desk.workspace.project.root == tmp_path / "other"


@pytest.mark.parametrize("name", ["missing.md", "missing folder"])
def test_a_path_that_is_not_there_is_a_sentence(site: Path, sit_down: SitDown, name: str) -> None:
    writer = sit_down(site / name)
    assert name in writer.notice
    assert writer.window.empty.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 700), (640, 420)])
def test_every_part_has_its_place(site: Path, sit_down: SitDown, width: int, height: int) -> None:
    writer = sit_down(site / POST)
    window = writer.window
    window.resize(width, height)
    assert window.height() == height
    assert window.width() == width or (width < 1100 and window.width() < 800)
    for part in (window.panel, window.form, window.editor, window.preview, window.top, window.status):
        assert part.isVisible()
        assert window.rect().contains(part.rect().translated(part.mapTo(window, QPoint(0, 0))))
    writer.wait(lambda: window.editor.height() >= height // 4)


def test_f6_goes_round_the_parts(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    window = writer.window
    seen = []
    for _ in range(5):
        writer.press("F6")
        part = next(
            name
            for name in ("panel", "form", "editor", "preview", "top")
            if getattr(window, name) is writer.focus or getattr(window, name).isAncestorOf(writer.focus)
        )
        seen.append(part)
    assert sorted(seen) == ["editor", "form", "panel", "preview", "top"]


def test_words_are_counted_for_text_and_selection(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    writer.wait(lambda: "4 words" in writer.status or "4 word" in writer.status)
    writer.window.editor.go_to(0)
    writer.press("Ctrl+Shift+Right", "Ctrl+Shift+Right")
    writer.wait(lambda: "Selection: 2 word" in writer.status)
    writer.press("Right")
    writer.wait(lambda: "Selection" not in writer.status)
    assert "Ln 1, Col 11" in writer.status


def test_a_picture_dropped_where_no_post_is_open_is_answered(
    site: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    (tmp_path / "sea.png").write_bytes(png(8, 8))
    writer = sit_down(site)
    drop(writer, tmp_path / "sea.png")
    assert "Open the post first" in writer.notice
    assert [file.name for file in site.rglob("*.png")] == ["wall.png"]
