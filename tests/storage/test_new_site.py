"""A folder becomes a site wholly or not at all, and nothing that is in it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.core.errors import ProjectError, SaveError
from editor.core.site import parse_config
from editor.storage.new_site import make_site
from editor.storage.project import open_project


def everything(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


def test_an_empty_folder_becomes_a_site(tmp_path: Path) -> None:
    root = tmp_path / 'The Quay: "a paper"'
    root.mkdir()
    assert not open_project(root).is_site
    made = make_site(root)
    assert everything(root) == {"_posts", "_drafts", "assets", "assets/images", "_config.yml"} == set(made)
    site = open_project(root)
    assert site.is_site
    assert site.site.title == 'The Quay: "a paper"'
    assert (site.site.permalink, site.site.problem) == ("pretty", None)


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "logo.svg").write_text("<svg/>")
    (tmp_path / "notes.md").write_text("Notes.")
    made = make_site(tmp_path)
    assert "assets" not in made
    assert (tmp_path / "assets" / "logo.svg").read_text() == "<svg/>"
    assert (tmp_path / "notes.md").read_text() == "Notes."


@pytest.mark.parametrize("name", ["_config.yml", "_config.yaml", "_posts", "_drafts"])
def test_a_site_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine") if "." in name else (tmp_path / name).mkdir()
    before = everything(tmp_path)
    with pytest.raises(ProjectError, match="is a site already"):
        make_site(tmp_path)
    assert everything(tmp_path) == before


def test_when_it_cannot_all_be_made_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("A file where a folder should be.")
    with pytest.raises(SaveError, match="was not made a site because"):
        make_site(tmp_path)
    assert everything(tmp_path) == {"assets"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may do anything"
)
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SaveError, match="was not made a site"):
        make_site(tmp_path)
    tmp_path.chmod(0o700)
    assert everything(tmp_path) == set()


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="was not made a site"):
        make_site(tmp_path / "gone")


@pytest.mark.parametrize("name", ["2026", "true", "- x", "größe 😀", "a#b", "!x"])
def test_any_name_of_a_folder_is_its_title(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    make_site(tmp_path / name)
    text = (tmp_path / name / "_config.yml").read_text(encoding="utf-8")
    assert parse_config(text).title == name
