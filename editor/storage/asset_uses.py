"""Owns what the index knows of assets and of who names them, brought together as a catalogue."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from editor.core.assets import Asset, AssetCatalogue, FoundUse, Use, catalogue_of
from editor.core.catalog import is_text
from editor.core.errors import ReadError
from editor.core.post.places import place_of
from editor.core.references.reference import MEDIA_END, Reference, kind_of_source
from editor.storage.files import read_file
from editor.storage.index.database import Index
from editor.storage.index.rows import Pointer, read_assets, read_pointers
from editor.storage.index.schema import connect_reader
from editor.storage.project import Project
from editor.storage.walk import Found, is_hidden, walk

_LONGEST_SOURCE = 4 * 1024 * 1024
"""Bytes; a longer file is a bundle or an export, and no place where somebody names a picture."""


def source_files(project: Project, stop: Callable[[], bool]) -> Iterator[str]:
    """Yield the paths of all files that may name another; hidden and built folders are left out."""
    for item in walk(project.root, _enters, stop):
        if isinstance(item, Found) and kind_of_source(item.relative) is not None:
            yield item.relative


def read_source(project: Project, relative: str) -> str | None:
    """Return the text of a source file, undecodable bytes escaped so that they encode back; None if unreadable."""
    try:
        data = read_file(project.root / relative, _LONGEST_SOURCE).data
    except ReadError:
        return None
    return data.decode("utf-8", "surrogateescape")


def stored_catalogue(project: Project, database: Path, stop: Callable[[], bool]) -> AssetCatalogue:
    """Return what an index that is kept up to date elsewhere knows; on a connection of its own, on any thread.

    Raises ReadError when it cannot be asked just now.
    """
    try:
        with closing(connect_reader(database)) as connection:
            entries, pointers = read_assets(connection), read_pointers(connection)
            whole = catalogue_of(entries, _uses(pointers, stop))
    except sqlite3.Error as error:
        sentence = f"The list of assets cannot be read just now ({error}). Open the site again."
        raise ReadError(sentence, path=database) from error
    return _without_unlisted(project, whole, complete=not stop())


def fresh_catalogue(project: Project, folder: Path, stop: Callable[[], bool]) -> AssetCatalogue:
    """Bring the index of ``project`` below ``folder`` in step with the disk and return what it knows.

    Raises ProjectError when the project is gone, ReadError when there is no place for an index.
    """
    with closing(Index.open(project, folder)) as index:
        refreshed = index.refresh(stop)
        whole = catalogue_of(index.assets(), _uses(index.pointers(), stop))
    return _without_unlisted(project, whole, complete=refreshed.complete)


def use_of(reference: Reference, file: str) -> Use:
    """Return a reference as the use of whatever it means."""
    return Use(file, reference.line, reference.written, reference.place, reference.has_alt)


def _uses(pointers: Iterable[Pointer], stop: Callable[[], bool]) -> Iterator[FoundUse]:
    for pointer in pointers:
        if stop():
            return
        if pointer.candidates and MEDIA_END.search(pointer.path):
            use = Use(
                pointer.file, pointer.line, pointer.written, pointer.place, pointer.has_alt, pointer.above
            )
            yield FoundUse(use, pointer.candidates)


def _without_unlisted(project: Project, whole: AssetCatalogue, *, complete: bool) -> AssetCatalogue:
    """What is named and there after all, though not listed (in a folder that is not published), is not missing."""
    gone = tuple(asset for asset in whole.missing if not (project.root / asset.path).is_file())
    return AssetCatalogue(tuple(_judged(project, asset) for asset in whole.assets), gone, complete)


def _judged(project: Project, asset: Asset) -> Asset:
    """Note what Jekyll stops at: a name that is no UTF-8, unless the file is left out of the site."""
    if is_text(asset.path) or place_of(project.site, asset.path).unread is not None:
        return asset
    return replace(asset, stops=True)


def _enters(relative: str) -> bool:
    return not is_hidden(relative.rpartition("/")[2])
