"""Files dropped on the window from another program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from tests.conftest import png
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]


def drop(target: QWidget, *files: Path) -> None:
    """Let go of files over a part of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """Another newsroom's folder with a post, and two pictures beside that newsroom."""
    root = tmp_path / "mail"
    (root / "paper" / "_posts").mkdir(parents=True)
    (root / "paper" / "_config.yml").write_text("title: The Other Paper\n", "utf-8")
    (root / "paper" / "_posts" / "2026-01-01-fair.md").write_text("---\ntitle: Fair\n---\nText.\n", "utf-8")
    for name in ("one.png", "two.png"):
        (root / name).write_bytes(png(5, 5))
    return root


@pytest.mark.parametrize("part", ["window", "text"])
def test_posts_open_and_the_pictures_dropped_with_them_come_into_their_site(
    site: Path, mail: Path, sit_down: SitDown, part: str
) -> None:
    writer = sit_down(site / POST)
    target = writer.window if part == "window" else writer.window.editor
    drop(target, mail / "one.png", mail / "paper" / "_posts" / "2026-01-01-fair.md", mail / "two.png")
    writer.wait(lambda: writer.tabs == ["Fair"])
    writer.wait(lambda: len(list((mail / "paper").rglob("*.png"))) == 2)
    writer.wait(lambda: "came into" in writer.notice)
    assert writer.window.panel.assets.isVisible()
    assert ".png" not in writer.body
    assert not list(site.rglob("one*.png"))


def test_a_post_of_the_site_and_a_picture_leave_the_post_in_front_before_as_it_was(
    site: Path, mail: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    drop(writer.window, mail / "one.png", site / OTHER)
    writer.wait(lambda: "came into" in writer.notice)
    assert writer.document.path == site / OTHER
    assert not any(document.dirty for document in writer.desk.workspace.documents)


def test_what_is_neither_post_nor_picture_is_said_to_be(site: Path, mail: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    (mail / "minutes.pdf").write_bytes(b"%PDF-1.7")
    (mail / "budget.xlsx").write_bytes(b"PK")
    drop(writer.window, mail / "minutes.pdf", mail / "paper" / "_posts" / "2026-01-01-fair.md")
    assert writer.tabs == ["Fair"]
    assert writer.notice.startswith("“minutes.pdf” is neither a post nor a picture")
    drop(writer.window, mail / "minutes.pdf", mail / "budget.xlsx")
    assert "show: “minutes.pdf”, “budget.xlsx”." in writer.sentences(writer.window.notice)


def test_a_picture_needs_a_post_and_a_text_is_one(site: Path, mail: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    drop(writer.window, mail / "one.png")
    assert writer.notice.startswith("Open the post first")
    (site / "notes.txt").write_text("Heard at the quay.\n", "utf-8")
    drop(writer.window, site / "notes.txt")
    assert writer.body == "Heard at the quay.\n"
