"""Owns ``copydesk new``: a new post or draft with the front matter this site's posts usually have."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import GOOD, USAGE, complain, say
from editor.cli.habits import habits_of
from editor.core.post.beginning import usual_front
from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.habits import Habits
from editor.core.post.naming import file_name, slugify
from editor.storage.clock import site_now
from editor.storage.project import create_post, open_project

_EXAMPLES = """\
  copydesk new "Harbour ferry returns"
  copydesk new "Profile: the last net maker" --draft
  copydesk new "Storm" --project ~/sites/ledger"""

# The writer fills these in. An author without a name and a picture without a file would be left so more easily.
_BLANKS = ("categories", "tags", "excerpt")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("new", _EXAMPLES)
    parser.add_argument("title", metavar="TITLE", help="the headline; the file name is made from it")
    parser.add_argument("--project", metavar="DIR", default=".", help="the site's folder (default: this one)")
    parser.add_argument("--draft", action="store_true", help="begin it in _drafts, without a date")
    return parser


def run(options: argparse.Namespace) -> int:
    """Create the file, never over another one, and print its path."""
    title = " ".join(options.title.split())
    slug = slugify(title)
    if not slug:
        complain(
            f"“{options.title}” has no letter or digit to make a file name of. Give it a title in words."
        )
        return USAGE
    if not Path(options.project).is_dir():
        complain(f"There is no folder {options.project}.")
        return USAGE
    project = open_project(Path(options.project))
    habits = habits_of(project)
    now = site_now(project.site)
    day = None if options.draft else now.date()
    front = usual_front(habits, title, None if options.draft else date_in_habit(now, habits), _BLANKS)
    say(str(create_post(project, front.text + "\n", file_name(day, slug), options.draft)))
    return GOOD


def date_in_habit(now: datetime, habits: Habits) -> PostDate | None:
    """Return ``now`` in the notation of the site's dates, else in the one Jekyll documents."""
    now = now.replace(microsecond=0)
    if habits.date_pattern is not None:
        return with_moment(habits.date_pattern, now, habits.date_pattern.has_time)
    return parse_date(now.strftime("%Y-%m-%d %H:%M:%S %z"))
