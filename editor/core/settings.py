"""Owns the writer's preferences as one value: their defaults, their bounds and their plain-data form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Literal

Scheme = Literal["system", "light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")

_BOUNDS: Mapping[str, tuple[float, float]] = {
    "editor_font_size": (6.0, 48.0),
    "preview_zoom": (0.5, 4.0),
    "tab_width": (1, 16),
    "excerpt_limit": (20, 2000),
    "reading_words_per_minute": (50, 1000),
}
_TEXT_LIMIT = 200


class _WrongValueError(Exception):
    """A value its field does not take; the text completes "The setting x …"."""


@dataclass(frozen=True)
class Settings:
    """What Preferences shows. Every field has a default, so ``Settings()`` is a fresh installation."""

    scheme: Scheme = "system"
    editor_font: str = ""
    """Family of the editor's font; empty means the system's own monospace font."""
    editor_font_size: float = 14.0
    """In device-independent pixels."""
    tab_width: int = 4
    """In characters."""
    highlight_line: bool = True
    preview_zoom: float = 1.0
    """1.0 is the size the article page is designed for."""
    preview_follows: bool = True
    """Whether editor and preview scroll together."""
    excerpt_limit: int = 160
    """In characters; the counter under the excerpt turns amber above it."""
    reading_words_per_minute: int = 230
    check_spelling: bool = True
    """Whether words in doubt are underlined while writing."""
    spelling_language: str = ""
    """Tag of the dictionary, such as ``en_GB``; empty means the post's, the site's or the system's language."""
    smart_typing: bool = False
    """Whether quotes and dashes become typographic ones while a headline or an excerpt is typed."""
    open_last: bool = True
    """Whether a start without a path opens the last project and its tabs."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """Action id to key text such as ``Ctrl+Shift+P``; only what differs from the defaults, "" for none."""


def from_dict(raw: object) -> tuple[Settings, list[str]]:
    """Read settings from plain data (parsed JSON); never raises.

    What is missing has its default. What is wrong has its default too, and a sentence in the list;
    names this version does not know get a sentence and are left out.
    """
    if not isinstance(raw, Mapping):
        return Settings(), ["The settings are not a list of names and values, so the defaults are used."]
    problems: list[str] = []
    defaults = Settings()
    values: dict[str, object] = {}
    names = {item.name for item in fields(Settings)}
    for name, value in raw.items():
        if name not in names:
            problems.append(f"“{name}” is not a setting of this version and was left out.")
            continue
        try:
            values[name] = _read(name, value, getattr(defaults, name))
        except _WrongValueError as error:
            problems.append(f"The setting “{name}” {error}; the default is used.")
    return Settings(**values), problems  # type: ignore[arg-type]  # every value was read by its field's type


def to_dict(settings: Settings) -> dict[str, object]:
    """Return plain data for JSON that ``from_dict`` reads back as an equal value."""
    plain: dict[str, object] = {item.name: getattr(settings, item.name) for item in fields(Settings)}
    plain["shortcuts"] = dict(settings.shortcuts)
    return plain


def _read(name: str, value: object, default: object) -> object:
    """Return ``value`` as its field holds it; raise _WrongValueError when it does not take it."""
    if name == "scheme":
        if value not in SCHEMES:
            raise _WrongValueError("must be “system”, “light” or “dark”")
        return value
    if name == "shortcuts":
        return _read_shortcuts(value)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise _WrongValueError("must be true or false")
        return value
    if isinstance(default, int | float):
        return _read_number(name, value, whole=isinstance(default, int))
    if not isinstance(value, str) or len(value) > _TEXT_LIMIT:
        raise _WrongValueError(f"must be a text of at most {_TEXT_LIMIT} characters")
    return value


def _read_number(name: str, value: object, *, whole: bool) -> int | float:
    low, high = _BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _WrongValueError("must be a number")
    if not low <= value <= high:  # not a number (NaN) is outside, too
        raise _WrongValueError(f"must be from {low:g} to {high:g}")
    if not whole:
        return float(value)
    if value != int(value):
        raise _WrongValueError("must be a whole number")
    return int(value)


def _read_shortcuts(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise _WrongValueError("must hold names of actions and their keys")
    for action, keys in value.items():
        if not isinstance(action, str) or not isinstance(keys, str):
            raise _WrongValueError("must hold names of actions and their keys")
    return MappingProxyType(dict(value))
