"""Owns what a layout is, and in which order layouts stand around each other (Jekyll::Renderer#place_in_layouts)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from editor.core.liquid.documents import ruby_value
from editor.core.liquid.values import text_of
from editor.core.markdown.renderer import text_below
from editor.core.post.fences import split_fences
from editor.core.post.post import parse_text
from editor.core.sitepage.page import PageProblem

_LAYOUT_KEY = re.compile(r"""^(?:layout|"layout"|'layout')[ \t]*:""", re.MULTILINE)
DEEPEST = 50
"""Layouts that may stand around each other; a site has three."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file of ``_layouts``: its front matter and the text below, which begins at line ``first_line`` of the file."""

    path: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    first_line: int = 1
    names_at: int = 1
    problem: PageProblem | None = None

    @property
    def outer(self) -> str:
        """The name of the layout around this one; ``""`` where it names none."""
        return layout_name(self.data.get("layout"))


def layout_name(value: Any) -> str:
    """Return the name that a value of ``layout`` stands for; nothing, ``false`` and ``none`` stand for no layout."""
    return "" if value is None or value is False or value == "none" else text_of(value)


def line_of_layout(front: str) -> int:
    """Return the line of a file, 1-based, at which its front matter (fences included) names a layout; else 1."""
    found = _LAYOUT_KEY.search(front)
    return front.count("\n", 0, found.start()) + 1 if found else 1


def parse_layout(text: str, path: str, zone: tzinfo) -> Layout:
    """Read a layout; never raises: front matter that cannot be read is a problem and counts as empty, as in Jekyll."""
    fenced = split_fences(text)
    if fenced is None:
        return Layout(path, text)
    head = fenced.opening + fenced.block + fenced.closing
    body = fenced.body
    first_line = head.count("\n") + 1
    post = parse_text(text)
    problem = None
    data: Mapping[str, Any] = {}
    if post.problem is not None:
        problem = PageProblem(
            f"The front matter of the layout “{path}” cannot be read, so it counts as empty: {post.problem.message}",
            path,
            post.problem.line,
        )
    elif post.front is not None:
        data = {key: ruby_value(post.front.get(key), zone) for key in post.front.keys}
    kept = text_below(body)
    first_line += body.count("\n", 0, len(body) - len(kept))
    return Layout(path, kept, data, first_line, line_of_layout(head), problem)


@dataclass(frozen=True, slots=True)
class Chain:
    """The layouts around a text, the innermost first, and what is wrong with how they name each other."""

    layouts: tuple[Layout, ...] = ()
    problems: tuple[PageProblem, ...] = ()


def chain_of(
    name: str, find: Callable[[str], Layout | None], asked_by: tuple[str, int], missing: Callable[[str], str]
) -> Chain:
    """Follow ``layout`` from the post outwards; ``asked_by`` is the file and line that names the first one.

    ``find`` returns a layout by its name, None where there is none; ``missing`` the sentence for that. Layouts that
    lead back to one of them end the chain, as Jekyll ends it.
    """
    layouts: list[Layout] = []
    problems: list[PageProblem] = []
    names: list[str] = []
    while name:
        if name in names:
            way = " → ".join(f"“{one}”" for one in (*names[names.index(name) :], name))
            problems.append(
                PageProblem(f"Layouts lead back to themselves: {way}. Jekyll stops there.", *asked_by)
            )
            break
        if len(layouts) >= DEEPEST:
            problems.append(PageProblem(f"More than {DEEPEST} layouts stand around each other.", *asked_by))
            break
        layout = find(name)
        if layout is None:
            problems.append(PageProblem(missing(name), *asked_by))
            break
        if layout.problem is not None:
            problems.append(layout.problem)
        layouts.append(layout)
        names.append(name)
        asked_by = layout.path, layout.names_at
        name = layout.outer
    return Chain(tuple(layouts), tuple(problems))
