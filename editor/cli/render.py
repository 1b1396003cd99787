"""Owns ``copydesk render``: the bodies of posts as HTML, on standard output or one file each."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import say
from editor.cli.outputs import Outputs
from editor.cli.posts import Desk, NamedPost
from editor.core.errors import EditorError
from editor.core.markdown.renderer import render_filled
from editor.core.sourcelines import line_count
from editor.storage.pages import path_in_project, write_page

_EXAMPLES = """\
  copydesk render _posts/2026-03-14-ferry.md
  copydesk render _posts/*.md -o build/html
  pbpaste | copydesk render -"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("render", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help="write one NAME.html per post into DIR instead of standard output",
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Render the posts in the order given."""
    desk = Desk()
    outputs = Outputs(Path(options.output)) if options.output else None
    for named in desk.posts(options.posts):
        problem = named.post.problem
        if problem is not None:
            desk.warn(f"{problem.message} It was not rendered.", named.name, problem.line)
            continue
        html = render_filled(named.post.body, _filled(desk, named), named.project.site.markdown)
        html = html if html.strip() else ""
        if outputs is None:
            say(html, end="")
            continue
        try:
            target = outputs.target_of(named.path)
            write_page(target, html.encode("utf-8", "surrogatepass"), named.path)
        except EditorError as error:
            desk.refuse(error, named.name)
        else:
            say(str(target))
    return desk.exit_code


def _filled(desk: Desk, named: NamedPost) -> str:
    """Return the body after Liquid; what that could not fill in is said, a box stands in its place."""
    post = named.post
    rendered = desk.filling(named.project).fill(post, path_in_project(named.path, named.project))
    above = line_count(post.front.text) if post.front is not None else 0
    for problem in rendered.problems:
        where = problem.path or named.name
        line = problem.line if problem.path else problem.line + above
        desk.warn(f"{problem.message.rstrip('.')}. A box stands in its place.", where, line)
    return rendered.text
