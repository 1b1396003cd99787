"""Leaving: what is asked about unsaved text, and what the desk looks like when the writer comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from editor.shell import session
from editor.storage.paths import user_paths
from editor.storage.session_store import load_session
from editor.widgets.prompts import Unsaved
from tests.shell.conftest import Answers
from tests.shell.story import DRAFT, OTHER, POST, Writer

SitDown = Callable[..., Writer]


def kept_tabs(site: Path) -> tuple[str, ...]:
    """Return what the file of the session says is open in a site."""
    tabs = load_session(user_paths())[0].tabs.get(str(site))
    return tabs.posts if tabs is not None else ()


@pytest.fixture
def edited(site: Path, sit_down: SitDown) -> Writer:
    """A writer with an unsaved word in a post."""
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Mine: ")
    return writer


def test_cancel_keeps_the_tab_and_the_text(edited: Writer, answers: Answers) -> None:
    edited.press("Ctrl+W")
    assert answers.asked == ["discard Harbour wall holds: engineers relieved"]
    assert edited.tabs == ["Harbour wall holds: engi… ●"]
    assert "Mine: " in edited.body


def test_save_writes_and_closes(edited: Writer, answers: Answers, site: Path) -> None:
    answers.unsaved = Unsaved.SAVE
    edited.press("Ctrl+W")
    assert edited.tabs == []
    assert "Mine: The wall" in (site / POST).read_text("utf-8")
    assert edited.window.empty.isVisible()


def test_discard_closes_and_leaves_file_and_journal_clean(
    edited: Writer, answers: Answers, site: Path
) -> None:
    before = (site / POST).read_bytes()
    answers.unsaved = Unsaved.DISCARD
    edited.desk.recovery.write_now()
    edited.press("Ctrl+W")
    assert edited.tabs == []
    assert (site / POST).read_bytes() == before
    edited.desk.recovery.drain()
    assert [file for file in edited.desk.paths.journal.rglob("*.json") if file.is_file()] == []


def test_a_save_that_fails_keeps_the_tab(edited: Writer, answers: Answers, site: Path) -> None:
    answers.unsaved = Unsaved.SAVE
    (site / POST).chmod(0o444)
    edited.press("Ctrl+W")
    assert len(edited.tabs) == 1
    assert "marked read-only" in edited.notice


def test_a_clean_post_closes_unasked(site: Path, sit_down: SitDown, answers: Answers) -> None:
    writer = sit_down(site / POST)
    writer.press("Ctrl+W")
    assert answers.asked == []
    assert writer.tabs == []
    assert writer.window.windowTitle() == "Copydesk"
    assert writer.window.top.path.toolTip() == ""


def test_closing_the_window_asks_once_about_all(edited: Writer, answers: Answers, site: Path) -> None:
    edited.desk.files.open_path(site / OTHER)
    edited.write_in_body(0, "Also: ")
    edited.desk.files.open_path(site / DRAFT)
    edited.window.close()
    assert answers.asked == ["discard Harbour wall holds: engineers relieved, Council votes"]
    assert edited.window.isVisible()
    answers.unsaved = Unsaved.SAVE
    edited.window.close()
    assert not edited.window.isVisible()
    assert "Mine: " in (site / POST).read_text("utf-8")
    assert "Also: " in (site / OTHER).read_text("utf-8")


def test_a_date_that_was_typed_and_not_entered_counts_as_unsaved(
    site: Path, sit_down: SitDown, answers: Answers
) -> None:
    writer = sit_down(site / POST)
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("2026-03-15 08:00")
    answers.unsaved = Unsaved.SAVE
    writer.window.close()
    assert answers.asked == ["discard Harbour wall holds: engineers relieved"]
    assert "date: 2026-03-15 08:00:00 +0000" in (site / POST).read_text("utf-8")


def test_a_date_that_was_typed_and_not_entered_goes_to_its_own_post(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    writer.desk.files.open_path(site / POST)
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("2026-03-15 08:00")
    writer.press("Ctrl+Tab")
    assert writer.document.path == site / OTHER
    assert not writer.document.dirty
    writer.press("Ctrl+Tab", "Ctrl+S")
    assert "date: 2026-03-15 08:00:00 +0000" in (site / POST).read_text("utf-8")
    assert "date: 2026-03-12T18:05:00" in (site / OTHER).read_text("utf-8")


def test_the_desk_comes_back_as_it_was_left(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / DRAFT)
    writer.desk.files.open_path(site / OTHER)
    writer.press("Ctrl+Tab")
    writer.press("F9")
    writer.desk.actions["toggle_form"].trigger()
    writer.desk.actions["mode_write"].trigger()
    writer.window.close()
    again = sit_down(None)
    assert again.tabs == ["Harbour wall holds: engi…", "Tide tables", "Council votes"]
    assert again.document.path == site / POST
    assert again.focus is again.window.editor
    assert not again.window.panel.isVisible()
    assert not again.window.form.isVisible()
    assert not again.window.preview.isVisible()
    checked = {name for name, action in again.desk.actions.items() if action.isChecked()}
    assert checked & {"mode_write", "mode_split", "mode_read"} == {"mode_write"}
    assert not checked & {"toggle_panel", "toggle_form", "toggle_preview"}
    again.press("F9")
    assert again.window.panel.width() >= 200


def test_sizes_come_back(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    writer.window.splitter.setSizes([260, 500, 520])
    sizes = writer.window.splitter.sizes()
    writer.press("F9")
    writer.wait(lambda: writer.window.splitter.sizes()[0] == 0)
    writer.window.close()
    again = sit_down(None)
    # The screen of this test is smaller than the window was: only the widths are brought back once more.
    again.window.restore_layout({"splitter": again.desk.session.session.layout["splitter"]})
    again.press("F9")
    again.wait(lambda: again.window.splitter.sizes() == sizes)


def test_leaving_in_focus_mode_brings_the_usual_desk_back(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.press("F8")
    writer.window.close()
    again = sit_down(None)
    window = again.window
    assert all(part.isVisible() for part in (window.panel, window.form, window.preview, window.top))


def test_posts_that_went_are_left_out_and_the_project_that_went_is_no_trap(
    site: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / OTHER)
    writer.window.close()
    (site / POST).unlink()
    again = sit_down(None)
    assert again.tabs == ["Council votes"]
    assert again.notice == ""
    again.window.close()
    site.rename(tmp_path / "gone")
    third = sit_down(None)
    assert third.desk.workspace.project is not None
    assert third.desk.workspace.project.site.title == "Harbour Ledger"


def test_a_project_opens_from_the_recent_ones(site: Path, sit_down: SitDown, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    writer = sit_down(site)
    writer.desk.files.open_path(other)
    menu = writer.window.recent_menu
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [str(other), str(site)]
    menu.actions()[1].trigger()
    assert writer.desk.workspace.project is not None
    assert writer.desk.workspace.project.root == site


@pytest.fixture
def other_site(tmp_path: Path) -> Path:
    """Another newsroom, with two posts."""
    root = tmp_path / "other"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: The Other Paper\n", "utf-8")
    for name, title in (("2026-01-01-fair.md", "Fair"), ("2026-01-02-fog.md", "Fog")):
        (root / "_posts" / name).write_text(f"---\ntitle: {title}\n---\nText.\n", "utf-8")
    return root


def test_each_project_comes_back_with_its_own_tabs(site: Path, other_site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / OTHER)
    writer.desk.files.open_path(site / DRAFT)
    writer.press("Ctrl+Shift+Tab")
    writer.desk.files.open_path(other_site)
    assert writer.tabs == []
    assert writer.window.empty.isVisible()
    for name in ("2026-01-01-fair.md", "2026-01-02-fog.md"):
        writer.desk.files.open_path(other_site / "_posts" / name)
    writer.desk.files.open_path(site)
    assert writer.tabs == ["Harbour wall holds: engi…", "Council votes", "Tide tables"]
    assert writer.document.path == site / OTHER
    writer.window.close()
    again = sit_down(other_site)
    assert again.tabs == ["Fair", "Fog"]
    assert again.document.title == "Fog"


def test_a_post_of_another_project_comes_to_the_front_of_the_tabs_there(
    site: Path, other_site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(other_site / "_posts" / "2026-01-01-fair.md")
    writer.desk.files.open_path(other_site / "_posts" / "2026-01-02-fog.md")
    writer.desk.files.open_path(site / POST)
    assert writer.tabs == ["Harbour wall holds: engi…"]
    writer.desk.files.open_path(other_site / "_posts" / "2026-01-01-fair.md")
    assert writer.tabs == ["Fair", "Fog"]
    assert writer.document.title == "Fair"
    writer.window.close()
    again = sit_down(site / OTHER)
    assert again.tabs == ["Harbour wall holds: engi…", "Council votes"]
    assert again.document.title == "Council votes"


def test_what_is_not_saved_stays_on_the_desk_when_another_project_is_opened(
    edited: Writer, other_site: Path, site: Path, sit_down: SitDown, answers: Answers
) -> None:
    edited.desk.files.open_path(site / OTHER)
    edited.field("Date", QLineEdit).setFocus()
    edited.press("Ctrl+A")
    edited.type("2026-03-15 08:00")
    edited.desk.files.open_path(other_site / "_posts" / "2026-01-02-fog.md")
    assert answers.asked == []
    assert edited.tabs == ["Harbour wall holds: engi… ●", "Council votes ●", "Fog"]
    edited.desk.files.open_path(site)
    assert edited.tabs == ["Harbour wall holds: engi… ●", "Council votes ●"]
    assert edited.document.title == "Council votes"
    edited.desk.files.open_path(other_site)
    answers.unsaved = Unsaved.SAVE
    edited.window.close()
    assert "Mine: " in (site / POST).read_text("utf-8")
    again = sit_down(None)
    assert again.tabs == ["Fog"]
    again.desk.files.open_path(site)
    assert again.tabs == ["Harbour wall holds: engi…", "Council votes"]


def test_a_new_post_is_saved_in_the_project_it_was_begun_in(
    site: Path, other_site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site)
    writer.desk.files.new_post(draft=True)
    writer.type("Begun here")
    writer.press("Return")
    writer.desk.files.open_path(other_site)
    writer.press("Ctrl+S")
    assert (site / "_drafts" / "begun-here.md").is_file()
    assert not (other_site / "_drafts").exists()


def test_posts_that_are_gone_do_not_come_back_with_their_project(
    site: Path, other_site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / OTHER)
    writer.desk.files.open_path(other_site)
    (site / OTHER).unlink()
    writer.desk.files.open_path(site)
    assert writer.tabs == ["Harbour wall holds: engi…"]
    assert writer.document.path == site / POST
    assert writer.notice == ""


def test_a_project_that_another_window_has_left_since_has_the_tabs_of_then(
    site: Path, other_site: Path, sit_down: SitDown
) -> None:
    one = sit_down(other_site)
    two = sit_down(site / POST)
    two.desk.files.open_path(site / OTHER)
    two.window.close()
    one.window.activateWindow()
    one.wait(one.window.isActiveWindow)
    one.desk.files.open_path(site)
    assert one.tabs == ["Harbour wall holds: engi…", "Council votes"]


def test_the_tab_closed_last_is_opened_again_in_its_own_project_only(
    site: Path, other_site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.press("Ctrl+W")
    writer.desk.files.open_path(other_site)
    writer.press("Ctrl+Shift+T")
    assert writer.tabs == []
    writer.desk.files.open_path(site)
    writer.press("Ctrl+Shift+T")
    assert writer.tabs == ["Harbour wall holds: engi…"]


def test_tabs_are_dragged_closed_by_the_middle_button_and_opened_again(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    for name in (OTHER, DRAFT):
        writer.desk.files.open_path(site / name)
    writer.window.tabs.moveTab(0, 2)
    assert [document.path for document in writer.desk.workspace.documents] == [
        site / OTHER,
        site / DRAFT,
        site / POST,
    ]
    writer.click_tab(0, Qt.MouseButton.MiddleButton)
    assert writer.tabs == ["Tide tables", "Harbour wall holds: engi…"]
    writer.click_tab(0, Qt.MouseButton.LeftButton)
    assert writer.document.path == site / DRAFT
    writer.press("Ctrl+W", "Ctrl+W")
    assert writer.tabs == []
    writer.press("Ctrl+Shift+T", "Ctrl+Shift+T", "Ctrl+Shift+T", "Ctrl+Shift+T")
    assert len(writer.tabs) == 3


def test_project_and_tabs_are_there_again_after_a_crash_too(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_KEEP_MS", 0)
    writer = sit_down(site / POST)
    writer.desk.files.open_path(site / OTHER)
    writer.wait(lambda: kept_tabs(site) == (str(site / POST), str(site / OTHER)))
    writer.press("F9")
    again = sit_down(None)
    assert again.tabs == ["Harbour wall holds: engi…", "Council votes"]
    assert again.document.path == site / OTHER


@pytest.mark.allow_log("session was not kept|could not be")
def test_a_session_that_cannot_be_kept_is_no_trouble(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = user_paths().session_file
    file.mkdir(parents=True)
    monkeypatch.setattr(session, "_KEEP_MS", 0)
    with caplog.at_level(logging.WARNING):
        writer = sit_down(site / POST)
        writer.wait(lambda: "The session was not kept" in caplog.text)
        writer.window.close()
    assert not writer.window.isVisible()
