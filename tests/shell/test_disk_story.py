"""What other programs do to the files of open posts, and what a full or broken disk does to a save."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.post.lines import LONGEST_LINE
from editor.storage import atomic
from editor.widgets.dialogs.compare import CompareDialog
from tests.shell.conftest import Answers
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
LONG = "---\ntitle: Long\n---\n" + "".join(f"Paragraph {number}.\n\n" for number in range(200))


def rewrite(path: Path, old: str, new: str) -> str:
    """Change a file as other programs do: another file takes its place."""
    text = path.read_text("utf-8").replace(old, new)
    spare = path.with_name("spare.tmp")
    spare.write_text(text, encoding="utf-8", newline="")
    Path(spare).replace(path)
    return text


def top_and_cursor(writer: Writer) -> tuple[str, str]:
    """Return the line at the top of the editor and the one with the cursor."""
    editor = writer.window.editor
    top = editor.document().findBlockByNumber(int(editor.top_line())).text()
    return top, editor.textCursor().block().text()


@pytest.fixture
def long(site: Path) -> Path:
    """A post of many paragraphs."""
    path = site / "_posts" / "2026-03-15-long.md"
    path.write_text(LONG, encoding="utf-8")
    return path


def test_a_clean_post_follows_the_file_and_the_view_stays(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long)
    writer.window.editor.go_to(200)
    writer.press("Down", "Up")
    before = top_and_cursor(writer)
    assert before[1] == "Paragraph 100."
    rewrite(long, "Paragraph 3.", "Three.\n\nAnd more.\n\nAnd more.")
    writer.wait(lambda: "And more." in writer.body)
    assert top_and_cursor(writer) == before
    assert writer.notice == ""
    assert "Safe on disk" in writer.status


def test_a_post_in_a_hidden_tab_comes_back_where_it_was_left(
    long: Path, site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(long)
    writer.window.editor.go_to(200)
    before = top_and_cursor(writer)
    writer.desk.workspace.open_post(site / OTHER)
    rewrite(long, "Paragraph 3.", "Three.\n\nAnd more.\n\nAnd more.")
    document = writer.desk.workspace.documents[0]
    writer.wait(lambda: "And more." in document.lines)
    writer.press("Ctrl+Tab")
    assert "And more." in writer.body
    assert top_and_cursor(writer) == before


def test_an_edited_post_is_not_overwritten_unasked_and_compare_shows_both(
    site: Path, sit_down: SitDown
) -> None:
    path = site / POST
    writer = sit_down(path)
    writer.write_in_body(1, "Mine: ")
    theirs = rewrite(path, "The wall **held**", "The sea **won**")
    writer.wait(lambda: "was changed by another program" in writer.notice)
    assert "Changed on disk" in writer.status
    writer.press("Ctrl+S")
    assert path.read_text("utf-8") == theirs
    writer.click_notice("compare")
    dialog = writer.dialog(CompareDialog)
    shown = dialog.view.toPlainText()
    assert "− The sea **won**" in shown
    assert "+ Mine: The wall **held**" in shown
    writer.press("Escape")
    assert "Mine: The wall" in writer.body
    assert "was changed by another program" in writer.notice


def test_keep_mine_writes_mine_at_the_next_save(site: Path, sit_down: SitDown) -> None:
    path = site / POST
    writer = sit_down(path)
    writer.write_in_body(1, "Mine: ")
    theirs = rewrite(path, "- wind", "- rain")
    writer.wait(lambda: "was changed by another program" in writer.notice)
    writer.click_notice("mine")
    assert writer.notice == ""
    assert path.read_text("utf-8") == theirs
    writer.press("Ctrl+S")
    text = path.read_text("utf-8")
    assert "Mine: The wall" in text
    assert "- wind" in text


def test_a_conflict_is_settled_and_typed_on_by_keys_alone(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.window.editor.setFocus()
    writer.type("Mine. ")
    rewrite(site / POST, "- wind", "- rain")
    writer.wait(lambda: "changed by another program" in writer.notice)
    writer.press("F6", "Tab", "Space")
    writer.wait(lambda: not writer.notice)
    writer.type("More. ")
    writer.press("Ctrl+S")
    assert "Mine. More. " in (site / POST).read_text("utf-8")


def test_take_theirs_shows_theirs_and_undo_brings_mine_back(site: Path, sit_down: SitDown) -> None:
    path = site / POST
    writer = sit_down(path)
    writer.write_in_body(1, "Mine: ")
    rewrite(path, "- wind", "- rain")
    writer.wait(lambda: "was changed by another program" in writer.notice)
    writer.click_notice("theirs")
    assert "- rain" in writer.body
    assert "Mine: " not in writer.body
    assert "Safe on disk" in writer.status
    writer.window.editor.setFocus()
    writer.press("Ctrl+Z")
    assert "Mine: The wall" in writer.body
    assert "Unsaved" in writer.status


def test_a_change_in_place_of_a_post_that_was_saved_just_now_is_seen(
    site: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    writer = sit_down(site)
    writer.desk.files.new_post(draft=True)
    writer.type("Rain")
    with qtbot.waitSignal(writer.desk.watcher.files_changed, timeout=10_000):
        writer.press("Ctrl+S")
    writer.write_in_body(0, "Mine: ")
    with (site / "_drafts" / "rain.md").open("a", encoding="utf-8") as file:
        file.write("Theirs.\n")
    writer.wait(lambda: "was changed by another program" in writer.notice)


def test_our_own_save_is_no_news(site: Path, sit_down: SitDown, qtbot: QtBot) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Mine: ")
    with qtbot.waitSignal(writer.desk.watcher.files_changed, timeout=10_000):
        writer.press("Ctrl+S")
    assert writer.notice == ""
    assert "Safe on disk" in writer.status


def test_a_file_that_is_gone_is_written_back(site: Path, sit_down: SitDown) -> None:
    path = site / POST
    writer = sit_down(path)
    before = path.read_bytes()
    path.unlink()
    writer.wait(lambda: "is no longer where it was" in writer.notice)
    assert "Gone from disk" in writer.status
    writer.click_notice("mine")
    assert path.read_bytes() == before
    assert writer.notice == ""


FAULTS = [
    ("write", errno.ENOSPC, "the disk is full"),
    ("fsync", errno.EIO, "the disk reported an error"),
    ("replace", errno.EACCES, "you may not write there"),
]


@pytest.mark.parametrize(("step", "code", "words"), FAULTS)
def test_a_save_that_fails_leaves_file_and_text_whole(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    path = site / POST
    before = path.read_bytes()
    writer = sit_down(path)
    writer.write_in_body(1, "Mine: ")

    def fails(*_arguments: object, **_names: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, step, fails)
        writer.press("Ctrl+S")
    assert path.read_bytes() == before
    assert "Mine: The wall" in writer.body
    assert "Unsaved" in writer.status
    assert path.name in writer.notice
    assert words in writer.notice
    assert sorted(site.joinpath("_posts").iterdir()) == sorted([path, site / OTHER])
    writer.press("Ctrl+S")
    assert "Mine: The wall" in path.read_text("utf-8")
    assert writer.notice == ""


def test_a_folder_that_is_gone_loses_no_text(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Mine: ")
    site.rename(tmp_path / "elsewhere")
    writer.press("Ctrl+S")
    assert "its folder is gone" in writer.notice
    assert "Mine: The wall" in writer.body
    assert "Safe on disk" not in writer.status
    answers.target = tmp_path / "kept.md"
    writer.click_notice("elsewhere")
    assert "Mine: The wall" in answers.target.read_text("utf-8")
    assert "Safe on disk" in writer.status


def test_a_file_marked_read_only_is_left_alone(site: Path, sit_down: SitDown) -> None:
    path = site / POST
    before = path.read_bytes()
    writer = sit_down(path)
    writer.write_in_body(1, "Mine: ")
    path.chmod(0o444)
    writer.press("Ctrl+S")
    assert "marked read-only" in writer.notice
    assert path.read_bytes() == before
    path.chmod(0o644)
    writer.press("Ctrl+S")
    assert "Mine: The wall" in path.read_text("utf-8")


def test_a_file_that_would_hold_the_window_up_is_not_opened_and_says_why(
    site: Path, sit_down: SitDown
) -> None:
    path = site / "_posts" / "2026-03-15-data.md"
    path.write_text("---\ntitle: Data\n---\n" + "a" * (LONGEST_LINE + 1), encoding="utf-8")
    writer = sit_down(site / POST)
    writer.desk.files.open_path(path)
    writer.wait(lambda: "has a line of 1,000,001 bytes" in writer.notice)
    assert "Data" not in writer.body
    assert writer.window.windowTitle().startswith("Harbour wall")


def test_a_line_that_would_stop_the_window_is_not_taken_in_and_the_text_stays(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    before = writer.body
    (site / POST).write_text("---\ntitle: Long\n---\n" + "x" * 1_000_001, "utf-8")
    writer.desk.workspace.check_disk()
    assert writer.body == before
    assert "would stand still" in writer.notice
    writer.write_in_body(0, "Mine. ")
    writer.press("Ctrl+S")
    assert (site / POST).stat().st_size > 1_000_000


def test_a_line_that_would_stop_the_window_is_not_pasted(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    before = writer.body
    QApplication.clipboard().setText("word " * 300_000)
    writer.window.editor.setFocus()
    writer.press("Ctrl+Shift+V")
    assert writer.notice.startswith("This was not put in: ")
    assert writer.body == before
    QApplication.clipboard().setText("word " * 10)
    writer.press("Ctrl+Shift+V")
    assert writer.body != before
