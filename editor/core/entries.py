"""Owns how a post's header becomes its row in a list, and what Jekyll will do with that post."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from editor.core.catalog import PostEntry, PostStatus, shown_path
from editor.core.links import picture_path
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.naming import parse_name
from editor.core.post.places import DOCUMENT, DRAFT, LOOSE, PAGE, POST, POST_KINDS
from editor.core.post.plain import headline_from, plain_line
from editor.core.post.post import Post
from editor.core.post.taxonomy import authors_of, categories_of, tags_of
from editor.core.post.visibility import WITHHELD, Visibility, judge
from editor.core.site import SiteConfig

__all__ = ["DOCUMENT", "DRAFT", "LOOSE", "PAGE", "POST", "POST_KINDS", "broken_entry", "entry_of"]

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
    modified_ns: int = 0,
) -> PostEntry:
    """Return the row of a post; never raises, whatever its header holds.

    ``path`` is relative to the project, ``kind`` one of the kinds of ``places``; only the header of ``post`` is
    looked at. ``now`` is aware.

    Each key is asked for once: this runs for every post of a site of 20,000.
    """
    front = post.front or _NO_FRONT
    name = parse_name(path)
    written = front.get("date")
    modified = datetime.fromtimestamp(modified_ns / 1e9, UTC) if modified_ns else None
    fate = judge(path, post, site, now, modified=modified)
    status, problem = fate.status, _problem_of(post, fate)
    if kind == LOOSE:
        status = PostStatus.PUBLISHED if fate.why != WITHHELD else PostStatus.HIDDEN
        problem = None
    if post.problem is not None:
        status, problem = PostStatus.BROKEN, post.problem.message
    return PostEntry(
        path=path,
        kind=kind,
        title=plain_line(front.get("title")) or shown_path(headline_from(name.slug) or path),
        day=name.day,
        moment=written.moment if isinstance(written, PostDate) else None,
        status=status.value,
        categories=_with_folders(path, categories_of(front)),
        tags=tags_of(front),
        author=", ".join(dict.fromkeys(map(site.author_name, authors_of(front)))),
        excerpt=next((text for key in _EXCERPT_KEYS if (text := plain_line(front.get(key)))), ""),
        image=_image_file(_image(front.get("image")), site, path),
        modified_ns=modified_ns,
        problem=problem,
        url=fate.url if kind != LOOSE else "",
        due=fate.moment if kind != LOOSE else None,
    )


def broken_entry(path: str, kind: str, problem: str, modified_ns: int = 0) -> PostEntry:
    """Return the row of a file whose header could not be read, with the sentence that says why."""
    return PostEntry(
        path=path,
        kind=kind,
        title=shown_path(path.rpartition("/")[2]),
        day=parse_name(path).day,
        moment=None,
        status=PostStatus.BROKEN.value,
        modified_ns=modified_ns,
        problem=problem,
    )


def _problem_of(post: Post, fate: Visibility) -> str | None:
    """Return the sentence when what becomes of a post may surprise; a draft is meant to be one."""
    if fate.status is PostStatus.BROKEN or (fate.status is PostStatus.HIDDEN and fate.why != WITHHELD):
        return fate.why
    grave = post.front is None or (fate.moment is None and fate.status is not PostStatus.DRAFT)
    return fate.remarks[0] if grave and fate.remarks else None


def _with_folders(path: str, written: tuple[str, ...]) -> tuple[str, ...]:
    """Add the folders above ``_posts``, which Jekyll counts as categories (https://jekyllrb.com/docs/posts/)."""
    if "/_posts/" not in path and "/_drafts/" not in path:
        return written
    match = _POST_FOLDER.match(path)
    if match is None or not match["above"]:
        return written
    return tuple(dict.fromkeys((*match["above"].split("/"), *written)))


def _image_file(written: str, site: SiteConfig, path: str) -> str:
    """The lead image's file, from the root, where it is one of the project's; else as the post names it."""
    return (picture_path(written, site, path) or written) if written else ""


def _image(value: Value) -> str:
    """The lead image's reference in the shapes sites use: text, a list of texts, a map."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((part for key in _IMAGE_KEYS if (part := value.get(key))), None)
    return value.strip() if isinstance(value, str) else ""
