"""The writer's own copy of the bundled newsroom."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.core.errors import SaveError
from editor.storage import sample
from editor.storage.sample import copy_sample


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    folder = tmp_path / "resources"
    (folder / "sample" / "_posts").mkdir(parents=True)
    (folder / "sample" / "_config.yml").write_bytes(b"title: Sample\r\n")
    (folder / "sample" / "_posts" / "2026-03-14-a.md").write_bytes(b"---\n---\n")
    return folder


def test_the_first_start_copies_every_byte(resources: Path, tmp_path: Path) -> None:
    target = tmp_path / "data" / "Harbour Ledger"
    assert copy_sample(resources, target) == target
    assert (target / "_config.yml").read_bytes() == b"title: Sample\r\n"
    assert (target / "_posts" / "2026-03-14-a.md").read_bytes() == b"---\n---\n"
    assert list(target.parent.iterdir()) == [target]


def test_a_copy_the_writer_worked_in_is_never_touched(resources: Path, tmp_path: Path) -> None:
    target = copy_sample(resources, tmp_path / "mine")
    (target / "_config.yml").write_bytes(b"title: Mine\n")
    (target / "_posts" / "2026-03-14-a.md").unlink()
    copy_sample(resources, target)
    assert (target / "_config.yml").read_bytes() == b"title: Mine\n"
    assert list((target / "_posts").iterdir()) == []


def test_a_read_only_installation_makes_a_copy_that_can_be_written(resources: Path, tmp_path: Path) -> None:
    (resources / "sample" / "_config.yml").chmod(0o444)
    (resources / "sample" / "_posts").chmod(0o555)
    try:
        target = copy_sample(resources, tmp_path / "mine")
    finally:
        (resources / "sample" / "_posts").chmod(0o755)
        (resources / "sample" / "_config.yml").chmod(0o644)
    assert (target / "_config.yml").stat().st_mode & 0o200
    assert (target / "_posts").stat().st_mode & 0o200


def test_a_copy_that_fails_half_way_leaves_nothing(
    resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(sample.shutil, "copyfile", full)
        with pytest.raises(SaveError, match="could not be copied to “mine” because the disk is full"):
            copy_sample(resources, tmp_path / "data" / "mine")
    assert list((tmp_path / "data").iterdir()) == []
    copy_sample(resources, tmp_path / "data" / "mine")


def test_of_two_starts_at_once_the_second_uses_the_firsts_copy(
    resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine"
    real = sample.shutil.copyfile

    def meanwhile(source: Path, to: Path) -> None:
        real(source, to)
        if not target.exists():
            target.mkdir()
            (target / "theirs").write_bytes(b"first")

    with monkeypatch.context() as patch:
        patch.setattr(sample.shutil, "copyfile", meanwhile)
        assert copy_sample(resources, target) == target
    assert [item.name for item in target.iterdir()] == ["theirs"]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["mine", "resources"]


def test_an_installation_without_the_sample_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="could not be copied"):
        copy_sample(tmp_path, tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []
