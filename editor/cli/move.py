"""Owns ``copydesk move``: another name for a post, with every link to it mended."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import GOOD, PROBLEMS, complain, say
from editor.cli.habits import habits_of
from editor.core.changes import Preview, previews
from editor.core.diff import unified
from editor.core.moves import MovePlan, Renaming
from editor.core.post.habits import Habits
from editor.core.post.naming import POST_SUFFIXES, parse_name
from editor.core.post.places import PAGE, place_of
from editor.core.post.post import parse_post
from editor.storage.changes import ChangeJournal
from editor.storage.files import read_file
from editor.storage.moves import plan_renaming
from editor.storage.paths import user_paths
from editor.storage.project import Project, open_project

_EXAMPLES = """\
  copydesk move _posts/2026-03-14-ferry.md ferry-returns
  copydesk move _posts/2026-03-14-ferry.md ferry --date 2026-03-15 --redirect
  copydesk move _posts/2026-03-14-ferry.md ferry-returns --dry-run"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("move", _EXAMPLES)
    parser.add_argument("post", metavar="POST", help="the post's file")
    parser.add_argument("slug", metavar="NEW-SLUG", help="its new name, without day and suffix")
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", type=_day, help="its new day, in name and front matter"
    )
    parser.add_argument(
        "--redirect", action="store_true", help="lead the old address to the post (redirect_from)"
    )
    parser.add_argument("--no-links", action="store_true", help="leave links in other files as they are")
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would change as a diff; change nothing"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Rename the post and mend the links to it, all or nothing, and print its new path."""
    path = Path(options.post)
    read_file(path)  # says what is wrong with it before anything is looked for
    project = open_project(path)
    real = path.parent.resolve() / path.name
    if not real.is_relative_to(project.root):
        complain("This file is in no project that could be searched for links.", path)
        return PROBLEMS
    relative = real.relative_to(project.root).as_posix()
    if not _is_renamed_here(project, real, relative):
        complain("It is no post, draft or page, so what names it could not be mended here.", options.post)
        return PROBLEMS
    day = options.date or parse_name(relative).day
    renaming = Renaming(options.slug, day, options.redirect, not options.no_links)
    habits = habits_of(project) if options.redirect else Habits()
    plan = plan_renaming(project, relative, renaming, habits, bool)
    if options.dry_run:
        for preview in previews(plan.changes):
            say(_as_diff(preview), end="")
    elif plan.changes:
        places = user_paths()
        journal = ChangeJournal(places.changes, places.trash)
        try:
            for sentence in journal.recover():
                complain(sentence)
            journal.apply(project.root, plan.changes)
        finally:
            journal.close()
    if not options.dry_run:
        say(str(path.with_name(Path(plan.move.to).name)))
    return _tell_left(plan)


def _is_renamed_here(project: Project, file: Path, relative: str) -> bool:
    """Tell a post, draft, page or document from a picture, a layout and whatever else references lead to."""
    if file.suffix.lower() not in POST_SUFFIXES:
        return False
    place = place_of(project.site, relative)
    if place.kind != PAGE or not project.is_site:
        return True
    return place.unread is None and _has_header(read_file(file).data, relative)


def _has_header(data: bytes, name: str) -> bool:
    post = parse_post(data, name)
    return post.front is not None or post.problem is not None


def _tell_left(plan: MovePlan) -> int:
    for link in plan.left:
        complain(f"“{link.written}” could not be mended and leads nowhere now.", link.path, link.line)
    return PROBLEMS if plan.left else GOOD


def _as_diff(preview: Preview) -> str:
    """Return the change of one file as ``git diff`` writes it, so that ``git apply`` could do the same."""
    to = preview.to or preview.path
    head = f"diff --git a/{preview.path} b/{to}\n"
    if preview.to:
        head += f"rename from {preview.path}\nrename to {to}\n"
    before, after = ((data or b"").decode("utf-8", "replace") for data in (preview.before, preview.after))
    body = unified(before, after, preview.path)
    if body and preview.to:
        body = body.replace(f"+++ b/{preview.path}", f"+++ b/{to}", 1)
    return head + body


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day such as 2026-03-14") from error
