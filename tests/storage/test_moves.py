"""Planning moves over a site on disk: which files are looked into, and what names are free."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from editor.core.changes import Create, Move, Write
from editor.core.errors import ReadError
from editor.core.moves import Renaming
from editor.core.post.habits import Habits
from editor.storage.moves import (
    linking_files,
    plan_duplicate,
    plan_publishing,
    plan_renaming,
    plan_taking_back,
    read_post,
)
from editor.storage.project import Project, open_project

POST = "_posts/2026-03-14-harbour-wall-holds.md"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def project(site: Path) -> Project:
    for name in ("about.md", "_layouts/post.html", "_includes/more.html", "_drafts/x.md"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("<a href='/harbour-wall-holds/'>", encoding="utf-8")
    (site / "_site").mkdir()
    (site / "_site" / "index.html").write_text("<a href='/harbour-wall-holds/'>", encoding="utf-8")
    (site / "large.html").write_bytes(b"harbour-wall-holds " + bytes(5 * 1024 * 1024))
    return open_project(site)


def test_posts_pages_layouts_and_includes_are_looked_into_and_what_is_built_is_not(project: Project) -> None:
    found = linking_files(project, read_post(project, POST), bool)
    assert {source.path for source in found} == {
        "about.md",
        "_layouts/post.html",
        "_includes/more.html",
        "_drafts/x.md",
    }


def test_a_renaming_mends_all_of_them(project: Project) -> None:
    plan = plan_renaming(project, POST, Renaming("sea-wall", date(2026, 3, 14)), Habits(), bool)
    written = [change for change in plan.changes.changes if isinstance(change, Write)]
    assert {change.after for change in written} == {b"<a href='/sea-wall/'>"}
    assert len(plan.mended) == 4
    assert isinstance(plan.changes.changes[-1], Move)


def test_a_plan_that_nobody_waits_for_ends_early(project: Project) -> None:
    assert linking_files(project, read_post(project, POST), lambda: True) == ()


def test_a_copy_takes_the_next_free_name(project: Project) -> None:
    (project.root / "_posts" / "2026-03-14-harbour-wall-holds-2.md").touch()
    (made,) = plan_duplicate(project, POST).changes
    assert isinstance(made, Create)
    assert made.path == "_posts/2026-03-14-harbour-wall-holds-3.md"


def test_drafts_and_posts_change_places(project: Project) -> None:
    there = plan_publishing(project, "_drafts/tide-tables.md", NOON, Habits(), bool)
    assert there.changes.moved == {"_drafts/tide-tables.md": "_posts/2026-11-24-tide-tables.md"}
    back = plan_taking_back(project, POST, bool)
    assert back.changes.moved == {POST: "_drafts/harbour-wall-holds.md"}
    assert {link.path for link in back.left} == {
        "about.md",
        "_layouts/post.html",
        "_includes/more.html",
        "_drafts/x.md",
    }


def test_a_post_that_is_gone_is_a_sentence(project: Project) -> None:
    with pytest.raises(ReadError, match="no longer there"):
        plan_duplicate(project, "_posts/gone.md")
