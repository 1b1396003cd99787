"""One edit of many posts on disk."""

from __future__ import annotations

from pathlib import Path

from editor.core.bulk import AddItem, RenameItem
from editor.storage.bulk import plan_bulk_edit
from editor.storage.project import open_project

POSTS = [
    "_posts/2026-03-14-harbour-wall-holds.md",
    "_posts/2026-03-12-council-votes.md",
    "_drafts/tide-tables.md",
]


def test_only_posts_that_change_are_in_the_plan_and_unreadable_ones_are_named(site: Path) -> None:
    project = open_project(site)
    plan = plan_bulk_edit(project, "Tag", AddItem("tags", "harbour"), [*POSTS, "_posts/gone.md"], (), bool)
    assert plan.changes.written == ("_drafts/tide-tables.md",)
    assert [(one.path, "no longer there" in one.why) for one in plan.left] == [("_posts/gone.md", True)]


def test_posts_that_get_another_address_are_named(site: Path) -> None:
    (site / "_config.yml").write_text("permalink: /:categories/:title/\n", encoding="utf-8")
    project = open_project(site)
    plan = plan_bulk_edit(project, "T", AddItem("categories", "Sea"), POSTS, (), bool)
    assert set(plan.changes.written) == set(POSTS)
    addresses = [(one.path, one.before.count("/sea"), one.after.count("/sea/")) for one in plan.moved]
    assert addresses == [(path, 0, 1) for path in POSTS[:2]]  # a draft has no address that anybody knows
    assert not plan_bulk_edit(project, "T", AddItem("tags", "Sea"), POSTS, (), bool).moved


def test_a_name_written_with_escapes_is_not_overlooked(site: Path) -> None:
    (site / POSTS[1]).write_text('---\ntags: ["\\x68arbour"]\n---\n', encoding="utf-8")
    plan = plan_bulk_edit(open_project(site), "Tag", RenameItem("tags", "harbour", "port"), POSTS, (), bool)
    assert plan.changes.written == tuple(POSTS[:2])


def test_it_ends_early_when_nobody_waits(site: Path) -> None:
    assert not plan_bulk_edit(open_project(site), "T", AddItem("tags", "x"), POSTS, (), lambda: True).changes
