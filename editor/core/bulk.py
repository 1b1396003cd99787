"""Owns one and the same edit of many posts: tags, categories, fields and text, and nothing that would not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.core.changes import Change, ChangeSet, Write
from editor.core.errors import EditorError, EditRefusedError
from editor.core.moves import Source, address_of, front_of
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.lines import join_body, split_body
from editor.core.post.meaning import items_of, meant
from editor.core.post.post import Post, parse_post
from editor.core.site import SiteConfig

# What an address may be made of (Jekyll's permalink placeholders).
_IN_ADDRESS = frozenset({"categories", "category", "date", "permalink", "slug", "title"})
_SINGULAR = {"tags": "tag", "categories": "category"}


@dataclass(frozen=True)
class AddItem:
    """A tag, a category or another name in a list; a post that has it is left alone."""

    key: str
    item: str


@dataclass(frozen=True)
class TakeItem:
    """A name out of a list."""

    key: str
    item: str


@dataclass(frozen=True)
class RenameItem:
    """Another name in place of one in a list; where both stand, the old one goes."""

    key: str
    item: str
    to: str


@dataclass(frozen=True)
class SetField:
    """A value, as a writer types it, under a key."""

    key: str
    text: str


@dataclass(frozen=True)
class RemoveField:
    """A key that goes, with its value."""

    key: str


@dataclass(frozen=True)
class ReplaceText:
    """Other text in the lines below the front matter; ``replace`` is given each line, without its end.

    It may return line feeds for new lines, and raise EditRefusedError.
    """

    replace: Callable[[str], str]


BulkEdit: TypeAlias = AddItem | TakeItem | RenameItem | SetField | RemoveField | ReplaceText


@dataclass(frozen=True)
class LeftPost:
    """A post that the edit cannot be made in, and the sentence that says why."""

    path: str
    why: str


@dataclass(frozen=True)
class MovedPost:
    """A post that the edit gives another address on the site."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class BulkPlan:
    """The changes of those posts that change at all, those that would have but cannot, those that get another URL."""

    changes: ChangeSet
    left: tuple[LeftPost, ...] = ()
    moved: tuple[MovedPost, ...] = ()


def plan_bulk(title: str, edit: BulkEdit, sources: Iterable[Source], order: Sequence[str] = ()) -> BulkPlan:
    """Plan an edit of many posts; ``order`` is the site's usual order of keys, for new ones."""
    writes: list[Write] = []
    left: list[LeftPost] = []
    for source in sources:
        try:
            after = edited(edit, source, order)
        except EditorError as error:
            left.append(LeftPost(source.path, error.message))
            continue
        if after != source.data:
            writes.append(Write(source.path, source.data, after))
    return BulkPlan(ChangeSet(title, tuple(writes)), tuple(left))


def moved_posts(site: SiteConfig, edit: BulkEdit, changes: Iterable[Change]) -> tuple[MovedPost, ...]:
    """Return those of the changed posts that readers would no longer find where they were."""
    if isinstance(edit, ReplaceText) or edit.key not in _IN_ADDRESS:
        return ()
    addresses = (
        MovedPost(
            change.path,
            address_of(site, change.path, front_of(Source(change.path, change.before))),
            address_of(site, change.path, front_of(Source(change.path, change.after))),
        )
        for change in changes
        if isinstance(change, Write) and change.before is not None
    )
    return tuple(one for one in addresses if one.before and one.after and one.before != one.after)


def edited(edit: BulkEdit, source: Source, order: Sequence[str] = ()) -> bytes:
    """Return the bytes of a post after an edit, the same bytes where it changes nothing.

    Raises EditRefusedError and NotUtf8Error where it cannot be made.
    """
    post = parse_post(source.data, source.path)
    if isinstance(edit, ReplaceText):
        return _with_text(edit, post, source)
    if post.front is None:
        if isinstance(edit, TakeItem | RenameItem | RemoveField) and post.problem is None:
            return source.data
        raise EditRefusedError(
            post.problem.message if post.problem else "It has no front matter.", path=source.path
        )
    front = _with_front(edit, post.front, order)
    return source.data if front.text == post.front.text else post.with_front(front).encode()


def _with_text(edit: ReplaceText, post: Post, source: Source) -> bytes:
    if post.problem is not None:
        raise EditRefusedError(post.problem.message, path=source.path)
    body = split_body(post.body, post.newline)
    lines = [edit.replace(line) for line in body.lines]
    if lines == list(body.lines):
        return source.data
    return post.with_body(join_body("\n".join(lines).split("\n"), body)).encode()


def _with_front(
    edit: AddItem | TakeItem | RenameItem | SetField | RemoveField, front: FrontMatter, order: Sequence[str]
) -> FrontMatter:
    match edit:
        case SetField(key, text):
            value = meant(front, key, text)
            return front if key in front and front.get(key) == value else front.set(key, value, order)
        case RemoveField(key):
            return front.remove(key)
        case AddItem(key, item):
            # Jekyll reads the singular key, too: a post that names it there has it.
            if any(item in map(str, items_of(front, name)) for name in _keys(key)):
                return front
            return front.set(key, [*items_of(front, key), item], order)
        case TakeItem(_, item):
            return _each(front, edit.key, lambda items: [one for one in items if str(one) != item])
        case RenameItem(_, item, to):
            return _each(front, edit.key, lambda items: _renamed(items, item, to))


def _each(front: FrontMatter, key: str, change: Callable[[list[Value]], list[Value]]) -> FrontMatter:
    """Change the list under a key and under its singular; one name stays one name, an empty singular goes."""
    for name in _keys(key):
        before = items_of(front, name)
        after = change(before)
        if after == before:
            continue
        if name != key and not after:
            front = front.remove(name)
        elif isinstance(front.get(name), str) and len(after) == 1 and not _splits(name, after[0]):
            front = front.set(name, after[0])
        else:
            front = front.set(name, after)
    return front


def _splits(key: str, value: Value) -> bool:
    """Tell whether Jekyll would read a name as several: text in ``tags`` and ``categories`` is split at blanks."""
    return key in _SINGULAR and isinstance(value, str) and len(value.split()) != 1


def _renamed(items: list[Value], item: str, to: str) -> list[Value]:
    if item not in map(str, items):
        return items
    there = to in map(str, items)
    return [to if str(one) == item else one for one in items if not (there and str(one) == item)]


def _keys(key: str) -> tuple[str, ...]:
    return (key, _SINGULAR[key]) if key in _SINGULAR else (key,)
