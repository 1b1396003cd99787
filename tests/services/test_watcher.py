"""What other programs do to files and folders is noticed, however they do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.services.watcher import Watcher


class Seen:
    """What a watcher told."""

    def __init__(self, watcher: Watcher) -> None:
        self.files: set[Path] = set()
        self.folders: set[Path] = set()
        watcher.files_changed.connect(self.files.update)
        watcher.folders_changed.connect(self.folders.update)

    def clear(self) -> None:
        self.files.clear()
        self.folders.clear()


@pytest.fixture
def watcher(qapp: object) -> Watcher:
    return Watcher()


@pytest.fixture
def seen(watcher: Watcher) -> Seen:
    return Seen(watcher)


@pytest.fixture
def post(tmp_path: Path, watcher: Watcher) -> Iterator[Path]:
    path = tmp_path / "site" / "post.md"
    path.parent.mkdir()
    path.write_text("one")
    watcher.watch_files([path])
    return path


def write_in_place(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("more")


def replace(path: Path) -> None:
    other = path.with_name("post.md~")
    other.write_text("other")
    other.replace(path)


def delete(path: Path) -> None:
    path.unlink()


def move_away(path: Path) -> None:
    path.rename(path.with_name("moved.md"))


@pytest.mark.parametrize("change", [write_in_place, replace, delete, move_away])
def test_a_change_is_noticed(post: Path, seen: Seen, qtbot: QtBot, change: Callable[[Path], None]) -> None:
    change(post)
    qtbot.waitUntil(lambda: seen.files == {post})


@pytest.mark.parametrize("change", [replace, delete])
def test_a_file_is_still_watched_after_another_took_its_place(
    post: Path, watcher: Watcher, seen: Seen, qtbot: QtBot, change: Callable[[Path], None]
) -> None:
    for again in (change, write_in_place, replace, write_in_place, write_in_place):
        with qtbot.waitSignal(watcher.files_changed):
            again(post)
        assert seen.files == {post}
        seen.clear()


def test_a_folder_that_went_and_came_back_is_watched_again(
    post: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    post.unlink()
    post.parent.rmdir()
    qtbot.waitUntil(lambda: post in seen.files)
    seen.clear()
    post.parent.mkdir()
    qtbot.waitUntil(lambda: bool(seen.folders))
    seen.clear()
    post.write_text("back", encoding="utf-8")
    qtbot.waitUntil(lambda: post in seen.files)


def test_files_that_are_not_watched_any_more_are_not_told_of(
    post: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    other = post.with_name("other.md")
    other.write_text("one")
    watcher.watch_files([other])
    write_in_place(post)
    write_in_place(other)
    qtbot.waitUntil(lambda: other in seen.files)
    assert seen.files == {other}


def test_several_steps_are_told_once(post: Path, watcher: Watcher, qtbot: QtBot) -> None:
    told: list[object] = []
    watcher.files_changed.connect(told.append)
    with qtbot.waitSignal(watcher.files_changed):
        for _ in range(20):
            write_in_place(post)
            replace(post)
    assert told == [frozenset({post})]


def test_what_comes_and_goes_in_a_folder_is_noticed(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    watcher.watch_folders([tmp_path])
    (tmp_path / "a.md").write_text("a")
    qtbot.waitUntil(lambda: seen.folders == {tmp_path})
    seen.clear()
    (tmp_path / "a.md").unlink()
    qtbot.waitUntil(lambda: seen.folders == {tmp_path})
    assert seen.files == set()


def test_a_new_folder_is_watched_though_it_is_still_empty(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    watcher.watch_folders([tmp_path])
    inner = tmp_path / "assets"
    with qtbot.waitSignal(watcher.folders_changed):
        inner.mkdir()
    watcher.watch_folders([tmp_path])  # the project was read again, and holds nothing in there yet
    seen.clear()
    with qtbot.waitSignal(watcher.folders_changed):
        (inner / "2026").mkdir()
    assert seen.folders == {inner}
    seen.clear()
    (inner / "2026" / "wall.png").write_bytes(b"")
    qtbot.waitUntil(lambda: seen.folders == {inner / "2026"})


def test_a_new_folder_among_many_posts_is_watched(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "editor.services.watcher._NAMES_AT_ONCE", 2
    )  # several turns of the event loop for one look
    for number in range(9):
        (tmp_path / f"post-{number}.md").write_text("x")
    (tmp_path / "2025").mkdir()
    watcher.watch_folders([tmp_path, tmp_path / "2025"])
    with qtbot.waitSignal(watcher.folders_changed):
        (tmp_path / "2026").mkdir()
    seen.clear()
    (tmp_path / "2026" / "post.md").write_text("x")
    qtbot.waitUntil(lambda: seen.folders == {tmp_path / "2026"})


def test_a_folder_that_went_before_it_was_watched_is_told(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watcher.folders_changed):
        watcher.watch_folders([tmp_path, tmp_path / "gone"])
    assert seen.folders == {tmp_path / "gone"}
    seen.clear()
    with qtbot.waitSignal(watcher.folders_changed):
        watcher.watch_folders([tmp_path, tmp_path / "gone"])  # known: the list of folders was only made anew
        (tmp_path / "post.md").write_text("x")
    assert seen.folders == {tmp_path}


def test_a_folder_that_is_moved_away_and_back_is_told_and_nothing_else_beside_it(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    root, away = tmp_path / "site", tmp_path / "away"
    root.mkdir()
    watcher.watch_folders([root])
    root.rename(away)
    qtbot.waitUntil(lambda: bool(seen.folders))
    seen.clear()
    away.rename(root)
    qtbot.waitUntil(lambda: bool(seen.folders))
    seen.clear()
    (tmp_path / "beside.txt").write_text("not of the site")
    (root / "post.md").write_text("of the site")
    qtbot.waitUntil(lambda: bool(seen.folders))
    assert seen.folders == {root}


def test_what_a_build_writes_is_not_watched(
    tmp_path: Path, watcher: Watcher, seen: Seen, qtbot: QtBot
) -> None:
    watcher.watch_folders([tmp_path])
    with qtbot.waitSignal(watcher.folders_changed):
        for name in ("_site", ".git", "node_modules"):
            (tmp_path / name).mkdir()
    seen.clear()
    with qtbot.waitSignal(watcher.folders_changed):
        for name in ("_site", ".git", "node_modules"):
            (tmp_path / name / "file").write_text("x")
        (tmp_path / "post.md").write_text("x")
    assert seen.folders == {tmp_path}
