"""Throwing a file away: into the system's trash, or where there is none into a folder of our own, with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import send2trash

from editor.storage.trash import throw_away


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(b"text\n")
    return path


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="the freedesktop.org trash")
def test_the_systems_trash_gets_the_file(post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from send2trash import plat_other  # not there on other systems

    monkeypatch.setattr(send2trash, "send2trash", plat_other.send2trash)
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(tmp_path / "Trash"))
    monkeypatch.setattr(plat_other, "get_dev", lambda path: 1)
    assert throw_away(post, tmp_path / "own") == ""
    assert (tmp_path / "Trash" / "files" / "post.md").read_bytes() == b"text\n"
    assert not post.exists()
    assert not (tmp_path / "own").exists()


def no_trash(path: Path) -> None:
    raise OSError(f"[Errno None] no trash for {path}")


def test_without_one_the_file_goes_into_our_own_folder(
    post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send2trash, "send2trash", no_trash)
    sentence = throw_away(post, tmp_path / "own")
    (kept,) = (tmp_path / "own").iterdir()
    assert kept.name.endswith(" post.md")
    assert kept.read_bytes() == b"text\n"
    assert sentence == (
        f"The system has no trash for “post.md”, so it was put into “{tmp_path / 'own'}” as “{kept.name}”."
    )
    assert not post.exists()


def test_two_files_of_one_name_in_one_second_are_both_kept(
    post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send2trash, "send2trash", no_trash)
    monkeypatch.setattr("time.strftime", lambda form: "2026-03-14 07.30.00")
    throw_away(post, tmp_path / "own")
    post.write_bytes(b"second\n")
    throw_away(post, tmp_path / "own")
    assert sorted(path.read_bytes() for path in (tmp_path / "own").iterdir()) == [b"second\n", b"text\n"]


def test_a_file_that_is_gone_already_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send2trash, "send2trash", no_trash)
    with pytest.raises(OSError, match="no trash"):
        throw_away(tmp_path / "gone.md", tmp_path / "own")
    assert not (tmp_path / "own").exists()
