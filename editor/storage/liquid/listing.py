"""Owns what a site holds as Jekyll's reader sorts it: posts, documents of collections, pages, files to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from editor.core.catalog import PostEntry, PostStatus
from editor.core.errors import NotUtf8Error
from editor.core.liquid.documents import Facts
from editor.core.post.places import DOCUMENT, PAGE, POST, Place, place_of
from editor.core.post.post import Post
from editor.core.post.record import Record
from editor.core.post.visibility import judge
from editor.core.site import SiteConfig
from editor.storage.headers import read_header
from editor.storage.project import Project
from editor.storage.walk import SKIPPED, Found, walk

# What may have a header besides markdown; nothing else is opened.
_TEXTS = frozenset(
    {".html", ".htm", ".xhtml", ".xml", ".txt", ".css", ".scss", ".sass", ".json", ".js", ".webmanifest"}
)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass
class Listing:
    """The files of a site. ``documents`` are by collection; each list is in Jekyll's order."""

    documents: dict[str, list[Facts]] = field(default_factory=dict)
    pages: list[Facts] = field(default_factory=list)
    static: list[Mapping[str, Any]] = field(default_factory=list)


def list_site(
    project: Project, now: datetime, stop: Callable[[], bool], posts: Iterable[PostEntry] | None = None
) -> Listing:
    """Look through a site; ``posts`` are its posts where they are known already, and are not read again then.

    ``now`` is aware. What cannot be read is left out, as Jekyll leaves it out. Raises ProjectError when the
    project's folder has gone.
    """
    site = project.site
    found = Listing()
    labels = {f"_{label}" for label in site.collections}
    known = None if posts is None else [_of_entry(entry, site) for entry in posts if _is_on_site(entry)]

    def enters(relative: str) -> bool:
        name = relative.rpartition("/")[2]
        if relative == "_site" or name in SKIPPED:
            return False
        if name == "_posts":
            return known is None
        if name.startswith("_") and (name in labels or _is_below(relative, labels)):
            return True
        return name[:1] not in "_." or site.exclusion.lets_in(_in_source(site, relative))

    for item in walk(project.root, enters, stop):
        if isinstance(item, Found):
            _sort_in(item, found, site, now)
    if known is not None:
        found.documents["posts"] = known
    for documents in found.documents.values():
        documents.sort(key=lambda facts: (facts.moment or now, facts.place.path))
    found.pages.sort(key=lambda facts: (PurePosixPath(facts.path).name, facts.path))
    found.static.sort(key=lambda file: str(file["path"]))
    return found


def _in_source(site: SiteConfig, relative: str) -> str:
    return relative.removeprefix(f"{site.source}/") if site.source else relative


def _is_below(relative: str, labels: set[str]) -> bool:
    return any(part in labels for part in relative.split("/"))


def _is_on_site(entry: PostEntry) -> bool:
    return entry.kind == POST and entry.status == PostStatus.PUBLISHED


def _of_entry(entry: PostEntry, site: SiteConfig) -> Facts:
    return Facts(entry.path, place_of(site, entry.path), entry.url, entry.due)


def _sort_in(item: Found, found: Listing, site: SiteConfig, now: datetime) -> None:
    place = place_of(site, item.relative)
    if place.unread is not None or place.kind not in (POST, DOCUMENT, PAGE):
        return
    suffix = PurePosixPath(item.relative).suffix.lower()
    post = _header(item) if suffix in site.markdown_suffixes or suffix in _TEXTS else None
    if post is None or (post.front is None and post.problem is None and place.kind != POST):
        if place.kind != POST:
            found.static.append(_static(item, place, site))
        return
    fate = judge(item.relative, post, site, now)
    facts = Facts(item.relative, place, fate.url, fate.moment)
    if place.kind == PAGE:
        if fate.shown:
            found.pages.append(facts)
    elif fate.shown or (place.kind == DOCUMENT and _is_data(post, place, site)):
        found.documents.setdefault(place.collection, []).append(facts)


def _is_data(post: Post, place: Place, site: SiteConfig) -> bool:
    """Documents of a collection without pages of its own are there for templates all the same."""
    output = site.collections[place.collection].get("output")
    return output in (None, False) and Record.of(post, site, place).is_published


def _header(item: Found) -> Post | None:
    try:
        return read_header(item.entry.path, item.relative)
    except (OSError, NotUtf8Error):
        return None


def _static(item: Found, place: Place, site: SiteConfig) -> Mapping[str, Any]:
    path = PurePosixPath(place.path)
    try:
        modified = datetime.fromtimestamp(item.entry.stat().st_mtime, UTC).astimezone(site.zone)
    except (OSError, ValueError):
        modified = _EARLIEST
    return {
        "path": f"/{place.path}",
        "name": path.name,
        "basename": path.stem,
        "extname": path.suffix,
        "modified_time": modified,
        "collection": place.collection or None,
    }
