"""Owns what a project's ``_config.yml`` says, as far as an editor of its posts needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import Any

import yaml

from editor.core.config_faults import fault_of
from editor.core.defaults import Defaults
from editor.core.exclusion import Exclusion
from editor.core.markdown.settings import MarkdownSettings, settings_of
from editor.core.problem import Problem

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class SiteConfig:
    """The settings of one Jekyll site, with Jekyll's defaults where ``_config.yml`` says nothing.

    ``authors`` maps an author's id to what the site says about them; ``raw`` is the whole file. With a
    ``problem`` the file could not be read and everything is at its default, or Jekyll ends its build at a setting.
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
    raw: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None

    def author_name(self, author: str) -> str:
        """Return the name that the site gives an author id, or the id itself where it knows none."""
        name = self.authors.get(author, _EMPTY).get("name")
        return str(name) if name else author

    @cached_property
    def zone(self) -> tzinfo:
        """The zone the site is built in: its ``timezone``, or UTC, as hosts use, where it names none or a wrong one."""
        if not self.timezone:
            return UTC
        # Here and not above: many sites name no zone, and every start and every command would load them.
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self.timezone)
        except (KeyError, OSError, ValueError):  # not found, found but a folder, not a name
            return UTC

    @cached_property
    def defaults(self) -> Defaults:
        """The front matter that ``defaults`` sets for files."""
        return Defaults.of(self.raw.get("defaults"), self.collections_dir)

    @cached_property
    def plugins(self) -> frozenset[str]:
        """The names of the plugins that the site loads; ``gems`` is what the setting was called before Jekyll 3.5."""
        lists = (self.raw.get(key) for key in ("plugins", "gems"))
        return frozenset(str(name) for named in lists if isinstance(named, list) for name in named)

    @cached_property
    def markdown(self) -> MarkdownSettings:
        """What ``kramdown`` and ``highlighter`` say of how markdown is read and its code written."""
        return settings_of(self.raw)

    @cached_property
    def exclusion(self) -> Exclusion:
        """Which files and folders ``include`` and ``exclude`` let in and leave out."""
        return Exclusion.of(self.raw.get("include"), self.raw.get("exclude"))

    @cached_property
    def collections(self) -> Mapping[str, Mapping[str, Any]]:
        """Each collection's settings by its name; ``posts`` is always among them."""
        found = self.raw.get("collections")
        if isinstance(found, list):
            named: dict[str, Mapping[str, Any]] = {str(name): _EMPTY for name in found}
        else:
            given = found if isinstance(found, Mapping) else {}
            named = {
                str(name): value if isinstance(value, Mapping) else _EMPTY for name, value in given.items()
            }
        return {"posts": _EMPTY} | named

    @cached_property
    def source(self) -> str:
        """The folder of the project that Jekyll reads, without slashes at its ends; ``""`` is the project itself."""
        return _folder(self.raw.get("source"))

    @cached_property
    def collections_dir(self) -> str:
        """The folder, below ``source``, that holds ``_posts`` and the collections; ``""`` for ``source`` itself."""
        return _folder(self.raw.get("collections_dir"))

    @cached_property
    def markdown_suffixes(self) -> frozenset[str]:
        """The suffixes, with dot and in lower case, of the files that become HTML."""
        found = self.raw.get("markdown_ext")
        text = found if isinstance(found, str) else "markdown,mkdown,mkdn,mkd,md"
        return frozenset(f".{suffix.lower()}" for suffix in text.split(","))

    @property
    def future(self) -> bool:
        """Whether posts whose date is still to come are built (``future``)."""
        return _is_true(self.raw.get("future"))

    @property
    def unpublished(self) -> bool:
        """Whether posts with ``published: false`` are built all the same (``unpublished``)."""
        return _is_true(self.raw.get("unpublished"))

    @property
    def show_drafts(self) -> bool:
        """Whether drafts are built (``show_drafts``)."""
        return _is_true(self.raw.get("show_drafts"))

    @property
    def keep_files(self) -> tuple[str, ...]:
        """Beginnings of paths below ``_site`` that a build never clears away (``keep_files``)."""
        found = self.raw.get("keep_files")
        return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()

    @property
    def limit_posts(self) -> int:
        """How many of the newest posts are built (``limit_posts``); 0 for all of them."""
        found = self.raw.get("limit_posts")
        return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 0


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
        permalink="" if raw.get("permalink") == "" else _text(raw, "permalink") or "date",
        timezone=_text(raw, "timezone"),
        lang=_text(raw, "lang") or _text(raw, "locale").replace("_", "-"),
        authors=_authors(raw.get("authors")),
        excerpt_separator=_text(raw, "excerpt_separator") or "\n\n",
        raw=raw,
        problem=fault_of(raw, text),
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


def _folder(value: Any) -> str:
    text = value.strip("/").removeprefix("./") if isinstance(value, str) else ""
    return "" if text == "." else text


def _is_true(value: Any) -> bool:
    """As Ruby sees it: everything but nothing and ``false``."""
    return value is not None and value is not False


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
