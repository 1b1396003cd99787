"""Owns the judgement on a post: whether Jekyll shows it when the site is built, at which address, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from editor.core.catalog import PostStatus, is_text
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.permalink import (
    STYLES,
    PermalinkError,
    as_link,
    fill,
    fill_page,
    target_of,
    with_ending,
)
from editor.core.post.places import DOCUMENT, DRAFT, PAGE, POST, Place, place_of
from editor.core.post.post import Post
from editor.core.post.record import Record
from editor.core.post.remarks import KEPT, clash, day_words, remarks_on
from editor.core.post.slugs import pretty_slug, slugify
from editor.core.site import SiteConfig

__all__ = ["WITHHELD", "Visibility", "day_words", "is_to_come", "judge", "post_url", "target_of"]

WITHHELD = "“published: false” keeps it off the site."
IS_DRAFT = "It is a draft, which is not on the site until it is published."
_NO_TEXT = (
    "Its file name holds bytes that are no UTF-8, as old systems wrote them, and Jekyll stops the whole build at it. "
    "Rename it."
)
_BEHIND_BOM = (
    "It begins with a byte order mark, behind which Jekyll sees no front matter outside of the posts, so it copies "
    "the file as it is."
)
_HTML = (".html", ".xhtml", ".htm")
# What jekyll-sass-converter and jekyll-coffeescript, which every Jekyll 4 brings, make of a page.
_CONVERTED = {".scss": ".css", ".sass": ".css", ".coffee": ".js"}


@dataclass(frozen=True, slots=True)
class Visibility:
    """What Jekyll makes of one file when the site is built now.

    ``url`` begins with a slash, is percent-encoded and has no ``baseurl``; it is where the post is, or would be
    were it shown, and ``""`` where there is none or it hangs on the day of the build. ``moment`` is its date in the
    zone of the site, None for a page and for what Jekyll dates by the build. ``why`` is the sentence why it is not
    shown, ``""`` when it is; ``remarks`` are sentences on what may surprise. ``stops`` says that Jekyll ends the
    whole build at this file.
    """

    url: str
    moment: datetime | None
    shown: bool
    status: PostStatus
    why: str = ""
    remarks: tuple[str, ...] = ()
    stops: bool = False

    @property
    def day(self) -> date | None:
        """The day the post bears."""
        return self.moment.date() if self.moment else None


def judge(
    path: str,
    post: Post,
    site: SiteConfig,
    now: datetime,
    *,
    modified: datetime | None = None,
    taken: Mapping[str, Sequence[str]] | None = None,
) -> Visibility:
    """Return what Jekyll 4.3 makes of a file; never raises, whatever its header holds.

    ``path`` is relative to the project, with forward slashes; only the header of ``post`` is looked at.
    ``now`` and ``modified``, the file's own time, which dates a draft, are aware. ``taken`` maps what
    ``target_of`` makes of an address to the paths of those who have it.
    """
    place = place_of(site, path)
    record = Record.of(post, site, place)
    moment = record.written_date or (None if record.date_doubt else record.file_date)
    if moment is None and place.kind == DRAFT and not record.date_doubt:
        moment = (modified or now).astimezone(site.zone)
    status, why, stops = _fate(record, site, moment, now)
    remarks = remarks_on(record, site, moment)
    try:
        url = _address(record, site, moment)
    except PermalinkError as error:
        url = ""
        if not why:
            why, stops, status = error.message, True, PostStatus.BROKEN
        elif status is PostStatus.DRAFT:
            remarks = (error.message, *remarks)
    others = [other for other in (taken or {}).get(target_of(url), ()) if other != path] if url else []
    if others and not why:
        remarks = (clash(others), *remarks)
    if why and url and target_of(url).startswith(site.keep_files):
        remarks = (*remarks, KEPT)
    return Visibility(url, moment, not why, status, why, remarks, stops)


def is_to_come(moment: datetime, now: datetime) -> bool:
    """Tell whether a date is in the future to Jekyll, which counts whole seconds (Publisher#hidden_in_the_future?)."""
    return int(moment.timestamp()) > int(now.timestamp())


def post_url(site: SiteConfig, path: str, front: FrontMatter | None) -> str:
    """Return the address of a post, as ``Visibility.url``, from its path in the project and its front matter.

    It needs no clock: ``""`` also where the address hangs on a date that the post does not have yet.
    """
    record = Record.of(Post(False, front, ""), site, place_of(site, path))
    try:
        return _address(record, site, record.written_date or record.file_date)
    except PermalinkError:
        return ""


def _fate(
    record: Record, site: SiteConfig, moment: datetime | None, now: datetime
) -> tuple[PostStatus, str, bool]:
    """Return the status, the sentence why the file is not shown, and whether Jekyll stops at it."""
    place = record.place
    if place.unread is not None:
        return PostStatus.HIDDEN, place.unread, False
    if not is_text(place.path) and (place.kind != DRAFT or site.show_drafts):
        return PostStatus.BROKEN, _NO_TEXT, True
    if place.kind in (DOCUMENT, PAGE) and not record.has_header:
        return PostStatus.HIDDEN, "It has no front matter, so Jekyll copies it as it is.", False
    if record.has_header and record.behind_bom:
        return PostStatus.HIDDEN, _BEHIND_BOM, False
    if place.kind == POST and record.name.day is None and not record.name.impossible:
        sentence = "Its file name does not begin with a date such as 2026-03-14-, so Jekyll leaves it out."
        return PostStatus.HIDDEN, sentence, False
    if place.kind == DRAFT and not site.show_drafts:
        return PostStatus.DRAFT, IS_DRAFT, False
    if place.kind != PAGE and record.date_fault:
        return PostStatus.BROKEN, record.date_fault, True
    if not record.is_published and not site.unpublished:
        return PostStatus.HIDDEN, WITHHELD, False
    if place.kind == DOCUMENT and site.collections[place.collection].get("output") in (None, False):
        sentence = f"The collection “{place.collection}” has no “output: true” in _config.yml."
        return PostStatus.HIDDEN, sentence, False
    if place.kind != PAGE and moment and not site.future and is_to_come(moment, now):
        return (
            PostStatus.SCHEDULED,
            f"Its date is still to come: it shows when the site is built on or after {day_words(moment.date())}.",
            False,
        )
    return PostStatus.DRAFT if place.kind == DRAFT else PostStatus.PUBLISHED, "", False


def _address(record: Record, site: SiteConfig, moment: datetime | None) -> str:
    """Return the address, ``""`` when it hangs on a date in doubt; PermalinkError where Jekyll would stop."""
    own = record.value("permalink")
    if own is None or own is False:
        template = None
    elif isinstance(own, str) and (own or record.place.kind != PAGE):
        template = own
    else:
        raise PermalinkError(
            f"Its permalink “{_shown(own)}” is not one, and Jekyll stops the whole build at it."
        )
    path = PurePosixPath(record.place.path)
    ending = _output_ext(site, template, path.suffix)
    if record.place.kind == PAGE:
        return as_link(_page_address(site, template, path, ending))
    known = _placeholders(record, path, ending)
    return as_link(fill(template if template is not None else _template(site, record.place), known, moment))


def _page_address(site: SiteConfig, template: str | None, path: PurePosixPath, ending: str) -> str:
    """Rule: Jekyll, Page#template."""
    name = path.stem.rstrip(".")
    if template is None and ending not in _HTML:
        template = "/:path/:basename:output_ext"
    elif template is None:
        template = "/:path/" if name == "index" else with_ending("/:path/:basename", site.permalink)
    folder = str(path.parent)
    return fill_page(template, "" if folder == "." else f"/{folder}", name, ending)


def _template(site: SiteConfig, place: Place) -> str:
    """Return the template of a collection (Jekyll, Collection#url_template)."""
    own = site.collections[place.collection].get("permalink")
    if own is not None and own is not False:
        return str(own)
    if place.collection == "posts":
        return STYLES.get(site.permalink, site.permalink)
    return with_ending("/:collection/:path", site.permalink)


def _placeholders(record: Record, path: PurePosixPath, ending: str) -> Mapping[str, Callable[[], str]]:
    """Return the placeholders that are no part of the date, each worked out when a template asks for it."""
    slug = None if record.broken else record.value("slug")
    if slug is None or slug is False:
        slug = path.stem if record.broken else record.name.slug

    def text() -> str:
        if not isinstance(slug, str):
            raise PermalinkError(
                f"Its slug “{_shown(slug)}” is not text, and Jekyll stops the whole build at it. Put it in quotation "
                "marks."
            )
        return slug

    return {
        "collection": lambda: record.place.collection,
        "output_ext": lambda: ending,
        "name": lambda: slugify(path.stem),
        "path": lambda: _without_folder(str(path.with_suffix("")), record.place),
        "title": lambda: pretty_slug(text()),
        "slug": lambda: slugify(text()),
        "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in record.categories)),
        "slugified_categories": lambda: "/".join(dict.fromkeys(map(slugify, record.categories))),
    }


def _without_folder(path: str, place: Place) -> str:
    """Rule: Jekyll, Document#cleaned_relative_path."""
    return path.replace(f"_{place.collection}", "", 1).rstrip(".")


def _output_ext(site: SiteConfig, permalink: str | None, suffix: str) -> str:
    """Rule: Jekyll, Renderer#output_ext."""
    if permalink and not permalink.endswith("/"):
        own = PurePosixPath(permalink).suffix
        if own:
            return own
    if suffix.lower() in site.markdown_suffixes:
        return ".html"
    return _CONVERTED.get(suffix.lower(), suffix)


def _shown(value: object) -> str:
    return value.text if isinstance(value, PostDate) else str(value)
