"""Owns the page of a post as a value: its HTML, what it would fetch, what went wrong, what it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class PageProblem:
    """What is not as it will be on the site, and why; ``path`` is from the project's root, ``line`` 1-based."""

    message: str
    path: str
    line: int

    def located(self) -> str:
        """Return ``FILE:LINE: sentence``."""
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A post inside its layouts.

    ``html`` is the document as Jekyll would write it, its addresses as the layouts write them. ``remote`` are the
    http(s) addresses of style sheets, fonts, scripts, pictures and frames that it would fetch, each once, in their
    order. ``layouts`` are the files around the body, the innermost first; ``reads`` are the files whose change changes
    the page: layouts, includes, data, style sheets, settings. ``url`` is where the site shows it, without ``baseurl``.
    """

    html: str
    remote: tuple[str, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    reads: frozenset[PurePath] = frozenset()
    layouts: tuple[str, ...] = ()
    url: str = ""
