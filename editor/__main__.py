"""Owns the start: ``copydesk`` and ``python -m editor`` run a command if one is named, else open the window."""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from editor import __version__
from editor.cli.commands import COMMANDS, run_command
from editor.cli.console import INTERRUPTED, PROBLEMS, USAGE, complain, prepare_streams

DRAWING_COMMANDS = {"cards": "draw the cards in which readers meet posts as PNG files (needs Qt)"}
"""Commands that paint, and so live where Qt may be used."""

_VIEWS = ("assets", "attention", "bench", "cards", "site")
_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")
_EXAMPLES = """\
examples:
  copydesk                                    opens the window where you left off
  copydesk ~/sites/ledger                     opens a project
  copydesk _posts/2026-03-14-ferry.md         opens a post
  copydesk show _posts/2026-03-14-ferry.md    runs a command; see: copydesk show --help
  copydesk ./show                             opens a folder that is called like a command
  copydesk --screenshot desk.png --size 1440x900 --dark ~/sites/ledger
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command or the window; return the exit code: 0 good, 1 problems found, 2 wrong usage."""
    prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] == "export" and "--pdf" in words:
        return _export_pdf(words)
    if words and words[0] in COMMANDS:
        return run_command(words)
    if words and words[0] in DRAWING_COMMANDS:
        return _draw(words[1:])
    parser = build_parser()
    try:
        options = parser.parse_args(words)
    except SystemExit as leaving:  # argparse has said what was wrong, or printed the help
        return leaving.code if isinstance(leaving.code, int) else 0
    fault = _fault_of(options)
    if fault:
        complain(fault)
        return USAGE
    return _open_window(options)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of everything that is not a command."""
    commands = "".join(f"  {name:<9} {what}\n" for name, what in (COMMANDS | DRAWING_COMMANDS).items())
    parser = argparse.ArgumentParser(
        prog="copydesk",
        usage="copydesk [--dark | --light] [FOLDER | POST]\n       copydesk COMMAND …",
        description="A markdown newsroom editor over a folder of Jekyll posts.",
        epilog=f"commands:\n{commands}\n{_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("path", nargs="?", metavar="FOLDER | POST", help="what to open")
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    scheme = parser.add_mutually_exclusive_group()
    scheme.add_argument("--dark", action="store_true", default=None, help="dark, whatever the system says")
    scheme.add_argument("--light", action="store_false", dest="dark", help="light, whatever the system says")
    parser.add_argument("--screenshot", metavar="FILE", help="draw the window into a PNG file and leave")
    parser.add_argument("--view", choices=_VIEWS, help="what the picture shows besides the page")
    parser.add_argument("--size", metavar="WxH", help="the window's size in pixels, for example 1440x900")
    return parser


def _fault_of(options: argparse.Namespace) -> str:
    if options.size is not None and not _SIZE.fullmatch(options.size):
        return f"--size takes WIDTHxHEIGHT in pixels, for example 1440x900, not “{options.size}”."
    if options.path is None or Path(options.path).exists():
        return ""
    near = get_close_matches(options.path, COMMANDS, n=1)
    meant = f" Did you mean: copydesk {near[0]}?" if near else " See: copydesk --help"
    return f"There is no command, folder or post called “{options.path}”.{meant}"


def _draw(words: list[str]) -> int:
    try:
        # Here and not above: Qt takes longer to load than a command takes to run.
        from editor.shell.card_files import run
    except ModuleNotFoundError as error:
        return _without_qt(error)
    return run(words)


def _export_pdf(words: list[str]) -> int:
    try:
        # Here and not above: Qt takes longer to load than any other export takes to run.
        from editor.shell.pdf_files import PdfPrinter
    except ModuleNotFoundError as error:
        return _without_qt(error)
    printer = PdfPrinter()
    try:
        return run_command(words, to_pdf=printer.print_page)
    finally:
        printer.close()


def _without_qt(error: ModuleNotFoundError) -> int:
    """Say that Qt is missing; any other module is a fault of ours."""
    missing = (error.name or "").partition(".")[0]
    if missing not in ("PySide6", "shiboken6"):
        raise error
    complain(
        f"The window needs {missing}, which is not installed. "
        "Install it with: python -m pip install copydesk. The commands work without it."
    )
    return PROBLEMS


def _open_window(options: argparse.Namespace) -> int:
    gc.disable()  # nothing that a start makes is garbage; run_window turns it on again after the first paint
    try:
        # Here and not above: Qt takes longer to load than a command takes to run.
        from editor.shell.app import WindowOptions, run_window
    except ModuleNotFoundError as error:
        return _without_qt(error)
    size = _SIZE.fullmatch(options.size) if options.size else None
    try:
        return run_window(
            WindowOptions(
                path=Path(options.path) if options.path else None,
                screenshot=Path(options.screenshot) if options.screenshot else None,
                size=(int(size[1]), int(size[2])) if size else None,
                dark=options.dark,
                view=options.view,
            )
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
