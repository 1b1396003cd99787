"""Owns posts, collection documents and pages as templates see them: read when somebody asks, as Jekyll's drops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Protocol

from editor.core.liquid.values import Drop, text_of
from editor.core.markdown.renderer import text_below
from editor.core.post.dates import PostDate
from editor.core.post.places import DRAFT, PAGE, Place
from editor.core.post.post import Post
from editor.core.post.record import Record
from editor.core.post.rubydates import moment_of
from editor.core.site import SiteConfig

# Psych, ScalarScanner: only these become a Date or a Time; all else stays text.
_DAY = re.compile(r"\d{4}-(?:1[012]|0?\d)-(?:[12]\d|3[01]|0?\d)", re.ASCII)
_TIME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?",
    re.ASCII,
)
_ZONE = re.compile(r"(?:Z|[-+]\d{1,2}:?(?:\d\d)?)$", re.ASCII)


class Library(Protocol):
    """Gives documents what lies beyond their own header."""

    site: SiteConfig
    now: datetime

    def post(self, path: str) -> Post:
        """Return the file at a path from the project's root, header and body; an empty post where it has gone."""

    def html(self, document: Document, text: str, *, apart: bool = False) -> str:
        """Return a part of a document's body as HTML, Liquid run; ``apart`` is its excerpt, a document of its own."""

    def is_made(self, document: Document) -> bool:
        """Tell whether Jekyll has made a document when it comes to the page in view: until then it is its source."""

    def layout_for(self, document: Document) -> str | None:
        """Return the layout of a document that names none, where a plugin gives it one."""

    def neighbours(self, document: Document) -> tuple[Document | None, Document | None]:
        """Return the documents before and after one in its collection."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file without reading it: its path from the root, place, address and moment (aware)."""

    path: str
    place: Place
    url: str
    moment: datetime | None


def ruby_value(value: Any, zone: tzinfo) -> Any:
    """Return a value of front matter as Ruby has it: dates are days, times or text (Psych's ScalarScanner)."""
    if isinstance(value, PostDate):
        return _ruby_date(value, zone)
    if isinstance(value, list):
        return [ruby_value(item, zone) for item in value]
    if isinstance(value, Mapping):
        found: dict[str, Any] = {}
        for key, item in value.items():
            inner = ruby_value(item, zone)
            found |= _merged(inner) if key == "<<" else {key: inner}
        return found
    return value


def _merged(value: Any) -> Mapping[str, Any]:
    """Return what ``<<: *anchor`` brings in (Psych's revive_hash): of a list of hashes, the first wins."""
    if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        return {key: item for inner in reversed(value) for key, item in inner.items()}
    return value if isinstance(value, Mapping) else {"<<": value}


def _ruby_date(value: PostDate, zone: tzinfo) -> Any:
    if _DAY.fullmatch(value.text):
        return value.moment.date()
    if not _TIME.fullmatch(value.text):
        return value.text
    if not _ZONE.search(value.text):
        return value.moment.replace(tzinfo=UTC)
    return value.moment if value.moment.tzinfo else moment_of(value, zone) or value.text


class Document(Drop):
    """A post or a collection's document (Jekyll::Drops::DocumentDrop). Two of one file are the same."""

    def __init__(
        self,
        facts: Facts,
        library: Library,
        post: Post | None = None,
        content: Callable[[], str] | None = None,
    ) -> None:
        self.facts = facts
        self._library = library
        self._given = post
        self._made = content
        self._own = self._answers()

    def _answers(self) -> dict[str, Callable[[], Any]]:
        """Return what it answers to by itself, before its header."""
        facts = self.facts
        return {
            "id": self._id,
            "url": lambda: facts.url,
            "path": lambda: facts.place.path,
            "relative_path": lambda: facts.place.path,
            "collection": lambda: facts.place.collection,
            "date": lambda: self.moment,
            "content": self._content,
            "output": self._content,
            "excerpt": self._excerpt,
            "name": lambda: self.data.get("name") or PurePosixPath(facts.path).name,
            "previous": lambda: self._library.neighbours(self)[0],
            "next": lambda: self._library.neighbours(self)[1],
        }

    def __getitem__(self, key: str) -> Any:
        own = self._own.get(key)
        if own is not None:
            return own()
        return self.data[key]

    def keys(self) -> Any:
        """Return the names it answers to."""
        return dict.fromkeys((*self._own, *self.data)).keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self.data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and other.facts.path == self.facts.path

    def __hash__(self) -> int:
        return hash(self.facts.path)

    def text(self) -> str:
        """Return what an output of the whole document writes."""
        return text_of(self["content"])

    def label(self) -> str:
        """Return what stands for it in a list or hash that is written (Jekyll::Document#inspect)."""
        place = self.facts.place
        return f"#<Jekyll::Document {place.path} collection={place.collection}>"

    @property
    def moment(self) -> datetime:
        """When it is dated; what has no date counts as made now."""
        return self.facts.moment or self._library.now

    @cached_property
    def post(self) -> Post:
        """The file, header and body."""
        return self._library.post(self.facts.path) if self._given is None else self._given

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The header with the site's defaults and what Jekyll fills in (Document#read_post_data)."""
        site, place = self._library.site, self.facts.place
        record = Record.of(self.post, site, place)
        values = dict(ruby_value(record.defaults, site.zone))
        for key in record.front.keys:
            value = ruby_value(record.front.get(key), site.zone)
            if value is not None or key not in values:
                values[key] = value
        values = self._filled_in(values, record)
        if "layout" not in values and self._gets_layout():
            values["layout"] = self._library.layout_for(self)
        return values

    def _gets_layout(self) -> bool:
        """Tell whether jekyll-default-layout has a say: of posts and pages in markdown."""
        site, place = self._library.site, self.facts.place
        return (
            "jekyll-default-layout" in site.plugins
            and (place.kind == PAGE or place.collection == "posts")
            and PurePosixPath(place.path).suffix.lower() in site.markdown_suffixes
        )

    def _filled_in(self, values: dict[str, Any], record: Record) -> dict[str, Any]:
        if values.get("title") in (None, False):
            values["title"] = " ".join(word.capitalize() for word in record.name.slug.split("-"))
        values["slug"] = values.get("slug") or record.name.slug
        values["ext"] = values.get("ext") or record.name.suffix
        values["categories"] = list(record.categories)
        values["tags"] = _tags(values)
        values["draft"] = values.get("draft") or self.facts.place.kind == DRAFT
        values["date"] = self.moment
        values.setdefault("excerpt", None)
        return values

    def _id(self) -> str:
        folder = (
            self.facts.url.rpartition("/")[0] if not self.facts.url.endswith("/") else self._folder_above()
        )
        return f"{folder.rstrip('/')}/{text_of(self.data.get('slug'))}"

    def _folder_above(self) -> str:
        return self.facts.url.rstrip("/").rpartition("/")[0]

    def _content(self) -> str:
        if self._made is not None:
            return self._made()
        body = text_below(self.post.body)
        return self._library.html(self, body) if self._library.is_made(self) else body

    def _excerpt(self) -> Any:
        written = self.data.get("excerpt")
        if written is not None and written is not False:
            return text_of(written)
        mark = text_of(self.data.get("excerpt_separator") or self._library.site.excerpt_separator)
        if not mark:
            return ""
        body = text_below(self.post.body)
        part = first_part(body, mark)
        if part == body and self._made is not None:
            # The whole post is its own excerpt, and has been made already.
            made = self._made()
            return made if made.endswith("\n") else f"{made}\n"
        return self._library.html(self, part, apart=True)


