"""Owns the list of posts as the writer wants to see it: found, narrowed and ordered off the main thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.arranging import Arrangement, PostView, Shelf
from editor.core.catalog import PostEntry
from editor.core.errors import EditorError
from editor.core.fuzzy import FuzzyList
from editor.core.query.completion import Known, known_of
from editor.core.query.hits import Finder
from editor.core.query.matching import Matcher
from editor.core.query.nodes import EVERYTHING, Node, Query, Words, sought
from editor.core.query.reading import read_query
from editor.services.site_index import Listing
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.storage.index.beside import Beside
from editor.storage.index.search import Search
from editor.storage.index.translation import Moment
from editor.storage.passages import PostHits, read_excerpts, read_hits
from editor.storage.project import Project
from editor.storage.similar import Likeness, SimilarPosts

_VIEW, _EXCERPTS, _LINES, _KNOWN, _SIMILAR, _REPEATS = (
    "posts",
    "excerpts",
    "lines",
    "known",
    "similar",
    "repeats",
)
_MATCHES = "matches"
# The first lines are shown at once; beyond the most nobody reads on, and the query can be narrowed.
_FIRST_POSTS, _MOST_POSTS = 30, 500


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
    """Where a query hits the texts: the posts in the list's order, at most some hundreds of ``total``.

    ``left`` are those that are still to be read.
    """

    query: Query
    posts: tuple[tuple[PostEntry, PostHits], ...] = ()
    total: int = 0
    left: tuple[PostEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSimilar:
    """The posts like one that has ``title``, the most alike first; ``path`` is ``""`` for one without a file."""

    path: str
    title: str
    posts: tuple[tuple[PostEntry, Likeness], ...] = ()


class _Site:
    """The posts of one listing and the ways to ask for them; what is costly is made by the first who asks."""

    def __init__(self, project: Project | None, listing: Listing, beside: Beside) -> None:
        self.root = project.root if project is not None else Path()
        self.future = project is not None and project.site.future
        self.shelf = Shelf(listing.posts, listing.numbers)
        self.search = Search(listing.index, beside) if listing.index is not None else None
        self.similar = SimilarPosts(self.root, self.shelf, self.search)

    @cached_property
    def names(self) -> FuzzyList:
        """What is known of each post in one line, to be found by a few letters."""
        return FuzzyList(
            f"{entry.title} {' '.join(entry.categories)} {entry.author} {entry.path}"
            for entry in self.shelf.posts
        )

    def find(self, node: Node, today: date, stop: Stop) -> Set[int] | None:
        """Return the numbers of what a query finds, None for all; in headlines and names alone without an index."""
        if node == EVERYTHING:
            return None
        if self.search is not None:
            return self.search.find(node, Moment(datetime.now(UTC), today, self.future), stop)
        matches = Matcher(node, today)
        numbered = zip(self.shelf.numbers, self.shelf.posts, strict=True)
        return {number for number, entry in numbered if not stop() and matches(entry)}


class PostSearch(QObject):
    """Answers what the writer asks of the posts; the newest question stops the one before.

    ``found`` carries ``FoundPosts``, ``excerpts_found`` a mapping of paths to ``Excerpt``, ``lines_found``
    ``FoundLines``, ``known_found`` what can be suggested (``Known``), ``matches_found`` entries, the best first,
    ``similar_found`` and ``repeats_found`` ``FoundSimilar``, ``failed`` an ``EditorError``.
    """

    found = Signal(object)
    excerpts_found = Signal(object)
    lines_found = Signal(object)
    known_found = Signal(object)
    matches_found = Signal(object)
    similar_found = Signal(object)
    repeats_found = Signal(object)
    failed = Signal(object)
    _done = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site = _Site(None, Listing(), tasks.beside)
        self._view = PostView()
        self._done.connect(self._on_done)

    def set_listing(self, project: Project | None, listing: Listing) -> None:
        """Take the posts there are now, and answer the present view again."""
        self._site = _Site(project, listing, self._tasks.beside)
        self.show(self._view)
        if listing.complete:
            self._tasks.submit(_KNOWN, partial(_known, self._site), self._done, long=True)

    @Slot(object)
    def show(self, view: PostView) -> None:
        """Find and order the posts of ``view``; ``found`` answers."""
        self._view = view
        self._tasks.submit(_VIEW, partial(_find_posts, self._site, view, date.today()), self._done)

    @Slot(object)
    def show_excerpts(self, paths: Sequence[str]) -> None:
        """Read where the present query hits the texts of these posts; ``excerpts_found`` answers."""
        words = sought(read_query(self._view.query, typing=True).node)
        job = partial(_excerpts, self._site.root, tuple(paths), words)
        self._tasks.submit(_EXCERPTS, job, self._done)

    @Slot(str)
    def show_lines(self, text: str) -> None:
        """Find the lines that a query hits in all posts; ``lines_found`` answers."""
        query = read_query(text, typing=True)
        self._tasks.submit(_LINES, partial(_find_lines, self._site, query, date.today()), self._done)

    @Slot(str)
    def show_matches(self, text: str) -> None:
        """Find the posts that a few letters mean, misspelt ones too; ``matches_found`` answers."""
        self._tasks.submit(_MATCHES, partial(_find_matches, self._site, text), self._done)

    @Slot(object)
    def show_similar(self, path: str) -> None:
        """Find the posts that tell the story of the post at ``path``; ``similar_found`` answers."""
        self._tasks.submit(_SIMILAR, partial(_find_similar, self._site, path), self._done)

    def look_for_repeats(self, path: str, title: str) -> None:
        """Find the posts whose headline is like ``title``, that of the post at ``path`` (``""`` for a new one)."""
        self._tasks.submit(_REPEATS, partial(_find_repeats, self._site, path, title), self._done)

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        if not self._tasks.is_current(outcome):
            return
        signals = {
            _VIEW: self.found,
            _EXCERPTS: self.excerpts_found,
            _LINES: self.lines_found,
            _KNOWN: self.known_found,
            _MATCHES: self.matches_found,
            _SIMILAR: self.similar_found,
            _REPEATS: self.repeats_found,
        }
        try:
            result = outcome.result()
        except EditorError as error:
            self.failed.emit(error)
            return
        if isinstance(result, FoundLines) and result.left:
            self._tasks.submit(_LINES, partial(_read_lines, self._site.root, result, _MOST_POSTS), self._done)
        signals[outcome.key].emit(result)


def _find_posts(site: _Site, view: PostView, today: date, stop: Stop) -> FoundPosts:
    node = read_query(view.query, typing=True).node
    rows = site.shelf.arrange(view, site.find(node, today, stop))
    return FoundPosts(view, rows, sought(node), site.shelf.counts(), len(site.shelf.posts))


def _known(site: _Site, _stop: Stop) -> Known:
    return known_of(site.shelf.posts)


def _excerpts(root: Path, paths: Sequence[str], words: Sequence[Words], stop: Stop) -> object:
    return read_excerpts(root, paths, Finder(word for word in words if not word.field), stop)


def _find_lines(site: _Site, query: Query, today: date, stop: Stop) -> FoundLines:
    words = sought(query.node)
    if not words:
        return FoundLines(query)
    rows = site.shelf.arrange(PostView(), site.find(query.node, today, stop)).rows
    posts = tuple(row for row in rows if isinstance(row, PostEntry))
    found = FoundLines(query, total=len(posts), left=posts[:_MOST_POSTS])
    return _read_lines(site.root, found, _FIRST_POSTS, stop)


def _read_lines(root: Path, found: FoundLines, most: int, stop: Stop) -> FoundLines:
    """Read the lines of up to ``most`` of the posts that are left."""
    posts = {entry.path: entry for entry in found.left[:most]}
    finder = Finder(word for word in sought(found.query.node) if not word.field)
    read = tuple((posts[hits.path], hits) for hits in read_hits(root, list(posts), finder, stop))
    return replace(found, posts=found.posts + read, left=found.left[most:])


def _find_matches(site: _Site, text: str, _stop: Stop) -> tuple[PostEntry, ...]:
    return tuple(site.shelf.posts[place] for place in site.names.rank(text))


def _find_similar(site: _Site, path: str, stop: Stop) -> FoundSimilar:
    title = next((entry.title for entry in site.shelf.posts if entry.path == path), "")
    return FoundSimilar(path, title, site.similar.of_post(path, stop))


def _find_repeats(site: _Site, path: str, title: str, _stop: Stop) -> FoundSimilar:
    return FoundSimilar(path, title, site.similar.of_title(title, besides=path))
