"""Owns reading through a site for the places that name assets: posts, pages, layouts, style sheets, data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editor.core.assets import AssetCatalogue, FoundUse, Use, catalogue_of
from editor.core.catalog import AssetEntry
from editor.core.errors import ReadError
from editor.core.references.finding import find_references
from editor.core.references.reference import Reference, kind_of_source
from editor.core.references.targets import candidates
from editor.core.site import SiteConfig
from editor.storage.files import read_file
from editor.storage.project import Project
from editor.storage.walk import Found, is_hidden, walk

_LONGEST_SOURCE = 4 * 1024 * 1024
"""Bytes; a longer file is a bundle or an export, and no place where somebody names a picture."""


def source_files(project: Project, stop: Callable[[], bool]) -> Iterator[str]:
    """Yield the paths of all files that may name an asset; hidden and built folders are left out."""
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


def uses_in(text: str, file: str, site: SiteConfig) -> Iterator[FoundUse]:
    """Yield the places of one file that name an asset of the project."""
    kind = kind_of_source(file)
    for reference in find_references(text, kind) if kind else ():
        may_be = candidates(reference, file, site)
        if may_be and reference.is_media:
            yield FoundUse(use_of(reference, file), may_be)


def use_of(reference: Reference, file: str) -> Use:
    """Return a reference as the use of whatever it means."""
    return Use(file, reference.line, reference.written, reference.place, reference.has_alt)


def find_uses(project: Project, stop: Callable[[], bool]) -> Iterator[FoundUse]:
    """Yield every place of the project that names an asset; raise ProjectError when its folder goes away."""
    for relative in source_files(project, stop):
        text = None if stop() else read_source(project, relative)
        if text is not None:
            yield from uses_in(text, relative, project.site)


def read_catalogue(
    project: Project, entries: tuple[AssetEntry, ...], stop: Callable[[], bool]
) -> AssetCatalogue:
    """Return the assets with their uses. A path that is named and there after all, though not listed (in a
    folder that is not published), is no missing asset."""
    whole = catalogue_of(entries, find_uses(project, stop))
    gone = tuple(asset for asset in whole.missing if not (project.root / asset.path).is_file())
    return AssetCatalogue(whole.assets, gone, complete=not stop())


def _enters(relative: str) -> bool:
    return not is_hidden(relative.rpartition("/")[2])
