"""Reading by processes of their own: what they say is what reading here says, and none of them is indispensable."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from editor.storage.index import readers, refreshing
from editor.storage.index.database import Index
from editor.storage.index.readers import Readers
from editor.storage.index.reading import Due, Record, due_of, read_record, stamp
from editor.storage.index.schema import MATCHING, TEXTS
from editor.storage.index.sources import Role, look
from editor.storage.project import Project, open_project

_LONG_AGO = 1_700_000_000
_ODD = {
    "_posts/2026-03-01-bad.md": b'---\ntitle: "Open\n---\nStill found.\n',
    "_posts/2026-03-02-latin.md": "---\ntitle: Café\n---\nAuch gefunden.\n".encode("cp1252"),
    "_posts/2026-03-03-\U0001f6a2-café.md": "---\ntitle: Named\ntags: [a, b]\n---\n“Quoted” words.\n".encode(),
    "_drafts/idea.md": b"---\ntitle: An idea\n---\n\n![Tide](/assets/tide.png)\n",
    "_layouts/default.html": b"<html>{{ content }}</html>\n",
    "about.md": b"---\ntitle: About\n---\n",
    "_config.yml": b"title: Ledger\ntimezone: Europe/Berlin\ndefaults:\n  - {scope: {path: ''}, values: {a: 1}}\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "site"
    files = _ODD | {
        f"_posts/2025-01-{1 + number % 28:02}-post-{number}.md": (
            f"---\ntitle: Post {number}\ndate: 2025-01-02\n---\n\nWord {number}. [On](/post-{number}/)\n".encode()
        )
        for number in range(320)
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
        os.utime(root / name, (_LONG_AGO, _LONG_AGO))
    return open_project(root)


@pytest.fixture
def dues(project: Project) -> list[Due]:
    seen = [(item, stamp(item)) for item in look(project, lambda: False)]
    return [due_of(item, found) for item, found in seen if found is not None]


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "how_many", lambda: 2)


@pytest.fixture
def here(dues: list[Due], project: Project) -> list[tuple[Due, Record | None]]:
    """What reading in this process says."""
    return [(due, read_record(due, project.site, 0)) for due in dues]


def test_the_records_are_those_of_reading_here(
    dues: list[Due], project: Project, here: list[tuple[Due, Record | None]]
) -> None:
    gone = Due("_posts/2026-01-01-gone.md", Role.POST, "post", str(project.root / "_posts/gone.md"), (1, 1))
    project.site.exclusion  # noqa: B018 - worked out of the settings: it does not go with them
    with Readers(project.site) as reading:
        reading.give([*dues, gone])
        assert len(reading.pids) == 2
        assert list(reading) == [*here, (gone, None)]


@pytest.mark.skipif(os.name != "posix", reason="asks the system for processes by their numbers")
def test_processes_end_with_the_reading(dues: list[Due], project: Project) -> None:
    with Readers(project.site) as reading:
        reading.give(dues)
        next(iter(reading))
        pids = reading.pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.skipif(os.name != "posix", reason="asks the system for processes by their numbers")
def test_processes_that_began_for_nothing_end(project: Project) -> None:
    with Readers(project.site) as reading:
        reading.begin()
        reading.begin()
        pids = reading.pids
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.allow_log("has ended")
@pytest.mark.skipif(os.name != "posix", reason="ends a process by a signal")
def test_a_process_that_dies_is_not_the_end(
    dues: list[Due],
    project: Project,
    here: list[tuple[Due, Record | None]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(readers, "_TOGETHER", 20)
    monkeypatch.setattr(readers, "_PIPE_BYTES", 4096)  # no room for all it has to say before it ends
    with Readers(project.site) as reading:
        reading.give(dues)
        records = iter(reading)
        read = [next(records) for _ in range(50)]
        os.kill(reading.pids[0], signal.SIGKILL)
        assert read + list(records) == here
    assert "the rest is read here" in caplog.text


@pytest.mark.allow_log("has ended")
def test_a_process_that_cannot_begin_is_not_the_end(
    dues: list[Due],
    project: Project,
    here: list[tuple[Due, Record | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readers, "_PROGRAM", "raise SystemExit(3)")
    with Readers(project.site) as reading:
        reading.give(dues)
        assert list(reading) == here


def test_where_no_process_can_be_started_files_are_read_here(
    dues: list[Due],
    project: Project,
    here: list[tuple[Due, Record | None]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "executable", str(project.root / "no-python"))
    with caplog.at_level("INFO"), Readers(project.site) as reading:
        reading.give(dues)
        assert reading.pids == ()
        assert list(reading) == here
    assert "without processes" in caplog.text


def test_settings_that_cannot_be_handed_over_are_read_with_here(
    dues: list[Due], project: Project, here: list[tuple[Due, Record | None]]
) -> None:
    site = replace(project.site, raw={**project.site.raw, "odd": lambda: None})
    with Readers(site) as reading:
        reading.give(dues)
        assert reading.pids == ()
        assert list(reading) == here


def test_a_frozen_program_does_not_start_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert readers.how_many() == 0


def test_nothing_that_lies_in_the_site_is_run(
    dues: list[Due],
    project: Project,
    here: list[tuple[Due, Record | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("yaml", "json", "editor", "sitecustomize"):
        (project.root / f"{name}.py").write_text("open('was-run', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    with Readers(project.site) as reading:
        reading.give(dues)
        assert list(reading) == here
    assert not (project.root / "was-run").exists()


def _stored(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """Return all that an index holds, but for the ids."""
    with closing(index.reader()) as connection:
        path = "(SELECT path FROM files WHERE files.id = {})"
        return {
            "posts": connection.execute(
                f"SELECT {path.format('posts.id')}, kind, title, status, tags, words, front, url, rank FROM posts"
                " ORDER BY 1"
            ).fetchall(),
            "refs": connection.execute(
                f"SELECT {path.format('file')}, line, start, written, candidates FROM refs ORDER BY 1, 3"
            ).fetchall(),
            "found": connection.execute(
                f"SELECT path FROM files WHERE id IN ({MATCHING}) ORDER BY 1", {"words": "wor*"}
            ).fetchall(),
        }


@pytest.fixture
def open_index(project: Project, tmp_path: Path) -> Iterator[Callable[[str], Index]]:
    kept: list[Index] = []

    def open_one(name: str) -> Index:
        kept.append(Index.open(project, tmp_path / name))
        return kept[-1]

    yield open_one
    for index in kept:
        index.close()


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of some dozens of files counts as a large one."""
    monkeypatch.setattr(refreshing, "_MANY", 50)
    monkeypatch.setattr(refreshing, "_BATCHES", (10, 20, 40))
    monkeypatch.setattr(readers, "_TOGETHER", 15)


