"""Owns the names of post files and the address that Jekyll gives a post."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.permalink import address
from editor.core.post.slugs import slugify
from editor.core.site import SiteConfig

__all__ = ["POST_SUFFIXES", "PostName", "file_name", "parse_name", "post_url", "slugify"]

# Jekyll's markdown_ext, and .html, which it takes for a post as it is.
POST_SUFFIXES = (".md", ".markdown", ".mkdn", ".mkd", ".mkdown", ".html")

# Jekyll, Document::DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER.
_DATED = re.compile(r"(?P<day>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>[^/]*)(?P<suffix>\.[^.]+)", re.ASCII)
_DATELESS = re.compile(r"(?P<slug>.*?)(?P<suffix>\.[^.]+)?")
_LONGEST_SLUG = 180
_RESERVED_ON_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class PostName:
    """What a file name says: the day (None for drafts and odd names), the slug and the suffix with its dot."""

    day: date | None
    slug: str
    suffix: str


def parse_name(name: str) -> PostName:
    """Read a post's file name (or a path, whose folders are ignored) as Jekyll does."""
    name = name.replace("\\", "/").rpartition("/")[2]
    match = _DATED.fullmatch(name)
    day = _read_day(match["day"]) if match else None
    if match is None or day is None:
        match = _DATELESS.fullmatch(name)
        assert match is not None
    return PostName(day, match["slug"], match["suffix"] or "")


def file_name(day: date | None, slug: str, suffix: str = ".md") -> str:
    """Return the file name for a post; without a day it is a draft's.

    The slug is cut at a hyphen so that the name fits every file system, and altered where Windows keeps
    it for a device.
    """
    slug = _shortened(unicodedata.normalize("NFC", slug)) or "untitled"
    if day is None:
        return f"{slug}-post{suffix}" if _RESERVED_ON_WINDOWS.fullmatch(slug) else f"{slug}{suffix}"
    return f"{day.isoformat()}-{slug}{suffix}"


def post_url(site: SiteConfig, relative_path: str, front: FrontMatter | None) -> str:
    """Return the address of a post on its site, from ``/`` on, percent-encoded, without ``baseurl``.

    ``relative_path`` is the file's path in the project, with forward slashes. The template is ``permalink``
    of the front matter, else of its defaults, else of ``_config.yml``, whose default is ``date``
    (https://jekyllrb.com/docs/permalinks/).
    """
    name = parse_name(relative_path)
    return address(site, relative_path, name.slug, name.day, front)


def _read_day(text: str) -> date | None:
    year, month, day = text.split("-")
    full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 69 else 1900)
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        return None


def _shortened(slug: str) -> str:
    if len(slug.encode()) <= _LONGEST_SLUG:
        return slug
    cut = slug.encode()[:_LONGEST_SLUG].decode(errors="ignore")
    return cut.rpartition("-")[0] or cut
