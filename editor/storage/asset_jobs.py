"""Owns what a job on assets would change: files that move, come or go, and every reference that follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from editor.core.asset_plan import FileMends, Plan
from editor.core.assets import AssetCatalogue, Use
from editor.core.changes import Change, ChangeSet, Move, Trash, Write
from editor.core.errors import EditRefusedError, ReadError
from editor.core.images.kinds import media_type
from editor.core.references.mending import mend
from editor.core.references.reference import Reference, kind_of_source
from editor.core.references.targets import AssetNames, candidates
from editor.core.site import SiteConfig
from editor.storage.asset_uses import use_of
from editor.storage.files import NameTakenError, read_file
from editor.storage.project import Project, check_name, safe_path

LONGEST_ASSET = 1024 * 1024 * 1024
"""Bytes; a larger film is no file for a site's folder, and would not fit the memory of every desk."""

_SUFFIX_OF = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
}
_SAME = {".jpeg": ".jpg", ".jpe": ".jpg"}


def plan_move(project: Project, catalogue: AssetCatalogue, old: str, new: str, title: str) -> Plan:
    """Plan to give an asset another name or folder, and every reference to it that name.

    Raises ProjectError for a name that is none or leads outside, NameTakenError, ReadError.
    """
    _check_target(project, old, new)
    return _with_mends(project, catalogue, {old: new}, title, (Move(old, new),))


def plan_replacement(
    project: Project, catalogue: AssetCatalogue, path: str, source: Path, title: str
) -> Plan:
    """Plan to put another file's bytes in the place of an asset.

    A picture of another kind gets the suffix of its kind, and the references follow: a browser that is told
    ``.jpg`` and given a film shows nothing. Raises ReadError, ProjectError, NameTakenError.
    """
    data = read_file(source, LONGEST_ASSET).data
    before = read_file(safe_path(project.root, path), LONGEST_ASSET).data
    write = (Write(path, before, data),) if before != data else ()
    new = _with_suffix_of(data, path)
    if new == path:
        return Plan(ChangeSet(title, write))
    _check_target(project, path, new)
    return _with_mends(project, catalogue, {path: new}, title, (*write, Move(path, new)))


def plan_trash(catalogue: AssetCatalogue, paths: Sequence[str], title: str) -> Plan:
    """Plan to move assets to the trash; ``left`` are the references that will then name nothing."""
    assets = [asset for path in paths if (asset := catalogue.find(path)) and not asset.is_missing]
    left = tuple(use for asset in assets for use in asset.uses)
    return Plan(ChangeSet(title, tuple(Trash(asset.path) for asset in assets)), left=left)


def _with_mends(
    project: Project, catalogue: AssetCatalogue, moved: Mapping[str, str], title: str, last: Sequence[Change]
) -> Plan:
    """Mend every file that names one of ``moved``; files are read again, for the catalogue may be of a moment ago."""
    names = AssetNames(asset.path for asset in catalogue.assets)
    files = dict.fromkeys(file for asset in catalogue.assets if asset.path in moved for file in asset.files)
    writes: list[Change] = []
    mends: list[FileMends] = []
    left: list[Use] = []
    for file in files:
        kind = kind_of_source(file)
        if kind is None:
            continue
        data = read_file(safe_path(project.root, file)).data
        text = data.decode("utf-8", "surrogateescape")
        reader = _Reader(names, project.site, file, frozenset(moved))
        try:
            mended = mend(text, kind, file, reader.means, dict(moved))
        except EditRefusedError as error:
            raise EditRefusedError(f"{file}: {error.message}", path=file, line=error.line) from error
        left += (use_of(reference, file) for reference in (*mended.left, *reader.doubtful))
        if mended.text != text:
            writes.append(Write(file, data, mended.text.encode("utf-8", "surrogateescape")))
            mends.append(FileMends(file, mended.mends))
    return Plan(ChangeSet(title, (*writes, *last)), tuple(mends), tuple(left))


class _Reader:
    """Says which asset a reference of one file means, and keeps those that may mean several."""

    def __init__(self, names: AssetNames, site: SiteConfig, file: str, moved: frozenset[str]) -> None:
        self._names = names
        self._site = site
        self._file = file
        self._moved = moved
        self.doubtful: list[Reference] = []

    def means(self, reference: Reference) -> str | None:
        found = self._names.meant(candidates(reference, self._file, self._site), self._file, reference.place)
        if len(found) > 1 and not self._moved.isdisjoint(found):
            self.doubtful.append(reference)
        return found[0] if len(found) == 1 else None


def _check_target(project: Project, old: str, new: str) -> None:
    """Refuse a name that no system takes, one outside, one in use, and a name for nothing."""
    for part in PurePosixPath(new).parts:
        check_name(part)
    source, target = safe_path(project.root, old), safe_path(project.root, new)
    if not source.is_file():
        raise ReadError(f"“{old}” is no longer there.", path=old)
    if old != new and target.exists() and not target.samefile(source):
        raise NameTakenError(f"“{new}” exists already. Choose another name.", path=new)


def _with_suffix_of(data: bytes, path: str) -> str:
    """Return ``path`` with the suffix of the picture that ``data`` holds; unchanged for what is no picture."""
    pure = PurePosixPath(path)
    right = _SUFFIX_OF.get(media_type(data) or "")
    now = pure.suffix.lower()
    if right is None or now not in {*_SUFFIX_OF.values(), *_SAME} or _SAME.get(now, now) == right:
        return path
    return str(pure.with_suffix(right))
