"""Owns keeping the session: what the window looked like, and what was open in each project."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from editor.core.arranging import ALL, GROUPS, SORTS, STATES, PostView
from editor.core.errors import DiskConflictError, ReadError, SettingsError
from editor.storage.files import Loaded, read_file
from editor.storage.json_files import JSON_LIMIT, load_json, save_json
from editor.storage.paths import UserPaths

RECENT_LIMIT = 12
_TABS_LIMIT = 200
_SEARCHES_LIMIT = 100
_PROJECTS_LIMIT = 100
# So often may another window keep its session between our looking and our writing.
_TRIES = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenTabs:
    """The posts that are open in a project, from left to right, and the one in front; all paths are absolute."""

    posts: tuple[str, ...] = ()
    current: str | None = None


@dataclass(frozen=True)
class Session:
    """What the window looked like when it was closed; all paths are absolute.

    ``recent`` holds project folders, the newest first, at most ``RECENT_LIMIT``; ``tabs`` the open posts of each
    project's folder, the project that was open last at the end; ``layout`` what the window itself wants back
    (geometry, splitters, view), as text by name; ``searches`` the saved ones of each project's folder, as pairs of
    name and query; ``views`` how each project's posts were listed last, without a query, the project changed last
    at the end.
    """

    recent: tuple[str, ...] = ()
    project: str | None = None
    tabs: Mapping[str, OpenTabs] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    searches: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    views: Mapping[str, PostView] = field(default_factory=dict)

    def with_tabs(self, project: str, tabs: OpenTabs) -> Session:
        """Return the session with these posts open in a project."""
        others = {name: kept for name, kept in self.tabs.items() if name != project}
        kept = {**others, project: tabs} if tabs.posts else others
        return replace(self, tabs=MappingProxyType(dict(list(kept.items())[-_PROJECTS_LIMIT:])))

    def with_searches(self, project: str, searches: tuple[tuple[str, str], ...]) -> Session:
        """Return the session with these saved searches of a project."""
        others = {name: saved for name, saved in self.searches.items() if name != project}
        kept = {**others, project: searches} if searches else others
        return replace(self, searches=MappingProxyType(kept))

    def with_view(self, project: str, view: PostView) -> Session:
        """Return the session with the order, groups and state in which a project's posts are listed."""
        others = {name: kept for name, kept in self.views.items() if name != project}
        listed = replace(view, query="")
        kept = {**others, project: listed} if listed != PostView() else others
        return replace(self, views=MappingProxyType(dict(list(kept.items())[-_PROJECTS_LIMIT:])))

    def with_recent(self, project: str) -> Session:
        """Return the session with ``project`` open and first among the recent ones."""
        others = tuple(name for name in self.recent if name != project)
        recent = (project, *others)[:RECENT_LIMIT]
        return replace(self, recent=recent, project=project)

    def beside(self, other: Session, own: Collection[str]) -> Session:
        """Return this session with what ``other``, that of another window, holds of all projects but ``own``."""
        mine = (name for name in self.recent if name in own)
        return replace(
            self,
            recent=tuple(dict.fromkeys((*mine, *other.recent)))[:RECENT_LIMIT],
            tabs=_beside(self.tabs, other.tabs, own),
            searches=_beside(self.searches, other.searches, own),
            views=_beside(self.views, other.views, own),
        )


def load_session(paths: UserPaths) -> tuple[Session, tuple[str, ...]]:
    """Return the kept session, as far as it makes sense, and a sentence when its file was damaged."""
    raw, problems = load_json(paths.session_file)
    return _read(raw), problems


