"""Originals: the first one is kept, outside the site, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import ReadError
from editor.storage.images.originals import Originals


def test_the_first_original_is_kept_and_comes_back(tmp_path: Path) -> None:
    picture = tmp_path / "site" / "tern.jpg"
    picture.parent.mkdir()
    picture.write_bytes(b"first")
    originals = Originals(tmp_path / "data")
    assert not originals.has(picture)
    originals.keep(picture, b"first")
    picture.write_bytes(b"second")
    originals.keep(picture, b"second")
    assert originals.has(picture)
    assert originals.revert(picture) == b"first"
    assert picture.read_bytes() == b"first"
    assert originals.has(picture)
    assert list(picture.parent.iterdir()) == [picture]


def test_an_original_follows_its_picture(tmp_path: Path) -> None:
    before, after = tmp_path / "a.jpg", tmp_path / "b.jpg"
    before.write_bytes(b"x")
    originals = Originals(tmp_path / "data")
    originals.keep(before, b"first")
    before.rename(after)
    originals.moved(before, after)
    assert originals.revert(after) == b"first"
    assert not originals.has(before)


def test_where_none_is_kept_nothing_is_overwritten(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"x")
    with pytest.raises(ReadError):
        Originals(tmp_path / "data").revert(picture)
    assert picture.read_bytes() == b"x"
