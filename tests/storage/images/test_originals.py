"""Originals: the first one is kept, outside the site, and comes back whole, but never another picture's."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import PictureError
from editor.storage.files import READ_LIMIT
from editor.storage.images.originals import Originals
from editor.storage.images.writing import replace_picture


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "data")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "tern.jpg"
    path.parent.mkdir()
    path.write_bytes(b"first")
    return path


def save(picture: Path, data: bytes, originals: Originals) -> None:
    replace_picture(picture, picture.read_bytes(), data, originals)


def has(picture: Path, originals: Originals) -> bool:
    return originals.has(picture, picture.read_bytes())


def test_the_first_original_is_kept_through_all_savings_and_comes_back(
    picture: Path, originals: Originals
) -> None:
    assert not has(picture, originals)
    for data in (b"second", b"third", b"second"):
        save(picture, data, originals)
        assert has(picture, originals)
    assert originals.revert(picture) == b"first"
    assert picture.read_bytes() == b"first"
    assert not has(picture, originals), "there is nothing before the original"
    assert list(picture.parent.iterdir()) == [picture]


def test_after_a_revert_one_can_edit_and_revert_again(picture: Path, originals: Originals) -> None:
    save(picture, b"second", originals)
    originals.revert(picture)
    save(picture, b"third", originals)
    assert originals.revert(picture) == b"first"


def test_another_picture_put_at_the_path_has_an_original_of_its_own(
    picture: Path, originals: Originals
) -> None:
    save(picture, b"edited", originals)
    picture.write_bytes(b"another picture")
    assert not has(picture, originals)
    with pytest.raises(PictureError, match="no longer the picture"):
        originals.revert(picture)
    assert picture.read_bytes() == b"another picture"
    save(picture, b"edited anew", originals)
    assert originals.revert(picture) == b"another picture"
    picture.write_bytes(b"edited")  # the replacement was undone
    assert originals.revert(picture) == b"first"


def test_an_original_follows_a_picture_that_is_renamed_or_copied(picture: Path, originals: Originals) -> None:
    save(picture, b"edited", originals)
    renamed, copied = picture.with_name("renamed.jpg"), picture.with_name("copied.jpg")
    copied.write_bytes(picture.read_bytes())
    picture.rename(renamed)
    for path in (renamed, copied):
        assert originals.revert(path) == b"first"


def test_two_pictures_that_come_out_the_same_go_back_each_to_its_own(
    picture: Path, originals: Originals
) -> None:
    other = picture.with_name("other.jpg")
    other.write_bytes(b"the other's first")
    for path in (picture, other):
        save(path, b"all white", originals)
    assert originals.revert(picture) == b"first"
    assert originals.revert(other) == b"the other's first"


def test_a_picture_edited_back_to_its_original_has_none(picture: Path, originals: Originals) -> None:
    save(picture, b"second", originals)
    save(picture, b"first", originals)
    assert not has(picture, originals)


def test_an_original_larger_than_a_text_may_be_comes_back(picture: Path, originals: Originals) -> None:
    large = bytes(READ_LIMIT + 1)
    picture.write_bytes(large)
    save(picture, b"edited", originals)
    assert originals.revert(picture) == large


@pytest.mark.parametrize(
    "note", [b"", b"[]", b'{"x": 3}', b'{"x": "../../site/tern.jpg"}', b'{"x": "ab/gone.jpg"}']
)
def test_a_damaged_note_is_no_original_and_nothing_is_overwritten(
    picture: Path, originals: Originals, tmp_path: Path, note: bytes
) -> None:
    save(picture, b"edited", originals)
    for path in (tmp_path / "data" / "saved").rglob("*.json"):
        path.write_bytes(note)
    assert not has(picture, originals)
    with pytest.raises(Exception, match=r"tern|gone"):
        originals.revert(picture)
    assert picture.read_bytes() == b"edited"