def save_session(paths: UserPaths, session: Session, own: Collection[str]) -> Session:
    """Keep the session and return what is kept now; raise SettingsError with the old one still whole.

    ``own`` are the folders of the projects that were opened in this window: what another window has kept meanwhile
    of all others stays.
    """
    file = paths.session_file
    for last in (*[False] * (_TRIES - 1), True):
        try:
            standing = read_file(file, JSON_LIMIT) if file.exists() else None
        except (ReadError, OSError):
            standing = None  # it cannot be used at the next start either
        kept = session.beside(_parsed(standing), own) if standing else session
        try:
            save_json(file, _plain_session(kept), standing.fingerprint if standing else None)
        except DiskConflictError as error:
            if last:
                raise SettingsError(error.message, path=file) from error
        else:
            return kept
    raise AssertionError("the last try returns or raises")


def _parsed(loaded: Loaded) -> Session:
    try:
        return _read(json.loads(loaded.data.decode("utf-8")))
    except (ValueError, RecursionError):
        return Session()


def _read(raw: object) -> Session:
    """Return the session in a parsed file, as far as it makes sense."""
    if not isinstance(raw, Mapping):
        return Session()
    layout = raw.get("layout")
    pairs = layout.items() if isinstance(layout, Mapping) else ()
    return Session(
        recent=_texts(raw.get("recent"))[:RECENT_LIMIT],
        project=_text_or_none(raw.get("project")),
        tabs=MappingProxyType(_tabs(raw.get("tabs"))),
        layout=MappingProxyType({name: value for name, value in pairs if isinstance(value, str)}),
        searches=MappingProxyType(_searches(raw.get("searches"))),
        views=MappingProxyType(_views(raw.get("views"))),
    )


def _plain_session(session: Session) -> dict[str, object]:
    return {
        "recent": list(session.recent),
        "project": session.project,
        "tabs": {
            project: {"posts": list(tabs.posts), "current": tabs.current}
            for project, tabs in session.tabs.items()
        },
        "layout": dict(session.layout),
        "searches": {project: [list(pair) for pair in saved] for project, saved in session.searches.items()},
        "views": {project: _plain_view(view) for project, view in session.views.items()},
    }


def _beside(mine: Mapping[str, T], theirs: Mapping[str, T], own: Collection[str]) -> Mapping[str, T]:
    """Return theirs of all projects but ``own``, then mine of these."""
    others = {name: value for name, value in theirs.items() if name not in own}
    return MappingProxyType({**others, **{name: value for name, value in mine.items() if name in own}})


def _tabs(value: object) -> dict[str, OpenTabs]:
    """Read the open posts of each project, as far as they make sense."""
    found: dict[str, OpenTabs] = {}
    for project, kept in value.items() if isinstance(value, Mapping) else ():
        if isinstance(project, str) and isinstance(kept, Mapping):
            posts = _texts(kept.get("posts"))[:_TABS_LIMIT]
            if posts:
                found[project] = OpenTabs(posts, _text_or_none(kept.get("current")))
    return found


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _searches(value: object) -> dict[str, tuple[tuple[str, str], ...]]:
    """Read the saved searches, as far as they make sense."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for project, saved in value.items() if isinstance(value, Mapping) else ():
        pairs = (_texts(pair) for pair in saved) if isinstance(saved, list) else ()
        whole = tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
        if isinstance(project, str) and whole:
            found[project] = whole[:_SEARCHES_LIMIT]
    return found


def _views(value: object) -> dict[str, PostView]:
    """Read how lists of posts were shown, each part as far as it makes sense."""
    found: dict[str, PostView] = {}
    for project, kept in value.items() if isinstance(value, Mapping) else ():
        if isinstance(project, str) and isinstance(kept, Mapping):
            state, sort, group = (kept.get(name) for name in ("state", "sort", "group"))
            found[project] = PostView(
                state=state if isinstance(state, str) and state in STATES else ALL,
                sort=sort if isinstance(sort, str) and sort in SORTS else SORTS[0],
                reverse=kept.get("reverse") is True,
                group=group if isinstance(group, str) and group in GROUPS else GROUPS[0],
            )
    return found


def _plain_view(view: PostView) -> dict[str, object]:
    return {"state": view.state, "sort": view.sort, "reverse": view.reverse, "group": view.group}


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
