"""Owns the writing of made pages: whole or not at all, over an earlier page but never over a post."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import ExportError
from editor.storage.atomic import CAN_SYNC_ALL, sync_all
from editor.storage.faults import save_sentence
from editor.storage.files import save_file
from editor.storage.project import Project


def write_page(target: Path, data: bytes, source: Path, *, sync: bool = True) -> int:
    """Write a page made from the post ``source``, whole or not at all; return its size in bytes.

    Makes the folder when there is none. An earlier page is replaced, a post or page of the site never:
    raises ExportError for that, SaveError when the file cannot be written. Without ``sync`` the page is whole under
    its name at once but outlasts a power cut only after ``settle_pages``, which waits for the disk once for all.
    """
    try:
        _refuse_source(target, source)
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(save_sentence(error, target), path=target) from error
    save_file(target, data, sync=sync)
    return len(data)


def may_settle_later(pages: int) -> bool:
    """Tell whether so many pages are better written without waiting for the disk, and settled once at the end."""
    return pages > 1 and CAN_SYNC_ALL


def settle_pages() -> None:
    """Bring every page that was written without waiting to the disk."""
    sync_all()


def path_in_project(path: Path, project: Project) -> str:
    """Return a post's project-relative path; its name alone when it lies outside (standard input does)."""
    try:
        return (path.parent.resolve() / path.name).relative_to(project.root).as_posix()
    except (OSError, ValueError):
        return path.name


def _refuse_source(target: Path, source: Path) -> None:
    """Refuse to write over a post: Jekyll also takes ``.html`` files that open with ``---`` for its own."""
    if not target.exists():
        return
    if target.is_dir():
        raise ExportError(f"“{target.name}” is a folder. Name a file to write to.", path=target)
    with target.open("rb") as file:
        opening = file.read(6)
    is_source = opening.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    if is_source or (source.exists() and target.samefile(source)):
        raise ExportError(
            f"“{target.name}” is a post or a page of the site, so nothing was written over it. Choose another name.",
            path=target,
        )
