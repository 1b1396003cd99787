"""References of the corpus: an asset that gets another name and its own again leaves every byte as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.references.finding import find_references
from editor.core.references.mending import mend
from editor.core.references.reference import Reference, kind_of_source
from editor.core.references.targets import AssetNames, candidates
from editor.core.site import SiteConfig, parse_config

CORPUS = Path(os.environ.get("COPYDESK_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
SITES = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir()) if CORPUS.is_dir() else []
# All of them take a third of a minute; each run of these looks at the same quarter.
_EVERY = 4

pytestmark = pytest.mark.skipif(not SITES, reason="no corpus here")


class Meaning:
    """Says which references of a file mean the one asset there is."""

    def __init__(self, asset: str, file: str, site: SiteConfig) -> None:
        self._names = AssetNames([asset])
        self._file = file
        self._site = site

    def __call__(self, reference: Reference) -> str | None:
        may_be = candidates(reference, self._file, self._site)
        return next(iter(self._names.meant(may_be, self._file, reference.place)), None)


def sources(root: Path) -> Iterator[tuple[str, str]]:
    files = [file for file in sorted(root.rglob("*")) if kind_of_source(file.name) is not None]
    for file in files[::_EVERY]:
        if file.is_file():
            yield file.relative_to(root).as_posix(), file.read_bytes().decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", SITES)
def test_there_and_back(name: str) -> None:
    root = CORPUS / name
    config = root / "_config.yml"
    site = parse_config(config.read_text("utf-8") if config.is_file() else "")
    for file, text in sources(root):
        kind = kind_of_source(file)
        assert kind is not None
        media = [found for found in find_references(text, kind) if found.is_media]
        for old in {may_be[0] for found in media if (may_be := candidates(found, file, site))}:
            folder, _, last = old.rpartition("/")
            new = f"{folder}/neu (1) {last}" if folder else f"neu (1) {last}"
            there = mend(text, kind, file, Meaning(old, file, site), {old: new})
            assert there.mends, f"{file} does not follow {old}"
            back = mend(there.text, kind, file, Meaning(new, file, site), {new: old})
            assert back.text == text, file
