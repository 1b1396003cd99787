"""A folder that is no site yet offers to become one, and the first post goes into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from tests.shell.story import Writer

SitDown = Callable[..., Writer]
OFFER = "Make this folder a site"


def offer(writer: Writer) -> list[QPushButton]:
    """The button that makes a site, where it is on show."""
    buttons = writer.window.panel.findChildren(QPushButton)
    return [button for button in buttons if button.text() == OFFER and button.isVisible()]


def test_an_empty_folder_becomes_a_site_with_its_first_post(tmp_path: Path, sit_down: SitDown) -> None:
    folder = tmp_path / "Quay News"
    folder.mkdir()
    writer = sit_down(folder)
    writer.wait(lambda: bool(offer(writer)))
    assert "no site yet" in writer.sentences(writer.window.panel)
    QTest.mouseClick(offer(writer)[0], Qt.MouseButton.LeftButton)
    writer.wait(lambda: "No posts yet" in writer.sentences(writer.window.panel))
    assert (folder / "_config.yml").read_text("utf-8").count("Quay News") == 1
    assert offer(writer) == []
    assert not writer.desk.actions["make_site"].isEnabled()
    writer.press("Ctrl+N")
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.type("First tide")
    writer.press("Ctrl+S")
    writer.wait(lambda: len(list((folder / "_posts").glob("*-first-tide.md"))) == 1)
    line = writer.window.form.fields.address
    writer.wait(lambda: line.text().startswith("On the site: /"))


def test_a_folder_of_loose_posts_is_made_one_by_a_command(tmp_path: Path, sit_down: SitDown) -> None:
    (tmp_path / "loose").mkdir()
    note = tmp_path / "loose" / "note.md"
    note.write_text("---\ntitle: Note\n---\nText.\n", encoding="utf-8")
    writer = sit_down(tmp_path / "loose")
    writer.wait(lambda: writer.window.panel.posts.table.model().rowCount() > 0)
    assert offer(writer) == []
    writer.desk.actions["make_site"].trigger()
    writer.wait(lambda: (tmp_path / "loose" / "_posts").is_dir())
    assert note.read_text("utf-8") == "---\ntitle: Note\n---\nText.\n"


def test_a_site_offers_nothing(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    assert not writer.desk.actions["make_site"].isEnabled()
    assert offer(writer) == []


def test_what_the_disk_refuses_is_said(tmp_path: Path, sit_down: SitDown) -> None:
    folder = tmp_path / "quay"
    folder.mkdir()
    (folder / "assets").write_text("a file")
    writer = sit_down(folder)
    writer.wait(lambda: bool(offer(writer)))
    QTest.mouseClick(offer(writer)[0], Qt.MouseButton.LeftButton)
    assert "was not made a site" in writer.notice
    assert sorted(path.name for path in folder.iterdir()) == ["assets"]
