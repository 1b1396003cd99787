"""Owns ``copydesk url``: where posts will stand on the site, or why they will not."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from editor.cli.commands import command_parser
from editor.cli.console import complain, say
from editor.cli.posts import Desk, NamedPost
from editor.core.post.visibility import Visibility, judge
from editor.core.site import SiteConfig
from editor.storage.pages import path_in_project

_EXAMPLES = """\
  copydesk url _posts/2026-03-14-ferry.md
  copydesk url --json _posts/*.md | jq -r 'select(.shown | not) | .why'"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("url", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print what Jekyll makes of each post; one at which it would stop the whole build is a problem."""
    desk = Desk()
    for named in desk.posts(options.posts):
        fate = fate_of(named)
        if fate.stops:
            desk.warn(fate.why, named.name)
        if options.json:
            say(json.dumps(facts_of(named, fate), ensure_ascii=False))
            continue
        say(f"{whole_url(named.project.site, fate) if fate.shown else 'not shown'}\t{named.name}")
        if not fate.shown and not fate.stops:
            complain(fate.why, named.name)
        for remark in fate.remarks:
            complain(remark, named.name)
    return desk.exit_code


def fate_of(named: NamedPost) -> Visibility:
    """Return what Jekyll makes of a post when the site is built now."""
    modified = None
    if named.loaded is not None:
        modified = datetime.fromtimestamp(named.loaded.fingerprint.mtime_ns / 1e9, UTC)
    path = path_in_project(named.path, named.project)
    return judge(path, named.post, named.project.site, datetime.now(UTC), modified=modified)


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
