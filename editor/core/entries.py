"""Owns how a post's header becomes its row in a list, and what Jekyll will do with that post."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from editor.core.catalog import PostEntry, PostStatus
from editor.core.post.dates import PostDate, parse_date
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.naming import parse_name
from editor.core.post.plain import headline_from, plain_line
from editor.core.post.post import Post
from editor.core.post.taxonomy import authors_of, categories_of, tags_of
from editor.core.site import SiteConfig

POST, DRAFT, LOOSE = "post", "draft", "loose"
"""Kinds: below a ``_posts`` folder, below a ``_drafts`` folder, in a folder that is no site."""

# Ruby's Time.parse, which Jekyll asks, also reads a month in words, carries an impossible 31st on into the
# next month and overlooks what follows a date. This program does not, and points such a date out.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ONLY_RUBY_READS = re.compile(
    rf".*?\d.*?\b{_MONTH}|.*?\b{_MONTH}\b.*?\d|\s*\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b"
    r"|\s*\d{4}[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\b",
    re.IGNORECASE | re.DOTALL,
)

_NO_FRONT = FrontMatter("", "", "")
_EXCERPT_KEYS = ("excerpt", "description", "summary")
_IMAGE_KEYS = ("path", "feature", "src", "url")
_POST_FOLDER = re.compile(r"(?:(?P<above>.*?)/)?(?:_posts|_drafts)/")


def entry_of(
    path: str,
    kind: str,
    post: Post,
    site: SiteConfig,
    now: datetime,
    zone: tzinfo | None,
    modified_ns: int = 0,
) -> PostEntry:
    """Return the row of a post; never raises, whatever its header holds.

    ``path`` is relative to the project, ``kind`` one of ``POST``, ``DRAFT``, ``LOOSE``; only the header of
    ``post`` is looked at. ``now`` is aware; a date without a zone is in ``zone``, the site's own, or the
    machine's when that is None, as in Jekyll (https://jekyllrb.com/docs/configuration/options/).

    Each key is asked for once: this runs for every post of a site of 20,000.
    """
    front = post.front or _NO_FRONT
    name = parse_name(path)
    moment, problem, broken = _date_of(front)
    status, reason = _status(kind, post, name.day)
    if broken:
        status = PostStatus.BROKEN
    elif status is PostStatus.PUBLISHED and not site.future and is_after(moment, name.day, now, zone):
        status = PostStatus.SCHEDULED
    return PostEntry(
        path=path,
        kind=kind,
        title=plain_line(front.get("title")) or headline_from(name.slug) or path,
        day=name.day,
        moment=moment,
        status=status.value,
        categories=_with_folders(path, categories_of(front)),
        tags=tags_of(front),
        author=", ".join(dict.fromkeys(map(site.author_name, authors_of(front)))),
        excerpt=next((text for key in _EXCERPT_KEYS if (text := plain_line(front.get(key)))), ""),
        image=_image(front.get("image")),
        modified_ns=modified_ns,
        problem=reason or problem,
    )


def broken_entry(path: str, kind: str, problem: str, modified_ns: int = 0) -> PostEntry:
    """Return the row of a file whose header could not be read, with the sentence that says why."""
    return PostEntry(
        path=path,
        kind=kind,
        title=path.rpartition("/")[2],
        day=parse_name(path).day,
        moment=None,
        status=PostStatus.BROKEN.value,
        modified_ns=modified_ns,
        problem=problem,
    )


def _status(kind: str, post: Post, day: date | None) -> tuple[PostStatus, str | None]:
    """Return what Jekyll makes of a post apart from its date, and a sentence when that may surprise.

    Rules: Jekyll's ``PostReader``, ``Publisher`` and ``Document#published?``.
    """
    if post.problem is not None:
        return PostStatus.BROKEN, post.problem.message
    if post.front is None:
        sentence = "It has no front matter, so Jekyll does not treat it as a post."
        return (PostStatus.DRAFT if kind == DRAFT else PostStatus.HIDDEN), sentence
    if kind == DRAFT:
        return PostStatus.DRAFT, None
    if kind == POST and day is None:
        sentence = "Its file name does not begin with a date such as 2026-03-14-, so Jekyll leaves it out."
        return PostStatus.HIDDEN, sentence
    if post.front.get("published") is False:
        return PostStatus.HIDDEN, None
    return PostStatus.PUBLISHED, None


def _date_of(front: FrontMatter) -> tuple[datetime | None, str | None, bool]:
    """Return the moment of the ``date`` key, a sentence when it is unreadable, and if Jekyll stops at it."""
    value = front.get("date")
    if value is None or value == "":
        return None, None, False
    written = parse_date(value.strip()) if isinstance(value, str) else value
    if isinstance(written, PostDate):
        return written.moment, None, False
    advice = "Write it as 2026-03-14 07:30:00 +0100."
    if isinstance(value, str) and _ONLY_RUBY_READS.match(value[:80]):
        return None, f"Its date “{value[:60]}” is not in a form this program can use. {advice}", False
    sentence = (
        f"Its date “{str(value)[:60]}” cannot be read, and Jekyll stops the whole build at it. {advice}"
    )
    return None, sentence, True


def is_after(moment: datetime | None, day: date | None, now: datetime, zone: tzinfo | None) -> bool:
    """Tell whether a post's date is still to come; a day alone begins at midnight.

    ``now`` is aware; a moment without a zone is in ``zone``, or in the machine's own when that is None.
    """
    if moment is None:
        if day is None:
            return False
        moment = datetime(day.year, day.month, day.day)
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.timestamp() > now.timestamp()
    except (OverflowError, OSError, ValueError):  # the year 1 or 9999, which not every system can convert
        return moment.replace(tzinfo=None) > now.replace(tzinfo=None)


def _with_folders(path: str, written: tuple[str, ...]) -> tuple[str, ...]:
    """Add the folders above ``_posts``, which Jekyll counts as categories (https://jekyllrb.com/docs/posts/)."""
    match = _POST_FOLDER.match(path)
    if match is None or not match["above"]:
        return written
    return tuple(dict.fromkeys((*match["above"].split("/"), *written)))


def _image(value: Value) -> str:
    """The lead image's reference in the shapes sites use: text, a list of texts, a map."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((part for key in _IMAGE_KEYS if (part := value.get(key))), None)
    return value.strip() if isinstance(value, str) else ""
