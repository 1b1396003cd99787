"""Owns the log file: what the program did, for whoever has to find out why; never a word of a post."""

from __future__ import annotations

import logging
from itertools import pairwise
from pathlib import Path

from editor.storage.paths import UserPaths

# With room for a last record below half a megabyte.
_FULL = 500 * 1024
_KEPT = 3
# A log line has no business being longer; what is, may be text of a post that an error message quotes.
_LINE_LIMIT = 400


class _Handler(logging.FileHandler):
    """A file that gives way to a new one when it is full; carries on in it while another process holds its name.

    ``logging.handlers`` has such a thing, but comes with sockets, queues and pickles: a hundredth of a start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, into a new file where this one is full (logging's own)."""
        if self.stream is not None and self.stream.tell() >= _FULL:
            self.stream.close()
            self._set_aside()
            self.stream = self._open()
        super().emit(record)

    def _set_aside(self) -> None:
        files = [
            Path(f"{self.baseFilename}.{number}" if number else self.baseFilename)
            for number in range(_KEPT + 1)
        ]
        try:
            for newer, older in reversed(list(pairwise(files))):
                if newer.exists():
                    newer.replace(older)
        except OSError:
            pass  # the file goes on growing for now


class _Formatter(logging.Formatter):
    """One record, with each of its lines cut short."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        return "\n    ".join(
            line if len(line) <= _LINE_LIMIT else f"{line[:_LINE_LIMIT]} … ({len(line)} characters)"
            for line in lines
        )


def start_log(paths: UserPaths, level: int = logging.INFO) -> Path | None:
    """Send log records to a rotating file in the user's log folder and return that file.

    At most four files of half a megabyte. When the folder cannot be written the program runs on, with
    warnings on stderr, and None is returned. Calling it again replaces the file handler it added before.
    """
    root = logging.getLogger()
    stop_log()
    try:
        paths.log.mkdir(parents=True, exist_ok=True)
        handler = _Handler(paths.log_file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        logging.getLogger(__name__).warning("No log file could be opened: %s", error.strerror)
        return None
    handler.setFormatter(_Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(level)
    root.addHandler(handler)
    if root.getEffectiveLevel() > level:
        root.setLevel(level)
    return paths.log_file


def stop_log() -> None:
    """Close the log file ``start_log`` opened, if it did."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(handler)
        handler.close()
