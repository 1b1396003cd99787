"""Owns what a post is called after it was renamed, published or taken back, and what changes inside it then."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from editor.core.changes import Change, ChangeSet, Move, Write
from editor.core.errors import EditRefusedError, NotUtf8Error
from editor.core.post.dates import PostDate, with_moment
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.habits import Habits
from editor.core.post.naming import file_name, parse_name
from editor.core.post.places import DOCUMENT, DRAFT, PAGE, place_of
from editor.core.post.post import Post, parse_post
from editor.core.post.visibility import post_url
from editor.core.references.posts import Page, PostMove, mend_post_links
from editor.core.references.reference import kind_of_source
from editor.core.site import SiteConfig

POSTS, DRAFTS = "_posts", "_drafts"
_NO_HABITS = Habits()
# Beside letters and digits; what Jekyll leaves alone in ":title", and the hyphen.
_KEPT = "-._~!$&'()+,;=@"
Edit = Callable[[FrontMatter], FrontMatter]


@dataclass(frozen=True)
class Source:
    """A file of the site: its path in the project and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class LeftLink:
    """A link that no spelling can lead to the new place; ``line`` is 1-based."""

    path: str
    line: int
    written: str


@dataclass(frozen=True)
class MovePlan:
    """What a move would do: ``move`` from where to where, the changes, the files mended, the links left."""

    move: PostMove
    changes: ChangeSet
    mended: tuple[str, ...] = ()
    left: tuple[LeftLink, ...] = ()


@dataclass(frozen=True)
class Renaming:
    """How a post shall be called: ``day`` None keeps a name without one; ``redirect`` leads the old address here."""

    slug: str
    day: date | None = None
    redirect: bool = False
    mend: bool = True


def file_slug(text: str) -> str:
    """Return what a writer typed as part of a file name: hyphens for blanks and for all that some system refuses."""
    kept = (
        one if one.isalnum() or unicodedata.category(one)[0] == "M" or one in _KEPT else " " for one in text
    )
    return "-".join("".join(kept).split())


def renamed_path(path: str, slug: str, day: date | None) -> str:
    """Return the path of a post under another slug and day; a slug that stays is not spelled anew.

    Raises EditRefusedError for a slug without a letter or digit.
    """
    name = parse_name(path)
    if slug != name.slug:
        slug = file_slug(slug)
    if not any(character.isalnum() for character in slug):
        raise EditRefusedError("A file name needs a letter or a digit. Type one.", path=path)
    if (slug, day) == (name.slug, name.day):
        return path
    file, own = file_name(day, slug, name.suffix), PurePosixPath(path).name
    if day is not None and day == name.day:
        # The day stays as it is written: 2026-3-4 is one, too.
        file = own.removesuffix(name.slug + name.suffix) + file.removeprefix(f"{day.isoformat()}-")
    return str(PurePosixPath(path).with_name(file))


def plan_rename(
    site: SiteConfig,
    source: Source,
    renaming: Renaming,
    others: Sequence[Source],
    habits: Habits = _NO_HABITS,
) -> MovePlan:
    """Plan another name for a post: its file, its ``slug`` and ``date`` keys where it has them, links to it.

    ``others`` are the files that may hold links (see ``clues``). Raises EditRefusedError when something
    cannot be changed without touching something else.
    """
    to = renamed_path(source.path, renaming.slug, renaming.day)
    name, new = parse_name(source.path), parse_name(to)

    def edit(front: FrontMatter) -> FrontMatter:
        if front.get("slug") == name.slug:  # any other slug of its own has nothing to do with the file's name
            front = front.set("slug", new.slug)
        if new.day is not None and new.day != name.day:
            front = _on_day(front, new.day)
        old, now = address_of(site, source.path, front_of(source)), address_of(site, to, front)
        if not renaming.redirect or not old or old == now:
            return front
        return add_redirect(front, old, now, habits.key_order)

    title = f"Rename {kind_word(site, source.path)}"
    return _plan(title, site, source, to, edit, others, mend=renaming.mend)


