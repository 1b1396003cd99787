"""Owns ``copydesk export``: posts as self-contained HTML files that open without a network."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import complain, say
from editor.cli.outputs import Outputs
from editor.cli.posts import STANDARD_INPUT, Desk, NamedPost, expand
from editor.core.designs import DESIGNS, FRAGMENT, USUAL_DESIGN
from editor.core.errors import EditorError
from editor.core.offline import Note
from editor.storage.export import ExportOptions, export_page, export_post
from editor.storage.pages import may_settle_later, settle_pages

_EXAMPLES = """\
  copydesk export _posts/2026-03-14-ferry.md            writes 2026-03-14-ferry.html here
  copydesk export _posts/2026-03-14-ferry.md -o ferry.html
  copydesk export _posts/*.md -o pages/                 one file per post
  copydesk export --fragment - < draft.md | pbcopy      the bare article, to paste elsewhere

What had to be left out (a missing picture, a video) is said on standard error and makes the exit code 1;
the file is written all the same. Pictures without alt text are listed there, too."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("export", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="a name ending in .html is the file to write, any other a folder for NAME.html, "
        "- is standard output (default: this folder; standard output for -)",
    )
    parser.add_argument(
        "--template",
        default=USUAL_DESIGN,
        metavar="NAME",
        help=f"how the page looks: {', '.join(DESIGNS)} (default: {USUAL_DESIGN}), or fragment",
    )
    parser.add_argument(
        "--fragment", action="store_true", help="write the bare <article> without head, styles and metadata"
    )
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="let the page load pictures, styles and fonts of other machines, which are left out otherwise",
    )
    parser.add_argument(
        "--original-images", action="store_true", help="leave pictures wider than 2,000 pixels as they are"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Export the posts; each written file is named on standard output."""
    desk = Desk()
    how = ExportOptions(
        template=FRAGMENT if options.fragment else options.template,
        original_images=options.original_images,
        remote=options.allow_remote,
    )
    place = options.output
    names = list(expand(options.posts))
    outputs = Outputs(Path(place or "."), file_allowed=True)
    later = may_settle_later(len(names))
    for named in desk.posts(names):
        filling = desk.filling(named.project)
        try:
            if place == STANDARD_INPUT or (place is None and named.loaded is None):
                page = export_page(named.post, named.path, named.project, how, filling)
                say(page.text, end="")
                _report(desk, named, page.warnings)
            else:
                target = outputs.target_of(named.path)
                result = export_post(
                    named.post, named.path, target, named.project, how, sync=not later, filling=filling
                )
                say(f"{result.path} ({_size_text(result.size)})")
                _report(desk, named, result.warnings)
        except EditorError as error:
            desk.refuse(error, named.name)
    if later:
        settle_pages()
    return desk.exit_code


def _report(desk: Desk, named: NamedPost, warnings: tuple[Note, ...]) -> None:
    for warning in warnings:
        if warning.is_advice:
            complain(warning.message, named.name, warning.line)
        else:
            desk.warn(warning.message, named.name, warning.line)


def _size_text(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
