"""Owns what a site is at one moment: its project, the time there, and the posts that are known of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from editor.core.catalog import PostEntry
from editor.storage.clock import site_now
from editor.storage.project import Project


@dataclass(frozen=True, slots=True)
class SiteMoment:
    """A project's site as it is to be rendered.

    ``now`` is aware; without it the clock is asked. ``posts`` gives the rows of all posts where an index knows them;
    without it their headers are read from disk when a template first asks for them.
    """

    project: Project
    now: datetime | None = None
    posts: Callable[[], Iterable[PostEntry]] | None = None

    def time(self) -> datetime:
        """Return the moment, in the zone of the site where the clock has to tell."""
        return self.now or site_now(self.project.site)
