"""Owns what in a ``_config.yml`` ends Jekyll's whole build, though it is YAML: values of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from editor.core.problem import Problem

_LIST = "has to be a list, such as [drafts, notes]"
_TEXT = "has to be text: put it in quotation marks"


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_count(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and value >= 0)


def _is_list_or_nothing(value: Any) -> bool:
    return value is None or isinstance(value, list)


def _is_collections(value: Any) -> bool:
    if isinstance(value, dict):
        return all(settings is None or isinstance(settings, dict) for settings in value.values())
    return _is_list_or_nothing(value)


# Configuration#check_plugins and #check_include_exclude refuse even nothing at all; at the others Ruby stumbles later.
_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "include": (_is_list, _LIST),
    "exclude": (_is_list, _LIST),
    "plugins": (_is_list, "has to be a list, such as [jekyll-feed]"),
    "keep_files": (_is_list_or_nothing, _LIST),
    "collections": (
        _is_collections,
        "has to name collections with their settings, such as {recipes: {output: true}}",
    ),
    "collections_dir": (_is_text, _TEXT),
    "limit_posts": (_is_count, "has to be a number, 0 for all posts"),
    "markdown_ext": (_is_text, _TEXT),
    "permalink": (_is_text, _TEXT),
    "timezone": (_is_text, _TEXT),
}


def fault_of(raw: Mapping[str, Any], text: str) -> Problem | None:
    """Return the first setting of ``raw``, read from ``text``, at which Jekyll 4 ends the whole build, or None."""
    for key, (is_right, rule) in _RULES.items():
        if key in raw and not is_right(raw[key]):
            return Problem(_line_of(key, text), f"“{key}” {rule}. Jekyll stops the whole build at it.")
    return None


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"""^["']?{key}["']?\s*:""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
