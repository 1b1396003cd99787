"""Owns the filters of the plugin jekyll-toc: a table of contents of a page's headings, and anchors in front of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_plus

from editor.core.liquid.run import Run
from editor.core.liquid.values import text_of

_PLUGIN = "jekyll-toc"
_NOT_IN_IDS = re.compile(r"[^\w\- ]")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ANCHOR = '<a class="anchor" href="#{}" aria-hidden="true"><span class="octicon octicon-link"></span></a>'
_USUAL: Mapping[str, Any] = {
    "min_level": 1, "max_level": 6, "ordered_list": False, "no_toc_section_class": "no_toc_section", "list_id": "toc",
    "list_class": "section-nav", "sublist_class": "", "item_class": "toc-entry", "item_prefix": "toc-",
}  # fmt: skip


@dataclass(slots=True)
class _Heading:
    """A heading of the page; its content begins at ``at`` of the HTML."""

    level: int
    at: int
    given_id: str | None
    identifier: str = ""
    text: str = ""


class _Headings(HTMLParser):
    """Finds the headings that a table of contents lists."""

    def __init__(self, html: str, settings: Mapping[str, Any]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Heading] = []
        without = settings["no_toc_section_class"]
        self._without = frozenset(map(text_of, without if isinstance(without, list) else [without]))
        levels = range(_level(settings["min_level"], 1), _level(settings["max_level"], 6) + 1)
        self._names = {f"h{level}": level for level in levels}
        self._open: list[tuple[str, bool]] = []
        self._heading: _Heading | None = None
        self._starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        classes = set((known.get("class") or "").split())
        level = self._names.get(tag)
        left_out = any(is_without for _, is_without in self._open) or "no_toc" in classes
        if level is not None and not left_out:
            line, column = self.getpos()
            at = self._starts[line - 1] + column + len(self.get_starttag_text() or "")
            self._heading = _Heading(level, at, known.get("id"))
            self.found.append(self._heading)
        if tag not in _VOID:
            self._open.append((tag, bool(classes & self._without)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._names:
            self._heading = None
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.text += data


def _level(value: Any, usual: int) -> int:
    return value if isinstance(value, int) and 1 <= value <= 6 else usual


def is_wanted(run: Run) -> bool:
    """Return whether the site has the plugin, and the page wants a table of contents."""
    return has_plugin(run) and run.page.get("toc") is True


def has_plugin(run: Run) -> bool:
    """Return whether the site has the plugin; without it Jekyll knows none of this."""
    return _PLUGIN in run.engine.site.plugins


def contents_of(run: Run, html: str) -> str:
    """Return the table of contents of some HTML."""
    settings = _settings(run)
    return _list(_headings(html, settings), settings)


def _settings(run: Run) -> Mapping[str, Any]:
    given = run.engine.site.raw.get("toc")
    return {**_USUAL, **given} if isinstance(given, Mapping) else _USUAL


def _headings(html: str, settings: Mapping[str, Any]) -> list[_Heading]:
    found = _Headings(html, settings).found
    made: dict[str, int] = {}
    for heading in found:
        heading.identifier = heading.given_id or ""
        if heading.given_id is None:
            base = quote_plus(_NOT_IN_IDS.sub("", heading.text.lower()).replace(" ", "-"))
            count = made[base] = made.get(base, -1) + 1
            heading.identifier = f"{base}-{count}" if count else base
    return found


def _list(headings: Sequence[_Heading], settings: Mapping[str, Any]) -> str:
    tag = "ol" if settings["ordered_list"] else "ul"
    sublist = text_of(settings["sublist_class"])
    inner = f'<{tag} class="{escape(sublist)}">' if sublist else f"<{tag}>"
    name, prefix = escape(text_of(settings["item_class"])), escape(text_of(settings["item_prefix"]))

    def entries(some: Sequence[_Heading]) -> str:
        """Nested as the plugin nests them: below the outermost level that occurs among them."""
        out: list[str] = []
        top = min((heading.level for heading in some), default=0)
        at = 0
        while at < len(some):
            end = next((to for to in range(at + 1, len(some)) if some[to].level == top), len(some))
            if some[at].level != top:
                out.append(entries(some[at:end]))
            else:
                heading, below = some[at], some[at + 1 : end]
                shown = escape(heading.text).replace("&#x27;", "&#39;")
                out.append(
                    f'<li class="{name} {prefix}h{heading.level}"><a href="#{heading.identifier}">{shown}</a>'
                )
                out.append(f"\n{inner}\n{entries(below)}</{tag}>\n" if below else "")
                out.append("</li>\n")
            at = end
        return "".join(out)

    known = f'id="{escape(text_of(settings["list_id"]))}" class="{escape(text_of(settings["list_class"]))}"'
    return f"<{tag} {known}>\n{entries(headings)}</{tag}>"


def _anchored(run: Run, html: str) -> str:
    out, done = [], 0
    for heading in _headings(html, _settings(run)):
        out += [html[done : heading.at], _ANCHOR.format(heading.identifier)]
        done = heading.at
    return "".join([*out, html[done:]])


def _toc(run: Run, value: Any) -> Any:
    html = text_of(value)
    return contents_of(run, html) + _anchored(run, html) if is_wanted(run) else value


def _toc_only(run: Run, value: Any) -> Any:
    if not has_plugin(run):
        return value
    return contents_of(run, text_of(value)) if is_wanted(run) else ""


def _inject_anchors(run: Run, value: Any) -> Any:
    return _anchored(run, text_of(value)) if is_wanted(run) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "toc": _toc,
    "toc_only": _toc_only,
    "inject_anchors": _inject_anchors,
}
