"""Owns the log file: what the program did, for whoever has to find out why; never a word of a post."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

from editor.storage.paths import UserPaths

_BYTES = 512 * 1024
_KEPT = 3
# A log line has no business being longer; what is, may be text of a post that an error message quotes.
_LINE_LIMIT = 400


class _Handler(logging.handlers.RotatingFileHandler):
    """A rotating file that carries on in the old one while another process keeps that from being renamed."""

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()


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
        handler = _Handler(
            paths.log_file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )
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
