"""A writer in a site of many posts, of one and of none; the folder, the cache and the files change underneath."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from editor.services.site_index import Listing, Look
from editor.storage.index.refreshing import Progress
from editor.storage.paths import user_paths
from tests.shell.story import Writer

SitDown = Callable[..., Writer]


def write_posts(root: Path, count: int, title: str) -> Path:
    (root / "_posts").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"---\ntitle: {title} {number}\n---\n\nThe body of {title} {number}.\n"
        (root / "_posts" / f"2025-01-01-{number:03}.md").write_text(text, encoding="utf-8")
    return root


def rows(writer: Writer) -> int:
    return writer.window.panel.posts.table.model().rowCount()


def titles(writer: Writer) -> set[str]:
    return {entry.title for entry in writer.desk.workspace.listing.posts}


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A site nobody may write to; root may, but sees the same files."""
    root = write_posts(tmp_path / "read only", 3, "Kept")
    folders = [root, root / "_posts"]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield root
    for folder in folders:
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_sites_of_every_size_are_listed(count: int, tmp_path: Path, sit_down: SitDown) -> None:
    site = write_posts(tmp_path / "site", count, "Post")
    (site / "_config.yml").write_text("title: Sized\n", encoding="utf-8")
    writer = sit_down(site)
    writer.wait(lambda: rows(writer) == count)
    assert writer.desk.workspace.listing.complete
    assert writer.window.panel.progress.isHidden()


def test_the_lists_say_that_reading_was_cancelled(tmp_path: Path, sit_down: SitDown) -> None:
    writer = sit_down(write_posts(tmp_path / "site", 3, "Post"))
    posts, assets = writer.window.panel.posts, writer.window.panel.assets
    writer.wait(lambda: posts.count_text.startswith("3 "))
    index = writer.desk.index
    # What is being read already must not say later that all is there.
    index._clock.stop()
    index._worker.beside(lambda: None)()
    QApplication.processEvents()
    index.looked.emit(Look(index._project, Listing()))
    writer.wait(lambda: posts.count_text == "Reading…")
    index.pause()
    index._on_halted(index._project.root, Progress(1, 3))
    assert (posts.count_text, assets.count_text) == ("Stopped: 0 so far", "Stopped: 0 so far")
    assert "Reading stopped" in writer.sentences(posts)
    QTest.mouseClick(writer.field("Go on", QPushButton), Qt.MouseButton.LeftButton)
    writer.wait(lambda: posts.count_text[0] == "3" and assets.count_text[0] == "0")


def test_five_hundred_files_change_under_an_open_window(tmp_path: Path, sit_down: SitDown) -> None:
    site = write_posts(tmp_path / "site", 600, "Old")
    open_post = site / "_posts" / "2025-01-01-599.md"
    writer = sit_down(open_post)
    writer.wait(lambda: rows(writer) == 600)
    writer.write_in_body(0, "Mine. ")
    for number in range(500):  # as git does: another file takes the place of each
        (site / "_posts" / f"2025-01-01-{number:03}.md").unlink()
    write_posts(site, 500, "New")
    writer.wait(lambda: sum(title.startswith("New") for title in titles(writer)) == 500)
    writer.wait(lambda: rows(writer) == 600)
    assert "Old 599" in titles(writer)
    assert writer.body.startswith("Mine. ")
    writer.press("Ctrl+S")
    writer.wait(lambda: "Mine. " in open_post.read_text("utf-8"))


def test_files_changed_in_place_are_noticed_when_the_writer_comes_back(
    tmp_path: Path, sit_down: SitDown
) -> None:
    site = write_posts(tmp_path / "site", 20, "Old")
    writer = sit_down(site)
    writer.wait(lambda: rows(writer) == 20)
    write_posts(site, 10, "New")
    writer.window.activated.emit()
    writer.wait(lambda: sum(title.startswith("New") for title in titles(writer)) == 10)


def test_a_folder_that_disappears_leaves_the_posts_on_the_desk(tmp_path: Path, sit_down: SitDown) -> None:
    site = write_posts(tmp_path / "site", 20, "Post")
    writer = sit_down(site / "_posts" / "2025-01-01-003.md")
    writer.wait(lambda: rows(writer) == 20)
    shutil.rmtree(site)
    writer.wait(lambda: "is gone" in writer.notice or "no longer" in writer.notice)
    assert "The body of Post 3." in writer.body
    assert rows(writer) == 20


def test_a_folder_that_comes_back_takes_back_that_it_is_gone(tmp_path: Path, sit_down: SitDown) -> None:
    site = write_posts(tmp_path / "site", 20, "Post")
    writer = sit_down(site)
    writer.wait(lambda: rows(writer) == 20 and writer.desk.workspace.listing.complete)
    site.rename(tmp_path / "away")
    writer.wait(lambda: "is gone" in writer.notice)
    (tmp_path / "away").rename(site)
    writer.window.activated.emit()
    writer.wait(lambda: writer.notice == "")


def test_a_damaged_cache_is_made_anew_without_a_word(tmp_path: Path, sit_down: SitDown) -> None:
    site = write_posts(tmp_path / "site", 5, "Post")
    first = sit_down(site)
    first.wait(lambda: rows(first) == 5)
    first.window.close()
    first.desk.close()
    for file in user_paths().index.iterdir():
        file.write_bytes(b"not a database " * 100)
    again = sit_down(site)
    again.wait(lambda: rows(again) == 5)
    assert again.notice == ""


@pytest.mark.skipif(sys.platform == "win32", reason="folders there are not closed by a mode")
def test_a_site_that_cannot_be_written_is_listed_all_the_same(read_only: Path, sit_down: SitDown) -> None:
    writer = sit_down(read_only)
    writer.wait(lambda: rows(writer) == 3)
    assert writer.notice == ""
    assert [path.name for path in read_only.iterdir()] == ["_posts"]
