"""Owns what is known of a site's assets together: who uses each, and which are unused, missing, large or untold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from editor.core.catalog import AssetEntry
from editor.core.changes import ChangeSet, Trash
from editor.core.folding import fold
from editor.core.post.naming import POST_SUFFIXES
from editor.core.references.reference import PICTURE_SUFFIXES, Place
from editor.core.references.targets import AssetNames

LARGE = 2_000_000
"""Bytes from which a file is called large: on a telephone's connection a reader waits for it."""

_POST_SUFFIXES = tuple(POST_SUFFIXES)
_POST_FOLDERS = frozenset({"_posts", "_drafts"})


class AssetFilter(StrEnum):
    """What a list of assets is narrowed to."""

    ALL = "all"
    UNUSED = "unused"
    NO_ALT = "no_alt"
    MISSING = "missing"
    LARGE = "large"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names an asset: a 1-based line of a file, and what stands there.

    In a post ``above`` lines of front matter stand above its text.
    ``has_alt`` says whether a text stands beside it for those who cannot see; None where the place takes none.
    """

    file: str
    line: int
    written: str
    place: Place
    has_alt: bool | None = None
    above: int = 0

    @property
    def text_line(self) -> int:
        """The line as the editor counts, without the front matter; below 1 it is a line of that."""
        return self.line - self.above

    @property
    def in_post(self) -> bool:
        """Tell whether the file is a post or draft, as against a page, a layout, a style sheet."""
        return not _POST_FOLDERS.isdisjoint(self.file.split("/"))


@dataclass(frozen=True, slots=True)
class FoundUse:
    """A use with the paths it may mean, the likeliest first; what it does mean depends on what is there."""

    use: Use
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset or, with ``entry.size`` below 0, the path of one that is named and not there.

    At one that ``stops`` Jekyll ends the whole build: it takes the file, and its name is no UTF-8.
    """

    entry: AssetEntry
    uses: tuple[Use, ...] = ()
    stops: bool = False

    @property
    def path(self) -> str:
        """The path in the project."""
        return self.entry.path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.entry.path.rpartition("/")[2]

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no such file."""
        return self.entry.size < 0

    @property
    def is_large(self) -> bool:
        """Tell whether the file is so large that readers wait for it."""
        return self.entry.size >= LARGE

    @property
    def is_picture(self) -> bool:
        """Tell whether the name is a picture's."""
        return PurePosixPath(self.path).suffix.lower() in PICTURE_SUFFIXES

    @property
    def lacks_alt(self) -> bool:
        """Tell whether a place shows this picture without a text for those who cannot see it."""
        return any(use.has_alt is False for use in self.uses)

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts and drafts that name it, each once."""
        return tuple(dict.fromkeys(use.file for use in self.uses if use.in_post))

    @property
    def files(self) -> tuple[str, ...]:
        """All files that name it, each once."""
        return tuple(dict.fromkeys(use.file for use in self.uses))


@dataclass(frozen=True)
class AssetCatalogue:
    """The assets of a site by path, and the missing ones; ``complete`` once all files have been looked through.

    Before that, uses are not known, and nothing is said to be unused or missing.
    """

    assets: tuple[Asset, ...] = ()
    missing: tuple[Asset, ...] = ()
    complete: bool = False

    def listed(self, choice: AssetFilter) -> tuple[Asset, ...]:
        """Return what a filter shows."""
        return self._lists[choice]

    @cached_property
    def counts(self) -> Mapping[AssetFilter, int]:
        """How many assets each filter shows. The first to ask goes through all of them: better not the window."""
        return {choice: len(found) for choice, found in self._lists.items()}

    def find(self, path: str) -> Asset | None:
        """Return the asset with this path, missing ones included, or None."""
        return self._by_path.get(path)

    def sharing(self, known: AssetCatalogue) -> AssetCatalogue:
        """Return this catalogue with the very objects of ``known`` where they are equal, or ``known`` itself.

        Whoever compares the two then has only to look whether they are the same.
        """
        if self == known:
            return known

        def shared(assets: tuple[Asset, ...]) -> tuple[Asset, ...]:
            pairs = ((asset, known.find(asset.path)) for asset in assets)
            return tuple(old if old is not None and old == asset else asset for asset, old in pairs)

        return AssetCatalogue(shared(self.assets), shared(self.missing), self.complete)

    def folders(self) -> tuple[str, ...]:
        """Return the folders that hold assets, the one with most used assets first."""
        weights: Counter[str] = Counter()
        for asset in self.assets:
            weights[asset.path.rpartition("/")[0]] += 1 + bool(asset.uses)
        return tuple(folder for folder, _ in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))

    def mostly_figures(self) -> bool:
        """Tell whether the posts put their pictures in as HTML more often than as markdown."""
        places: Counter[Place] = Counter()
        for asset in self.assets:
            places.update(use.place for use in asset.uses if use.file.lower().endswith(_POST_SUFFIXES))
        return places[Place.ATTRIBUTE] > places[Place.IMAGE] + places[Place.DEFINITION]

    @cached_property
    def _by_path(self) -> Mapping[str, Asset]:
        return {asset.path: asset for asset in (*self.missing, *self.assets)}

    @cached_property
    def _lists(self) -> Mapping[AssetFilter, tuple[Asset, ...]]:
        known = self.assets if self.complete else ()
        return {
            AssetFilter.ALL: self.assets,
            AssetFilter.UNUSED: tuple(asset for asset in known if not asset.uses),
            AssetFilter.NO_ALT: tuple(asset for asset in known if asset.lacks_alt),
            AssetFilter.MISSING: self.missing if self.complete else (),
            AssetFilter.STOPS: tuple(asset for asset in self.assets if asset.stops),
            AssetFilter.LARGE: tuple(asset for asset in self.assets if asset.is_large),
        }


def catalogue_of(entries: Iterable[AssetEntry], found: Iterable[FoundUse]) -> AssetCatalogue:
    """Bring assets and the references of all files together; both may come in any order."""
    by_path = {entry.path: entry for entry in entries}
    names = AssetNames(by_path)
    uses: dict[str, list[Use]] = defaultdict(list)
    missing: dict[str, list[Use]] = defaultdict(list)
    for item in found:
        use = item.use
        meant = names.meant(item.candidates, use.file, use.place)
        for path in meant:
            uses[path].append(use)
        if not meant and item.candidates:
            missing[item.candidates[0]].append(use)
    assets = (Asset(entry, _ordered(uses[path])) for path, entry in sorted(by_path.items()))
    gone = (Asset(AssetEntry(path, -1, 0), _ordered(there)) for path, there in sorted(missing.items()))
    return AssetCatalogue(tuple(assets), tuple(gone), complete=True)


def uncounted(entries: Iterable[AssetEntry]) -> AssetCatalogue:
    """Return the catalogue of assets whose uses are not known yet."""
    return AssetCatalogue(tuple(Asset(entry) for entry in sorted(entries, key=lambda entry: entry.path)))


def after(catalogue: AssetCatalogue, changes: ChangeSet) -> AssetCatalogue:
    """Return a catalogue with the files of a job where they are now; what names them is as it was before."""
    moved, gone = changes.moved, {change.path for change in changes.changes if isinstance(change, Trash)}
    if not any(asset.path in moved or asset.path in gone for asset in catalogue.assets):
        return catalogue
    there = (
        replace(asset, entry=replace(asset.entry, path=moved.get(asset.path, asset.path)))
        for asset in catalogue.assets
        if asset.path not in gone
    )
    return AssetCatalogue(
        tuple(sorted(there, key=lambda asset: asset.path)), catalogue.missing, catalogue.complete
    )


def matching(assets: Iterable[Asset], text: str) -> Iterator[Asset]:
    """Yield the assets in whose path every word of ``text`` stands, whatever its case and accents."""
    words = fold(text).split()
    return (asset for asset in assets if all(word in fold(asset.path) for word in words))


def _ordered(uses: list[Use]) -> tuple[Use, ...]:
    return tuple(sorted(uses, key=lambda use: (not use.in_post, use.file, use.line)))
