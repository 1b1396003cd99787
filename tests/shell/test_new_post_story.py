"""A new post: the site's usual keys, the first save and its name, and a project with nothing in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.shell.conftest import Answers
from tests.shell.story import Writer

SitDown = Callable[..., Writer]


def new_files(site: Path, folder: str = "_posts") -> list[Path]:
    """Return the posts that the newsroom did not have."""
    return [path for path in (site / folder).iterdir() if not re.search("harbour-wall|council", path.name)]


def test_headline_typed_text_written_saved(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    writer.press("Ctrl+N")
    writer.type("Ferry: back on Friday")
    writer.window.editor.setFocus()
    writer.type("It sails.")
    assert new_files(site) == []
    writer.press("Ctrl+S")
    (path,) = new_files(site)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-ferry-back-on-friday\.md", path.name)
    text = path.read_text("utf-8")
    assert text.startswith("---\nlayout: post\n")
    assert "title: 'Ferry: back on Friday'\n" in text or 'title: "Ferry: back on Friday"\n' in text
    assert text.endswith("---\nIt sails.\n")
    assert writer.tabs == ["Ferry: back on Friday"]
    assert "Safe on disk" in writer.status
    writer.wait(
        lambda: any(post.path == f"_posts/{path.name}" for post in writer.desk.workspace.listing.posts)
    )


def test_without_a_headline_it_is_asked_for(site: Path, sit_down: SitDown, answers: Answers) -> None:
    writer = sit_down(site)
    writer.press("Ctrl+N")
    writer.window.editor.setFocus()
    writer.type("Words.")
    writer.press("Ctrl+S")
    assert answers.asked == ["text Headline"]
    assert new_files(site) == []
    assert "Unsaved" in writer.status
    answers.text = "Found it"
    writer.press("Ctrl+S")
    (path,) = new_files(site)
    assert path.name.endswith("found-it.md")
    assert 'title: "Found it"' in path.read_text("utf-8")


def test_a_name_that_is_taken_is_never_written_over(site: Path, sit_down: SitDown, answers: Answers) -> None:
    writer = sit_down(site)
    for words in ("First.", "Second."):
        writer.press("Ctrl+N")
        writer.type("Twice")
        writer.window.editor.setFocus()
        writer.type(words)
        writer.press("Ctrl+S")
    (path,) = new_files(site)
    assert "First." in path.read_text("utf-8")
    assert path.name in writer.notice
    assert "Unsaved" in writer.status
    answers.target = path.with_name("2026-11-24-twice-again.md")
    writer.click_notice("elsewhere")
    assert "Second." in answers.target.read_text("utf-8")
    assert writer.notice == ""


def test_an_empty_folder_says_what_to_do_and_takes_a_first_post(tmp_path: Path, sit_down: SitDown) -> None:
    root = tmp_path / "fresh"
    root.mkdir()
    writer = sit_down(root)
    empty = writer.window.empty
    assert empty.isVisible()
    assert empty.new_button.isVisible()
    writer.wait(lambda: "Write the first one" in writer.sentences(empty))
    assert not empty.find_button.isVisible()
    QTest.mouseClick(empty.new_button, Qt.MouseButton.LeftButton)
    writer.type("First words")
    writer.press("Ctrl+S")
    (path,) = (root / "_posts").iterdir()
    assert path.name.endswith("-first-words.md")
    assert writer.window.editor.isVisible()


@pytest.mark.parametrize("title", ["x" * 300, "Über Äpfel & <Birnen> – “Zitat”", "🦀 " * 100])
def test_long_and_odd_headlines(site: Path, sit_down: SitDown, title: str) -> None:
    writer = sit_down(site)
    width = writer.window.width()
    writer.press("Ctrl+N")
    writer.type(title.strip())
    writer.press("Ctrl+S")
    (path,) = new_files(site)
    assert len(path.name.encode()) <= 255
    assert writer.document.title == title.strip()
    assert writer.window.width() == width
    assert len(writer.tabs[0]) <= 30
