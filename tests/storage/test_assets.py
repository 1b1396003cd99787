"""Pictures come into a project whole, under a name that is free."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import ProjectError, ReadError, SaveError
from editor.storage.assets import copy_in


def test_a_picture_is_copied_and_the_original_stays(tmp_path: Path) -> None:
    source, root = tmp_path / "a.jpg", tmp_path / "site"
    source.write_bytes(b"picture")
    root.mkdir()
    assert copy_in(source, root, "assets/images") == "assets/images/a.jpg"
    assert (root / "assets/images/a.jpg").read_bytes() == b"picture"
    assert source.read_bytes() == b"picture"


def test_a_taken_name_gets_a_number_and_blanks_become_hyphens(tmp_path: Path) -> None:
    source, root = tmp_path / "my  picture.jpg", tmp_path / "site"
    source.write_bytes(b"new")
    (root / "img").mkdir(parents=True)
    (root / "img/my-picture.jpg").write_bytes(b"old")
    (root / "img/my-picture-2.jpg").write_bytes(b"older")
    assert copy_in(source, root, "img") == "img/my-picture-3.jpg"
    assert (root / "img/my-picture.jpg").read_bytes() == b"old"


def test_a_folder_outside_the_project_is_refused(tmp_path: Path) -> None:
    source, root = tmp_path / "a.jpg", tmp_path / "site"
    source.write_bytes(b"x")
    root.mkdir()
    with pytest.raises(ProjectError):
        copy_in(source, root, "../elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_a_source_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.jpg"):
        copy_in(tmp_path / "gone.jpg", tmp_path, "assets")


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(b"x")
    (tmp_path / "assets").write_bytes(b"a file")
    with pytest.raises(SaveError):
        copy_in(source, tmp_path, "assets/images")
