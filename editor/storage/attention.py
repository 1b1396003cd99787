"""Owns gathering what needs a look across a site: from the index, and from the few files that must be read."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from PIL import Image

from editor.core.attention import Need, PostFacts, mark_lines, needs_of
from editor.core.errors import EditorError, ProjectError, ReadError
from editor.core.links import is_remote
from editor.core.post.lead import SIDE_KEYS
from editor.core.references.reference import PICTURE_SUFFIXES
from editor.storage.files import read_file
from editor.storage.images.opening import BOMBS, UNREADABLE
from editor.storage.index.rows import Clock, read_posts
from editor.storage.index.schema import MATCHING, connect_reader
from editor.storage.index.stored import path_from
from editor.storage.project import Project, safe_path

Sizes = dict[tuple[str, int], tuple[int, int]]
"""Sizes in pixels of pictures by path and time of their last change, kept between two looks."""

_BARE = (
    "SELECT files.path, refs.line, refs.path FROM refs JOIN files ON files.id = refs.file"
    " JOIN posts ON posts.id = files.id WHERE refs.has_alt = 0 AND refs.place != 'value' ORDER BY refs.line"
)
_BESIDE = ", ".join(f"""json_extract(front, '$."{key}"')""" for key in SIDE_KEYS["alt"])
_LEAD_ALTS = (
    f"SELECT files.path, coalesce({_BESIDE}), json_extract(front, '$.image.alt') FROM posts"
    " JOIN files USING (id) WHERE front IS NOT NULL AND image != ''"
)
_MARKED = f"SELECT path FROM files WHERE id IN ({MATCHING})"
_MARKS = "{body title excerpt} : (tk OR tktk*)"
_UNREAD = "SELECT path FROM posts JOIN files USING (id) WHERE front IS NULL"
_ABOVE = "SELECT path, above FROM posts JOIN files USING (id)"
_STAMPS = "SELECT path, mtime_ns FROM files WHERE role = 'asset'"


def read_needs(
    project: Project,
    database: Path,
    limit: int,
    now: datetime,
    sizes: Sizes,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Need, ...]:
    """Return what needs a look in the posts of a site, in the order of its list; ``limit`` is that of excerpts.

    ``sizes`` is filled with the sizes of pictures that were looked at, so that the next time is quick. Ends early
    with fewer once ``stop`` says so. Raises ReadError when the index cannot be asked.
    """
    try:
        with closing(connect_reader(database)) as connection:
            entries = read_posts(connection, project.site, Clock(now))
            bare: dict[str, list[int]] = defaultdict(list)
            for path, line, target in connection.execute(_BARE):
                if target.lower().endswith(tuple(PICTURE_SUFFIXES)):
                    bare[path_from(path)].append(line)
            described = {
                path
                for path, beside, within in connection.execute(_LEAD_ALTS)
                if _says(beside) or _says(within)
            }
            above = {path_from(path): lines for path, lines in connection.execute(_ABOVE)}
            unread = {path_from(path) for (path,) in connection.execute(_UNREAD)}
            marked = [path_from(path) for (path,) in connection.execute(_MARKED, {"words": _MARKS})]
            stamps = {path_from(path): stamp for path, stamp in connection.execute(_STAMPS)}
    except sqlite3.Error as error:
        raise ReadError(
            f"What needs attention cannot be told ({error}). Try again.", path=database
        ) from error
    marks = _marks(project.root, marked, stop)
    found: list[Need] = []
    for entry in entries.values():
        if stop():
            break
        facts = PostFacts(
            lead_alt=entry.path in described,
            bare_lines=bare.get(entry.path, ()),
            lead_size=_size(project.root, entry.image, stamps, sizes),
            mark_lines=marks.get(entry.path, ()),
            above=above.get(entry.path, 0),
            unread=entry.path in unread,
            lead_gone=_is_gone(project.root, entry.image, stamps),
        )
        found += needs_of(entry, facts, limit)
    return tuple(found)


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _marks(root: Path, paths: Iterable[str], stop: Callable[[], bool]) -> dict[str, tuple[int, ...]]:
    """Return the lines with a mark of the posts that may have one; what cannot be read has none."""
    found = {}
    for path in paths:
        if stop():
            break
        try:
            text = read_file(safe_path(root, path)).data.decode("utf-8", "replace")
        except EditorError:
            continue  # the list of posts says what is wrong with it
        if lines := mark_lines(text.replace("\r\n", "\n")):
            found[path] = lines
    return found


def _is_gone(root: Path, image: str, stamps: dict[str, int]) -> bool:
    """Tell whether a lead image is a file that the project should have and has not."""
    if not image or image in stamps or is_remote(image) or "{" in image:
        return False
    try:
        return not safe_path(root, image.lstrip("/")).is_file()
    except ProjectError:
        return False


def _size(root: Path, image: str, stamps: dict[str, int], sizes: Sizes) -> tuple[int, int]:
    """Return the size of a lead image by its header; zeros for what is none of the project's or no picture."""
    if image not in stamps:
        return 0, 0
    key = (image, stamps[image])
    if key not in sizes:
        try:
            with Image.open(safe_path(root, image)) as picture:
                sizes[key] = picture.size
        except (*UNREADABLE, *BOMBS, ProjectError):
            sizes[key] = (0, 0)
    return sizes[key]
