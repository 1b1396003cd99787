"""Where the program keeps its things."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.storage.paths import UserPaths, resources_dir, user_paths


def test_everything_is_below_the_home_that_is_named(home: Path) -> None:
    paths = user_paths()
    assert paths == UserPaths.below(home)
    files = (
        paths.settings_file,
        paths.session_file,
        paths.journal,
        paths.log_file,
        paths.sample,
        paths.cache,
    )
    assert all(file.is_relative_to(home) for file in files)
    assert len(set(files)) == len(files)
    assert list(home.iterdir()) == []


def test_a_relative_home_does_not_move_with_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_HOME", "mine")
    assert user_paths().config == tmp_path / "mine" / "config"


def test_without_a_home_the_platforms_own_folders_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COPYDESK_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = user_paths()
    for folder in (paths.config, paths.cache, paths.data, paths.state, paths.log):
        assert folder.is_absolute()
        assert "copydesk" in str(folder).lower()


def test_the_programs_own_files_are_found() -> None:
    assert resources_dir().is_dir()
