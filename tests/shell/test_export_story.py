"""Ctrl+E: one file that holds everything, made from the text in the window, with a word on what is missing."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from tests.shell.conftest import Answers
from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]


def exported(writer: Writer, answers: Answers, target: Path) -> str:
    """Press Ctrl+E, wait for the word in the bar, and return the page."""
    answers.target = target
    writer.press("Ctrl+E")
    writer.wait(lambda: writer.notice.startswith("Exported to"))
    return target.read_text("utf-8")


def test_the_page_holds_its_pictures_and_the_unsaved_text(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    before = (site / POST).read_bytes()
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Still: ")
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("2026-03-20 08:00")
    page = exported(writer, answers, tmp_path / "wall.html")
    assert answers.asked == ["save harbour-wall-holds.html"]
    assert "Still: The wall <strong>held</strong>" in page
    assert "20 March 2026" in page
    pictures = re.findall(r'src="(data:image/png;base64,[^"]+)"', page)
    assert len(pictures) == 2
    assert base64.b64decode(pictures[0].partition(",")[2]).startswith(b"\x89PNG")
    assert re.findall(r'(?:src|href)="(?!data:|#|https://tribune\.example/)([^"]+)"', page) == []
    assert "<script src" not in page
    assert (site / POST).read_bytes() == before
    assert writer.window.notice.current is not None
    assert writer.window.notice.current.tone == "ok"


def test_what_is_missing_is_said_with_its_line(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "![Gone](/assets/gone.png)\n")
    page = exported(writer, answers, tmp_path / "wall.html")
    assert "line 13" in writer.notice
    assert "gone.png" in writer.notice
    assert "gone.png" in page


def test_the_file_can_be_opened_from_the_bar(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    writer = sit_down(site / POST)
    exported(writer, answers, tmp_path / "wall.html")
    writer.click_notice("open")
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "wall.html"))]
    writer.click_notice("dismiss")
    assert writer.notice == ""


def test_a_place_that_takes_no_file_is_a_sentence(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    (tmp_path / "notes.txt").write_text("not a folder")
    answers.target = tmp_path / "notes.txt" / "wall.html"
    writer.press("Ctrl+E")
    writer.wait(lambda: writer.notice != "")
    assert "was not saved" in writer.notice
    assert "wall.html" in writer.notice
    assert "Exporting" not in writer.status


def test_front_matter_that_cannot_be_read_is_refused_with_its_line(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    path = site / "_posts" / "2026-03-15-odd.md"
    path.write_text("---\ntags: [a\n---\nText.\n", encoding="utf-8")
    writer = sit_down(path)
    answers.target = tmp_path / "odd.html"
    writer.press("Ctrl+E")
    writer.wait(lambda: "more" in writer.sentences(writer.window.notice))
    assert not answers.target.exists()


def test_cancelled_nothing_is_written(site: Path, sit_down: SitDown, answers: Answers) -> None:
    writer = sit_down(site / POST)
    writer.press("Ctrl+E")
    assert answers.asked == ["save harbour-wall-holds.html"]
    assert writer.notice == ""
