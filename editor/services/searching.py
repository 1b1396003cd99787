"""Owns the list of posts as the writer wants to see it: found, narrowed and ordered off the main thread."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.arranging import Arrangement, PostView, Shelf
from editor.core.catalog import PostEntry
from editor.core.errors import EditorError
from editor.core.query.completion import Known, known_of
from editor.core.query.hits import Finder
from editor.core.query.matching import Matcher
from editor.core.query.nodes import EVERYTHING, Node, Query, Words, sought
from editor.core.query.reading import read_query
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.storage.passages import PostHits, read_excerpts, read_hits

_VIEW, _EXCERPTS, _LINES, _KNOWN = "posts", "excerpts", "lines", "known"
# More posts than anyone reads through; the query can be narrowed.
_MOST_POSTS = 500


@dataclass(frozen=True, slots=True)
class FoundPosts:
    """The rows of a view, what was looked for, and how many posts there are of each state in all."""

    view: PostView
    rows: Arrangement
    words: tuple[Words, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True, slots=True)
class FoundLines:
    """Where a query hits the texts: the posts in the list's order, at most some hundreds of ``total``."""

    query: Query
    posts: tuple[tuple[PostEntry, PostHits], ...] = ()
    total: int = 0


class PostSearch(QObject):
    """Answers what the writer asks of the posts; the newest question stops the one before.

    ``found`` carries ``FoundPosts``, ``excerpts_found`` a mapping of paths to ``Excerpt``, ``lines_found``
    ``FoundLines``, ``known_found`` what can be suggested (``Known``), ``failed`` an ``EditorError``.
    """

    found = Signal(object)
    excerpts_found = Signal(object)
    lines_found = Signal(object)
    known_found = Signal(object)
    failed = Signal(object)
    _done = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._root = Path()
        self._shelf = Shelf()
        self._view = PostView()
        self._done.connect(self._on_done)

    @property
    def view(self) -> PostView:
        """What is wanted now."""
        return self._view

    def set_posts(self, root: Path, posts: Sequence[PostEntry]) -> None:
        """Take the posts there are now, of the project at ``root``, and answer the present view again."""
        self._root, self._shelf = root, Shelf(posts)
        self.show(self._view)
        self._tasks.submit(_KNOWN, partial(_known, self._shelf), self._done)

    @Slot(object)
    def show(self, view: PostView) -> None:
        """Find and order the posts of ``view``; ``found`` answers."""
        self._view = view
        self._tasks.submit(_VIEW, partial(_find_posts, self._shelf, view, date.today()), self._done)

    @Slot(object)
    def show_excerpts(self, paths: Sequence[str]) -> None:
        """Read where the present query hits the texts of these posts; ``excerpts_found`` answers."""
        finder = Finder(sought(read_query(self._view.query, typing=True).node))
        job = partial(_excerpts, self._root, tuple(paths), finder)
        self._tasks.submit(_EXCERPTS, job, self._done)

    @Slot(str)
    def show_lines(self, text: str) -> None:
        """Find the lines that a query hits in all posts; ``lines_found`` answers."""
        query = read_query(text, typing=True)
        self._tasks.submit(
            _LINES, partial(_find_lines, self._shelf, self._root, query, date.today()), self._done
        )

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        signals = {
            _VIEW: self.found,
            _EXCERPTS: self.excerpts_found,
            _LINES: self.lines_found,
            _KNOWN: self.known_found,
        }
        try:
            signals[outcome.key].emit(outcome.result())
        except EditorError as error:
            self.failed.emit(error)


def _paths(shelf: Shelf, node: Node, today: date, stop: Stop) -> Container[str] | None:
    """Return the paths a query finds; None for all."""
    if node == EVERYTHING:
        return None
    matches = Matcher(node, today)
    found = set()
    for place, entry in enumerate(shelf.posts):
        if place % 500 == 0 and stop():
            break
        if matches(entry):
            found.add(entry.path)
    return found


def _find_posts(shelf: Shelf, view: PostView, today: date, stop: Stop) -> FoundPosts:
    node = read_query(view.query, typing=True).node
    rows = shelf.arrange(view, _paths(shelf, node, today, stop))
    return FoundPosts(view, rows, sought(node), shelf.counts(), len(shelf.posts))


def _known(shelf: Shelf, _stop: Stop) -> Known:
    return known_of(shelf.posts)


def _excerpts(root: Path, paths: Sequence[str], finder: Finder, stop: Stop) -> object:
    return read_excerpts(root, paths, finder, stop)


def _find_lines(shelf: Shelf, root: Path, query: Query, today: date, stop: Stop) -> FoundLines:
    words = sought(query.node)
    if not words:
        return FoundLines(query)
    rows = shelf.arrange(PostView(), _paths(shelf, query.node, today, stop)).rows
    posts = {row.path: row for row in rows if isinstance(row, PostEntry)}
    finder = Finder(word for word in words if not word.field)
    hits = read_hits(root, list(posts)[:_MOST_POSTS], finder, stop)
    return FoundLines(query, tuple((posts[found.path], found) for found in hits), len(posts))
