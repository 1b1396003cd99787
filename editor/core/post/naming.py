"""Owns the names of post files: what Jekyll reads from one, and what a new one is called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from editor.core.post.rubydates import day_of
from editor.core.post.slugs import slugify

__all__ = ["POST_SUFFIXES", "PostName", "file_name", "parse_name", "slugify"]

# Jekyll's markdown_ext, and .html, which it takes for a post as it is.
POST_SUFFIXES = (".md", ".markdown", ".mkdn", ".mkd", ".mkdown", ".html")

# Jekyll, Document::DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER.
_DATED = re.compile(r"(?P<day>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>[^/]*)(?P<suffix>\.[^.]+)", re.ASCII)
_DATELESS = re.compile(r"(?P<slug>.*?)(?P<suffix>\.[^.]+)?", re.DOTALL)
_LONGEST_SLUG = 180
_RESERVED_ON_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class PostName:
    """What a file name says: the day (None for drafts and odd names), the slug and the suffix with its dot.

    ``impossible`` is what stands in a day's place without being one, such as ``2026-13-01``; the slug is then
    what follows.
    """

    day: date | None
    slug: str
    suffix: str
    impossible: str = ""


@lru_cache(maxsize=64)
def parse_name(name: str) -> PostName:
    """Read a post's file name (or a path, whose folders are ignored) as Jekyll does.

    The 30th of February is the 1st of March, and a year of two digits is one from 1969 to 2068. Rule:
    Document#populate_title, with Ruby's ``Time.parse``.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    match = _DATED.fullmatch(name)
    day = day_of(match["day"]) if match else None
    impossible = match["day"] if match and day is None else ""
    if match is None:
        match = _DATELESS.fullmatch(name)
        assert match is not None
    return PostName(day, match["slug"].rstrip("."), match["suffix"] or "", impossible)


def file_name(day: date | None, slug: str, suffix: str = ".md") -> str:
    """Return the file name for a post; without a day it is a draft's.

    The slug is cut at a hyphen so that the name fits every file system, and altered where Windows keeps
    it for a device.
    """
    slug = _shortened(unicodedata.normalize("NFC", slug)) or "untitled"
    if day is None:
        return f"{slug}-post{suffix}" if _RESERVED_ON_WINDOWS.fullmatch(slug) else f"{slug}{suffix}"
    return f"{day.isoformat()}-{slug}{suffix}"


def _shortened(slug: str) -> str:
    if len(slug.encode()) <= _LONGEST_SLUG:
        return slug
    cut = slug.encode()[:_LONGEST_SLUG].decode(errors="ignore")
    return cut.rpartition("-")[0] or cut
