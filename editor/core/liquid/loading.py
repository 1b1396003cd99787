"""Owns what Liquid asks the site for: the text of includes, and where posts and files will be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from editor.core.site import SiteConfig

if TYPE_CHECKING:
    from liquid.ast import Node


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an include; ``path`` is where it lies, from the project's root."""

    text: str
    path: str


class Loader(Protocol):
    """Reads a site for Liquid. ``LookupError`` is raised for what is not there, its text a sentence for the writer."""

    def include(self, name: str) -> Source:
        """Return a file of the site's ``_includes``."""

    def include_beside(self, page: Mapping[str, Any], name: str) -> Source:
        """Return a file by its path from the folder of ``page``."""

    def post_url(self, name: str) -> str:
        """Return the address, without ``baseurl``, of the post that a ``post_url`` tag names."""

    def file_url(self, path: str) -> str:
        """Return the address, without ``baseurl``, of a page, document, post or other file of the site."""


class Host(Protocol):
    """What tags and filters ask of the engine that runs them."""

    @property
    def loader(self) -> Loader:
        """Reads the site."""

    @property
    def site(self) -> SiteConfig:
        """The site's settings."""

    @property
    def now(self) -> datetime:
        """The time of this run; aware."""

    @property
    def markdown(self) -> Callable[[str], str]:
        """Makes HTML of markdown."""

    @property
    def plugins(self) -> Mapping[str, Callable[..., str]]:
        """The tags of plugins, each a ``Plugin`` of ``run.py``."""

    @property
    def styles(self) -> Callable[[str, str], tuple[str, frozenset[str]]] | None:
        """Makes CSS of a text, given its suffix, and names the files it read; None where nothing does."""

    def nodes(self, text: str, path: str) -> list[Node]:
        """Parse a text that is from the file ``path``."""

    @property
    def colours(self) -> bool:
        """Whether the site has ``{% highlight %}`` colour code and number its lines."""

    def colour(self, code: str, language: str) -> str:
        """Return code as HTML, coloured where the language is known."""
