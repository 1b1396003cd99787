"""Owns planning moves of posts over a whole site: the files that may link to a post are found and read."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath

from editor.core.changes import ChangeSet, Create
from editor.core.errors import EditRefusedError
from editor.core.moves import (
    MovePlan,
    Renaming,
    Source,
    address_of,
    copy_of,
    front_of,
    kind_word,
    plan_back_to_drafts,
    plan_publish,
    plan_rename,
)
from editor.core.post.habits import Habits
from editor.core.post.naming import file_name, parse_name
from editor.core.references.posts import clues, mentions
from editor.core.references.reference import SourceKind, kind_of_source
from editor.storage.asset_uses import read_source, source_files
from editor.storage.files import read_file
from editor.storage.project import Project

_LINKING = frozenset({SourceKind.MARKDOWN, SourceKind.HTML, SourceKind.YAML})
_MOST_COPIES = 1000


def read_post(project: Project, relative: str) -> Source:
    """Return a post of the project with its bytes; raises ReadError."""
    return Source(relative, read_file(project.root / relative).data)


def linking_files(project: Project, source: Source, stop: Callable[[], bool]) -> tuple[Source, ...]:
    """Return the files of the site, the post itself left out, in which a link to the post may stand."""
    looked_for = clues(source.path, address_of(project.site, source.path, front_of(source)))
    found = []
    for relative in source_files(project, stop):
        if kind_of_source(relative) not in _LINKING or relative == source.path:
            continue
        text = read_source(project, relative)
        data = text.encode("utf-8", "surrogateescape") if text is not None else b""
        if mentions(data, looked_for):
            found.append(Source(relative, data))
    return tuple(found)


def plan_renaming(
    project: Project, relative: str, renaming: Renaming, habits: Habits, stop: Callable[[], bool]
) -> MovePlan:
    """Plan another name for a post, with the links to it all over the site. Raises EditorErrors."""
    source = read_post(project, relative)
    others = linking_files(project, source, stop) if renaming.mend else ()
    return plan_rename(project.site, source, renaming, others, habits)


def plan_publishing(
    project: Project, relative: str, now: datetime, habits: Habits, stop: Callable[[], bool]
) -> MovePlan:
    """Plan the way of a draft to the posts. Raises EditorErrors."""
    source = read_post(project, relative)
    return plan_publish(project.site, source, now, linking_files(project, source, stop), habits)


def plan_taking_back(project: Project, relative: str, stop: Callable[[], bool]) -> MovePlan:
    """Plan the way of a post back to the drafts. Raises EditorErrors."""
    source = read_post(project, relative)
    return plan_back_to_drafts(project.site, source, linking_files(project, source, stop))


def plan_duplicate(project: Project, relative: str) -> ChangeSet:
    """Plan a copy of a post beside it, under the next free slug. Raises EditorErrors."""
    source = read_post(project, relative)
    name = parse_name(relative)
    for number in range(2, _MOST_COPIES):
        copy = file_name(name.day, f"{name.slug}-{number}", name.suffix)
        path = str(PurePosixPath(relative).with_name(copy))
        if not os.path.lexists(project.root / path):
            title = f"Duplicate {kind_word(project.site, relative)}"
            return ChangeSet(title, (Create(path, copy_of(source, path)),))
    raise EditRefusedError(f"“{name.slug}” has a thousand copies already. Rename one of them.", path=relative)
