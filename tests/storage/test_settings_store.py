"""Preferences and session across restarts, whole or set aside."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.arranging import PostView
from editor.core.errors import SettingsError
from editor.core.settings import Settings
from editor.storage.paths import UserPaths
from editor.storage.settings_store import (
    RECENT_LIMIT,
    Session,
    load_session,
    load_settings,
    save_session,
    save_settings,
)


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    return UserPaths.below(tmp_path / "home")


def test_a_first_start_has_the_defaults_and_makes_no_file(paths: UserPaths, tmp_path: Path) -> None:
    assert load_settings(paths) == (Settings(), ())
    assert load_session(paths) == (Session(), ())
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_at_the_next_start(paths: UserPaths) -> None:
    mine = Settings(scheme="dark", shortcuts={"save": "F2"})
    session = Session(
        recent=("/site", "/other"),
        project="/site",
        tabs=("/site/_posts/ä b.md", "/site/\udce9.md"),
        current="/site/_posts/ä b.md",
        layout={"geometry": "AdnQywADAAA=", "view": "split"},
    )
    save_settings(paths, mine)
    save_session(paths, session)
    assert load_settings(paths) == (mine, ())
    assert load_session(paths) == (session, ())


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


def test_a_session_that_makes_no_sense_is_read_as_far_as_it_does(paths: UserPaths) -> None:
    paths.state.mkdir(parents=True)
    paths.session_file.write_text(
        '{"recent": ["/a", 7, null], "project": 3, "tabs": "x", "layout": {"a": "b", "c": 1}}',
        encoding="utf-8",
    )
    assert load_session(paths) == (Session(recent=("/a",), layout={"a": "b"}), ())
    paths.session_file.write_text("null", encoding="utf-8")
    assert load_session(paths) == (Session(), ())


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


def test_recent_projects_are_newest_first_without_repeats_and_bounded() -> None:
    session = Session(tabs=("/a/x.md",))
    for name in ("/a", "/b", "/a"):
        session = session.with_recent(name)
    assert session.recent == ("/a", "/b")
    assert session.project == "/a"
    assert session.tabs == ("/a/x.md",)
    for number in range(50):
        session = session.with_recent(f"/{number}")
    assert len(session.recent) == RECENT_LIMIT
    assert session.recent[0] == "/49"


@given(data=st.binary(max_size=100))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_can_stop_the_program_from_starting(paths: UserPaths, data: bytes) -> None:
    for folder, file in ((paths.config, paths.settings_file), (paths.state, paths.session_file)):
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    load_settings(paths)
    load_session(paths)


def test_saved_searches_come_back_and_what_makes_no_sense_is_left_out(paths: UserPaths) -> None:
    session = Session().with_searches("/site", (("Harbour", "tag:harbour"), ("Drafts", "is:draft")))
    session = session.with_searches("/other", (("All", "-x"),)).with_searches("/other", ())
    save_session(paths, session)
    assert dict(load_session(paths)[0].searches) == {
        "/site": (("Harbour", "tag:harbour"), ("Drafts", "is:draft"))
    }
    odd = {"searches": {"/site": [["a", "b"], ["only"], 7, ["x", 3]], "/other": "text", "/empty": []}}
    paths.session_file.write_text(json.dumps(odd), encoding="utf-8")
    assert dict(load_session(paths)[0].searches) == {"/site": (("a", "b"),)}


def test_how_posts_are_listed_comes_back_for_each_project_but_not_what_was_looked_for(
    paths: UserPaths,
) -> None:
    view = PostView("ferry", state="draft", sort="words", reverse=True, group="month")
    session = Session().with_view("/site", view).with_view("/plain", PostView("ferry"))
    save_session(paths, session)
    assert dict(load_session(paths)[0].views) == {"/site": replace(view, query="")}
    odd = {
        "views": {"/site": {"state": ["draft"], "sort": "colour", "group": "month", "reverse": 1}, "/x": 3}
    }
    paths.session_file.write_text(json.dumps(odd), encoding="utf-8")
    assert dict(load_session(paths)[0].views) == {"/site": PostView(group="month")}


def test_views_are_kept_of_a_hundred_projects_the_newest() -> None:
    session = Session()
    for number in range(120):
        session = session.with_view(f"/{number}", PostView(sort="title"))
    session = session.with_view("/20", PostView(sort="words"))
    session = session.with_view("/120", PostView(sort="title"))
    assert len(session.views) == 100
    assert {"/20", "/119", "/120"} <= set(session.views)
    assert "/21" not in session.views
