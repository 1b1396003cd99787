"""Owns a desk that is measured while it opens, searches and follows a site, and the heartbeat in its event loop."""

from __future__ import annotations

import contextlib
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from screen import p95
from windows import SIZE, rest, start, wait_for, wait_until

from editor.core.arranging import PostView
from editor.core.settings import Settings
from editor.shell.app import Desk
from editor.storage.paths import user_paths

_BEAT_MS = 2
_MEMORY_SECONDS = 0.25
# No look at the folder takes so long, on a busy machine neither: what has not come by then does not come.
_STILL_SECONDS = 5.0
# Replaces posts as git does: a new file beside, then the old name.
_REPLACE = """
import os, sys
folder, count, mark = sys.argv[1], int(sys.argv[2]), sys.argv[3].encode()
for name in sorted(os.listdir(folder))[:count]:
    path = os.path.join(folder, name)
    if not os.path.isfile(path): continue
    data = open(path, "rb").read()
    os.unlink(path)
    open(path, "wb").write(data.replace(b"title: \\"", b"title: \\"" + mark, 1))
"""


class Heartbeat(QObject):
    """Notes the longest time between two turns of the event loop, less its own pause; ``busy_ms`` is the longest
    time that the thread itself worked in between, which other programs on the machine do not lengthen."""

    def __init__(self) -> None:
        super().__init__()
        self.restart()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def restart(self) -> None:
        """Begin anew."""
        self.longest_ms = self.busy_ms = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()

    @Slot()
    def _on_timer_timeout(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - _BEAT_MS)
        self.busy_ms = max(self.busy_ms, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked


class _Paints(QObject):
    """Notes when a list with rows was first drawn."""

    def __init__(self, is_filled: Callable[[], bool]) -> None:
        super().__init__()
        self._is_filled = is_filled
        self.at: float | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look on."""
        if event.type() == QEvent.Type.Paint and self.at is None and self._is_filled():
            self.at = time.perf_counter()
        return False


class MeasuredDesk:
    """The whole desk, its preview running, with no project yet."""

    def __init__(self, home: Path) -> None:
        empty = home / "empty"
        empty.mkdir(parents=True, exist_ok=True)
        self._app = start(home)
        self._desk = Desk(self._app, user_paths(), Settings())
        self._window = self._desk.window
        self._window.resize(*SIZE)
        self._window.usual_sizes()
        self._desk.open_first(empty)
        self._window.show()
        wait_for(self._desk.reader.ready.connect, self._desk.start_engine)
        rest(1000)
        self._desk.garbage.spare()  # as a start does after its first paint
        self._heart = Heartbeat()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._window.allow_close()
        self._window.close()
        self._desk.close()

    def take(self, step: str, site: Path) -> dict[str, float]:
        """Take one step: ``first``, ``warm``, ``keys`` or ``checkout``."""
        self._heart.restart()
        steps = {"first": self._open, "warm": self._open, "keys": self._type, "checkout": self._check_out}
        taken = steps[step](step, site)
        rest(500)  # what comes after is part of it
        return taken | {f"away_{step}": self._heart.longest_ms, f"busy_{step}": self._heart.busy_ms}

    def _open(self, step: str, site: Path) -> dict[str, float]:
        posts = self._window.panel.posts.table
        paints = _Paints(lambda: posts.model().rowCount() > 0)
        posts.viewport().installEventFilter(paints)
        before = memory()
        peak = before
        begun = time.perf_counter()
        self._desk.workspace.open_project(site)
        looked_at = begun
        while not (
            self._desk.workspace.listing.complete
            and posts.model().rowCount() == len(self._desk.workspace.listing.posts)
        ):
            rest(5)
            if time.perf_counter() - looked_at > _MEMORY_SECONDS:
                peak, looked_at = max(peak, memory()), time.perf_counter()
        ended = time.perf_counter()
        assert paints.at is not None
        posts.viewport().removeEventFilter(paints)
        rest(1000)
        return (
            {
                step: ended - begun,
                f"{step}_rows": paints.at - begun,
                "memory": memory() - before,
                "memory_peak": peak - before,
            }
            if step == "first"
            else {step: ended - begun, f"{step}_rows": paints.at - begun}
        )

    def _type(self, _step: str, _site: Path) -> dict[str, float]:
        from bench_index import TYPED

        taken = []
        for text in TYPED:
            for end in range(1, len(text) + 1):
                begun = time.perf_counter()
                view = PostView(query=text[:end])
                wait_for(
                    self._desk.late.search.found.connect, lambda view=view: self._desk.late.search.show(view)
                )
                taken.append((time.perf_counter() - begun) * 1000)
                rest(60)
        wait_for(self._desk.late.search.found.connect, lambda: self._desk.late.search.show(PostView()))
        return {"key": statistics.median(taken), "key95": p95(taken)}

    def _check_out(self, _step: str, site: Path) -> dict[str, float]:
        from bench_index import REPLACED

        mark = f"Run {time.time_ns()}: "
        writing = subprocess.Popen(
            [sys.executable, "-c", _REPLACE, str(site / "_posts"), str(REPLACED), mark]
        )
        while writing.poll() is None:
            rest(2)
        begun = time.perf_counter()

        def shown() -> int:
            posts = self._desk.workspace.listing.posts
            return sum(entry.title.startswith(mark) for entry in posts)

        wait_until(lambda: shown() > 0)
        last, ended = 0, time.perf_counter()
        while time.perf_counter() - ended < _STILL_SECONDS:
            rest(20)
            if shown() != last:
                last, ended = shown(), time.perf_counter()
        return {"checkout": ended - begun, "checkout_seen": last}


def memory() -> float:
    """Return the memory of this process and of those that read for it in MB, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6 + sum(map(_own_memory, _readers()))


def _readers() -> Iterator[Path]:
    """Yield where the system tells of each process that reads files."""
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):
            for pid in (task / "children").read_text(encoding="ascii").split():
                if b"editor.storage.index.readers" in Path("/proc", pid, "cmdline").read_bytes():
                    yield Path("/proc", pid)


def _own_memory(process: Path) -> float:
    """Return what a process has for itself in MB; what it shares with others is there anyway."""
    with contextlib.suppress(OSError):
        told = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in told if line.startswith("Private_")) / 1e3
    return 0.0
