"""File jobs when something is wrong: a sentence in the bar, every file as before, the text still in the window."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import send2trash
from PySide6.QtCore import Qt

from editor.storage import atomic
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]


def everything(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_a_full_disk_leaves_the_job_undone_and_says_so(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(site)
    writer = sit_down(site / POST)
    real = os.write

    def full(handle: int, data: bytes) -> int:
        if b"published" in bytes(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, data)

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "write", full)
        writer.desk.actions["post_withdraw"].trigger()
        writer.wait(lambda: "was not done" in writer.notice)
    assert writer.notice == (
        "“Withdraw” was not done because of “2026-03-14-harbour-wall-holds.md”: the disk is full. "
        "Free some space, then try again. All files are as they were before."
    )
    assert everything(site) == before
    writer.desk.actions["post_withdraw"].trigger()
    writer.wait(lambda: "withdrawn" in writer.notice)


def test_without_a_system_trash_the_bar_says_where_the_file_is(
    site: Path, home: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = sit_down(site / OTHER)

    def none(path: Path) -> None:
        raise OSError("there is no trash here")

    monkeypatch.setattr(send2trash, "send2trash", none)
    data = (site / OTHER).read_bytes()
    writer.desk.actions["post_trash"].trigger()
    writer.wait(lambda: "is in the trash" in writer.notice)
    assert "The system has no trash for “2026-03-12-council-votes.md”, so it was put into" in writer.notice
    (kept,) = (home / "data" / "Trash").iterdir()
    assert kept.read_bytes() == data
    writer.click_notice("undo")
    writer.wait(lambda: (site / OTHER).exists())
    assert (site / OTHER).read_bytes() == data


def test_the_bar_names_the_post_that_another_program_changed_before_undo(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.desk.actions["post_withdraw"].trigger()
    writer.wait(lambda: "withdrawn" in writer.notice)
    text = (site / POST).read_bytes() + b"By another program.\n"
    (site / POST).write_bytes(text)
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: "has been changed since, so “Undo: Withdraw” was not done" in writer.notice)
    assert (site / POST).read_bytes() == text


def test_a_project_that_disappears_is_said_and_the_text_stays(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    body = writer.body
    site.rename(site.with_name("elsewhere"))
    writer.desk.actions["post_duplicate"].trigger()
    writer.wait(lambda: writer.notice != "")
    assert writer.body == body
    site.with_name("elsewhere").rename(site)


def test_a_folder_that_goes_away_in_the_middle_of_a_job_is_put_right_when_it_is_back(
    site: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    before, away = everything(site), tmp_path / "in a bag"
    writer = sit_down(site)

    def unplug(done: int, total: int) -> None:
        if done == total - 1:
            site.rename(away)

    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.rowCount() == 3)
    table.setFocus()
    table.selectAll()
    direct = Qt.ConnectionType.DirectConnection
    writer.desk.late.jobs.progressed.connect(unplug, direct)
    writer.desk.actions["post_withdraw"].trigger()
    writer.wait(lambda: "was interrupted because “site” is no longer there" in writer.notice)
    writer.desk.late.jobs.progressed.disconnect(unplug)
    assert everything(away) != before
    away.rename(site)
    writer.desk.workspace.rescan()
    writer.wait(lambda: "“Withdraw” was interrupted and has been taken back" in writer.notice)
    assert everything(site) == before
