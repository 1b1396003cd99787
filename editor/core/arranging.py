"""Owns the order of the list of posts: sorted, narrowed to a state, grouped under headings."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import compress, count
from operator import attrgetter

from editor.core.catalog import PostEntry, shown_day
from editor.core.folding import fold
from editor.core.post.places import PAGE, POST_KINDS

SORTS = ("date", "title", "changed", "words")
GROUPS = ("", "month", "category")
ALL = "all"
PAGES = "page"
"""The state of pages, and the name of their heading."""
STATES = (ALL, "draft", "scheduled", "published", "hidden", "broken", PAGES)


@dataclass(frozen=True, slots=True)
class PostView:
    """What the writer wants to see: a query, a state (or ``all``), an order and a grouping."""

    query: str = ""
    state: str = ALL
    sort: str = "date"
    reverse: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row above a ``group``: ``2026-03`` or the name of a category, ``""`` for posts without, and how many."""

    group: str
    name: str
    count: int


Row = PostEntry | Heading


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows of the list; ``posts`` is how many posts are among them.

    ``order`` has the places of all posts in the list's order, and ``kept`` which of these are rows, rising.
    """

    rows: tuple[Row, ...] = ()
    posts: int = 0
    order: Mapping[str, int] = field(default_factory=dict, repr=False)
    kept: Sequence[int] = ()
    reverse: bool = False

    def place(self, path: str) -> int | None:
        """Return the row of a post by its path, None where it is not among them."""
        at = self.order.get(path)
        if at is None:
            return None
        # Sought when it is asked for: a table of the rows would take longer than all else that a key costs.
        place = bisect_left(self.kept, at)
        if place == len(self.kept) or self.kept[place] != at:
            return None
        return len(self.kept) - 1 - place if self.reverse else place


class Shelf:
    """The posts of a project, which remembers every order it was once asked for.

    Sorting 20,000 posts takes longer than a keystroke may; leaving out of a sorted list does not.
    """

    def __init__(self, posts: Sequence[PostEntry] = (), numbers: Sequence[int] = ()) -> None:
        """Take the posts of a project, in the order of ``newest_first``, and a number for each; else its place."""
        self.posts = tuple(posts)
        self.numbers = tuple(numbers) or tuple(range(len(self.posts)))
        self._orders = {"date": (self.posts, self.numbers)}
        self._places: dict[str, Mapping[str, int]] = {}
        self._counts: dict[str, int] | None = None

    def counts(self) -> dict[str, int]:
        """Return how many posts there are of each state."""
        if self._counts is None:
            self._counts = dict(Counter(map(state_of, self.posts)))
        return self._counts

    def arrange(self, view: PostView, found: Set[int] | None = None) -> Arrangement:
        """Return the rows of ``view``; ``found`` holds the numbers of what its query finds, None for all."""
        posts, numbers = self._order(view.sort)
        kept: Sequence[int] = range(len(posts))
        if found is not None:
            kept = tuple(compress(kept, map(found.__contains__, numbers)))
        if view.state != ALL:
            kept = tuple(at for at in kept if state_of(posts[at]) == view.state)
        rows = posts if len(kept) == len(posts) else tuple(map(posts.__getitem__, kept))
        if view.reverse:
            rows = rows[::-1]
        if not view.group:
            return Arrangement(rows, len(rows), self._places_in(view.sort), kept, view.reverse)
        grouped = _grouped(rows, view)
        places = {row.path: place for place, row in enumerate(grouped) if isinstance(row, PostEntry)}
        return Arrangement(grouped, len(rows), places, range(len(grouped)))

    def _places_in(self, sort: str) -> Mapping[str, int]:
        """Return the places of all posts in an order."""
        if sort not in self._places:
            self._places[sort] = dict(zip(map(_PATH, self._order(sort)[0]), count(), strict=False))
        return self._places[sort]

    def _order(self, sort: str) -> tuple[tuple[PostEntry, ...], tuple[int, ...]]:
        if sort not in self._orders:
            number_of = dict(zip(map(_PATH, self.posts), self.numbers, strict=True))
            ordered = _SORTERS[sort](self.posts)
            self._orders[sort] = (ordered, tuple(number_of[entry.path] for entry in ordered))
        return self._orders[sort]


def state_of(entry: PostEntry) -> str:
    """Return the state a list counts an entry among: pages are all of one."""
    return PAGES if entry.kind == PAGE else entry.status


_PATH: Callable[[PostEntry], str] = attrgetter("path")


def newest_first(posts: Iterable[PostEntry]) -> tuple[PostEntry, ...]:
    """Order posts as a newsroom lists them: undated drafts on top, then the newest first; undated pages at the end."""

    def rank(entry: PostEntry) -> tuple[int, float, str]:
        if entry.moment is None and entry.day is None:
            return (0 if entry.kind in POST_KINDS else 2, -entry.modified_ns, entry.path)
        moment = entry.moment
        if moment is None:
            assert entry.day is not None
            moment = datetime(entry.day.year, entry.day.month, entry.day.day, tzinfo=UTC)
        elif moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return (1, -moment.timestamp(), entry.path)

    return tuple(sorted(posts, key=rank))


def _by_title(posts: Iterable[PostEntry]) -> tuple[PostEntry, ...]:
    return tuple(sorted(posts, key=lambda entry: (fold(entry.title), entry.path)))


def _last_changed_first(posts: Iterable[PostEntry]) -> tuple[PostEntry, ...]:
    return tuple(sorted(posts, key=lambda entry: (-entry.modified_ns, entry.path)))


def _longest_first(posts: Iterable[PostEntry]) -> tuple[PostEntry, ...]:
    return tuple(sorted(posts, key=lambda entry: (-entry.words, entry.path)))


_SORTERS: dict[str, Callable[[Iterable[PostEntry]], tuple[PostEntry, ...]]] = {
    "title": _by_title,
    "changed": _last_changed_first,
    "words": _longest_first,
}


def _grouped(posts: Sequence[PostEntry], view: PostView) -> tuple[Row, ...]:
    """Put a heading above each group: months the newest first (the oldest, when reversed), categories by name."""
    groups: dict[str, list[PostEntry]] = {}
    for entry in posts:
        groups.setdefault(_group_of(entry, view.group), []).append(entry)
    months = view.group == "month"
    names = sorted((name for name in groups if name), key=fold)
    if months and not (view.reverse and view.sort == "date"):
        names.reverse()
    # Drafts have no day and are what one works on; posts without a category are what one has still to file.
    if months and PAGES in groups:
        names.remove(PAGES)
        names.append(PAGES)
    names = ["", *names] if months and "" in groups else [*names, *([""] if "" in groups else [])]
    rows: list[Row] = []
    for name in names:
        rows.append(Heading(view.group, name, len(groups[name])))
        rows.extend(groups[name])
    return tuple(rows)


def _group_of(entry: PostEntry, group: str) -> str:
    if group == "category":
        return entry.categories[0] if entry.categories else ""
    day = shown_day(entry)
    if day is None:
        return "" if entry.kind in POST_KINDS else PAGES
    return f"{day.year:04}-{day.month:02}"
