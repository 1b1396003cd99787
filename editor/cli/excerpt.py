"""Owns ``copydesk excerpt``: what stands for a post in lists, what Jekyll would take, and what the lede offers."""

from __future__ import annotations

import argparse

from editor.cli.commands import command_parser
from editor.cli.console import as_json, say
from editor.cli.posts import Desk, NamedPost
from editor.core.excerpt import length, separator_of, shortened, suggestions
from editor.core.post.plain import plain_line
from editor.core.settings import Settings
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.ledes import lede_of
from editor.storage.pages import path_in_project
from editor.storage.project import read_style

_EXAMPLES = """\
  copydesk excerpt _posts/2026-03-14-ferry.md
  copydesk excerpt --suggest --limit 140 _posts/*.md
  copydesk set POST excerpt="$(copydesk excerpt --suggest POST | head -n 1)\""""

_MOST_SHOWN = 300
"""What Jekyll takes may be the whole post; so many characters of it are shown to people."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("excerpt", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument(
        "--suggest", action="store_true", help="print only suggestions, one to a line, the best first"
    )
    parser.add_argument(
        "--limit",
        type=_characters,
        metavar="N",
        help=f"characters a suggestion may have (the site's house style, else {Settings().excerpt_limit})",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object to a line")
    return parser


def _characters(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"an excerpt has at least one character, not {number}")
    return number


_characters.__name__ = "number of characters"


def run(options: argparse.Namespace) -> int:
    """Print what stands for each post; one whose front matter is broken is a problem."""
    desk = Desk()
    for named in desk.posts(options.posts):
        problem = named.post.problem
        if problem is not None:
            desk.warn(problem.message, named.name, problem.line)
            continue
        house = read_style(named.project.root).excerpt_limit or Settings().excerpt_limit
        limit = house if options.limit is None else options.limit
        facts = facts_of(named, limit, desk.filling(named.project))
        if options.json:
            say(as_json(facts))
        elif options.suggest:
            offered = facts["suggestions"]
            assert isinstance(offered, list)
            if not offered:
                desk.warn("There is no running text to suggest an excerpt from.", named.name)
            for text in offered:
                say(text)
        else:
            say(_text(facts, limit))
    return desk.exit_code


def facts_of(named: NamedPost, limit: int, filling: Filling) -> dict[str, object]:
    """Return a post's excerpt (or None), what Jekyll takes without one, and up to three suggestions."""
    front, site = named.post.front, named.project.site.raw
    values = {key: front.get(key) for key in front.keys} if front is not None else {}
    written = plain_line(values.get("excerpt") or values.get("description"))
    language = values.get("lang") or site.get("lang") or "en"
    separator = separator_of(values, site)
    relative = path_in_project(named.path, named.project)
    lede = lede_of(filling, front, relative, named.post.body, separator)
    return {
        "file": named.name,
        "excerpt": written or None,
        "characters": length(written),
        "automatic": lede.automatic,
        "suggestions": list(suggestions(lede.text, limit, str(language))),
    }


def _text(facts: dict[str, object], limit: int) -> str:
    lines = [str(facts["file"])]
    if facts["excerpt"]:
        lines.append(f"  excerpt     {facts['excerpt']}")
        lines.append(f"              {facts['characters']} of {limit} characters")
    else:
        lines.append("  no excerpt of its own")
    lines.append(f"  automatic   {shortened(str(facts['automatic']), _MOST_SHOWN) or '(none)'}")
    offered = facts["suggestions"]
    assert isinstance(offered, list)
    lines += [f"  suggested   {text}" for text in offered]
    return "\n".join(lines)
