"""Owns planning one edit of many posts on disk: each is read, and what cannot be read is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from editor.core.bulk import (
    BulkEdit,
    BulkPlan,
    LeftPost,
    MovedPost,
    RenameItem,
    TakeItem,
    moved_posts,
    plan_bulk,
)
from editor.core.changes import Change, ChangeSet
from editor.core.errors import ReadError
from editor.storage.moves import read_post
from editor.storage.project import Project


def plan_bulk_edit(
    project: Project,
    title: str,
    edit: BulkEdit,
    paths: Iterable[str],
    order: Sequence[str],
    stop: Callable[[], bool],
) -> BulkPlan:
    """Plan an edit of the posts at ``paths``; those that would not change are left out of it."""
    changes: list[Change] = []
    left: list[LeftPost] = []
    moved: list[MovedPost] = []
    for path in paths:
        if stop():
            break
        try:
            source = read_post(project, path)
        except ReadError as error:
            left.append(LeftPost(path, error.message))
            continue
        if not _may_concern(edit, source.data):
            continue
        plan = plan_bulk(title, edit, (source,), order)
        changes += plan.changes.changes
        left += plan.left
        moved += moved_posts(project.site, edit, plan.changes.changes)
    return BulkPlan(ChangeSet(title, tuple(changes)), tuple(left), tuple(moved))


def _may_concern(edit: BulkEdit, data: bytes) -> bool:
    """Tell at a glance at its bytes whether a post can hold the name that is to go: most do not.

    Only a name of plain letters is looked for: others may be written with escapes.
    """
    if isinstance(edit, TakeItem | RenameItem) and edit.item.isascii() and edit.item.isalpha():
        return edit.item.encode() in data or b"\\" in data
    return True
