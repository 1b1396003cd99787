"""Owns what a file's header means to Jekyll: its keys with the site's defaults below them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from functools import cached_property
from typing import Any

from editor.core.post.dates import PostDate
from editor.core.post.fences import split_fences
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.naming import PostName, parse_name
from editor.core.post.places import DOCUMENT, PAGE, Place, folders_above
from editor.core.post.post import Post
from editor.core.post.rubydates import is_doubtful, moment_of
from editor.core.site import SiteConfig

_NO_FRONT = FrontMatter("", "", "")
_QUOTED_DATE = re.compile(r"""\n(["']?)date\1[ \t]*:[ \t]+(?:[!&]\S*[ \t]+)*["']""")
_ADVICE = "Write it as 2026-03-14 07:30:00 +0100."


@dataclass(frozen=True)
class Record:
    """One file as Jekyll reads it. ``zone`` is the site's; ``front`` is empty where there is none.

    ``broken`` says that Jekyll finds front matter and cannot read it: it then goes on without any of it, and
    without what the file name says (Document#read). Outside of the posts it finds none behind a byte order mark
    (Utils.has_yaml_header?): that is ``behind_bom``.
    """

    front: FrontMatter
    defaults: Mapping[str, Any]
    name: PostName
    place: Place
    zone: tzinfo
    broken: bool
    has_header: bool
    behind_bom: bool = False

    @classmethod
    def of(cls, post: Post, site: SiteConfig, place: Place) -> Record:
        """Gather what is known of a post at a place."""
        broken = post.problem is not None and split_fences(post.body) is not None
        front = post.front or _NO_FRONT
        defaults = site.defaults.values_for(place.path, place.collection or "pages")
        if isinstance(front.get("categories"), dict | int | float | PostDate):
            broken, front = True, _NO_FRONT
        return cls(
            front,
            defaults,
            parse_name(place.path),
            place,
            site.zone,
            broken,
            broken or post.front is not None,
            post.bom and place.kind in (PAGE, DOCUMENT),
        )

    def value(self, key: str) -> Any:
        """Return a key's value; one without value takes its default, but not in a page (Utils.deep_merge_hashes)."""
        value = self.front.get(key)
        if value is None and not (self.place.kind == PAGE and key in self.front):
            return self.defaults.get(key)
        return value

    @property
    def is_published(self) -> bool:
        """What ``published`` says; written without a value it means no (Publisher#can_be_published?)."""
        if "published" not in self.front and (
            self.place.collection == "" or "published" not in self.defaults
        ):
            return True
        value = self.value("published")
        return value is not None and value is not False

    @cached_property
    def written_date(self) -> datetime | None:
        """The moment of the ``date`` key, in the site's zone; None where there is none or ``date_fault`` is set."""
        value = self.value("date")
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        quoted = _QUOTED_DATE.search(f"\n{self.front.block}") is not None
        written = value if isinstance(value, PostDate) else _text(value)
        return moment_of(written, self.zone, quoted=quoted)

    @cached_property
    def file_date(self) -> datetime | None:
        """Midnight, in the site's zone, of the day in the file name; a broken file's name is not looked at."""
        if self.name.day is None or self.broken:
            return None
        return datetime.combine(self.name.day, time.min, self.zone)

    @property
    def date_doubt(self) -> str | None:
        """The sentence about a date in words of which only Ruby can tell the day, None when there is none."""
        text = self._date_text
        if text is None or self.written_date is not None or not is_doubtful(text):
            return None
        return f"Its date “{text[:60]}” is not in a form this program can use. {_ADVICE}"

    @property
    def _date_text(self) -> str | None:
        """What stands under ``date`` where Jekyll finds such a key."""
        if "date" not in self.front and self.defaults.get("date") is None:
            return None
        value = self.value("date")
        return value.text if isinstance(value, PostDate) else _text(value)

    @property
    def date_fault(self) -> str | None:
        """The sentence about a date at which Jekyll stops the whole build, None when there is none."""
        text = self._date_text
        if text is not None and self.written_date is None and not is_doubtful(text):
            if not text.strip():
                return f"Its date is empty, and Jekyll stops the whole build at it. {_ADVICE}"
            return f"Its date “{text[:60]}” cannot be read, and Jekyll stops the whole build at it. {_ADVICE}"
        if self.name.impossible and not self.broken and text is None:
            return (
                f"Its file name begins with “{self.name.impossible}”, which is no day, and Jekyll stops the whole "
                "build at it. Rename the file."
            )
        return None

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories in Jekyll's order: of folders, defaults, ``categories``, then ``category``.

        Rule: Document#merge_categories! and #populate_categories.
        """
        plural: list[Any] = [*folders_above(self.place)]
        for value in (self.defaults.get("categories"), self.front.get("categories")):
            plural += value.split() if isinstance(value, str) else value if isinstance(value, list) else ()
        names = [_text(item) for item in plural]
        if not self.broken:
            single = self.value("category")
            more = plural if single is None or single is False else single
            names += [_text(item) for item in _flat(more) if item is not None]
        return tuple(dict.fromkeys(names))


def _flat(value: Any) -> list[Any]:
    return [part for item in value for part in _flat(item)] if isinstance(value, list) else [value]


def _text(value: Value | Any) -> str:
    """Return what Ruby's ``to_s`` makes of a value."""
    if isinstance(value, PostDate):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_inspected, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_inspected(key)}=>{_inspected(item)}' for key, item in value.items())}}}"
    return "" if value is None else str(value)


def _inspected(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "nil" if value is None else _text(value)
