"""Owns what files from elsewhere are called in a project, and what becomes of a name that is in use."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from editor.core.asset_plan import Clash
from editor.core.changes import Change, ChangeSet, Create, Write
from editor.core.errors import ReadError
from editor.core.house import picture_name
from editor.core.images.kinds import NOT_FOR_PAGES, media_type
from editor.core.references.reference import PICTURE_SUFFIXES
from editor.storage.asset_jobs import LONGEST_ASSET
from editor.storage.files import read_file
from editor.storage.project import Project, safe_path

_MOST_AT_ONCE = 1_500_000_000
"""Bytes; a job holds all it writes in memory, so that it happens wholly or not at all."""

_HEAD = 8192
"""Bytes that tell what a picture is."""

# What a system or an address forbids, or gives a meaning to.
_UNTIDY = frozenset('<>:"/\\|?*#%{}^`[]\x7f')


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file from elsewhere: what it is called in the project, and whether other bytes have that name there."""

    source: Path
    target: str
    clashes: bool


def not_for_pages(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that browsers do not show as pictures: by the names they have, or by their bytes, whatever their
    names say (a phone's HEIC is often called ``.jpg``). A file that cannot be read is none of them."""
    return tuple(file for file in files if file.suffix.lower() in NOT_FOR_PAGES or _is_misnamed(file))


def _is_misnamed(file: Path) -> bool:
    if file.suffix.lower() not in PICTURE_SUFFIXES:
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return False
    return media_type(head) is None


@dataclass(frozen=True, slots=True)
class NamingRule:
    """How files that come in are called: the house's rule, and what it is filled with."""

    rule: str
    slug: str
    day: str = ""


def arrivals(
    project: Project, folder: str, sources: Iterable[Path], naming: NamingRule | None = None
) -> tuple[Arrival, ...]:
    """Return where files from elsewhere would stand in ``folder`` of the project; raise ProjectError.

    With ``naming`` they are named by that rule, each with the next number that is free; without, they keep their
    names. Names become such that need no escape in a page. A name counts as in use also in other case, for the
    sake of systems that see no difference.
    """
    place = safe_path(project.root, folder)
    try:
        taken = {name.casefold(): name for name in os.listdir(place)}  # noqa: PTH208 - names, not paths
    except OSError:
        taken = {}
    found = []
    for source in sources:
        name = tidy_name(source.name) if naming is None else _named(naming, source, taken)
        there = taken.get(name.casefold())
        clashes = there is not None and not _same(source, place / there)
        found.append(Arrival(source, _joined(folder, there or name), clashes))
        taken.setdefault(name.casefold(), name)
    return tuple(found)


def plan_import(
    project: Project, coming: Sequence[tuple[Arrival, Clash]], title: str
) -> tuple[ChangeSet, tuple[str, ...]]:
    """Plan to copy files into the project; returns the changes and the path of each file that will be there.

    A file that is there already with the same bytes is used as it is, whatever was chosen. Raises ReadError.
    """
    changes: list[Change] = []
    paths: list[str] = []
    made: set[str] = set()
    weight = 0
    for arrival, choice in coming:
        data = read_file(arrival.source, LONGEST_ASSET).data
        weight += len(data)
        if weight > _MOST_AT_ONCE:
            raise ReadError(
                f"These files have more than {_MOST_AT_ONCE // 1_000_000} MB together. Bring them in a few at a time.",
                path=arrival.source,
            )
        target, there = arrival.target, None
        if target not in made and (inside := safe_path(project.root, target)).is_file():
            there = read_file(inside, LONGEST_ASSET).data
        if there == data:
            paths.append(target)
            continue
        if arrival.clashes and (choice is Clash.KEEP_BOTH or target in made):
            target = _free_name(project, target, made)
        elif arrival.clashes and choice is Clash.SKIP:
            continue
        replaces = there is not None and target == arrival.target
        changes.append(Write(target, there or b"", data) if replaces else Create(target, data))
        made.add(target)
        paths.append(target)
    return ChangeSet(title, tuple(changes)), tuple(paths)


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files have the same bytes; what cannot be read is no file's like."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _named(naming: NamingRule, source: Path, taken: Mapping[str, str]) -> str:
    """Return a name by rule with the first number that no file of the folder has, whatever its suffix."""
    stems = {name.rpartition(".")[0] for name in taken}
    number = 1
    while True:
        stem = picture_name(naming.rule, naming.slug, number, source.stem, naming.day)
        name = tidy_name(f"{stem}{source.suffix}")
        if name.rpartition(".")[0].casefold() not in stems:
            return name
        number += 1


def tidy_name(name: str) -> str:
    """Return a file name as a page's address likes it: no blanks, nothing that any system or URL forbids."""
    kept = "".join("-" if char.isspace() or char in _UNTIDY or ord(char) < 0x20 else char for char in name)
    stem, dot, suffix = kept.rpartition(".")
    stem = "-".join(part for part in stem.split("-") if part) if dot else kept
    return f"{stem.strip('. ') or 'file'}{dot}{suffix.lower()}" if dot else kept.strip(". ") or "file"


def _free_name(project: Project, target: str, made: set[str]) -> str:
    pure = PurePosixPath(target)
    number = 2
    while True:
        free = str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
        if free not in made and not os.path.lexists(safe_path(project.root, free)):
            return free
        number += 1


def _joined(folder: str, name: str) -> str:
    return f"{folder.strip('/')}/{name}" if folder.strip("/") else name
