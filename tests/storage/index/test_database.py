"""The index of a project: made, kept in step, thrown away when it is damaged, never in the way of a post."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.errors import ProjectError
from editor.storage.index.database import Index
from editor.storage.index.refreshing import Progress, Refreshed
from editor.storage.index.schema import MATCHING
from editor.storage.project import open_project

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


def never() -> bool:
    return False


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in {
        "_config.yml": "title: Ledger\nauthors:\n  ines: {name: Ines Marlow}\n",
        "_posts/2026-03-14-wall.md": (
            "---\ntitle: The wall holds\nauthor: ines\ntags: [harbour, wall]\ncategories: [News]\n"
            "excerpt: Nine winters.\nimage: /assets/wall.png\n---\n\nIt held. ![](/assets/tide.png)\n"
        ),
        "_posts/2026-03-20-later.md": "---\ntitle: Later\n---\n\nTo come.\n",
        "_drafts/idea.md": "---\ntitle: An idea\n---\n\nSome words about ferries.\n",
        "about.md": "---\ntitle: About\n---\n\nSee [us](/contact/).\n",
        "assets/wall.png": "not really a picture",
        "assets/site.css": "body { background: url(wall.png) }\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def open_index(tmp_path: Path) -> Iterator[Callable[[Path], Index]]:
    kept: list[Index] = []

    def open_one(root: Path) -> Index:
        kept.append(Index.open(open_project(root), tmp_path / "cache"))
        return kept[-1]

    yield open_one
    for index in kept:
        index.close()


def titles(index: Index) -> dict[str, str]:
    return {entry.path: entry.title for entry in index.posts(NOW).values()}


def found(index: Index, query: str) -> set[str]:
    rows = index.posts(NOW)
    with closing(index.reader()) as connection:
        ids = connection.execute(MATCHING, {"words": query}).fetchall()
    return {rows[id_].path for (id_,) in ids if id_ in rows}


def let_settle(site: Path) -> None:
    """Make files older than the tick of a disk's clock: what was written just now is read a second time."""
    for file in filter(Path.is_file, site.rglob("*")):
        os.utime(file, (1_700_000_000, 1_700_000_000))


def test_posts_are_rows_and_their_words_are_found(site: Path, open_index: Callable[[Path], Index]) -> None:
    index = open_index(site)
    assert index.posts(NOW) == {}
    assert index.refresh(never).complete
    rows = {entry.path: entry for entry in index.posts(NOW).values()}
    wall = rows["_posts/2026-03-14-wall.md"]
    assert (wall.title, wall.author, wall.tags, wall.categories) == (
        "The wall holds",
        "Ines Marlow",
        ("harbour", "wall"),
        ("News",),
    )
    assert (wall.image, wall.excerpt, wall.words, wall.status) == (
        "assets/wall.png",
        "Nine winters.",
        2,
        "published",
    )
    assert rows["_drafts/idea.md"].status == "draft"
    assert "about.md" not in rows
    assert found(index, "f*") == {"_drafts/idea.md"}
    assert found(index, "title: wall") == {"_posts/2026-03-14-wall.md"}
    assert [asset.path for asset in index.assets()] == ["assets/wall.png"]


def test_what_is_due_later_is_scheduled_until_then(site: Path, open_index: Callable[[Path], Index]) -> None:
    index = open_index(site)
    index.refresh(never)

    def status(now: datetime) -> str:
        rows = index.posts(now, known)
        return next(entry.status for entry in rows.values() if entry.title == "Later")

    known = index.posts(NOW)
    assert status(NOW) == "scheduled"
    assert status(datetime(2026, 3, 21, 12, tzinfo=UTC)) == "published"


def test_references_say_what_they_may_mean(site: Path, open_index: Callable[[Path], Index]) -> None:
    index = open_index(site)
    index.refresh(never)
    named = {(pointer.file, pointer.candidates[0]): pointer for pointer in index.pointers()}
    assert named[("_posts/2026-03-14-wall.md", "assets/tide.png")].has_alt is False
    assert named[("_posts/2026-03-14-wall.md", "assets/tide.png")].line == 10
    assert ("_posts/2026-03-14-wall.md", "assets/wall.png") in named
    assert ("assets/site.css", "assets/wall.png") in named
    assert {pointer.file for pointer in index.pointers(["about.md"])} == {"about.md"}


