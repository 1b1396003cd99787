"""Which repository a project is pushed to is read from its Git settings, without Git."""

from __future__ import annotations

from pathlib import Path

from editor.storage.remote import origin_of


def test_the_address_of_origin_is_found_among_other_settings(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    settings = tmp_path / ".git" / "config"
    settings.write_text(
        '[core]\n\turl = no\n[remote "upstream"]\n\turl = https://github.com/c/d\n'
        '[remote "origin"]\n\tfetch = +refs\n\turl = git@github.com:a/b.git\n[branch "main"]\n\tremote = origin\n'
    )
    assert origin_of(tmp_path) == "git@github.com:a/b.git"
    settings.write_text('[remote "upstream"]\n\turl = https://github.com/c/d\n')
    assert origin_of(tmp_path) == ""


def test_a_folder_without_git_is_pushed_nowhere(tmp_path: Path) -> None:
    assert origin_of(tmp_path) == ""
