"""What a newsroom does with whole posts, by keys and menus, on real files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from editor.widgets.dialogs.changes import ChangesDialog
from editor.widgets.dialogs.picker import Picker
from editor.widgets.dialogs.rename import RenameDialog
from editor.widgets.panel.lists import select_alone
from tests.shell.conftest import Answers
from tests.shell.story import DRAFT, OTHER, POST, Writer

SitDown = Callable[..., Writer]
MOVED = "_posts/2026-03-14-sea-wall.md"


@pytest.fixture(autouse=True)
def linked(site: Path) -> bytes:
    """A post that links to another, by address and by tag; returns its bytes."""
    links = b"[a](/harbour-wall-holds/) {% post_url 2026-03-14-harbour-wall-holds %}"
    data = b"---\r\ntitle: Council votes\r\n---\r\n" + links
    (site / OTHER).write_bytes(data)
    return data


def test_rename_shows_name_and_address_as_one_types_then_the_changes_then_does_it(
    site: Path, sit_down: SitDown, linked: bytes
) -> None:
    before = (site / POST).read_bytes()
    writer = sit_down(site / POST)
    writer.press("F2")
    dialog = writer.dialog(RenameDialog)
    assert not dialog.rename_button.isEnabled()
    writer.type("sea wall")
    assert dialog.file_label.toolTip() == MOVED
    assert dialog.address_label.toolTip() == "https://tribune.example/sea-wall/"
    writer.press("Return")
    writer.wait(lambda: bool(writer.window.findChildren(ChangesDialog)))
    changes = writer.dialog(ChangesDialog)
    texts = changes.view.toPlainText()
    assert "+ [a](/sea-wall/) {% post_url 2026-03-14-sea-wall %}" in texts
    assert (site / POST).exists()
    writer.press("Return")
    writer.wait(lambda: "is called" in writer.notice)
    assert writer.notice.startswith("The post is called “2026-03-14-sea-wall.md” now. Links in 1 other file")
    assert (site / MOVED).read_bytes() == before
    assert (site / OTHER).read_bytes() == linked.replace(b"harbour-wall-holds", b"sea-wall")
    assert writer.document.path == site.resolve() / MOVED
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: "undone" in writer.notice)
    assert ((site / POST).read_bytes(), (site / OTHER).read_bytes()) == (before, linked)


def test_a_name_in_use_and_a_day_that_is_none_are_said_before_anything_happens(
    site: Path, sit_down: SitDown
) -> None:
    (site / MOVED).write_text("---\ntitle: Other\n---\n", encoding="utf-8")
    writer = sit_down(site / POST)
    writer.press("F2")
    dialog = writer.dialog(RenameDialog)
    writer.type("SEA-wall")
    assert "There is a post of this name already" in dialog.problem_label.text()
    assert not dialog.rename_button.isEnabled()
    writer.press("Ctrl+A")
    writer.type("!!")
    assert "needs a letter or a digit" in dialog.problem_label.text()
    writer.press("Ctrl+A")
    writer.type("quay")
    dialog.day.setFocus()
    dialog.day.selectAll()
    writer.type("someday")
    assert "“someday” is no day" in dialog.problem_label.text()
    writer.press("Ctrl+A")
    writer.type("16 Mar 2026")
    assert dialog.file_label.toolTip() == "_posts/2026-03-16-quay.md"
    writer.press("Escape")
    assert (site / POST).exists()


def test_unsaved_text_of_another_post_is_saved_first_or_the_job_is_left(
    site: Path, sit_down: SitDown, answers: Answers, linked: bytes
) -> None:
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / OTHER)
    writer.write_in_body(0, "Late. ")
    writer.desk.files.open_path(site / POST)
    writer.press("F2")
    writer.dialog(RenameDialog)
    writer.type("sea-wall")
    writer.press("Return")
    writer.wait(lambda: any("confirm" in asked for asked in answers.asked))
    writer.wait(lambda: any(one.isVisible() for one in writer.window.findChildren(ChangesDialog)))
    writer.dialog(ChangesDialog)
    writer.press("Return")
    writer.wait(lambda: (site / MOVED).exists())
    assert (site / OTHER).read_bytes() == linked.replace(b"[a]", b"Late. [a]").replace(
        b"harbour-wall-holds", b"sea-wall"
    )


def test_the_list_stays_where_it_is_when_the_post_in_front_goes_to_the_trash(
    site: Path, sit_down: SitDown
) -> None:
    for day in range(1, 29):
        name = f"2025-02-{day:02}-story.md"
        (site / "_posts" / name).write_text(f"---\ntitle: Story {day}\n---\n", encoding="utf-8")
    writer = sit_down(site / POST)
    writer.window.resize(1100, 500)
    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.rowCount() == 31)
    place = table.rows.place_of("_posts/2025-02-10-story.md")
    select_alone(table, place)
    table.clicked.emit(place)
    at = table.verticalScrollBar().value()
    assert at > 0
    assert writer.document.title == "Story 10"
    writer.desk.actions["post_trash"].trigger()
    writer.wait(lambda: "in the trash" in writer.notice and table.rows.rowCount() == 30)
    assert writer.document.title.startswith("Harbour wall")
    assert table.selected_paths() == ("_posts/2025-02-09-story.md",)
    assert table.verticalScrollBar().value() == at
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: table.rows.rowCount() == 31)
    assert writer.document.title == "Story 10"
    assert table.selected_paths() == ("_posts/2025-02-10-story.md",)
    assert table.verticalScrollBar().value() == at


def test_a_draft_is_published_and_taken_back(site: Path, sit_down: SitDown) -> None:
    before = (site / DRAFT).read_bytes()
    writer = sit_down(site / DRAFT)
    writer.write_in_body(0, "New. ")
    actions = writer.desk.actions
    assert actions["post_publish"].isEnabled()
    assert not actions["post_to_drafts"].isEnabled()
    actions["post_publish"].trigger()
    writer.wait(lambda: "is a post now" in writer.notice)
    path = writer.document.path
    assert path is not None
    assert path.parent == site.resolve() / "_posts"
    assert path.name.endswith("-tide-tables.md")
    assert b"date: " in path.read_bytes()
    assert b"New. " in path.read_bytes()
    assert not (site / DRAFT).exists()
    writer.wait(lambda: actions["post_to_drafts"].isEnabled())
    actions["post_to_drafts"].trigger()
    writer.wait(lambda: "is a draft now" in writer.notice)
    assert writer.document.path == site.resolve() / DRAFT
    assert before != (site / DRAFT).read_bytes()


def test_back_to_drafts_names_the_links_that_will_lead_nowhere_first(
    site: Path, sit_down: SitDown, linked: bytes
) -> None:
    writer = sit_down(site / POST)
    writer.desk.actions["post_to_drafts"].trigger()
    writer.wait(lambda: any(one.isVisible() for one in writer.window.findChildren(ChangesDialog)))
    dialog = writer.dialog(ChangesDialog)
    remarks = writer.field("Remarks", QPlainTextEdit, dialog).toPlainText()
    assert f"{OTHER}, line 4: /harbour-wall-holds/" in remarks
    writer.press("Escape")
    assert (site / POST).exists()


def test_withdrawn_and_shown_again_gives_the_same_bytes(site: Path, sit_down: SitDown) -> None:
    before = (site / POST).read_bytes()
    writer = sit_down(site / POST)
    writer.desk.actions["post_withdraw"].trigger()
    writer.wait(lambda: "withdrawn" in writer.notice)
    assert b"published: false" in (site / POST).read_bytes()
    assert writer.document.front is not None
    assert writer.document.front.get("published") is False
    writer.wait(lambda: writer.desk.actions["post_show_again"].isEnabled())
    writer.desk.actions["post_show_again"].trigger()
    writer.wait(lambda: "shown again" in writer.notice)
    assert (site / POST).read_bytes() == before


def test_a_duplicate_opens_beside_its_model(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.desk.actions["post_duplicate"].trigger()
    writer.wait(lambda: len(writer.tabs) == 2)
    copy = site.resolve() / "_posts" / "2026-03-14-harbour-wall-holds-2.md"
    assert writer.document.path == copy
    assert copy.read_bytes() == (site / POST).read_bytes()
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: not copy.exists())
    writer.wait(lambda: len(writer.tabs) == 1)


def test_the_selected_posts_go_to_the_trash_together_and_come_back(
    site: Path, sit_down: SitDown, trash: Path
) -> None:
    writer = sit_down(site)
    posts = writer.window.panel.posts
    writer.wait(lambda: posts.table.rows.rowCount() == 3)
    posts.table.setFocus()
    writer.press("Ctrl+A")
    writer.press("Delete")
    writer.wait(lambda: "are in the trash" in writer.notice)
    assert not list((site / "_posts").iterdir())
    assert len(list(trash.iterdir())) == 3
    writer.click_notice("undo")
    writer.wait(lambda: (site / DRAFT).exists() and (site / POST).exists() and (site / OTHER).exists())


def test_address_and_link_are_copied(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.desk.actions["post_copy_address"].trigger()
    assert QGuiApplication.clipboard().text() == "https://tribune.example/harbour-wall-holds/"
    writer.desk.actions["post_copy_link"].trigger()
    assert QGuiApplication.clipboard().text() == (
        "[Harbour wall holds: engineers relieved]({% post_url 2026-03-14-harbour-wall-holds %})"
    )
    assert "Copied: " in writer.notice


def test_show_in_folder_shows_the_posts_own_file(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = sit_down(site / POST)
    shown: list[Path] = []
    monkeypatch.setattr(writer.desk.late.file_manager, "show", shown.append)
    writer.desk.actions["post_reveal"].trigger()
    assert shown == [site / POST]


def test_the_post_turned_to_with_keys_is_selected_alone(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.place_of(OTHER).isValid())
    writer.desk.files.open_path(site / OTHER)
    assert table.selected_paths() == (OTHER,)
    writer.press("Ctrl+Tab")
    assert table.selected_paths() == (POST,)
    writer.press("Ctrl+Tab")
    assert table.selected_paths() == (OTHER,)


def test_the_list_of_commands_is_about_the_posts_selected_in_the_list_of_posts(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.place_of(OTHER).isValid())
    writer.keyboard_to(table)
    select_alone(table, table.rows.place_of(OTHER))
    writer.press("Ctrl+Shift+K")
    writer.dialog(Picker)
    writer.type("copy url\n")
    writer.wait(lambda: writer.notice.startswith("Copied: "))
    assert QGuiApplication.clipboard().text() == "https://tribune.example/council-votes/"


def test_a_post_renamed_in_the_list_stays_selected_when_the_one_in_front_is_mended(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / OTHER)
    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.place_of(POST).isValid())
    writer.keyboard_to(table)
    select_alone(table, table.rows.place_of(POST))
    writer.press("F2")
    writer.dialog(RenameDialog)
    writer.type("sea wall\n")
    writer.wait(lambda: bool(writer.window.findChildren(ChangesDialog)))
    writer.dialog(ChangesDialog)
    writer.press("Return")
    writer.wait(lambda: table.rows.place_of(MOVED).isValid())
    assert table.selected_paths() == (MOVED,)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_post_whose_file_name_is_not_utf_8_opens_from_every_list_and_can_be_renamed(
    site: Path, sit_down: SitDown, trash: Path
) -> None:
    old = site / "_posts" / os.fsdecode(b"2026-03-01-caf\xe9.md")
    old.write_text("---\ntitle: Latin\n---\nThe lantern.\n", encoding="utf-8")
    writer = sit_down(site / OTHER)
    writer.press("Ctrl+Alt+P")
    writer.type("lantern")
    writer.press("Return")
    writer.wait(lambda: writer.document.title == "Latin")
    writer.press("Ctrl+W", "Ctrl+P")
    writer.dialog(Picker)
    writer.type("Latin")
    writer.press("Return")
    writer.wait(lambda: writer.document.title == "Latin")
    writer.press("Ctrl+W", "Ctrl+Shift+F")
    writer.wait(writer.desk.late.searching._texts.box.line.hasFocus)
    writer.type("lantern")
    writer.press("Return")
    writer.wait(lambda: writer.document.title == "Latin")
    assert writer.window.top.path.accessibleName() == "_posts / 2026-03-01-caf?.md"
    assert "Its file name holds bytes that are no UTF-8" in writer.sentences(writer.window.form)
    writer.type("Lit: ")
    writer.press("Ctrl+S")
    assert old.read_text(encoding="utf-8").endswith("\nLit: The lantern.\n")
    writer.press("F2")
    writer.dialog(RenameDialog)
    writer.type("cafe")
    writer.press("Return")
    writer.wait(lambda: "is called" in writer.notice)
    new = site / "_posts/2026-03-01-cafe.md"
    assert new.read_text(encoding="utf-8").endswith("\nLit: The lantern.\n")
    assert not old.exists()
    assert writer.document.path == new.resolve()