def test_an_index_read_by_processes_holds_the_same(
    open_index: Callable[[str], Index], request: pytest.FixtureRequest
) -> None:
    alone = open_index("alone")
    alone.refresh(lambda: False)
    request.getfixturevalue("many")
    apart = open_index("apart")
    told: list[int] = []
    refreshed = apart.refresh(lambda: False, lambda progress: told.append(progress.done))
    assert refreshed.complete
    assert _stored(apart) == _stored(alone)
    assert told == sorted(told)
    assert told[-1] == refreshed.read
    assert apart.refresh(lambda: False).read == 0


@pytest.mark.usefixtures("many")
def test_reading_by_processes_can_be_stopped_and_goes_on(open_index: Callable[[str], Index]) -> None:
    index = open_index("cache")
    done: list[int] = []
    stopped = index.refresh(
        lambda: bool(done) and done[-1] >= 70, lambda progress: done.append(progress.done)
    )
    assert not stopped.complete
    assert 0 < stopped.read < 300
    rest = index.refresh(lambda: False)
    assert rest.complete
    assert rest.read > 0
    assert stopped.read + rest.read == len(_stored_paths(index))


@pytest.mark.usefixtures("many")
def test_what_a_killed_reading_left_off_is_put_right(
    project: Project, open_index: Callable[[str], Index]
) -> None:
    index = open_index("cache")

    def merging() -> object:
        with closing(sqlite3.connect(index.file)) as connection:
            asked = " UNION ".join(f"SELECT v FROM {table}_config WHERE k = 'automerge'" for table in TEXTS)
            rows = connection.execute(asked).fetchall()
            assert len(rows) <= 1  # all have the same
            return rows[0][0] if rows else None

    seen: list[object] = []
    index.refresh(lambda: False, lambda progress: seen.append(merging()))
    assert 0 in seen  # no merging while a whole site is read
    assert merging() == 4
    with closing(sqlite3.connect(index.file)) as connection:
        connection.execute(f"INSERT INTO {TEXTS[1]} ({TEXTS[1]}, rank) VALUES ('automerge', 0)")
        connection.commit()
    (project.root / "_drafts/idea.md").write_text("---\ntitle: Better\n---\n", encoding="utf-8")
    index.refresh(lambda: False)
    assert merging() == 4


def _stored_paths(index: Index) -> list[str]:
    with closing(index.reader()) as connection:
        return [path for (path,) in connection.execute("SELECT path FROM files")]
