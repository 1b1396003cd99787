"""Owns ``copydesk set``: front-matter values changed in place, every other byte kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import cache

from editor.cli.changes import (
    BadChangeError,
    Change,
    addition,
    apply,
    assignment,
    is_assignment,
    removal,
)
from editor.cli.commands import command_parser
from editor.cli.console import USAGE, complain, say
from editor.cli.habits import habits_of
from editor.cli.posts import Desk, NamedPost
from editor.core.diff import unified
from editor.core.errors import EditorError, EditRefusedError
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post
from editor.storage.files import save_file

_EXAMPLES = """\
  copydesk set _posts/2026-03-14-ferry.md "excerpt=One boat, forty seats."
  copydesk set _posts/*.md author="M. Okafor" --dry-run
  copydesk set draft.md date="2026-03-14 07:30" tags=ferry,harbour published=false
  copydesk set draft.md --add tags=ferry --remove tags=boat --remove subtitle
  copydesk set draft.md weight:=3 featured:=true 'gallery:=[a.jpg, b.jpg]'

VALUE is text and is quoted where it has to be. A key that holds a list takes items separated by commas,
one that holds yes/no, a number or a date keeps its kind, and a date keeps its notation (a day alone keeps
the time that stands there). KEY:=YAML writes a typed value. A file whose name looks like KEY=VALUE is
written ./KEY=VALUE. With - the changed post goes to standard output."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("set", _EXAMPLES)
    parser.usage = "copydesk set POST… KEY=VALUE… [--add KEY=ITEM] [--remove KEY[=ITEM]] [--dry-run]"
    parser.add_argument("words", nargs="+", metavar="POST… KEY=VALUE…", help="files, and what to set in each")
    parser.add_argument(
        "--add", action="append", default=[], metavar="KEY=ITEM", help="add an item to a list"
    )
    parser.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="KEY[=ITEM]",
        help="remove a key, or one item of a list",
    )
    parser.add_argument("--dry-run", action="store_true", help="print unified diffs and write nothing")
    return parser


def run(options: argparse.Namespace) -> int:
    """Change the posts one by one; one that refuses a change is left as it is."""
    names = [word for word in options.words if not is_assignment(word)]
    try:
        changes = [assignment(word) for word in options.words if is_assignment(word)]
        changes += [addition(word) for word in options.add]
        changes += [removal(word) for word in options.remove]
    except BadChangeError as error:
        complain(str(error))
        return USAGE
    if not names or not changes:
        complain(
            "copydesk set: name at least one post and one change, for example: copydesk set draft.md title=Ferry"
        )
        return USAGE
    desk = Desk()
    for named in desk.posts(names):
        try:
            _change(named, changes, options.dry_run)
        except EditorError as error:
            desk.refuse(error, named.name)
    return desk.exit_code


def changed(post: Post, changes: Sequence[Change], order: Callable[[], Sequence[str]]) -> Post:
    """Return ``post`` with all changes made, or raise EditRefusedError; a post without front matter gets one."""
    if post.problem is not None:
        raise EditRefusedError(f"{post.problem.message} Nothing was changed.", line=post.problem.line)
    front = post.front if post.front is not None else FrontMatter.create({})
    for change in changes:
        front = apply(front, change, order)
    return post if front == post.front or (post.front is None and not front.keys) else post.with_front(front)


def _change(named: NamedPost, changes: Sequence[Change], dry_run: bool) -> None:
    post = named.post
    new = changed(post, changes, cache(lambda: habits_of(named.project).key_order))
    for change in changes:
        if reads_like_a_switch(new, change):
            complain(
                f"{change.key} holds the text “{change.value}”, which counts as yes even when it says no; "
                f"for yes or no write {change.key}:={change.value}",
                named.name,
            )
    if dry_run:
        say(unified(post.text, new.text, named.name), end="")
    elif named.loaded is None:
        say(("\ufeff" if new.bom else "") + new.text, end="")
    elif new.encode() == named.loaded.data:
        say(f"{named.name}: nothing to change")
    else:
        save_file(named.path, new.encode(), expected=named.loaded.fingerprint)
        say(f"{named.name}: changed {', '.join(_changed_keys(post, new))}")


def reads_like_a_switch(post: Post, change: Change) -> bool:
    """Tell whether ``KEY=true`` or ``=no`` was written as text: Liquid takes any text for yes."""
    value = post.front.get(change.key) if post.front is not None else None
    return change.what == "set" and isinstance(value, str) and value.lower() in ("true", "false", "yes", "no")


def _changed_keys(old: Post, new: Post) -> list[str]:
    before = {key: old.front.get(key) for key in old.front.keys} if old.front is not None else {}
    after = {key: new.front.get(key) for key in new.front.keys} if new.front is not None else {}
    return [
        key
        for key in dict.fromkeys((*before, *after))
        if (key in before, before.get(key)) != (key in after, after.get(key))
    ]
