"""Owns what a site's posts usually look like, learnt from all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from editor.core.post.dates import PostDate
from editor.core.post.lead import LEAD_TEXTS, SIDE_KEYS
from editor.core.post.reading import Value
from editor.core.post.taxonomy import Front, authors_of, categories_of, tags_of

_MOST_KEYS = 60
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Habits:
    """A site's usual ways. Names come most used first; ``key_order`` is the order of front-matter keys.

    ``image_folder`` is as posts write it, without a leading slash. ``date_pattern`` is an example of the
    commonest notation, None when no post has a date. ``lead_in_map`` tells that most lead images are a map with
    the path and the texts, not a path alone; ``lead_keys`` the key beside the path that most posts have for each text.
    """

    key_order: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image_leading_slash: bool = False
    image_folder: str = ""
    date_pattern: PostDate | None = None
    layout: str | None = None
    lead_in_map: bool = False
    lead_keys: Mapping[str, str] = field(default_factory=dict)


def learn_habits(fronts: Iterable[Front]) -> Habits:
    """Learn the habits of a site from the front matter of its posts."""
    orders: Counter[tuple[str, ...]] = Counter()
    authors: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    images: Counter[str] = Counter()
    layouts: Counter[str] = Counter()
    notations: Counter[str] = Counter()
    leads: Counter[bool] = Counter()
    beside: dict[str, Counter[str]] = {name: Counter() for name in LEAD_TEXTS}
    examples: dict[str, PostDate] = {}
    for front in fronts:
        orders[front.keys] += 1
        authors.update(authors_of(front))
        categories.update(categories_of(front))
        tags.update(tags_of(front))
        images.update(_pictures(front.get("image")))
        if _pictures(front.get("image")):
            leads[isinstance(front.get("image"), dict)] += 1
        for name, counted in beside.items():
            counted.update(key for key in front.keys if key in SIDE_KEYS[name])
        layout = front.get("layout")
        if isinstance(layout, str):
            layouts[layout] += 1
        date = front.get("date")
        if isinstance(date, PostDate):
            notation = _DIGIT.sub("0", date.text)
            notations[notation] += 1
            examples[notation] = date
    folders = _weighted(
        (str(PurePosixPath(image.lstrip("/")).parent), count) for image, count in images.items()
    )
    with_slash = sum(count for image, count in images.items() if image.startswith("/"))
    commonest = _first(notations)
    return Habits(
        key_order=_usual_order(orders),
        authors=_by_use(authors),
        categories=_by_use(categories),
        tags=_by_use(tags),
        image_leading_slash=with_slash * 2 > images.total(),
        image_folder=(_first(folders) or "").removeprefix("."),
        date_pattern=examples[commonest] if commonest else None,
        layout=_first(layouts),
        lead_in_map=leads[True] > leads[False],
        lead_keys={name: key for name, counted in beside.items() if (key := _first(counted))},
    )


def _usual_order(orders: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """Merge the key orders of all posts into one that contradicts as few of them as possible.

    Keys enter by use, each at the place where the fewest posts have it on the wrong side of a key that is
    already in; rare keys beyond sixty are left out.
    """
    uses: Counter[str] = Counter()
    first: Counter[tuple[str, str]] = Counter()
    for keys, count in orders.items():
        for index, key in enumerate(keys):
            uses[key] += count
            for later in keys[index + 1 :]:
                first[key, later] += count
    merged: list[str] = []
    for key, _ in uses.most_common(_MOST_KEYS):
        wrong = sum(first[other, key] for other in merged)
        best, place = wrong, 0
        for index, other in enumerate(merged, start=1):
            wrong += first[key, other] - first[other, key]
            if wrong <= best:
                best, place = wrong, index
        merged.insert(place, key)
    return tuple(merged)


def _pictures(value: Value) -> list[str]:
    if isinstance(value, dict):
        value = value.get("path") or value.get("feature")
    if not isinstance(value, str) or not value or _REMOTE.match(value) or "{" in value:
        return []
    return [value]


def _weighted(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for name, count in pairs:
        total[name] += count
    return total


def _by_use(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold())))


def _first(counted: Counter[str]) -> str | None:
    return counted.most_common(1)[0][0] if counted else None
