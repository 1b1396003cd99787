"""Owns attribute lists: ``{: .class #id key="value" name}`` after, before and inside of what they are for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from editor.core.markdown.kramdown.grammar import ID
from editor.core.markdown.tree import AttributeList, put

_CLASS_OR_ID = r"(?:#[A-Za-z][\w:-]*|\.[^\s.#]+)"
_PAIR = rf"(?P<key>{ID})=(?P<quote>[\"'])(?P<value>(?:\\\}}|\\(?P=quote)|(?!(?P=quote))[^}}])*?)(?P=quote)"
_ONE = re.compile(rf"(?:\A|\s)(?:{_PAIR}|(?P<name>{ID})|(?P<marks>{_CLASS_OR_ID}+))(?=\s|\Z)", re.ASCII)
LISTS_AT_MOST = 100
"""Lists that are put on one element: lists that name each other twice over would be put on it for ever."""
_MARK = re.compile(r"#([A-Za-z][\w:-]*)|\.([^\s.#]+)", re.ASCII)


def read_attribute_list(text: str) -> AttributeList:
    """Return what stands between ``{:`` and ``}``; what cannot be read in it is passed over."""
    found = AttributeList()
    for one in _ONE.finditer(text):
        if one["key"]:
            found.values[one["key"]] = re.sub(r"\\([}" + one["quote"] + "])", r"\1", one["value"])
        elif one["name"]:
            found.names.append(one["name"])
        for identifier, class_name in _MARK.findall(one["marks"] or ""):
            put(found.values, {"class": class_name} if class_name else {"id": identifier})
    return found


def applied(
    attributes: Mapping[str, str], given: AttributeList | None, known: Mapping[str, AttributeList]
) -> dict[str, str]:
    """Return ``attributes`` with a list put on top, and before it the lists of ``known`` that it names."""
    result = dict(attributes)
    if given is not None:
        _apply(result, given, known, (), LISTS_AT_MOST)
    return result


def _apply(
    result: dict[str, str],
    given: AttributeList,
    known: Mapping[str, AttributeList],
    within: tuple[str, ...],
    room: int,
) -> int:
    """Put a list on ``result``, those that it names first; return for how many more there is room."""
    for name in given.names:
        if room <= 0:
            break
        if name in known and name not in within:
            room = _apply(result, known[name], known, (*within, name), room - 1)
    put(result, given.values)
    return room
