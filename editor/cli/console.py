"""Owns the terminal: UTF-8 in and out on every system, sentences to standard error, quiet ends."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from pathlib import PurePath
from typing import TextIO

from editor.core.errors import EditorError

GOOD, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: all done; something was wrong with a post; the command line was wrong."""
INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes a shell gives a program that ended by Ctrl+C or because nobody read on (128 + signal)."""
_HALVES = re.compile("[\ud800-\udfff]")


def prepare_streams() -> None:
    """Make the streams speak UTF-8 whatever the console's code page, and leave line ends alone.

    A file name that is not valid Unicode goes out as the bytes it came in with.
    """
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors, newline="" if stream is sys.stdout else None)


def read_standard_input() -> bytes:
    """Return all of standard input as bytes."""
    return sys.stdin.buffer.read()


def say(text: str, *, end: str = "\n") -> None:
    """Write to standard output."""
    sys.stdout.write(text + end)


def as_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON, letters of all scripts as they are.

    Bytes of a file name that are no UTF-8, which Python keeps as half surrogates, become escapes: as bytes they would
    make the line unreadable for everybody, and from these ``os.fsencode`` makes the name again.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def complain(message: str, path: PurePath | str | None = None, line: int | None = None) -> None:
    """Write ``FILE:LINE: sentence`` to standard error, leaving out what is not known."""
    _write_error(EditorError(message, path=path, line=line).located())


def complain_of(error: EditorError, path: PurePath | str) -> None:
    """Write an error's sentence to standard error; ``path`` is how the writer named the file."""
    complain(error.message, path, error.line)


def is_closed_pipe(error: OSError) -> bool:
    """Tell whether ``error`` means that the reader of our output has gone; Windows says EINVAL."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def abandon_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        _point_at(stream, nowhere)
    os.close(nowhere)


def _point_at(stream: TextIO, handle: int) -> None:
    try:
        os.dup2(handle, stream.fileno())
    except (OSError, ValueError):
        return  # a stream without a descriptor (a test's, or none on Windows' pythonw) has no pipe either


def _write_error(line: str) -> None:
    if sys.stdout is not None:
        sys.stdout.flush()  # so that the two streams keep their order where both go to one terminal
    if sys.stderr is not None:  # a windowed start on Windows has neither
        sys.stderr.write(line + "\n")
