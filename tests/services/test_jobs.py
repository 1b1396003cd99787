"""File jobs under open posts: done in the background, followed by the documents, undone in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from editor.core.changes import ChangeSet, Create, Move, Trash, Write
from editor.core.errors import EditorError
from editor.services.document import Document
from editor.services.jobs import JobDone, Jobs, Way
from editor.services.site_index import SiteIndex
from editor.services.tasks import TaskRunner
from editor.services.workspace import Workspace
from editor.storage.changes import ChangeJournal

POST = "_posts/2026-03-12-council-votes.md"
MOVED = "_posts/2026-03-12-council-agrees.md"
RENAME = ChangeSet("Rename post", (Move(POST, MOVED),))


def prepare(document: QTextDocument) -> None:
    document.setDocumentLayout(QPlainTextDocumentLayout(document))


def throw(path: Path, own: Path) -> str:
    path.unlink()
    return "It is in the other folder."


@pytest.fixture
def workspace(index: SiteIndex, site: Path, qtbot: QtBot) -> Workspace:
    workspace = Workspace(index, prepare)
    workspace.open_project(site)
    qtbot.waitUntil(lambda: workspace.listing.complete)
    return workspace


@pytest.fixture
def jobs(workspace: Workspace, tasks: TaskRunner, tmp_path: Path) -> Iterator[Jobs]:
    journal = ChangeJournal(tmp_path / "changes", tmp_path / "own", throw)
    jobs = Jobs(workspace, tasks, journal)
    yield jobs
    tasks.drain()
    journal.close()


@pytest.fixture
def do(jobs: Jobs, qtbot: QtBot) -> Callable[[Callable[[], bool]], JobDone]:
    """Run something that begins a job, and return what it came to."""

    def run(begin: Callable[[], bool]) -> JobDone:
        with qtbot.waitSignal(jobs.done) as told:
            assert begin()
        return told.args[0]

    return run


def typed(document: Document, text: str) -> None:
    cursor = QTextCursor(document.body)
    cursor.insertText(text)


def failure(jobs: Jobs, qtbot: QtBot, begin: Callable[[], bool]) -> str:
    with qtbot.waitSignal(jobs.failed) as told:
        begin()
    assert isinstance(told.args[0], EditorError)
    return told.args[0].message


def test_an_open_post_stays_with_its_file_and_keeps_unsaved_text(
    workspace: Workspace, jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    document = workspace.open_post(site / POST)
    assert document is not None
    typed(document, "Late news. ")
    with qtbot.waitSignal(workspace.document_moved):
        do(lambda: jobs.run(RENAME))
    assert document.path == site.resolve() / MOVED
    assert (document.state.conflict, document.dirty) == ("", True)
    document.save()
    assert b"Late news. Twelve for" in (site / MOVED).read_bytes()
    assert not (site / POST).exists()

    do(jobs.undo)
    assert document.path == site.resolve() / POST
    assert b"Late news." in (site / POST).read_bytes()


def test_a_clean_open_post_shows_what_a_job_wrote_and_its_own_undo_still_works(
    workspace: Workspace, jobs: Jobs, site: Path, do: Callable[..., JobDone]
) -> None:
    before = (site / POST).read_bytes()
    document = workspace.open_post(site / POST)
    assert document is not None
    do(lambda: jobs.run(ChangeSet("Replace", (Write(POST, before, before.replace(b"Twelve", b"Ten")),))))
    assert document.lines[0] == "Ten for, three against."
    assert not document.dirty
    document.body.undo()
    assert document.lines[0] == "Twelve for, three against."
    assert document.dirty


def test_a_post_with_unsaved_text_is_never_written_under_the_writer(
    workspace: Workspace, jobs: Jobs, site: Path, qtbot: QtBot
) -> None:
    before = (site / POST).read_bytes()
    document = workspace.open_post(site / POST)
    assert document is not None
    typed(document, "Late news. ")
    change = ChangeSet("Replace text", (Write(POST, before, b"other"),))
    sentence = failure(jobs, qtbot, lambda: jobs.run(change))
    assert sentence == (
        "“Replace text” would change posts with unsaved text: “Council votes”. Save them first; nothing was changed."
    )
    assert (site / POST).read_bytes() == before
    assert document.lines[0].startswith("Late news.")


def test_the_last_job_is_undone_first_and_the_titles_say_which(
    jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    titles: list[str] = []
    jobs.undo_changed.connect(lambda undo, _redo: titles.append(undo))
    do(lambda: jobs.run(RENAME))
    do(lambda: jobs.run(ChangeSet("New post", (Create("_posts/new.md", b"x"),))))
    assert jobs.undo_title == "New post"
    assert do(jobs.undo).way is Way.UNDO
    do(jobs.undo)
    assert titles == ["Rename post", "New post", "Rename post", ""]
    assert (site / POST).exists()
    assert not (site / "_posts/new.md").exists()
    assert not jobs.undo()


def test_an_undo_writes_no_post_with_unsaved_text_whatever_it_is_called_by_now(
    workspace: Workspace, jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    before = (site / POST).read_bytes()
    do(lambda: jobs.run(ChangeSet("Publish", (Write(POST, before, before + b"More.\n"), Move(POST, MOVED)))))
    document = workspace.open_post(site / MOVED)
    assert document is not None
    typed(document, "Late news. ")
    assert "would change posts with unsaved text" in failure(jobs, qtbot, jobs.undo)
    assert (site / MOVED).read_bytes() == before + b"More.\n"


def test_what_was_thrown_away_comes_back(jobs: Jobs, site: Path, do: Callable[..., JobDone]) -> None:
    before = (site / POST).read_bytes()
    done = do(lambda: jobs.run(ChangeSet("Move to trash", (Trash(POST),))))
    assert done.sentences == ("It is in the other folder.",)
    do(jobs.undo)
    assert (site / POST).read_bytes() == before


def test_an_undo_that_would_lose_later_work_is_refused_and_stays_on_the_list(
    jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    before = (site / POST).read_bytes()
    do(lambda: jobs.run(ChangeSet("Tag", (Write(POST, before, b"tagged"),))))
    (site / POST).write_bytes(b"tagged and edited")
    assert failure(jobs, qtbot, jobs.undo) == (
        "“2026-03-12-council-votes.md” has been changed since, so “Undo: Tag” was not done: that change would be lost."
    )
    assert (site / POST).read_bytes() == b"tagged and edited"
    assert jobs.undo_title == "Tag"


def test_what_was_undone_can_be_done_again_and_undone_again(
    jobs: Jobs, site: Path, do: Callable[..., JobDone]
) -> None:
    before = (site / POST).read_bytes()
    job = ChangeSet(
        "Tidy", (Write(POST, before, b"new"), Move(POST, MOVED), Create("_posts/new.md", b"x"), Trash(MOVED))
    )
    do(lambda: jobs.run(job))
    titles: list[tuple[str, str]] = []
    jobs.undo_changed.connect(lambda undo, redo: titles.append((undo, redo)))
    for _ in range(2):
        do(jobs.undo)
        assert (site / POST).read_bytes() == before
        assert not (site / "_posts/new.md").exists()
        assert do(jobs.redo).way is Way.REDO
        assert not (site / POST).exists()
        assert (site / "_posts/new.md").read_bytes() == b"x"
    assert titles == [("", "Tidy"), ("Tidy", "")] * 2


def test_jobs_are_done_again_in_the_order_they_were_first_done(
    jobs: Jobs, site: Path, do: Callable[..., JobDone]
) -> None:
    do(lambda: jobs.run(RENAME))
    do(lambda: jobs.run(ChangeSet("Withdraw", (Trash(MOVED),))))
    do(jobs.undo)
    do(jobs.undo)
    assert jobs.redo_title == "Rename post"
    do(jobs.redo)
    assert (site / MOVED).exists()
    do(jobs.redo)
    assert not (site / MOVED).exists()
    assert not jobs.redo()


def test_a_new_job_ends_the_redo_of_its_project(jobs: Jobs, site: Path, do: Callable[..., JobDone]) -> None:
    do(lambda: jobs.run(RENAME))
    do(jobs.undo)
    do(lambda: jobs.run(ChangeSet("New post", (Create("_posts/new.md", b"x"),))))
    assert (jobs.undo_title, jobs.redo_title) == ("New post", "")
    assert not jobs.redo()


@pytest.mark.parametrize("job", ["write", "trash"])
def test_a_redo_that_would_lose_later_work_is_refused_and_stays_on_the_list(
    job: str, jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    before = (site / POST).read_bytes()
    change = Write(POST, before, b"tagged") if job == "write" else Trash(POST)
    do(lambda: jobs.run(ChangeSet("Tidy", (change,))))
    do(jobs.undo)
    (site / POST).write_bytes(b"written since")
    assert failure(jobs, qtbot, jobs.redo) == (
        "“2026-03-12-council-votes.md” has been changed since, so “Redo: Tidy” was not done: that change would be lost."
    )
    assert (site / POST).read_bytes() == b"written since"
    assert jobs.redo_title == "Tidy"


@pytest.mark.parametrize("way", [Way.UNDO, Way.REDO])
def test_unsaved_text_in_a_post_that_would_go_again_is_asked_to_be_saved(
    way: Way, workspace: Workspace, jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    new = "_posts/2026-01-01-new.md"
    if way is Way.UNDO:
        do(lambda: jobs.run(ChangeSet("New post", (Create(new, b"---\ntitle: New\n---\n"),))))
    else:
        (site / new).write_bytes(b"---\ntitle: New\n---\n")
        do(lambda: jobs.run(ChangeSet("New post", (Trash(new),))))
        do(jobs.undo)
    document = workspace.open_post(site / new)
    assert document is not None
    typed(document, "First words.")
    step = jobs.undo if way is Way.UNDO else jobs.redo
    assert "would change posts with unsaved text: “New”" in failure(jobs, qtbot, step)
    document.save()
    assert "has been changed since" in failure(jobs, qtbot, step)
    assert b"First words." in (site / new).read_bytes()


def test_a_job_that_fails_leaves_nothing_to_undo_and_the_desk_ready(
    jobs: Jobs, site: Path, do: Callable[..., JobDone], qtbot: QtBot
) -> None:
    wrong = ChangeSet("Rename post", (Move("_posts/gone.md", "_posts/x.md"),))
    assert "no longer there" in failure(jobs, qtbot, lambda: jobs.run(wrong))
    assert not jobs.busy
    assert jobs.undo_title == ""
    do(lambda: jobs.run(RENAME))


def test_one_job_at_a_time(jobs: Jobs, site: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.done):
        assert jobs.run(RENAME)
        assert failure(jobs, qtbot, lambda: jobs.run(RENAME)) == (
            "Rename post: still under way. Try again in a moment."
        )


def test_a_job_can_be_stopped_and_leaves_everything_as_it_was(
    jobs: Jobs, site: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    many = ChangeSet("Make many", tuple(Create(f"_posts/{number}.md", b"x") for number in range(2000)))
    before = sorted(path.name for path in (site / "_posts").iterdir())
    jobs.progressed.connect(jobs.cancel)
    assert "“Make many” was stopped" in failure(jobs, qtbot, lambda: jobs.run(many))
    assert sorted(path.name for path in (site / "_posts").iterdir()) == before


def test_the_undo_of_another_project_waits_for_it(
    workspace: Workspace, jobs: Jobs, site: Path, tmp_path: Path, do: Callable[..., JobDone]
) -> None:
    do(lambda: jobs.run(RENAME))
    (tmp_path / "other" / "_posts").mkdir(parents=True)
    workspace.open_project(tmp_path / "other")
    assert jobs.undo_title == ""
    assert not jobs.undo()
    workspace.open_project(site)
    assert jobs.undo_title == "Rename post"


def test_what_a_killed_program_left_is_put_right_and_told(
    jobs: Jobs, tmp_path: Path, site: Path, qtbot: QtBot
) -> None:
    (tmp_path / "changes" / "dead").mkdir(parents=True)
    (tmp_path / "changes" / "dead.lock").touch()
    (tmp_path / "changes" / "dead" / "record.json").write_text("not a record")
    assert "cannot be read" in failure(jobs, qtbot, lambda: bool(jobs.recover()))


def test_jobs_too_large_to_be_kept_make_room_for_newer_ones_but_the_last_can_always_be_undone(
    jobs: Jobs, site: Path, do: Callable[..., JobDone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.services.jobs._MOST_BYTES", 100)
    for name in ("one", "two"):
        text = b"x" * 80
        do(
            lambda name=name, text=text: jobs.run(
                ChangeSet(name, (Write(POST, (site / POST).read_bytes(), text + name.encode()),))
            )
        )
    assert jobs.undo_title == "two"
    do(jobs.undo)
    assert jobs.undo_title == ""
