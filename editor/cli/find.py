"""Owns ``copydesk find``: the posts a query finds and the lines it hits, over the index the window uses too."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from editor.cli.commands import command_parser
from editor.cli.console import GOOD, USAGE, as_json, complain, say
from editor.cli.sites import site_at
from editor.core.catalog import PostEntry, shown_day
from editor.core.query.fields import FIELDS
from editor.core.query.hits import Finder
from editor.core.query.nodes import Node, sought
from editor.core.query.reading import read_query
from editor.storage.index.database import Index
from editor.storage.index.search import Search
from editor.storage.index.translation import Moment
from editor.storage.passages import PostHits, read_hits
from editor.storage.paths import user_paths

_EXCLUDED = re.compile(r"-(?!-|h$)")
_EXAMPLES = """\
  copydesk find 'harbour ferry'
  copydesk find '"nine winters" -category:Sport since:2026-01'
  copydesk find 'missing:alt OR missing:excerpt' --project ~/sites/ledger
  copydesk find 'is:broken' --json | jq -r .path
  copydesk find -category:Sport

words, "phrases", beginnings*, -not, OR, (brackets) and these fields:
"""


class _QueryParser(argparse.ArgumentParser):
    """Takes ``-word`` for what a query excludes; of options with one minus there is only ``-h``."""

    def parse_intermixed_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """Parse a command line; a space before a minus makes it no option, and means nothing in a query."""
        words = sys.argv[1:] if args is None else args
        shielded = [f" {word}" if _EXCLUDED.match(word) else word for word in words]
        return super().parse_intermixed_args(shielded, namespace)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    fields = "\n".join(f"  {field.name + ':':<10} {field.asks}" for field in FIELDS)
    parser = command_parser("find", _EXAMPLES + fields, _QueryParser)
    parser.add_argument("query", nargs="+", metavar="QUERY", help="what to look for; see below")
    parser.add_argument(
        "--project", metavar="DIR", default=".", help="the site; the current folder's by default"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the posts in the order of the window's list; a query that cannot be read is a wrong command line."""
    query = read_query(" ".join(options.query))
    if query.problem:
        complain(query.problem)
        return USAGE
    index = Index.open(site_at(options.project), user_paths().index)
    try:
        index.refresh(_never)
        for entry, hits in _found(index, query.node):
            say(as_json(facts_of(entry, hits)) if options.json else text_of(entry, hits))
    finally:
        index.close()
    return GOOD


def facts_of(entry: PostEntry, hits: PostHits) -> dict[str, object]:
    """Return what is known of a post; ``lines`` are numbered from 1, in the file."""
    day = shown_day(entry)
    return {
        "path": entry.path,
        "title": entry.title,
        "date": None if day is None else day.isoformat(),
        "status": entry.status,
        "categories": list(entry.categories),
        "tags": list(entry.tags),
        "author": entry.author,
        "words": entry.words,
        "lines": [{"line": hits.first_line + hit.line, "text": hit.excerpt.text} for hit in hits.hits],
    }


def text_of(entry: PostEntry, hits: PostHits) -> str:
    """Return a line for each hit, as compilers point; one with the headline for a post found by something else."""
    if not hits.hits:
        return f"{entry.path}: {entry.title}"
    lines = (f"{entry.path}:{hits.first_line + hit.line}: {hit.excerpt.text}" for hit in hits.hits)
    return "\n".join(lines)


def _found(index: Index, node: Node) -> Iterator[tuple[PostEntry, PostHits]]:
    project = index.project
    now = datetime.now(UTC)
    search = Search(index.file)
    try:
        ids = search.find(node, Moment(now, date.today(), project.site.future))
    finally:
        search.close()
    entries = {entry.path: entry for entry in index.posts(now, only=ids).values()}
    words = [word for word in sought(node) if not word.field]
    if not words:
        yield from ((entry, PostHits(entry.path, 1, ())) for entry in entries.values())
        return
    for hits in read_hits(project.root, entries, Finder(words), _never):
        yield entries[hits.path], hits


def _never() -> bool:
    return False
