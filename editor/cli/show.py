"""Owns ``copydesk show``: what posts say of themselves, for people or as JSON."""

from __future__ import annotations

import argparse

from editor.cli.commands import command_parser
from editor.cli.console import as_json, say
from editor.cli.posts import Desk, NamedPost
from editor.cli.url import Holders, fate_of, whole_url
from editor.core.article import article_of
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import Value
from editor.core.post.naming import parse_name
from editor.core.post.visibility import Visibility

_EXAMPLES = """\
  copydesk show _posts/2026-03-14-ferry.md
  copydesk show --json _posts/*.md | jq '.[] | {file, words}'
  git show HEAD:_posts/2026-03-14-ferry.md | copydesk show -"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("show", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print a JSON array with one object per post")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the posts; a post with broken front matter is shown as far as it goes, and is a problem."""
    desk = Desk()
    holders = Holders(desk)
    shown: list[dict[str, object]] = []
    for named in desk.posts(options.posts):
        problem = named.post.problem
        if problem is not None:
            desk.warn(problem.message, named.name, problem.line)
        facts = facts_of(named, fate_of(named, holders.of(named)))
        if options.json:
            shown.append(facts)
        else:
            say(text_of(facts))
    if options.json:
        say(as_json(shown, indent=2))
    return desk.exit_code


def facts_of(named: NamedPost, fate: Visibility) -> dict[str, object]:
    """Return what is known of a post, ``fate`` being Jekyll's; ``front_matter`` is None where none can be read."""
    post, site = named.post, named.project.site
    article = article_of(post, site, named.path.name)
    front = post.front
    slug = front.get("slug") if front is not None else None
    return {
        "file": named.name,
        "headline": article.headline,
        "slug": slug if isinstance(slug, str) and slug else parse_name(named.path.name).slug,
        "url": whole_url(site, fate),
        "shown": fate.shown,
        "why": fate.why or None,
        "remarks": list(fate.remarks),
        "date": article.date_iso or None,
        "updated": article.updated_iso or None,
        "authors": list(article.authors),
        "categories": list(article.categories),
        "tags": list(article.tags),
        "words": article.words,
        "reading_minutes": article.reading_minutes,
        "front_matter": None if front is None else {key: plain(front.get(key)) for key in front.keys},
        "problem": None
        if post.problem is None
        else {"line": post.problem.line, "message": post.problem.message},
    }


def plain(value: Value) -> object:
    """Return a front-matter value in JSON's own types, a date as it is written in the post."""
    if isinstance(value, PostDate):
        return value.text
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    # JSON has no infinity and no "not a number".
    return str(value) if isinstance(value, float) and value - value != 0 else value


def text_of(facts: dict[str, object]) -> str:
    """Return the facts as lines for people: the article first, then the front matter key by key."""
    lines = [str(facts["file"]), f"  {facts['headline']}"]
    for label in ("slug", "url", "date", "updated"):
        if facts[label]:
            lines.append(f"  {label:<10}{facts[label]}")
    if facts["why"]:
        lines.append(f"  {'hidden':<10}{facts['why']}")
    remarks = facts["remarks"]
    lines += [f"  {'note':<10}{remark}" for remark in remarks] if isinstance(remarks, list) else []
    lines.append(f"  {'words':<10}{facts['words']} ({facts['reading_minutes']} min read)")
    front = facts["front_matter"]
    if isinstance(front, dict):
        width = min(24, max((len(key) for key in front), default=0))
        lines.append("  front matter")
        lines += [f"    {key:<{width}}  {_shown(value)}".rstrip() for key, value in front.items()]
    else:
        lines.append("  no front matter that can be read" if facts["problem"] else "  no front matter")
    return "\n".join(lines)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(map(_shown, value)) or "(empty list)"
    if isinstance(value, list | dict):
        return as_json(value)
    return " ".join(str(value).split())