_BLOCK_TAG = re.compile(r"\{%-?\s*(\w+)\s*.*?-?%\}", re.DOTALL)
_BLOCK_NAMES = frozenset(
    {"if", "unless", "case", "for", "capture", "highlight", "comment", "raw", "tablerow"}
)
_LINK_DEFINITION = re.compile(r"^ {0,3}(\[[^\]]+\])(:.+)$", re.MULTILINE)


def first_part(body: str, separator: str) -> str:
    """Return the excerpt of a body: what is before the separator, its blocks ended (Jekyll::Excerpt)."""
    head, _, tail = body.replace("\r\n", "\n").partition(separator)
    if not tail:
        return head
    for name in reversed(_BLOCK_TAG.findall(head) if "{%" in head else []):
        if name in _BLOCK_NAMES and not re.search(rf"\{{%-?\s*end{name}\b", head):
            head += f"\n{{% end{name} %}}"
    definitions = [f"{label}{rest}" for label, rest in _LINK_DEFINITION.findall(tail) if label in head]
    return f"{head}\n\n" + "\n".join(definitions) if definitions else head


def _tags(values: Mapping[str, Any]) -> list[Any]:
    """Rule: Jekyll::Utils.pluralized_array_from_hash."""
    found = values.get("tag")
    if found is None or found is False:
        found = values.get("tags")
        found = found.split() if isinstance(found, str) else found if isinstance(found, list) else None
    return [item for item in _flat(found) if item is not None]


def _flat(value: Any) -> list[Any]:
    return [part for item in value for part in _flat(item)] if isinstance(value, list) else [value]


_NOT_OF_PAGES = frozenset({"id", "collection", "relative_path", "date", "output", "previous", "next"})


class Page(Document):
    """A page (Jekyll::Page#to_liquid): its header, and where it is."""

    def _answers(self) -> dict[str, Callable[[], Any]]:
        facts = self.facts
        return {
            **{key: answer for key, answer in super()._answers().items() if key not in _NOT_OF_PAGES},
            "name": lambda: PurePosixPath(facts.path).name,
            "dir": lambda: facts.url if facts.url.endswith("/") else f"{self._folder_above().rstrip('/')}/",
        }

    def _filled_in(self, values: dict[str, Any], record: Record) -> dict[str, Any]:
        return values

    def _content(self) -> str:
        if self._made is None:
            return super()._content()
        # Its layouts see a page as it was before it was made (Jekyll::Renderer#assign_pages!).
        self._made()
        return text_below(self.post.body)

    def _excerpt(self) -> Any:
        written = self.data.get("excerpt")
        if (written is None or written is False) and not self._library.site.raw.get("page_excerpts"):
            return None
        return super()._excerpt()

    def label(self) -> str:
        """Return what stands for it in a list or hash that is written (Jekyll::Page#inspect)."""
        return f'#<Jekyll::Page @relative_path="{self.facts.place.path}">'


def document_of(
    facts: Facts, library: Library, post: Post | None = None, content: Callable[[], str] | None = None
) -> Document:
    """Return a file as templates see it.

    ``post`` is its text where that is not the one on disk, ``content`` gives its HTML where that is made already.
    """
    return (Page if facts.place.kind == PAGE else Document)(facts, library, post, content)
