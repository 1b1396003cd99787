"""Owns reading many files in processes of their own, which Python does on several cores at once."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from editor.core.site import SiteConfig
from editor.storage.index.reading import Due, Record, read_record

# One core is this program's own, and three readers keep up with what SQLite can write.
_MOST = 3
# What each says at once: it fits into the pipe where that can be made wide, and is unpacked in a millisecond, in which
# the window cannot work.
_TOGETHER = 25
_PIPE_BYTES = 1024 * 1024
# A reader must not take the time in which the window is drawn.
_NICENESS = 5
# So many objects until Python looks for circles: a reader makes few, and ends soon.
_CIRCLES = 50_000

# The reader has this program's paths, and not the folder it was started in, which may be somebody's site.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from editor.storage.index.readers import serve; serve()"
)
# Windows opens a console for each process that is not told otherwise.
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
# What a stream says that ends in the middle.
_BROKEN = (EOFError, pickle.UnpicklingError, OSError, ValueError)

_log = logging.getLogger(__name__)


class Readers:
    """Reads files in other processes, and gives their records in the order of the files.

    >>> with Readers(site) as readers:
    ...     readers.begin()  # they take a fraction of a second to be ready
    ...     readers.give(dues)
    ...     for due, record in readers: ...

    Where no process can be started, and for what one leaves when it ends before its time, the files are read here
    instead; the log says so.
    """

    def __init__(self, site: SiteConfig) -> None:
        self._site = site
        self._batches: list[Sequence[Due]] = []
        self._readers: list[_Reader] = []
        self._has_begun = False

    def begin(self) -> None:
        """Start the processes, once; ``give`` does it where nobody has."""
        if self._has_begun:
            return
        self._has_begun = True
        try:
            for _ in range(how_many()):
                self._readers.append(_Reader())
        except (OSError, ValueError) as error:
            self._do_without(error)

    def give(self, dues: Sequence[Due]) -> None:
        """Say what is to be read, once."""
        self.begin()
        self._batches = [dues[first : first + _TOGETHER] for first in range(0, len(dues), _TOGETHER)]
        try:
            # Beside what the settings say, a site holds what was worked out of them, some of it functions.
            plain = pickle.dumps(replace(self._site))
        except (TypeError, AttributeError, pickle.PicklingError) as error:
            self._do_without(error)
        count = len(self._readers)
        for number, reader in enumerate(self._readers):
            reader.give(plain, self._batches[number::count])

    def _do_without(self, error: Exception) -> None:
        _log.info("Files are read without processes of their own: %s", error)
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[tuple[Due, Record | None]]:
        """Yield each file with its record, None for one that has gone."""
        for number, batch in enumerate(self._batches):
            records = self._readers[number % len(self._readers)].records() if self._readers else None
            if records is None:
                yield from ((due, read_record(due, self._site, time.time_ns())) for due in batch)
            else:
                yield from zip(batch, records, strict=True)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes at work."""
        return tuple(reader.pid for reader in self._readers)

    def close(self) -> None:
        """End the processes, wherever they are."""
        for reader in self._readers:
            reader.close()
        self._readers = []


class _Reader:
    """One process. It hears all of its work before it says anything: so neither side waits for the other to listen."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE_BYTES,
            creationflags=_FLAGS,
        )
        self.pid = self._process.pid
        self._has_ended = False

    def give(self, site: bytes, batches: Sequence[Sequence[Due]]) -> None:
        """Say what is to be read."""
        assert self._process.stdin is not None
        # Closing it says that this is all. One that has ended already is found out when it is to answer.
        with contextlib.suppress(OSError), self._process.stdin as asked:
            asked.write(site)
            for batch in batches:
                pickle.dump(batch, asked, protocol=5)

    def records(self) -> list[Record | None] | None:
        """Return the records of the next batch; None when the process has ended before its time."""
        if self._has_ended or self._process.stdout is None:
            return None
        try:
            records: list[Record | None] = pickle.load(self._process.stdout)
        except _BROKEN as error:
            self._has_ended = True
            self._process.kill()
            code = self._process.wait()
            _log.warning("A process that read files has ended (%s, %r); the rest is read here.", code, error)
            return None
        return records

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def how_many() -> int:
    """Return how many processes read: none on a single core, or where Python cannot be started a second time."""
    # In a program that was frozen, sys.executable is that program: it would open another window.
    if not sys.executable or getattr(sys, "frozen", False):
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST) if cores > 1 else 0


def _command() -> list[str]:
    paths = [str(Path(path).resolve()) for path in sys.path if path]
    utf8 = ["-X", "utf8"] if sys.flags.utf8_mode else []
    return [sys.executable, "-P", *utf8, "-c", _PROGRAM, json.dumps(paths)]


def serve() -> None:
    """Read what the standard input asks for and write the records to the standard output: the process itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that started this
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    gc.freeze()
    gc.set_threshold(_CIRCLES)
    # The one that started this may end, or want no more.
    with contextlib.suppress(BrokenPipeError):
        _answer(sys.stdin.buffer, sys.stdout.buffer)
        return
    os._exit(0)  # past the flush of what nobody takes


def _answer(asked: BinaryIO, told: BinaryIO) -> None:
    asked = io.BytesIO(asked.read())
    try:
        site: SiteConfig = pickle.load(asked)
    except EOFError:
        return  # nobody wanted anything
    while True:
        try:
            batch: Sequence[Due] = pickle.load(asked)
        except EOFError:
            return
        pickle.dump([read_record(due, site, time.time_ns()) for due in batch], told, protocol=5)
        told.flush()
