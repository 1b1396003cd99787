"""Owns the table of contents that ``{:toc}`` puts in the place of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.core.markdown.facts import Contents, Draft, Heading, HeadingId, Place
from editor.core.markdown.tree import attributes_html


def identifiers(draft: Draft, place: Place) -> list[str]:
    """Return the ids of all headings of a block, those the writer gave and those counted."""
    counted = iter(place.ids)
    return [
        next(counted) if isinstance(heading.identifier, HeadingId) else heading.identifier
        for heading in draft.headings
    ]


def contents_html(draft: Draft, headings: Iterable[tuple[Heading, str]]) -> str:
    """Return the table of contents for the place that ``draft`` has for it, from all headings and their ids."""
    place = next((part for part in draft.parts if isinstance(part, Contents)), None)
    levels = _levels(draft.options.get("toc_levels", ""))
    shown = [(heading, identifier) for heading, identifier in headings if heading.level in levels]
    if place is None or not shown:
        return ""
    out = [f"<{place.tag}{place.attributes}>\n"]
    levels_open: list[int] = []
    lists_open: list[int] = []
    for heading, identifier in shown:
        while levels_open and levels_open[-1] >= heading.level:
            _close(out, place.tag, levels_open, lists_open)
        if levels_open and lists_open[-1:] != levels_open[-1:]:
            out.append(f"{'    ' * len(levels_open)}<{place.tag}>\n")
            lists_open.append(levels_open[-1])
        link = attributes_html({"href": f"#{identifier}", "id": f"{place.prefix}-{identifier}"})
        text = "".join(part for part in heading.parts if isinstance(part, str))
        out.append(f"{_pad(levels_open)}<li><a{link}>{text}</a>")
        levels_open.append(heading.level)
    while levels_open:
        _close(out, place.tag, levels_open, lists_open)
    return "".join([*out, f"</{place.tag}>\n"])


def _pad(levels_open: list[int]) -> str:
    """Return the blanks before an entry inside of those that are open, each of which is a list and an item in it."""
    return "  " + "    " * len(levels_open)


def _close(out: list[str], tag: str, levels_open: list[int], lists_open: list[int]) -> None:
    """End the innermost entry, and the list inside it if it has one."""
    level = levels_open.pop()
    if lists_open and lists_open[-1] == level:
        lists_open.pop()
        out.append(f"{'    ' * (len(levels_open) + 1)}</{tag}>\n{_pad(levels_open)}")
    out.append("</li>\n")


def _levels(text: str) -> range | frozenset[int]:
    """Return the levels an option such as ``2..4`` or ``2,3`` names; all when it names none."""
    span = re.fullmatch(r"\s*(\d)\.\.(\d)\s*", text)
    if span:
        return range(int(span[1]), int(span[2]) + 1)
    return frozenset(int(level) for level in re.findall(r"\d", text)) or range(1, 7)
