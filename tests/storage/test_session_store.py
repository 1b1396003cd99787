"""The session across restarts, and beside another window's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.arranging import PostView
from editor.core.errors import SettingsError
from editor.storage import json_files, session_store
from editor.storage.files import Fingerprint
from editor.storage.paths import UserPaths
from editor.storage.session_store import RECENT_LIMIT, OpenTabs, Session, load_session, save_session


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    return UserPaths.below(tmp_path / "home")


def test_a_first_start_has_no_session_and_makes_no_file(paths: UserPaths, tmp_path: Path) -> None:
    assert load_session(paths) == (Session(), ())
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_at_the_next_start(paths: UserPaths) -> None:
    session = Session(
        recent=("/site", "/other"),
        project="/site",
        tabs={"/site": OpenTabs(("/site/_posts/ä b.md", "/site/\udce9.md"), "/site/_posts/ä b.md")},
        layout={"geometry": "AdnQywADAAA=", "view": "split"},
    )
    assert save_session(paths, session, {"/site"}) == session
    assert load_session(paths) == (session, ())


def test_a_session_that_makes_no_sense_is_read_as_far_as_it_does(paths: UserPaths) -> None:
    paths.state.mkdir(parents=True)
    paths.session_file.write_text(
        '{"recent": ["/a", 7, null], "project": 3, "layout": {"a": "b", "c": 1},'
        ' "tabs": {"/a": ["x"], "/b": {"posts": ["/b/x", 2]}}}',
        encoding="utf-8",
    )
    assert load_session(paths) == (
        Session(recent=("/a",), tabs={"/b": OpenTabs(("/b/x",))}, layout={"a": "b"}),
        (),
    )
    paths.session_file.write_text("null", encoding="utf-8")
    assert load_session(paths) == (Session(), ())


@given(data=st.binary(max_size=100))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_can_stop_the_program_from_starting_or_ending(paths: UserPaths, data: bytes) -> None:
    paths.state.mkdir(parents=True, exist_ok=True)
    paths.session_file.write_bytes(data)
    save_session(paths, Session(project="/a"), ())
    assert load_session(paths)[0].project == "/a"
    paths.session_file.write_bytes(data)
    load_session(paths)


def test_recent_projects_are_newest_first_without_repeats_and_bounded() -> None:
    session = Session()
    for name in ("/a", "/b", "/a"):
        session = session.with_recent(name)
    assert session.recent == ("/a", "/b")
    assert session.project == "/a"
    for number in range(50):
        session = session.with_recent(f"/{number}")
    assert len(session.recent) == RECENT_LIMIT
    assert session.recent[0] == "/49"


def test_saved_searches_come_back_and_what_makes_no_sense_is_left_out(paths: UserPaths) -> None:
    session = Session().with_searches("/site", (("Harbour", "tag:harbour"), ("Drafts", "is:draft")))
    session = session.with_searches("/other", (("All", "-x"),)).with_searches("/other", ())
    save_session(paths, session, ())
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
    save_session(paths, session, ())
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


def test_tabs_are_kept_of_each_project_and_none_of_one_with_all_closed() -> None:
    session = (
        Session().with_tabs("/a", OpenTabs(("/a/x.md",), "/a/x.md")).with_tabs("/b", OpenTabs(("/b/y.md",)))
    )
    assert dict(session.tabs) == {"/a": OpenTabs(("/a/x.md",), "/a/x.md"), "/b": OpenTabs(("/b/y.md",))}
    assert dict(session.with_tabs("/a", OpenTabs()).tabs) == {"/b": OpenTabs(("/b/y.md",))}


def test_two_windows_each_keep_what_they_know_of_their_projects(paths: UserPaths) -> None:
    old = Session().with_recent("/old").with_tabs("/old", OpenTabs(("/old/o.md",)))
    save_session(paths, old, {"/old"})
    one = old.with_recent("/a").with_tabs("/a", OpenTabs(("/a/x.md",))).with_searches("/a", (("A", "a"),))
    two = (
        old.with_recent("/b").with_tabs("/b", OpenTabs(("/b/y.md",))).with_view("/b", PostView(sort="title"))
    )
    save_session(paths, one, {"/a"})
    save_session(paths, two.with_tabs("/old", OpenTabs()), {"/b", "/old"})
    kept, _ = load_session(paths)
    assert kept.recent == ("/b", "/old", "/a")
    assert dict(kept.tabs) == {"/a": OpenTabs(("/a/x.md",)), "/b": OpenTabs(("/b/y.md",))}
    assert dict(kept.searches) == {"/a": (("A", "a"),)}
    assert dict(kept.views) == {"/b": PostView(sort="title")}


def _interrupted(
    monkeypatch: pytest.MonkeyPatch, paths: UserPaths, other: Callable[[], Session | None]
) -> None:
    """Let another window keep its session between the looking and the writing of this one."""
    write = json_files.save_json

    def save(file: Path, plain: dict[str, object], expected: Fingerprint | None = None) -> None:
        if (session := other()) is not None:
            write(file, session_store._plain_session(session))
        write(file, plain, expected)

    monkeypatch.setattr(session_store, "save_json", save)


def test_what_another_window_keeps_at_the_same_moment_is_not_lost(
    paths: UserPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_session(paths, Session(project="/a"), ())
    others = [Session().with_tabs("/b", OpenTabs(("/b/y.md",)))]
    _interrupted(monkeypatch, paths, lambda: others.pop() if others else None)
    kept = save_session(paths, Session(project="/a").with_tabs("/a", OpenTabs(("/a/x.md",))), {"/a"})
    assert set(kept.tabs) == {"/a", "/b"}
    assert load_session(paths)[0] == kept


def test_a_file_that_never_rests_is_a_sentence(paths: UserPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    save_session(paths, Session(), ())
    numbers = iter(range(1000))
    _interrupted(monkeypatch, paths, lambda: Session(project=f"/{next(numbers)}"))
    with pytest.raises(SettingsError, match="changed"):
        save_session(paths, Session(project="/a"), ())
