"""Owns ``copydesk url``: where posts will stand on the site, or why they will not."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import as_json, complain, say
from editor.cli.posts import Desk, NamedPost
from editor.core.addresses import taken_addresses
from editor.core.errors import EditorError
from editor.core.post.visibility import Visibility, judge
from editor.core.site import SiteConfig
from editor.storage.index.database import Index
from editor.storage.pages import path_in_project
from editor.storage.paths import user_paths

_EXAMPLES = """\
  copydesk url _posts/2026-03-14-ferry.md
  copydesk url --json _posts/*.md | jq -r 'select(.shown | not) | .why'"""

_NOT_SHOWN = "not shown"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("url", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print what Jekyll makes of each post; one at which it would stop the whole build is a problem."""
    desk = Desk()
    holders = Holders(desk)
    # One line for each post that was named, so that what comes out can be laid beside what went in.
    for named in desk.posts(options.posts, _say_unread_as_json if options.json else _say_unread):
        fate = fate_of(named, holders.of(named))
        if fate.stops:
            desk.warn(fate.why, named.name)
        if options.json:
            say(as_json(facts_of(named, fate)))
            continue
        say(f"{whole_url(named.project.site, fate) if fate.shown else _NOT_SHOWN}\t{named.name}")
        if not fate.shown and not fate.stops:
            complain(fate.why, named.name)
        for remark in fate.remarks:
            complain(remark, named.name)
    return desk.exit_code


def _say_unread(name: str, _error: EditorError) -> None:
    say(f"{_NOT_SHOWN}\t{name}")


def _say_unread_as_json(name: str, error: EditorError) -> None:
    """What cannot be read here Jekyll does not show either: it skips a text that is not UTF-8."""
    no_remarks: list[str] = []
    facts = {"path": name, "url": None, "date": None, "shown": False, "why": error.message}
    say(as_json({**facts, "remarks": no_remarks}))


def fate_of(named: NamedPost, taken: Mapping[str, Sequence[str]] | None = None) -> Visibility:
    """Return what Jekyll makes of a post when the site is built now; ``taken`` as ``taken_addresses`` says."""
    modified = None
    if named.loaded is not None:
        modified = datetime.fromtimestamp(named.loaded.fingerprint.mtime_ns / 1e9, UTC)
    path = path_in_project(named.path, named.project)
    site = named.project.site
    return judge(path, named.post, site, datetime.now(UTC), modified=modified, taken=taken)


class Holders:
    """Who has which address, of the sites a command works on; each is looked at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sites: dict[Path, dict[str, list[str]]] = {}

    def of(self, named: NamedPost) -> dict[str, list[str]]:
        """Return those of a post's site; none where that is no site, or cannot be read, which is said."""
        root = named.project.root
        if root not in self._sites:
            self._sites[root] = self._look(named)
        return self._sites[root]

    def _look(self, named: NamedPost) -> dict[str, list[str]]:
        if not named.project.is_site:
            return {}
        try:
            with closing(Index.open(named.project, user_paths().index)) as index:
                index.refresh(_never)
                return taken_addresses(index.posts(datetime.now(UTC), kinds=None).values(), _never)
        except EditorError as error:
            self._desk.refuse(error, named.name)
            return {}


def _never() -> bool:
    return False


def facts_of(named: NamedPost, fate: Visibility) -> dict[str, object]:
    """Return what is said of a post as JSON: ``date`` in the zone of the site, ``why`` None when it is shown."""
    return {
        "path": named.name,
        "url": whole_url(named.project.site, fate) or None,
        "date": fate.moment.isoformat() if fate.moment else None,
        "shown": fate.shown,
        "why": fate.why or None,
        "remarks": list(fate.remarks),
    }


def whole_url(site: SiteConfig, fate: Visibility) -> str:
    """Return the address with the site's ``baseurl`` before it, ``""`` where there is none."""
    return f"{site.baseurl}{fate.url}" if fate.url else ""
