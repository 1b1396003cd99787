"""Owns ``copydesk export``: posts as self-contained HTML files, as PDF, or bundled with their pictures."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import PROBLEMS, USAGE, complain, say
from editor.cli.outputs import HTML, PDF, ZIP, Outputs
from editor.cli.posts import STANDARD_INPUT, Desk, NamedPost, expand
from editor.core.designs import DESIGNS, FRAGMENT, SITE, USUAL_DESIGN
from editor.core.errors import EditorError, TemplateError
from editor.core.offline import Note
from editor.storage.export import ExportOptions, export_page
from editor.storage.liquid.filling import Filling
from editor.storage.pages import may_settle_later, settle_pages, write_page

_EXAMPLES = """\
  copydesk export _posts/2026-03-14-ferry.md            writes 2026-03-14-ferry.html here
  copydesk export _posts/2026-03-14-ferry.md -o ferry.html --template newspaper
  copydesk export _posts/2026-03-14-ferry.md --template site     as the site itself will show it
  copydesk export _posts/*.md -o pages/                 one file per post
  copydesk export _posts/*.md -o print/ --pdf
  copydesk export _posts/2026-03-14-ferry.md --zip      the post and its pictures, to hand over
  copydesk export --fragment - < draft.md | pbcopy      the bare article, to paste elsewhere

What had to be left out (a missing picture, a video) is said on standard error and makes the exit code 1;
the file is written all the same. Pictures without alt text are listed there, too, and the scripts, style sheets and
fonts of other machines that no exported page has: those leave the exit code at 0."""

ToPdf = Callable[[str, bool], bytes]
"""Prints a page, and whether it may load files of other machines."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("export", _EXAMPLES)
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file; - reads standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="a name ending in .html (.pdf, .zip) is the file to write, any other a folder for NAME.html, "
        "- is standard output (default: this folder; standard output for -)",
    )
    parser.add_argument(
        "--template",
        default=USUAL_DESIGN,
        metavar="NAME",
        help=f"how the page looks: {', '.join(DESIGNS)} (default: {USUAL_DESIGN}), {SITE} for the site's own "
        f"layouts, {FRAGMENT}, or a template of the site's in _copydesk/templates",
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--fragment", action="store_true", help="write the bare <article> without head, styles and metadata"
    )
    kind.add_argument("--pdf", action="store_true", help="print the page to a PDF file (needs Qt)")
    kind.add_argument("--zip", action="store_true", help="bundle the post itself with the files it shows")
    parser.add_argument(
        "--original-images", action="store_true", help="leave pictures wider than 2,000 pixels as they are"
    )
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="let the page load pictures, styles and fonts of other machines, which are left out otherwise",
    )
    return parser


def run(options: argparse.Namespace, to_pdf: ToPdf | None = None) -> int:
    """Export the posts; each written file is named on standard output. ``to_pdf`` prints a page."""
    fault = _fault_of(options, to_pdf)
    if fault:
        complain(fault)
        return USAGE
    desk, export = Desk(), _Export(options, to_pdf)
    names = list(expand(options.posts))
    export.waits = not may_settle_later(len(names))
    for named in desk.posts(names):
        filling = desk.filling(named.project)
        try:
            export.do(named, desk, filling)
        except TemplateError as error:  # the next post would fail alike
            complain(error.message, error.path, error.line)
            return PROBLEMS
        except EditorError as error:
            desk.refuse(error, named.name)
    if not export.waits:
        settle_pages()
    return desk.exit_code


def _fault_of(options: argparse.Namespace, to_pdf: ToPdf | None) -> str:
    is_file = options.pdf or options.zip
    if options.pdf and options.template == FRAGMENT:
        return "A fragment has no pages to print. Name another template with --pdf."
    if is_file and options.output == STANDARD_INPUT:
        return "Standard output takes pages as text. Name a file or a folder with --output."
    if options.pdf and to_pdf is None:
        return "Printing needs the window's program. Run: copydesk export --pdf"
    return ""


class _Export:
    """One run of the command: what each post becomes, and where it goes."""

    def __init__(self, options: argparse.Namespace, to_pdf: ToPdf | None) -> None:
        self._how = ExportOptions(
            template=FRAGMENT if options.fragment else options.template,
            original_images=options.original_images,
            remote=options.allow_remote,
        )
        self._bundles: bool = options.zip
        self._to_pdf = to_pdf if options.pdf else None
        self._place: str | None = options.output
        suffixes = PDF if options.pdf else ZIP if options.zip else HTML
        self._outputs = Outputs(Path(self._place or "."), suffixes, file_allowed=True)
        self.waits = True

    def do(self, named: NamedPost, desk: Desk, filling: Filling) -> None:
        """Export one post; raises EditorError."""
        if self._goes_to_standard_output(named):
            page = export_page(named.post, named.path, named.project, self._how, filling)
            say(page.text, end="")
            _report(desk, named, page.warnings)
            return
        target = self._outputs.target_of(named.path)
        data, warnings = self._made(named, filling)
        size = write_page(target, data, named.path, sync=self.waits)
        say(f"{target} ({_size_text(size)})")
        _report(desk, named, warnings)

    def _goes_to_standard_output(self, named: NamedPost) -> bool:
        if self._bundles or self._to_pdf is not None:
            return False
        return self._place == STANDARD_INPUT or (self._place is None and named.loaded is None)

    def _made(self, named: NamedPost, filling: Filling) -> tuple[bytes, tuple[Note, ...]]:
        if self._bundles:
            # Archives are read by few of these commands: their module would cost every one of them.
            from editor.storage.bundle import bundle_post

            bundle = bundle_post(named.post, named.path, named.project)
            return bundle.data, bundle.warnings
        page = export_page(named.post, named.path, named.project, self._how, filling)
        return (
            page.data if self._to_pdf is None else self._to_pdf(page.text, self._how.remote)
        ), page.warnings


def _report(desk: Desk, named: NamedPost, warnings: tuple[Note, ...]) -> None:
    for warning in warnings:
        if warning.is_trouble:
            desk.warn(warning.message, named.name, warning.line)
        else:
            complain(warning.message, named.name, warning.line)


def _size_text(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
