"""Small pictures kept on disk: found again, never in the way, never more than they may take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.storage.thumbnail_store import StoredThumbnail, ThumbnailStore, thumbnail_key

SMALL = StoredThumbnail(2400, 1350, b"picture")


def never() -> bool:
    return False


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    ThumbnailStore(tmp_path / "cache").write("abcdef", SMALL)
    assert ThumbnailStore(tmp_path / "cache").read("abcdef") == SMALL
    assert ThumbnailStore(tmp_path / "cache").read("abcdee") is None
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["cdef"]


@pytest.mark.parametrize("data", [b"", b"CDT1", b"XXXX" + bytes(40), b"CDT1" + bytes(8)])
def test_a_damaged_one_is_none(tmp_path: Path, data: bytes) -> None:
    store = ThumbnailStore(tmp_path)
    store.write("abcdef", SMALL)
    (tmp_path / "ab" / "cdef").write_bytes(data)
    assert store.read("abcdef") is None
    store.write("abcdef", SMALL)
    assert store.read("abcdef") == SMALL


def test_a_disk_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = ThumbnailStore(tmp_path / "file")
    store.write("abcdef", SMALL)
    assert store.read("abcdef") is None
    store.trim(never)


def test_the_oldest_go_first(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    for number in range(4):
        store.write(f"ab{number}", SMALL)
        os.utime(tmp_path / "ab" / str(number), (number, number))
    one = (tmp_path / "ab" / "0").stat().st_size
    store.trim(never, most_bytes=2 * one)
    assert [store.read(f"ab{number}") is not None for number in range(4)] == [False, False, True, True]


def test_a_changed_picture_has_another_key(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    assert thumbnail_key(file) is None
    file.write_bytes(b"one")
    first = thumbnail_key(file)
    assert first == thumbnail_key(file) != thumbnail_key(tmp_path)
    os.utime(file, ns=(5, 5))
    assert thumbnail_key(file) != first
