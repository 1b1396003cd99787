"""Owns what a project's ``_config.yml`` says, as far as an editor of its posts needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from editor.core.problem import Problem

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class SiteConfig:
    """The settings of one Jekyll site, with Jekyll's defaults where ``_config.yml`` says nothing.

    ``authors`` maps an author's id to what the site says about them; ``raw`` is the whole file. With a
    ``problem`` the file could not be read and everything is at its default.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    baseurl: str = ""
    permalink: str = "date"
    timezone: str = ""
    lang: str = ""
    authors: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    excerpt_separator: str = "\n\n"
    future: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None

    def author_name(self, author: str) -> str:
        """Return the name that the site gives an author id, or the id itself where it knows none."""
        name = self.authors.get(author, _EMPTY).get("name")
        return str(name) if name else author

    def defaults_for(self, path: str, kind: str = "posts") -> dict[str, Any]:
        """Return the front matter that ``defaults`` sets for a file, the narrowest scope last.

        ``path`` is relative to the project, with forward slashes (Jekyll: Configuration, Front Matter
        Defaults; its glob patterns are not followed).
        """
        scoped = []
        for entry in _maps(self.raw.get("defaults")):
            scope = entry.get("scope")
            scope = scope if isinstance(scope, Mapping) else _EMPTY
            folder = str(scope.get("path") or "").strip("/")
            if scope.get("type") in (None, kind) and (
                not folder or path == folder or path.startswith(f"{folder}/")
            ):
                scoped.append((len(folder), entry.get("values")))
        values: dict[str, Any] = {}
        for _, found in sorted(scoped, key=lambda pair: pair[0]):
            values.update(found if isinstance(found, Mapping) else {})
        return values


def parse_config(text: str) -> SiteConfig:
    """Read the text of a ``_config.yml``; never raises, an unreadable file is a ``problem``."""
    try:
        raw = yaml.load(text.removeprefix("\ufeff"), Loader=_ConfigLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return _unreadable(line, "cannot be read from this line on")
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return _unreadable(1, "cannot be read")
    if raw is None:
        return SiteConfig()
    if not isinstance(raw, dict):
        return _unreadable(1, "is not a list of keys and values")
    raw = {str(key): value for key, value in raw.items()}
    return SiteConfig(
        title=_text(raw, "title") or _text(raw, "name"),
        description=_text(raw, "description"),
        url=_text(raw, "url").rstrip("/"),
        baseurl=_baseurl(_text(raw, "baseurl")),
        permalink=_text(raw, "permalink") or "date",
        timezone=_text(raw, "timezone"),
        lang=_text(raw, "lang") or _text(raw, "locale").replace("_", "-"),
        authors=_authors(raw.get("authors")),
        excerpt_separator=_text(raw, "excerpt_separator") or "\n\n",
        future=raw.get("future") is True,
        raw=raw,
    )


class _ConfigLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads plain values; what looks like a date stays text, so that an impossible one is no error."""


def _construct_text(loader: Any, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


def _construct_nothing(_loader: Any, _suffix: str, _node: yaml.Node) -> None:
    return None


_ConfigLoader.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)
_ConfigLoader.add_constructor("tag:yaml.org,2002:value", _construct_text)
_ConfigLoader.add_multi_constructor("!", _construct_nothing)


def _unreadable(line: int, fault: str) -> SiteConfig:
    message = f"_config.yml {fault}, so the site's settings are unknown. Mend it and reload."
    return SiteConfig(problem=Problem(line, message))


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _baseurl(text: str) -> str:
    path = text.strip("/")
    return f"/{path}" if path else ""


def _authors(found: Any) -> dict[str, Mapping[str, Any]]:
    """Read ``authors`` as sites write it: id to map, id to name, or a list of maps with an id or name."""
    if isinstance(found, Mapping):
        return {
            str(key): value
            if isinstance(value, Mapping)
            else {"name": value}
            if isinstance(value, str)
            else {}
            for key, value in found.items()
        }
    people = {}
    for person in _maps(found):
        name = next(
            (person[key] for key in ("id", "username", "short_name", "name") if person.get(key)), None
        )
        if name:
            people[str(name)] = person
    return people


def _maps(found: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
