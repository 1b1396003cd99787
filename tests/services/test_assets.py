"""The catalogue of the open project: in step with the disk, and plans made on what files say at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from editor.core.asset_plan import Plan
from editor.core.assets import AssetCatalogue, AssetFilter
from editor.core.changes import ChangeSet, Move
from editor.core.errors import EditorError
from editor.services.assets import AssetBook
from editor.services.jobs import JobDone
from editor.services.site_index import SiteIndex
from editor.services.tasks import TaskRunner
from editor.services.workspace import Workspace
from editor.storage.asset_jobs import plan_move, plan_trash
from editor.storage.project import Project
from tests.conftest import png
from tests.services.conftest import prepare


class _Ear(QObject):
    told = Signal(object)


POST = "_posts/2026-03-14-harbour-wall-holds.md"


@pytest.fixture
def workspace(index: SiteIndex) -> Iterator[Workspace]:
    made = Workspace(index, prepare)
    yield made
    made.deleteLater()


@pytest.fixture
def book(
    qtbot: QtBot, index: SiteIndex, workspace: Workspace, tasks: TaskRunner, site: Path, tmp_path: Path
) -> AssetBook:
    """The catalogue of the newsroom, connected as in the window."""
    made = AssetBook(workspace, tasks, tmp_path / "indexes")
    workspace.project_opened.connect(made.forget)
    workspace.listing_changed.connect(made.follow)
    index.settled.connect(made.refresh)
    assert workspace.open_project(site)
    qtbot.waitUntil(lambda: made.catalogue.complete)
    return made


def posts_of(book: AssetBook, path: str) -> tuple[str, ...]:
    asset = book.catalogue.find(path)
    return () if asset is None else asset.posts


def test_who_uses_what_is_known_once_all_is_read(book: AssetBook) -> None:
    assert posts_of(book, "assets/wall.png") == (POST,)
    assert book.catalogue.counts[AssetFilter.ALL] == 1


def test_it_follows_the_disk(qtbot: QtBot, book: AssetBook, workspace: Workspace, site: Path) -> None:
    (site / "assets" / "fog.png").write_bytes(png(3, 3))
    workspace.rescan()
    qtbot.waitUntil(lambda: book.catalogue.find("assets/fog.png") is not None)
    assert [asset.name for asset in book.catalogue.listed(AssetFilter.UNUSED)] == ["fog.png"]
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text("<img src=/assets/fog.png alt=''>")
    workspace.rescan()
    qtbot.waitUntil(lambda: not book.catalogue.listed(AssetFilter.UNUSED))


def test_what_was_being_read_before_a_job_does_not_bring_the_old_name_back(
    qtbot: QtBot, book: AssetBook, tasks: TaskRunner
) -> None:
    heard = _Ear()
    book.refresh()
    book.follow_job(JobDone(ChangeSet("Rename", (Move("assets/wall.png", "assets/pier.png"),))))
    with qtbot.waitSignal(heard.told):  # long jobs come one after the other: the reading is over by then
        tasks.submit("last", lambda _stop: None, heard.told, long=True)
    assert posts_of(book, "assets/pier.png") == (POST,)
    assert book.catalogue.find("assets/wall.png") is None


def test_nothing_is_told_when_nothing_changed(qtbot: QtBot, book: AssetBook, workspace: Workspace) -> None:
    told: list[AssetCatalogue] = []
    book.changed.connect(told.append)
    with qtbot.waitSignal(book._read):
        workspace.rescan()
    assert told == []


def test_another_project_is_not_mixed_with_the_last(
    qtbot: QtBot, book: AssetBook, workspace: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    (other / "img").mkdir()
    (other / "img" / "a.png").write_bytes(png(2, 2))
    assert workspace.open_project(other)
    assert book.catalogue == AssetCatalogue()
    qtbot.waitUntil(lambda: book.catalogue.complete)
    assert [asset.path for asset in book.catalogue.assets] == ["img/a.png"]


def test_a_plan_knows_what_was_written_a_moment_ago(qtbot: QtBot, book: AssetBook, site: Path) -> None:
    (site / "_includes").mkdir()
    (site / "_includes" / "head.html").write_text("<link rel=icon href=/assets/wall.png>")
    made: list[Plan | EditorError] = []

    def planner(project: Project, catalogue: AssetCatalogue) -> Plan:
        return plan_move(project, catalogue, "assets/wall.png", "assets/sea.png", "Rename")

    book.plan(planner, made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert isinstance(made[0], Plan)
    assert set(made[0].changes.written) == {POST, "_includes/head.html"}


def test_only_the_newest_plan_is_told_and_a_refusal_is_an_answer(qtbot: QtBot, book: AssetBook) -> None:
    made: list[object] = []

    def refused(project: Project, catalogue: AssetCatalogue) -> Plan:
        return plan_move(project, catalogue, "assets/gone.png", "assets/sea.png", "Rename")

    def empty(_project: Project, catalogue: AssetCatalogue) -> Plan:
        return plan_trash(catalogue, [], "Move to trash")

    book.plan(empty, made.append)
    book.plan(refused, made.append)
    qtbot.waitUntil(lambda: bool(made))
    (answer,) = made
    assert isinstance(answer, EditorError)
    assert "no longer there" in answer.message
