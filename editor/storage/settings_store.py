"""Owns keeping the preferences and the session: small JSON files that are whole or set aside, never half read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from editor.core.arranging import ALL, GROUPS, SORTS, STATES, PostView
from editor.core.errors import ReadError, SaveError, SettingsError
from editor.core.settings import Settings, from_dict, to_dict
from editor.storage.faults import save_sentence
from editor.storage.files import read_file, save_file
from editor.storage.paths import UserPaths

RECENT_LIMIT = 12
_SIZE_LIMIT = 4 * 1024 * 1024
_TABS_LIMIT = 200
_SEARCHES_LIMIT = 100
_VIEWS_LIMIT = 100


@dataclass(frozen=True)
class Session:
    """What the window looked like when it was closed; all paths are absolute.

    ``recent`` holds project folders, the newest first, at most ``RECENT_LIMIT``; ``tabs`` the open posts from
    left to right, ``current`` the one in front; ``layout`` what the window itself wants back (geometry, splitters,
    view), as text by name; ``searches`` the saved ones of each project's folder, as pairs of name and query;
    ``views`` how each project's posts were listed last, without a query, the project changed last at the end.
    """

    recent: tuple[str, ...] = ()
    project: str | None = None
    tabs: tuple[str, ...] = ()
    current: str | None = None
    layout: Mapping[str, str] = field(default_factory=dict)
    searches: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    views: Mapping[str, PostView] = field(default_factory=dict)

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
        return replace(self, views=MappingProxyType(dict(list(kept.items())[-_VIEWS_LIMIT:])))

    def with_recent(self, project: str) -> Session:
        """Return the session with ``project`` open and first among the recent ones."""
        others = tuple(name for name in self.recent if name != project)
        recent = (project, *others)[:RECENT_LIMIT]
        return replace(self, recent=recent, project=project)


def load_settings(paths: UserPaths) -> tuple[Settings, tuple[str, ...]]:
    """Return the kept settings and a sentence for everything in them that could not be used; never raises.

    A file that is not JSON is renamed to end in ``.damaged`` and the defaults are used.
    """
    raw, problems = _load(paths.settings_file)
    if raw is None:
        return Settings(), problems
    settings, wrong = from_dict(raw)
    return settings, (*problems, *wrong)


def save_settings(paths: UserPaths, settings: Settings) -> None:
    """Keep the settings; raise SettingsError with the old ones still whole."""
    _save(paths.settings_file, to_dict(settings))


def load_session(paths: UserPaths) -> tuple[Session, tuple[str, ...]]:
    """Return the kept session, as far as it makes sense, and a sentence when its file was damaged."""
    raw, problems = _load(paths.session_file)
    if not isinstance(raw, Mapping):
        return Session(), problems
    layout = raw.get("layout")
    pairs = layout.items() if isinstance(layout, Mapping) else ()
    session = Session(
        recent=_texts(raw.get("recent"))[:RECENT_LIMIT],
        project=_text_or_none(raw.get("project")),
        tabs=_texts(raw.get("tabs"))[:_TABS_LIMIT],
        current=_text_or_none(raw.get("current")),
        layout=MappingProxyType({name: value for name, value in pairs if isinstance(value, str)}),
        searches=MappingProxyType(_searches(raw.get("searches"))),
        views=MappingProxyType(_views(raw.get("views"))),
    )
    return session, problems


def save_session(paths: UserPaths, session: Session) -> None:
    """Keep the session; raise SettingsError with the old one still whole."""
    plain = {
        "recent": list(session.recent),
        "project": session.project,
        "tabs": list(session.tabs),
        "current": session.current,
        "layout": dict(session.layout),
        "searches": {project: [list(pair) for pair in saved] for project, saved in session.searches.items()},
        "views": {project: _plain(view) for project, view in session.views.items()},
    }
    _save(paths.session_file, plain)


def _load(file: Path) -> tuple[object, tuple[str, ...]]:
    """Return the parsed file, None when there is none to use, and what the writer should know of it."""
    try:
        if not file.exists():
            return None, ()
        return json.loads(read_file(file, _SIZE_LIMIT).data.decode("utf-8")), ()
    except ReadError as error:
        return None, (f"{error.message} The defaults are used.",)
    except OSError as error:
        return None, (f"“{file.name}” could not be looked for ({error.strerror}). The defaults are used.",)
    except (ValueError, RecursionError):
        return None, (_set_aside(file),)


def _set_aside(file: Path) -> str:
    aside = file.with_name(f"{file.name}.damaged")
    try:
        file.replace(aside)
    except OSError:
        return f"“{file.name}” is damaged, so the defaults are used."
    return f"“{file.name}” is damaged, so the defaults are used. What was in it is kept as “{aside}”."


def _save(file: Path, plain: Mapping[str, object]) -> None:
    # Indented and sorted as written, for those who edit it by hand; escapes keep odd file names readable as JSON.
    data = (json.dumps(plain, indent=2) + "\n").encode("ascii")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_file(file, data)
    except OSError as error:
        raise SettingsError(save_sentence(error, file), path=file) from error
    except SaveError as error:
        raise SettingsError(error.message, path=file) from error


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


def _plain(view: PostView) -> dict[str, object]:
    return {"state": view.state, "sort": view.sort, "reverse": view.reverse, "group": view.group}


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