def plan_publish(
    site: SiteConfig, source: Source, now: datetime, others: Sequence[Source], habits: Habits = _NO_HABITS
) -> MovePlan:
    """Plan the way of a draft to ``_posts``, dated ``now`` (wall time of the site's zone, aware)."""
    name = parse_name(source.path)
    moment = now.replace(microsecond=0)

    def edit(front: FrontMatter) -> FrontMatter:
        standing = front.get("date")
        pattern = standing if isinstance(standing, PostDate) else habits.date_pattern
        if "date" in front or (pattern is not None and "date" in habits.key_order):
            if pattern is None:
                raise EditRefusedError(
                    f"The date “{standing}” cannot be read, so it cannot be set to today. Mend it first.",
                    path=source.path,
                )
            front = front.set("date", _written_like(pattern, moment), habits.key_order)
        return front.set("published", True) if front.get("published") is False else front

    to = _in_folder(source.path, DRAFTS, POSTS).with_name(file_name(moment.date(), name.slug, name.suffix))
    return _plan("Publish draft", site, source, str(to), edit, others)


def plan_back_to_drafts(site: SiteConfig, source: Source, others: Sequence[Source]) -> MovePlan:
    """Plan the way of a post back to ``_drafts``; the day in its name goes, its ``date`` key stays."""
    name = parse_name(source.path)
    to = _in_folder(source.path, POSTS, DRAFTS).with_name(file_name(None, name.slug, name.suffix))
    return _plan("Back to drafts", site, source, str(to), lambda front: front, others)


def plan_withdraw(source: Source, habits: Habits = _NO_HABITS) -> ChangeSet:
    """Plan ``published: false``; raises EditRefusedError for a post without front matter that can be read."""
    return _edited("Withdraw post", source, lambda front: front.set("published", False, habits.key_order))


def plan_show_again(source: Source) -> ChangeSet:
    """Plan the way back from withdrawn: without ``published`` Jekyll shows a post."""
    return _edited("Show post again", source, lambda front: front.remove("published"))


def copy_of(source: Source, path: str) -> bytes:
    """Return the bytes of a duplicate called ``path``: those of the post, without what can only belong to one."""
    post = _post_of(source)
    if post is None or post.front is None:
        return source.data
    front = post.front
    for key in ("permalink", "redirect_from"):
        front = front.remove(key)
    if front.get("slug"):
        front = front.set("slug", parse_name(path).slug)
    return post.with_front(front).encode()


def add_redirect(front: FrontMatter, old: str, now: str, order: Sequence[str] = ()) -> FrontMatter:
    """Return front matter that leads the address ``old`` to this post (the plugin jekyll-redirect-from).

    An address the post has come back to is taken off the list: it would lead in a circle.
    """
    old, now = unquote(old), unquote(now)  # the plugin makes a permalink of it, which Jekyll encodes
    standing = front.get("redirect_from")
    known: list[Value] = list(standing) if isinstance(standing, list) else [standing] if standing else []
    wanted = [address for address in known if address != now]
    if old not in wanted:
        wanted.append(old)
    return front.set("redirect_from", wanted, order)


def kind_word(site: SiteConfig, path: str) -> str:
    """Return what a newsroom calls a file of its site: ``post``, ``page`` or, in a collection, ``document``."""
    kind = place_of(site, path).kind
    return kind if kind in (PAGE, DOCUMENT) else "post"


def address_of(site: SiteConfig, path: str, front: FrontMatter | None) -> str:
    """Return where the page of a file is, from ``/`` on; "" for drafts and for what has no page of its own."""
    place = place_of(site, path)
    return "" if place.kind == DRAFT or place.unread else post_url(site, path, front)


def page_of(site: SiteConfig, source: Source) -> Page:
    """Return a file as a page to read links in."""
    url = address_of(site, source.path, front_of(source))
    return Page(source.path, url, url)


