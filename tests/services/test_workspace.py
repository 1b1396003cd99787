"""The project on the desk: what is listed, and which posts are open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.core.errors import EditorError
from editor.core.post.post import Post
from editor.services.document import Document
from editor.services.site_index import SiteIndex
from editor.services.workspace import Workspace


@pytest.fixture
def workspace(index: SiteIndex) -> Workspace:
    return Workspace(index, lambda _: None)


def listed(workspace: Workspace) -> list[str]:
    return [entry.path for entry in workspace.listing.posts]


def open_site(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    assert workspace.open_project(site)
    qtbot.waitUntil(lambda: workspace.listing.complete)


def test_a_project_is_listed_newest_first_with_its_pictures(
    workspace: Workspace, site: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.project_opened) as told:
        open_site(workspace, site / "_posts" / "2026-03-12-council-votes.md", qtbot)
    assert told.args[0].root == site.resolve()
    assert listed(workspace) == [
        "_drafts/tide-tables.md",
        "_posts/2026-03-14-harbour-wall-holds.md",
        "_posts/2026-03-12-council-votes.md",
    ]
    assert [entry.path for entry in workspace.listing.assets] == ["assets/wall.png"]
    assert workspace.listing.habits is not None
    assert "title" in workspace.listing.habits.key_order


def test_the_folder_is_looked_at_once_a_job_is_over(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    open_site(workspace, site, qtbot)
    (site / "_posts" / "2026-03-15-new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    workspace.hold_checks()
    with qtbot.assertNotEmitted(workspace.listing_changed, wait=400):
        workspace.rescan_soon()
    with qtbot.waitSignal(workspace.listing_changed):
        workspace.release_checks()
    assert "_posts/2026-03-15-new.md" in listed(workspace)


def test_the_list_follows_the_disk(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    open_site(workspace, site, qtbot)
    (site / "_posts" / "2026-03-15-new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    (site / "_drafts" / "tide-tables.md").unlink()
    with qtbot.waitSignal(workspace.listing_changed):
        workspace.rescan_soon()
        workspace.rescan_soon()
    assert listed(workspace)[0] == "_posts/2026-03-15-new.md"
    assert "_drafts/tide-tables.md" not in listed(workspace)


def test_a_changed_configuration_is_taken_over(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    open_site(workspace, site, qtbot)
    (site / "_config.yml").write_text("title: Another\nbaseurl: /blog\n", encoding="utf-8")
    with qtbot.waitSignal(workspace.site_changed) as told:
        workspace.rescan()
    assert told.args[0].site.title == "Another"
    assert workspace.project is not None
    assert workspace.project.site.baseurl == "/blog"


def test_a_list_that_has_not_changed_is_not_told_again(
    workspace: Workspace, index: SiteIndex, site: Path, qtbot: QtBot
) -> None:
    open_site(workspace, site, qtbot)
    told: list[object] = []
    workspace.listing_changed.connect(told.append)
    workspace.site_changed.connect(told.append)
    with qtbot.waitSignal(index.settled):
        workspace.rescan()
    assert told == []


def test_the_first_of_many_posts_are_shown_at_once(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    for number in range(450):
        (site / "_posts" / f"2025-01-01-{number:03}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    counts: list[tuple[int, bool]] = []
    workspace.listing_changed.connect(lambda listing: counts.append((len(listing.posts), listing.complete)))
    open_site(workspace, site, qtbot)
    assert (counts[0], counts[1], counts[-1]) == ((0, False), (50, False), (453, True))


def test_a_folder_that_is_unplugged_is_a_sentence_and_the_posts_stay_open(
    workspace: Workspace, site: Path, qtbot: QtBot
) -> None:
    open_site(workspace, site, qtbot)
    document = workspace.open_post(site / "_posts" / "2026-03-12-council-votes.md")
    assert document is not None
    shutil.rmtree(site)
    with qtbot.waitSignal(workspace.failed) as told:
        workspace.rescan()
    assert isinstance(told.args[0], EditorError)
    assert site.name in told.args[0].message
    workspace.check_disk()
    assert document.state.conflict == "gone"
    assert document.lines[0] == "Twelve for, three against."


def test_a_folder_that_is_not_there_cannot_be_opened(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.failed):
        assert not workspace.open_project(tmp_path / "nowhere" / "at all")
    assert workspace.project is None


def test_another_project_takes_the_place_of_the_first_while_that_is_being_read(
    workspace: Workspace, site: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    (other / "_posts" / "2026-01-01-a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    workspace.open_project(site)
    open_site(workspace, other, qtbot)
    assert listed(workspace) == ["_posts/2026-01-01-a.md"]


# -- open posts --------------------------------------------------------------------------------------------------


def test_a_post_opens_once_by_whatever_name(workspace: Workspace, site: Path, qtbot: QtBot) -> None:
    post = site / "_posts" / "2026-03-12-council-votes.md"
    link = site / "link.md"
    link.symlink_to(post)
    document = workspace.open_post(post)
    assert document is not None
    again = [link, site / "_posts" / ".." / "_posts" / post.name]
    upper = post.with_name(post.name.upper())
    if upper.exists():  # a disk that does not tell cases apart
        again.append(upper)
    for path in again:
        assert workspace.open_post(path) is document
    assert workspace.documents == [document]


def test_a_second_name_of_the_same_bytes_is_another_post(workspace: Workspace, site: Path) -> None:
    post = site / "_posts" / "2026-03-12-council-votes.md"
    copy = post.with_name("2026-03-13-copy.md")
    copy.write_bytes(post.read_bytes())
    assert workspace.open_post(post) is not workspace.open_post(copy)
    assert len(workspace.documents) == 2


def test_a_file_that_cannot_be_read_is_a_sentence_and_no_tab(
    workspace: Workspace, site: Path, qtbot: QtBot
) -> None:
    for path in (site / "missing.md", site):
        with qtbot.waitSignal(workspace.failed) as told:
            assert workspace.open_post(path) is None
        assert isinstance(told.args[0], EditorError)
    assert workspace.documents == []
    assert workspace.current is None


def test_opening_and_closing_tells_which_post_is_in_front(
    workspace: Workspace, site: Path, qtbot: QtBot
) -> None:
    fronts: list[Document | None] = []
    workspace.current_changed.connect(fronts.append)
    first = workspace.open_post(site / "_posts" / "2026-03-12-council-votes.md")
    second = workspace.open_post(site / "_drafts" / "tide-tables.md")
    third = workspace.start_post(Post(bom=False, front=None, body=""), site)
    assert first is not None
    assert second is not None
    assert len({first.key, second.key, third.key}) == 3
    workspace.bring_to_front(second)
    with qtbot.waitSignal(workspace.document_closed) as told:
        workspace.close(second)
    assert told.args == [second]
    workspace.close(third)
    workspace.close(first)
    assert fronts == [first, second, third, second, third, first, None]
    assert workspace.documents == []


def test_a_tab_that_is_dragged_takes_its_new_place(workspace: Workspace, site: Path) -> None:
    posts = [workspace.start_post(Post(bom=False, front=None, body=str(number)), site) for number in range(3)]
    workspace.move(posts[0], 2)
    assert workspace.documents == [posts[1], posts[2], posts[0]]


def test_only_the_posts_that_were_touched_are_compared(workspace: Workspace, site: Path) -> None:
    first = workspace.open_post(site / "_posts" / "2026-03-12-council-votes.md")
    second = workspace.open_post(site / "_drafts" / "tide-tables.md")
    assert first is not None
    assert second is not None
    for document in (first, second):
        assert document.path is not None
        QTextCursor(document.body).insertText("mine")
        document.path.write_text("theirs", encoding="utf-8")
    assert first.path is not None
    workspace.check_disk({first.path})
    assert (first.state.conflict, second.state.conflict) == ("changed", "")
    workspace.check_disk()
    assert second.state.conflict == "changed"


def test_what_a_killed_save_left_is_cleared_away_but_not_what_is_being_saved(
    workspace: Workspace, index: SiteIndex, site: Path, qtbot: QtBot
) -> None:
    old, fresh = (site / "_posts" / f".copydesk-0000000{number}.tmp" for number in (1, 2))
    for file in (old, fresh):
        file.write_bytes(b"half")
    os.utime(old, ns=(1, 1))
    with qtbot.waitSignal(index.settled):  # the list is shown before what nobody sees is cleared away
        workspace.open_project(site)
    assert not old.exists()
    assert fresh.exists()
