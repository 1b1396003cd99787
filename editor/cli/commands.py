"""Owns the table of commands and the running of one; a command's module is loaded only when it is named."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from editor.cli.console import (
    INTERRUPTED,
    PIPE_CLOSED,
    PROBLEMS,
    abandon_output,
    complain,
    is_closed_pipe,
)
from editor.core.errors import EditorError

COMMANDS: dict[str, str] = {
    "show": "print what posts say of themselves: front matter, slug, dates, words",
    "url": "say where posts will stand on the site, or why they will not",
    "set": "change front-matter values and nothing else",
    "render": "turn the bodies of posts into HTML",
    "export": "write posts as self-contained HTML files, as PDF, or bundled with their pictures",
    "new": "begin a post or a draft",
    "move": "give a post another name and mend the links to it",
    "find": "find posts by words, phrases and fields, and the lines that are hit",
    "assets": "list pictures and other assets, and which are unused or missing",
    "image": "crop, resize, convert and clean pictures, and make them in the sizes a site needs",
    "excerpt": "print what stands for posts in lists, and suggest better",
}
"""Every command and what it does, in the order of the help. The module of ``show`` is ``editor.cli.show``."""


def run_command(argv: Sequence[str], **tools: object) -> int:
    """Run the command ``argv[0]`` with the rest as its arguments and return the exit code.

    ``tools`` is what the command may use besides, from floors it cannot reach. 0 is good, 1 means problems were found
    (each said on standard error), 2 a wrong command line.
    """
    name, *arguments = argv
    module = import_module(f"editor.cli.{name}")
    parser: argparse.ArgumentParser = module.build_parser()
    # A long post is a million small objects, none of them garbage: looking through them again and again took half of
    # the time.
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        options = parser.parse_intermixed_args(arguments)
        code: int = module.run(options, **tools)
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse has said what was wrong, or printed the help
        return leaving.code if isinstance(leaving.code, int) else 0
    except EditorError as error:
        complain(error.message, error.path, error.line)
        return PROBLEMS
    except KeyboardInterrupt:
        abandon_output()
        return INTERRUPTED
    except OSError as error:
        if not is_closed_pipe(error):
            raise
        abandon_output()
        return PIPE_CLOSED
    finally:
        gc.set_threshold(*usual)
    return code


def command_parser(
    name: str, examples: str, kind: type[argparse.ArgumentParser] = argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """Return a parser for a command, one of ``kind``, its help ended by ``examples``."""
    return kind(
        prog=f"copydesk {name}",
        description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