def test_only_what_changed_is_read_again(site: Path, open_index: Callable[[Path], Index]) -> None:
    index = open_index(site)
    index.refresh(never)
    for file in site.rglob("*.*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    index.refresh(never)
    before = index.posts(NOW)
    (site / "_drafts/idea.md").unlink()
    (site / "_posts/2026-03-14-wall.md").write_text(
        "---\ntitle: It fell\n---\nNothing left.\n", encoding="utf-8"
    )
    (site / "_posts/2026-03-13-new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    refreshed = index.refresh(never)
    assert (refreshed.read, refreshed.forgotten) == (2, 1)
    after = index.posts(NOW, before)
    assert sorted(entry.title for entry in after.values()) == ["It fell", "Later", "New"]
    later = [id_ for id_, entry in before.items() if entry.title == "Later"]
    assert after[later[0]] is before[later[0]]
    assert found(index, "held OR ferries") == set()
    assert found(index, "nothing") == {"_posts/2026-03-14-wall.md"}


def test_a_file_written_twice_within_a_tick_of_the_clock_is_read_twice(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    index = open_index(site)
    post = site / "_drafts/idea.md"
    now = time.time_ns()
    for title in ("One", "Two", "Two"):
        post.write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
        os.utime(post, ns=(now, now))
        index.refresh(never)
        assert titles(index)["_drafts/idea.md"] == title


def test_rows_can_be_asked_for_while_the_rest_is_read(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    for number in range(400):
        (site / "_posts" / f"2025-01-01-{number:03}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    index = open_index(site)
    seen: list[tuple[Progress, int]] = []
    index.refresh(never, lambda progress: seen.append((progress, len(index.posts(NOW)))))
    assert seen[0] == (Progress(0, 407), 0)
    assert 0 < seen[1][1] < 403
    assert seen[-1] == (Progress(407, 407), 403)


def test_what_was_read_before_a_stop_stays(site: Path, open_index: Callable[[Path], Index]) -> None:
    for number in range(400):
        (site / "_posts" / f"2025-01-01-{number:03}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    index = open_index(site)
    told: list[Progress] = []
    stopped = index.refresh(lambda: bool(told and told[-1].done), told.append)
    assert not stopped.complete
    assert 0 < len(index.posts(NOW)) < 403
    assert index.refresh(never).complete
    assert len(index.posts(NOW)) == 403


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 100, None])
def test_a_damaged_index_is_made_anew(
    site: Path, open_index: Callable[[Path], Index], damage: bytes | None
) -> None:
    index = open_index(site)
    index.refresh(never)
    index.close()
    if damage is None:  # in the middle, where opening it does not look
        data = bytearray(index.file.read_bytes())
        data[4096:] = b"\xa5" * (len(data) - 4096)
        damage = bytes(data)
    index.file.write_bytes(damage)
    again = open_index(site)
    assert again.refresh(never).complete
    assert titles(again)["_posts/2026-03-14-wall.md"] == "The wall holds"
    assert found(again, "ferries") == {"_drafts/idea.md"}


def test_rows_of_before_other_settings_are_not_taken_for_other_posts(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    open_index(site).refresh(never)
    for permalink in ("/a/:title/", "/b/:title/"):
        (site / "_config.yml").write_text(f"permalink: {permalink}\n", encoding="utf-8")
        let_settle(site)
        (site / "_posts/2026-03-20-later.md").unlink(missing_ok=True)
        index = open_index(site)
        before = index.posts(NOW)
        assert index.refresh(never).read > 0
        after = index.posts(NOW, before)
        assert {entry.path: entry.url for entry in after.values()} == {
            "_posts/2026-03-14-wall.md": permalink.replace(":title", "wall"),
            "_drafts/idea.md": permalink.replace(":title", "idea"),
        }
        assert not before.keys() & after.keys()
        assert index.refresh(never) == Refreshed(0, 0, complete=True)


def test_an_index_of_another_version_is_made_anew(site: Path, open_index: Callable[[Path], Index]) -> None:
    index = open_index(site)
    index.refresh(never)
    index.close()
    with closing(sqlite3.connect(index.file)) as connection:
        connection.execute("PRAGMA user_version = 999")
    again = open_index(site)
    assert titles(again) == {}
    again.refresh(never)
    assert len(titles(again)) == 3


def test_two_windows_may_read_the_same_site_at_once(site: Path, open_index: Callable[[Path], Index]) -> None:
    one, other = open_index(site), open_index(site)
    results: list[Refreshed] = []
    one.refresh(never, lambda progress: results.append(other.refresh(never)) if progress.done == 0 else None)
    assert titles(one) == titles(other)
    assert len(titles(one)) == 3
    assert found(one, "ferries") == {"_drafts/idea.md"}
    assert results[0].read == 7
    with closing(one.reader()) as connection:  # what the other had read was not stored a second time
        assert connection.execute("SELECT max(id), count(*) FROM files").fetchone() == (7, 7)
    (site / "_drafts/idea.md").write_text("---\ntitle: Better\n---\n", encoding="utf-8")
    one.refresh(never)
    assert titles(other)["_drafts/idea.md"] == "Better"


def test_a_cache_folder_that_cannot_be_written_is_no_obstacle(site: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    index = Index.open(open_project(site), tmp_path / "cache")
    assert index.refresh(never).complete
    assert len(titles(index)) == 3
    index.close()
    assert not index.file.exists()
    assert not index.file.parent.exists()


def test_a_folder_that_is_gone_is_a_sentence_and_nothing_is_forgotten(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    index = open_index(site)
    index.refresh(never)
    shutil.rmtree(site)
    with pytest.raises(ProjectError, match="is gone"):
        index.refresh(never)
    assert len(titles(index)) == 3


def test_a_broken_post_is_a_row_with_a_mark(site: Path, open_index: Callable[[Path], Index]) -> None:
    (site / "_posts/2026-03-01-bad.md").write_text('---\ntitle: "Open\n---\nStill found.\n')
    (site / "_posts/2026-03-02-latin.md").write_bytes(
        "---\ntitle: Café\n---\nAuch gefunden.\n".encode("cp1252")
    )
    (site / "_posts/2026-03-03-pipe.md").mkdir()
    index = open_index(site)
    index.refresh(never)
    rows = {entry.path: entry for entry in index.posts(NOW).values()}
    for path in ("_posts/2026-03-01-bad.md", "_posts/2026-03-02-latin.md"):
        assert rows[path].status == "broken"
        assert rows[path].problem
    assert found(index, "found OR gefunden") == {"_posts/2026-03-01-bad.md", "_posts/2026-03-02-latin.md"}


def test_names_of_every_kind(site: Path, open_index: Callable[[Path], Index]) -> None:
    names = ["2026-03-01-with blanks.md", "2026-03-01-\U0001f6a2-café.md", f"2026-03-01-{'x' * 236}.md"]
    names += ["2026-03-01-case.md", "2026-03-01-Case.md"]
    for name in names:
        (site / "_posts" / name).write_text(f"---\ntitle: Named\n---\n{name}\n", encoding="utf-8")
    index = open_index(site)
    index.refresh(never)
    listed = {path.removeprefix("_posts/") for path, title in titles(index).items() if title == "Named"}
    assert listed == {path.name for path in (site / "_posts").iterdir()} & set(names)


@pytest.mark.skipif(
    os.name != "posix" or os.uname().sysname == "Darwin", reason="names there are always text"
)
def test_a_name_that_is_no_text_is_listed_and_comes_back_as_it_was(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    raw = os.fsencode(site / "_posts") + b"/2026-03-01-caf\xe9.md"
    Path(os.fsdecode(raw)).write_text("---\ntitle: Odd\n---\n", encoding="utf-8")
    index = open_index(site)
    index.refresh(never)
    path = next(path for path, title in titles(index).items() if title == "Odd")
    assert (site / path).is_file()
    assert index.refresh(never).forgotten == 0


def test_links_in_a_circle_end(site: Path, open_index: Callable[[Path], Index]) -> None:
    try:
        (site / "_posts" / "round").symlink_to(site / "_posts", target_is_directory=True)
        (site / "_posts" / "2026-01-01-nowhere.md").symlink_to(site / "nowhere.md")
    except OSError:
        pytest.skip("this system makes no links here")
    index = open_index(site)
    assert index.refresh(never).complete
    rows = {entry.path: entry for entry in index.posts(NOW).values()}
    assert rows["_posts/2026-01-01-nowhere.md"].status == "broken"
    assert len(rows) == 4


def test_a_site_without_posts_and_a_folder_of_loose_ones(
    tmp_path: Path, open_index: Callable[[Path], Index]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "note.md").write_text("---\ntitle: Loose\n---\n", encoding="utf-8")
    empty, loose = open_index(tmp_path / "empty"), open_index(tmp_path / "loose")
    assert empty.refresh(never) == Refreshed(0, 0, complete=True)
    loose.refresh(never)
    assert titles(empty) == {}
    assert titles(loose) == {"note.md": "Loose"}


def test_collections_and_pages_are_in_the_index_but_not_among_posts(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    (site / "_config.yml").write_text(
        "collections:\n  people: {output: true}\n  hidden: {output: false}\n", encoding="utf-8"
    )
    for folder in ("_people", "_hidden"):
        (site / folder).mkdir()
        (site / folder / "ines.md").write_text("---\ntitle: Ines\n---\nReporter.\n", encoding="utf-8")
    index = open_index(site)
    index.refresh(never)
    assert "_people/ines.md" not in titles(index)
    kinds = {entry.path: entry.kind for entry in index.posts(NOW, kinds=("page", "people")).values()}
    assert kinds == {"about.md": "page", "_people/ines.md": "people"}


def test_habits_are_learnt_from_what_is_stored(site: Path, open_index: Callable[[Path], Index]) -> None:
    (site / "_posts/2026-03-01-dated.md").write_text(
        "---\ntitle: D\ndate: 2026-03-01 10:00:00 +0100\n---\n", encoding="utf-8"
    )
    index = open_index(site)
    index.refresh(never)
    habits = index.habits()
    assert habits.authors == ("ines",)
    assert set(habits.tags) == {"harbour", "wall"}
    assert habits.image_leading_slash
    assert habits.date_pattern is not None
    assert habits.date_pattern.text == "2026-03-01 10:00:00 +0100"


def test_habits_are_learnt_anew_when_a_front_matter_changes(
    site: Path, open_index: Callable[[Path], Index]
) -> None:
    post = site / "_posts/2026-03-01-dated.md"
    index = open_index(site)
    index.refresh(never)
    assert "layout" not in index.habits().key_order
    post.write_text("---\nlayout: column\ntitle: D\n---\n", encoding="utf-8")
    index.refresh(never)
    assert index.habits().layout == "column"
    post.unlink()
    index.refresh(never)
    assert index.habits().layout is None
