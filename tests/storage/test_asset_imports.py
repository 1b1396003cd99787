"""Files from elsewhere: their names in the project, and what becomes of a name in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.asset_plan import Clash
from editor.core.changes import Create, Write
from editor.core.errors import ProjectError, ReadError
from editor.storage.asset_imports import arrivals, not_for_pages, plan_import, tidy_name
from editor.storage.project import Project, open_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "site/assets").mkdir(parents=True)
    (tmp_path / "site/assets/ferry.jpg").write_bytes(b"old")
    return open_project(tmp_path / "site")


def source(tmp_path: Path, name: str, data: bytes = b"new", folder: str = "card") -> Path:
    file = tmp_path / folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("Ferry at dawn.JPG", "Ferry-at-dawn.jpg"),
        ("a  (1) #2 50%.png", "a-(1)-2-50.png"),
        ("hafen müde.png", "hafen-müde.png"),
        ("..png", "file.png"),
        ("no suffix", "no-suffix"),
        ("a.b.C", "a.b.c"),
    ],
)
def test_names_need_no_escape_in_a_page(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


def test_names_in_use_are_clashes_also_in_other_case(project: Project, tmp_path: Path) -> None:
    coming = arrivals(project, "assets", [source(tmp_path, "FERRY.jpg"), source(tmp_path, "fog.jpg")])
    assert [(each.target, each.clashes) for each in coming] == [
        ("assets/ferry.jpg", True),
        ("assets/fog.jpg", False),
    ]


def test_a_new_folder_has_no_clashes_but_two_of_one_name_have(project: Project, tmp_path: Path) -> None:
    two = [source(tmp_path, "a.jpg"), source(tmp_path, "a.jpg", b"other", "card two")]
    coming = arrivals(project, "media/2026", two)
    changes, paths = plan_import(project, [(each, Clash.REPLACE) for each in coming], "Import")
    assert paths == ("media/2026/a.jpg", "media/2026/a-2.jpg")
    assert changes.changes == (Create("media/2026/a.jpg", b"new"), Create("media/2026/a-2.jpg", b"other"))


@pytest.mark.parametrize(
    ("choice", "expected", "paths"),
    [
        (Clash.REPLACE, (Write("assets/ferry.jpg", b"old", b"new"),), ("assets/ferry.jpg",)),
        (Clash.KEEP_BOTH, (Create("assets/ferry-2.jpg", b"new"),), ("assets/ferry-2.jpg",)),
        (Clash.SKIP, (), ()),
    ],
)
def test_what_becomes_of_a_clash(
    project: Project, tmp_path: Path, choice: Clash, expected: tuple[object, ...], paths: tuple[str, ...]
) -> None:
    coming = arrivals(project, "assets", [source(tmp_path, "ferry.jpg")])
    changes, there = plan_import(project, [(each, choice) for each in coming], "Import")
    assert changes.changes == expected
    assert there == paths


def test_the_same_picture_again_changes_nothing(project: Project, tmp_path: Path) -> None:
    coming = arrivals(project, "assets", [source(tmp_path, "ferry.jpg", b"old")])
    assert not coming[0].clashes  # so nobody is asked what to do with two files that are one
    changes, there = plan_import(project, [(each, Clash.KEEP_BOTH) for each in coming], "Import")
    assert not changes
    assert there == ("assets/ferry.jpg",)


def test_faults_are_sentences(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="outside the project"):
        arrivals(project, "../elsewhere", [])
    gone = arrivals(project, "assets", [tmp_path / "gone.jpg"])
    with pytest.raises(ReadError):
        plan_import(project, [(each, Clash.REPLACE) for each in gone], "Import")


def test_more_than_memory_should_hold_is_refused(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.storage.asset_imports._MOST_AT_ONCE", 5)
    coming = arrivals(project, "assets", [source(tmp_path, "a.jpg"), source(tmp_path, "b.jpg")])
    with pytest.raises(ReadError, match="a few at a time"):
        plan_import(project, [(each, Clash.REPLACE) for each in coming], "Import")


def test_what_browsers_do_not_show_is_told_by_name_and_by_bytes(tmp_path: Path) -> None:
    heads = {
        "a.heic": b"anything",
        "phone.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "tern.jpg": b"\xff\xd8\xff\xe0",
        "route.svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "minutes.pdf": b"%PDF-1.7",
    }
    for name, head in heads.items():
        (tmp_path / name).write_bytes(head)
    files = [tmp_path / name for name in (*heads, "gone.jpg")]
    assert not_for_pages(files) == (tmp_path / "a.heic", tmp_path / "phone.jpg")
