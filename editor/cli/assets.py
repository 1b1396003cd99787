"""Owns ``copydesk assets``: a site's pictures and other assets, who uses them, and which are unused or missing."""

from __future__ import annotations

import argparse

from editor.cli.commands import command_parser
from editor.cli.console import GOOD, PROBLEMS, as_json, say
from editor.cli.sites import site_at
from editor.core.assets import Asset, AssetCatalogue, AssetFilter
from editor.storage.asset_uses import fresh_catalogue
from editor.storage.paths import user_paths

_EXAMPLES = """\
  copydesk assets
  copydesk assets --unused --project ~/sites/ledger
  copydesk assets --missing                             exit code 1 when there are any
  copydesk assets --json | jq -r 'select(.size > 2000000) | .path'"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("assets", _EXAMPLES)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--unused", action="store_true", help="only those that nothing names")
    which.add_argument("--missing", action="store_true", help="only those that are named and not there")
    parser.add_argument(
        "--project", metavar="DIR", default=".", help="the site; the current folder's by default"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line, with every use")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the assets by path; missing ones, when they were asked for, are a problem."""
    project = site_at(options.project)
    catalogue = fresh_catalogue(project, user_paths().index, _never)
    for asset in _chosen(catalogue, options):
        say(as_json(facts_of(asset)) if options.json else text_of(asset))
    return PROBLEMS if options.missing and catalogue.missing else GOOD


def facts_of(asset: Asset) -> dict[str, object]:
    """Return what is known of an asset; ``size`` is in bytes, None for a missing one."""
    return {
        "path": asset.path,
        "size": None if asset.is_missing else asset.entry.size,
        "missing": asset.is_missing,
        "stops": asset.stops,
        "posts": list(asset.posts),
        "uses": [
            {"file": use.file, "line": use.line, "written": use.written, "alt": use.has_alt}
            for use in asset.uses
        ],
    }


def text_of(asset: Asset) -> str:
    """Return a line for people; for a missing asset one for each place that names it, as compilers point."""
    if asset.is_missing:
        return "\n".join(f"{use.file}:{use.line}: {asset.path} is not there" for use in asset.uses)
    used = f"used in {len(asset.files)}" if asset.uses else "unused"
    stops = "  Jekyll stops the whole build at its name, which is no UTF-8" if asset.stops else ""
    return f"{asset.path}  {_size(asset.entry.size)}  {used}{stops}"


def _chosen(catalogue: AssetCatalogue, options: argparse.Namespace) -> tuple[Asset, ...]:
    if options.missing:
        return catalogue.missing
    return catalogue.listed(AssetFilter.UNUSED if options.unused else AssetFilter.ALL)


def _size(count: int) -> str:
    for unit, worth in (("MB", 1_000_000), ("kB", 1000)):
        if count >= worth:
            return f"{count / worth:.{1 if count < 10 * worth else 0}f} {unit}"
    return f"{count} bytes"


def _never() -> bool:
    return False