def _plan(
    title: str,
    site: SiteConfig,
    source: Source,
    to: str,
    edit: Edit,
    others: Sequence[Source],
    mend: bool = True,
) -> MovePlan:
    changes: list[Change] = []
    edited = _with_front(source, edit)
    url = address_of(site, source.path, front_of(source))
    new_url = address_of(site, to, front_of(edited))
    move = PostMove(source.path, to, url, new_url)
    mended: list[str] = []
    left: list[LeftLink] = []
    own, lost = _mended(site, edited, Page(source.path, url, new_url), move) if mend else (edited, [])
    left += lost
    if own.data != source.data:
        changes.append(Write(source.path, source.data, own.data))
    for other in others if mend else ():
        changed, lost = _mended(site, other, page_of(site, other), move)
        left += lost
        if changed.data != other.data:
            changes.append(Write(other.path, other.data, changed.data))
            mended.append(other.path)
    if to != source.path:
        changes.append(Move(source.path, to))
    return MovePlan(move, ChangeSet(title, tuple(changes)), tuple(mended), tuple(left))


def _mended(site: SiteConfig, source: Source, page: Page, move: PostMove) -> tuple[Source, list[LeftLink]]:
    kind = kind_of_source(source.path)
    if kind is None or (move.path, move.url) == (move.to, move.new_url):
        return source, []
    # Bytes that are no text come through as they are.
    text = source.data.decode("utf-8", "surrogateescape")
    try:
        mended = mend_post_links(text, kind, page, move, site)
    except EditRefusedError as error:
        raise EditRefusedError(error.message, path=source.path, line=error.line) from error
    left = [LeftLink(source.path, one.line, one.written) for one in mended.left]
    return replace(source, data=mended.text.encode("utf-8", "surrogateescape")), left


def _written_like(pattern: PostDate, moment: datetime) -> PostDate:
    """Return a moment in a notation, without seconds where that has none."""
    exact, even = (with_moment(pattern, at, pattern.has_time) for at in (moment, moment.replace(second=0)))
    return exact if len(exact.text) == len(even.text) else even


def _on_day(front: FrontMatter, day: date) -> FrontMatter:
    standing = front.get("date")
    if not isinstance(standing, PostDate):
        return front
    moment = standing.moment.replace(year=day.year, month=day.month, day=day.day)
    return front.set("date", with_moment(standing, moment, standing.has_time))


def _in_folder(path: str, old: str, new: str) -> PurePosixPath:
    """Return the path with the innermost folder ``old`` called ``new``; raises EditRefusedError without one."""
    parts = list(PurePosixPath(path).parts)
    if old not in parts[:-1]:
        raise EditRefusedError(f"“{parts[-1]}” does not stand in a folder “{old}”.", path=path)
    parts[len(parts) - 1 - parts[::-1].index(old)] = new
    return PurePosixPath(*parts)


def _post_of(source: Source) -> Post | None:
    try:
        return parse_post(source.data, source.path)
    except NotUtf8Error:
        return None


def front_of(source: Source) -> FrontMatter | None:
    """Return the front matter of a file, None where it has none that can be read."""
    post = _post_of(source)
    return post.front if post else None


def _with_front(source: Source, edit: Edit) -> Source:
    """Return the file with edited front matter; one without any that can be read comes back as it is."""
    post = _post_of(source)
    if post is None or post.front is None:
        return source
    front = edit(post.front)
    return source if front is post.front else replace(source, data=post.with_front(front).encode())


def _edited(title: str, source: Source, edit: Edit) -> ChangeSet:
    if front_of(source) is None:
        name = PurePosixPath(source.path).name
        raise EditRefusedError(
            f"“{name}” has no front matter that can be read, so it cannot be marked. Mend it first.",
            path=source.path,
        )
    after = _with_front(source, edit).data
    changes = () if after == source.data else (Write(source.path, source.data, after),)
    return ChangeSet(title, changes)
