"""What became of a file since it was read, and how it is written then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.core.errors import DiskConflictError, SaveError
from editor.core.post.post import parse_text
from editor.services.post_file import PostFile
from editor.storage.files import NameTakenError, read_file

POST = parse_text("---\ntitle: One\n---\nText.\n")


@pytest.fixture
def file(qapp: object, tmp_path: Path) -> PostFile:
    """The tie to a file that was just read."""
    path = tmp_path / "a.md"
    path.write_text("Text.\n", encoding="utf-8")
    tie = PostFile()
    tie.note_loaded(read_file(path))
    return tie


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def other(path: Path) -> None:
    path.write_text("Theirs, and longer.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("meanwhile", "edited", "read_anew", "conflict"),
    [
        (touch, False, False, ""),
        (touch, True, False, ""),
        (other, False, True, ""),
        (other, True, False, "changed"),
        (Path.unlink, False, False, "gone"),
        (Path.unlink, True, False, "gone"),
    ],
)
def test_what_happened_to_the_file(
    file: PostFile, meanwhile: object, edited: bool, read_anew: bool, conflict: str
) -> None:
    assert file.path is not None
    meanwhile(file.path)  # type: ignore[operator]
    assert file.compare(edited=edited) is read_anew
    assert file.conflict == conflict


def test_a_changed_file_is_written_over_only_when_settled(file: PostFile) -> None:
    assert file.path is not None
    other(file.path)
    with pytest.raises(DiskConflictError):
        file.write(POST)
    assert file.path.read_text("utf-8") == "Theirs, and longer.\n"
    file.settle()
    file.write(POST)
    assert file.path.read_text("utf-8") == POST.text
    assert file.compare(edited=True) is False
    assert file.conflict == ""


def test_one_that_came_back_is_somebodys_work(file: PostFile) -> None:
    assert file.path is not None
    file.path.unlink()
    file.settle()
    other(file.path)
    with pytest.raises(NameTakenError):
        file.write(POST)


def test_half_a_character_is_a_sentence_with_its_line(file: PostFile) -> None:
    with pytest.raises(SaveError, match="line 5 holds half a character"):
        file.write(parse_text("---\ntitle: One\n---\nText.\n\ud83d\n"))
