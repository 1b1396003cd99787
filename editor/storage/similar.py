"""Owns finding the posts of a site that tell one story: by their headlines, and by runs of words they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editor.core.arranging import Shelf
from editor.core.catalog import PostEntry
from editor.core.similar import TEXTS_ALIKE, headline_key, headlines_alike, probes, text_likeness
from editor.storage.index.search import Search
from editor.storage.passages import read_body

_MOST = 20


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a headline and a text are, 0 to 1 each; a text that was not compared is 0."""

    headline: float = 0.0
    text: float = 0.0

    @property
    def most(self) -> float:
        """The greater of the two."""
        return max(self.headline, self.text)


class SimilarPosts:
    """Compares posts with all others; the numbers of ``shelf`` are ids in the index, which ``search`` asks."""

    def __init__(self, root: Path, shelf: Shelf, search: Search | None) -> None:
        self._root = root
        self._posts = shelf.posts
        self._numbers = shelf.numbers
        self._search = search

    @cached_property
    def _keys(self) -> list[str]:
        """The headlines as they are compared: made once for a list, a tenth of a second for 20,000."""
        return [headline_key(entry.title) for entry in self._posts]

    def of_title(self, title: str, besides: str = "") -> tuple[tuple[PostEntry, Likeness], ...]:
        """Return the posts with a headline like ``title``, the most alike first, but not the one at ``besides``."""
        found = headlines_alike(title, self._keys, _MOST)
        pairs = ((self._posts[place], Likeness(headline=score)) for place, score in found)
        return tuple(pair for pair in pairs if pair[0].path != besides)

    def of_post(self, path: str, stop: Callable[[], bool]) -> tuple[tuple[PostEntry, Likeness], ...]:
        """Return the posts like the one at ``path`` in headline or text, the most alike first.

        Raises ReadError when the index cannot be asked.
        """
        own = next((entry for entry in self._posts if entry.path == path), None)
        if own is None:
            return ()
        likeness = {entry.path: alike for entry, alike in self.of_title(own.title, besides=path)}
        body = read_body(self._root, path) or ""
        entries = {entry.path: entry for entry in self._posts}
        for other in (*likeness, *(self._sharing(body) if self._search is not None else ())):
            if other == path or stop():
                continue
            text = text_likeness(body, read_body(self._root, other) or "")
            before = likeness.get(other, Likeness())
            if before.headline or text >= TEXTS_ALIKE:
                likeness[other] = Likeness(before.headline, max(before.text, text))
        ranked = sorted(likeness, key=lambda other: (-likeness[other].most, other))
        return tuple((entries[other], likeness[other]) for other in ranked[:_MOST])

    def _sharing(self, body: str) -> list[str]:
        assert self._search is not None
        paths = {number: entry.path for number, entry in zip(self._numbers, self._posts, strict=True)}
        return [paths[number] for number in self._search.sharing(probes(body)) if number in paths]
