"""The index behind the window: growing lists, Cancel and Go on, the clock, and folders that change or go away."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.services.site_index import Listing, Look, SiteIndex
from editor.storage.index.schema import MATCHING, connect, connect_reader, set_fact
from editor.storage.project import open_project


@pytest.fixture
def large(tmp_path: Path) -> Path:
    (tmp_path / "large" / "_posts").mkdir(parents=True)
    for number in range(600):
        text = f"---\ntitle: Number {number}\n---\n\nWord{number}.\n"
        (tmp_path / "large" / "_posts" / f"2025-01-01-{number:03}.md").write_text(text, encoding="utf-8")
    return tmp_path / "large"


def open_whole(index: SiteIndex, root: Path, qtbot: QtBot) -> Listing:
    listings: list[Listing] = []
    index.looked.connect(lambda look: listings.append(look.listing))
    with qtbot.waitSignal(index.settled):
        index.open(open_project(root))
    return listings[-1]


def test_numbers_of_a_listing_lead_from_the_texts_to_the_rows(
    index: SiteIndex, large: Path, qtbot: QtBot
) -> None:
    listing = open_whole(index, large, qtbot)
    assert listing.index is not None
    rows = dict(zip(listing.numbers, listing.posts, strict=True))
    with closing(connect_reader(listing.index)) as connection:
        found = connection.execute(MATCHING, {"words": "body: word42"}).fetchall()
    assert [rows[number].title for (number,) in found] == ["Number 42"]
    assert listing.folders == ("_posts",)


def test_numbers_follow_an_index_that_is_made_anew_of_the_same_posts(
    index: SiteIndex, large: Path, qtbot: QtBot
) -> None:
    before = open_whole(index, large, qtbot)
    assert before.index is not None
    with closing(connect(before.index, str(large.resolve()))) as connection:
        set_fact(connection, "basis", "other settings")
    listings: list[Listing] = []
    index.looked.connect(lambda look: listings.append(look.listing))
    with qtbot.waitSignal(index.settled):
        index.look()
    rows = dict(zip(listings[-1].numbers, listings[-1].posts, strict=True))
    assert rows.keys().isdisjoint(before.numbers)
    with closing(connect_reader(before.index)) as connection:
        found = connection.execute(MATCHING, {"words": "body: word42"}).fetchall()
    assert [rows[number].title for (number,) in found] == ["Number 42"]


def test_reading_can_be_cancelled_and_taken_up_again(index: SiteIndex, large: Path, qtbot: QtBot) -> None:
    looks: list[Look] = []

    def cancel(look: Look) -> None:
        looks.append(look)
        if len(looks) == 1:
            index.pause()

    # At once, on the thread that reads: by way of the queue all might be read before.
    index.looked.connect(cancel, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(index.paused) as told:
        index.open(open_project(large))
    done, total = told.args
    assert 0 < done < total == 600
    assert 0 < len(looks[-1].listing.posts) == done
    assert not looks[-1].listing.complete
    index.look()  # asks for nothing while paused
    with qtbot.waitSignal(index.settled):
        index.resume()
    assert len(looks[-1].listing.posts) == 600
    assert looks[-1].listing.complete


def test_a_look_that_waited_when_reading_was_paused_does_not_tell_another_number(
    index: SiteIndex, large: Path, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []
    index.paused.connect(lambda done, total: told.append((done, total)))

    def cancel(_look: Look) -> None:
        index.looked.disconnect(cancel)
        index.look()
        index.pause()

    index.looked.connect(cancel, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(index.paused):
        index.open(open_project(large))
    with qtbot.waitSignal(index.settled):
        index.resume()
    assert [total for _, total in told] == [600]


def test_a_second_look_begins_with_what_the_first_one_stored(
    index: SiteIndex, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other").mkdir()
    open_whole(index, large, qtbot)
    assert open_whole(index, tmp_path / "other", qtbot).posts == ()
    (large / "_posts" / "2025-01-01-000.md").unlink()
    counts: list[tuple[int, bool]] = []
    index.looked.connect(lambda look: counts.append((len(look.listing.posts), look.listing.complete)))
    open_whole(index, large, qtbot)
    assert counts == [(600, False), (599, True)]


def test_five_hundred_files_that_change_at_once(index: SiteIndex, large: Path, qtbot: QtBot) -> None:
    before = open_whole(index, large, qtbot)
    for number in range(500):
        post = large / "_posts" / f"2025-01-01-{number:03}.md"
        post.write_text(f"---\ntitle: Changed {number}\n---\n", encoding="utf-8")
        os.utime(post, (1_700_000_000, 1_700_000_000))
    listings: list[Listing] = []
    index.looked.connect(lambda look: listings.append(look.listing))
    with qtbot.waitSignal(index.settled):
        index.look()
    titles = {entry.title for entry in listings[-1].posts}
    assert titles == {f"Changed {number}" for number in range(500)} | {
        f"Number {number}" for number in range(500, 600)
    }
    kept = {id(entry) for entry in before.posts} & {id(entry) for entry in listings[-1].posts}
    assert len(kept) == 100


def test_a_folder_that_goes_away_while_it_is_read_fails_with_a_sentence(
    index: SiteIndex, large: Path, qtbot: QtBot
) -> None:
    listing = open_whole(index, large, qtbot)
    shutil.rmtree(large)
    with qtbot.waitSignal(index.failed) as told:
        index.look()
    assert "is gone" in told.args[0].message
    assert len(listing.posts) == 600


def test_turning_to_another_project_leaves_the_first_where_it_stands(
    index: SiteIndex, large: Path, site: Path, qtbot: QtBot
) -> None:
    looks: list[Look] = []
    index.looked.connect(looks.append)
    index.open(open_project(large))
    with qtbot.waitSignal(index.settled):
        index.open(open_project(site))
    assert looks[-1].project.root == site.resolve()
    assert looks[-1].listing.complete
