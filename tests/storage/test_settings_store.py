"""Preferences across restarts, whole or set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import SettingsError
from editor.core.settings import Settings
from editor.storage.paths import UserPaths
from editor.storage.settings_store import load_settings, save_settings


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    return UserPaths.below(tmp_path / "home")


def test_a_first_start_has_the_defaults_and_makes_no_file(paths: UserPaths, tmp_path: Path) -> None:
    assert load_settings(paths) == (Settings(), ())
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_at_the_next_start(paths: UserPaths) -> None:
    mine = Settings(scheme="dark", shortcuts={"save": "F2"})
    save_settings(paths, mine)
    assert load_settings(paths) == (mine, ())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"\0" * 100, b"[" * 100_000], ids=repr)
def test_a_damaged_file_is_set_aside_and_told_of_once(paths: UserPaths, data: bytes) -> None:
    paths.config.mkdir(parents=True)
    paths.settings_file.write_bytes(data)
    loaded, (problem,) = load_settings(paths)
    assert loaded == Settings()
    aside = paths.config / "settings.json.damaged"
    assert aside.read_bytes() == data
    assert "is damaged" in problem
    assert str(aside) in problem
    assert load_settings(paths) == (Settings(), ())
    save_settings(paths, Settings(scheme="light"))
    assert load_settings(paths)[0].scheme == "light"


def test_json_of_another_shape_is_told_of(paths: UserPaths) -> None:
    paths.config.mkdir(parents=True)
    paths.settings_file.write_text("[1, 2]", encoding="utf-8")
    loaded, problems = load_settings(paths)
    assert loaded == Settings()
    assert len(problems) == 1


def test_a_wrong_value_costs_only_itself(paths: UserPaths) -> None:
    paths.config.mkdir(parents=True)
    paths.settings_file.write_text('{"scheme": "pink", "tab_width": 8}', encoding="utf-8")
    loaded, (problem,) = load_settings(paths)
    assert loaded == Settings(tab_width=8)
    assert "“scheme”" in problem


def test_a_folder_in_the_way_is_told_of_at_both_ends(paths: UserPaths) -> None:
    paths.settings_file.mkdir(parents=True)
    loaded, (problem,) = load_settings(paths)
    assert loaded == Settings()
    assert "The defaults are used." in problem
    with pytest.raises(SettingsError, match="a folder has that name"):
        save_settings(paths, Settings())


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    paths = UserPaths.below(tmp_path / "file" / "home")
    assert load_settings(paths)[0] == Settings()
    with pytest.raises(SettingsError, match="was not saved"):
        save_settings(paths, Settings())


@given(data=st.binary(max_size=100))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_can_stop_the_program_from_starting(paths: UserPaths, data: bytes) -> None:
    paths.config.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_bytes(data)
    load_settings(paths)
