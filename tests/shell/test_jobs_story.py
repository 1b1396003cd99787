"""File jobs under a writer's hands: the tab goes with its file, the bar offers the way back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor.core.changes import ChangeSet, Create, Move, Trash
from tests.conftest import png
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
MOVED = "_posts/2026-03-14-wall-still-holds.md"
RENAME = ChangeSet("Rename post", (Move(POST, MOVED),))


def test_a_tab_goes_with_its_file_and_the_bar_takes_it_back(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Late. ")
    writer.desk.late.job_desk.run(RENAME, "It is called 2026-03-14-wall-still-holds.md now.")
    writer.wait(lambda: "called 2026-03-14" in writer.notice)
    assert "wall-still-holds.md" in writer.window.top.path.toolTip()
    writer.press("Ctrl+S")
    assert b"Late. The wall" in (site / MOVED).read_bytes()
    writer.click_notice("undo")
    writer.wait(lambda: writer.notice == "Rename post: undone.")
    assert b"Late. The wall" in (site / POST).read_bytes()
    assert writer.document.path == site.resolve() / POST
    assert not (site / MOVED).exists()
    writer.click_notice("redo")
    writer.wait(lambda: writer.notice == "Rename post: done again.")
    assert writer.document.path == site.resolve() / MOVED
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: writer.notice == "Rename post: undone.")


def test_the_menu_names_what_it_would_undo(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    action = writer.desk.actions["undo_job"]
    assert not action.isEnabled()
    writer.desk.late.job_desk.run(RENAME, "Done.")
    writer.wait(lambda: action.text() == "Undo: Rename post")
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: not action.isEnabled())
    assert action.text() == "Undo last file job"
    again = writer.desk.actions["redo_job"]
    assert again.text() == "Redo: Rename post"
    writer.press("Ctrl+Alt+Y")
    writer.wait(lambda: action.isEnabled())
    assert (site / MOVED).exists()
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: not action.isEnabled())
    assert (site / POST).exists()


def test_a_tab_whose_file_went_to_the_trash_closes_and_comes_back_with_it(
    site: Path, sit_down: SitDown, trash: Path
) -> None:
    writer = sit_down(site / OTHER)
    writer.desk.files.open_path(site / POST)
    writer.desk.late.job_desk.run(ChangeSet("Move to trash", (Trash(POST),)), "Gone.")
    writer.wait(lambda: writer.notice == "Gone.")
    assert writer.tabs == ["Council votes"]
    assert [path.name for path in trash.iterdir()] == [Path(POST).name]
    writer.click_notice("undo")
    writer.wait(lambda: len(writer.tabs) == 2)
    assert (site / POST).exists()
    writer.click_notice("redo")
    writer.wait(lambda: len(writer.tabs) == 1)
    assert len(list(trash.iterdir())) >= 1
    assert not (site / POST).exists()


def test_jobs_that_are_asked_for_at_once_are_done_one_after_the_other(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    desk = writer.desk.late.job_desk
    before = (site / POST).read_bytes()
    assert desk.run(ChangeSet("First", (Move(POST, MOVED),)), "First done.")
    assert desk.run(ChangeSet("Second", (Create("_posts/2026-03-15-new.md", b"x"),)), "Second done.")
    assert desk.run(ChangeSet("Third", (Trash(OTHER),)), "Third done.")
    writer.wait(lambda: writer.notice == "Third done.")
    assert (site / MOVED).exists()
    assert (site / "_posts/2026-03-15-new.md").exists()
    assert not (site / OTHER).exists()
    writer.press("Ctrl+Alt+Z", "Ctrl+Alt+Z", "Ctrl+Alt+Z")
    writer.wait(lambda: writer.notice == "First: undone.")
    assert (site / POST).read_bytes() == before
    assert (site / OTHER).exists()
    assert not (site / "_posts/2026-03-15-new.md").exists()


def test_an_undo_that_waits_for_a_job_that_fails_takes_no_other_one_back(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    desk = writer.desk.late.job_desk
    desk.run(RENAME, "Renamed.")
    writer.wait(lambda: writer.notice == "Renamed.")
    desk.run(ChangeSet("Wrong", (Move("_posts/gone.md", "_posts/x.md"),)), "Never.")
    writer.press("Ctrl+Alt+Z")
    desk.run(ChangeSet("Right", (Create("_posts/2026-03-15-new.md", b"x"),)), "Right.")
    writer.wait(lambda: (site / "_posts/2026-03-15-new.md").exists())
    writer.wait(lambda: not writer.desk.late.jobs.busy)
    assert (site / MOVED).exists()


def test_an_import_that_waits_goes_on_though_the_job_before_it_was_stopped(
    site: Path, sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = sit_down(site / POST)
    late, held, asked, came = writer.desk.late, threading.Event(), [], []
    run = late.job_desk.run
    monkeypatch.setattr(late.job_desk, "run", lambda *job: asked.append(job) or run(*job))
    late.jobs.progressed.connect(lambda _done, _total: held.wait(30), Qt.ConnectionType.DirectConnection)
    late.job_desk.run(ChangeSet("Stopped", (Create("_posts/2026-03-15-new.md", b"x"),)), "Never.")
    (tmp_path / "boat.png").write_bytes(png(30, 20))
    late.importing.bring_in([tmp_path / "boat.png"], came.extend)
    writer.wait(lambda: len(asked) == 2)
    late.jobs.cancel()
    held.set()
    writer.wait(lambda: bool(came))
    assert (site / came[0]).read_bytes() == png(30, 20)
    assert not (site / "_posts" / "2026-03-15-new.md").exists()


def test_a_job_that_takes_its_time_can_be_stopped(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    many = tuple(Create(f"_posts/made/{number}.md", b"x") for number in range(9000))
    writer.desk.late.job_desk.run(ChangeSet("Make many", many), "Made.")
    writer.wait(lambda: writer.notice.startswith("Make many: "))
    writer.click_notice("cancel")
    writer.wait(lambda: "was stopped" in writer.notice, timeout=60_000)
    assert not (site / "_posts" / "made").exists()
