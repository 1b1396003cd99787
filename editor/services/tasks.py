"""Owns every thread but the main one: pooled jobs whose outcomes come back as signals, and one serial worker."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, SignalInstance


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to; ``key`` and ``revision`` let the receiver drop what has been overtaken."""

    key: str
    revision: int
    value: object = None
    error: BaseException | None = None

    def result(self) -> object:
        """Return the job's value, or raise what the job raised, on the thread that asks."""
        if self.error is not None:
            raise self.error
        return self.value


class Stop:
    """A flag a job reads to learn that nobody waits for it any more; call it to ask."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> bool:
        """Return True once the job should end."""
        return self._event.is_set()

    def set(self) -> None:
        """Ask the job to end at its next look."""
        self._event.set()


class _Job(QRunnable):
    def __init__(
        self, work: Callable[[Stop], object], stop: Stop, done: SignalInstance, key: str, revision: int
    ) -> None:
        super().__init__()
        self._work, self._stop, self._done = work, stop, done
        self._key, self._revision = key, revision

    def run(self) -> None:
        if self._stop():
            return
        try:
            outcome = Outcome(self._key, self._revision, self._work(self._stop))
        except BaseException as error:  # noqa: BLE001 - handed over whole and raised again by Outcome.result
            outcome = Outcome(self._key, self._revision, error=error)
        if self._stop():
            return
        try:
            self._done.emit(outcome)
        except RuntimeError:
            # The receiver was destroyed while the job ran: nobody is left to tell.
            return


class _Part:
    """A job that one thread does for another, which waits for its end when it needs it."""

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self._ended = threading.Event()
        self._error: BaseException | None = None

    def run(self) -> None:
        """Do it."""
        try:
            self._job()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            self._error = error
        finally:
            self._ended.set()

    def wait(self) -> None:
        """Wait for its end, and raise what it raised."""
        self._ended.wait()
        if self._error is not None:
            raise self._error


class TaskRunner(QObject):
    """Runs functions of core and storage off the main thread; the newest job of a key stops the one before.

    What goes through a whole site is queued as ``long``: one such job runs at a time, on a thread of its own. Two at
    once would not end sooner, as the interpreter does one thing at a time; the window would wait for both of them in
    turn, and what a key asks for behind them.
    """

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._long = QThreadPool(self)
        self._long.setMaxThreadCount(1)
        self._halves = QThreadPool(self)
        self._halves.setMaxThreadCount(1)
        self._running: dict[str, tuple[int, Stop]] = {}
        self._revision = 0

    def submit(
        self, key: str, work: Callable[[Stop], object], done: SignalInstance, *, long: bool = False
    ) -> int:
        """Queue ``work``; ``done`` carries its ``Outcome`` to the main thread. Returns the job's revision."""
        self.cancel(key)
        self._revision += 1
        stop = Stop()
        self._running[key] = (self._revision, stop)
        (self._long if long else self._pool).start(_Job(work, stop, done, key, self._revision))
        return self._revision

    def beside(self, job: Callable[[], None]) -> Callable[[], None]:
        """Do a part of a job on another thread while the job goes on; the function returned waits for it.

        It raises what the part raised.
        """
        part = _Part(job)
        self._halves.start(part.run)
        return part.wait

    def is_current(self, outcome: Outcome) -> bool:
        """Return True when no newer job of the same key has been queued or cancelled since."""
        running = self._running.get(outcome.key)
        return running is not None and running[0] == outcome.revision

    def cancel(self, key: str) -> None:
        """Ask the job of this key to stop; its outcome will not count as current."""
        running = self._running.pop(key, None)
        if running is not None:
            running[1].set()

    def drain(self) -> None:
        """Stop every job and wait until the last one has ended; call it before the program quits."""
        for key in list(self._running):
            self.cancel(key)
        for pool in (self._pool, self._long):
            pool.clear()
        # What jobs have begun beside them they wait for: that goes on to its end.
        for pool in (self._pool, self._long, self._halves):
            pool.waitForDone()


class SerialWorker(QThread):
    """One thread that does posted jobs in order, and small pieces of idle work while nothing is posted.

    ``idle`` is called when the queue is empty. It returns the seconds to wait before the next call, or None
    when there is nothing more to do until the next posted job.
    """

    def __init__(self, idle: Callable[[], float | None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle = idle
        self._jobs: deque[Callable[[], None]] = deque()
        self._wake = threading.Condition()
        self._ending = False
        self._held = False

    def hold(self) -> None:
        """Leave what will be posted waiting until ``release``; to be called before anything is."""
        self._held = True

    def release(self) -> None:
        """Do what waits, and what will be posted."""
        self._held = False
        if self._jobs and not self.isRunning():
            self.start()

    def post(self, job: Callable[[], None], *, alone: bool = False) -> None:
        """Queue a job, with ``alone`` in place of all that wait; nothing after ``drain``.

        It must not touch a QObject of another thread except by emitting signals.
        """
        with self._wake:
            if self._ending:
                return
            if alone:
                self._jobs.clear()
            self._jobs.append(job)
            self._wake.notify()
        if not self._held and not self.isRunning():
            self.start()

    def beside(self, job: Callable[[], None]) -> Callable[[], None]:
        """Queue a job for another worker's thread, which goes on with its own work; the function returned waits.

        It raises what the job raised.
        """
        part = _Part(job)
        self.post(part.run)
        return part.wait

    def drain(self, *, finish: bool = True) -> None:
        """Do what is queued (or, without ``finish``, only what is under way), then end the thread and wait."""
        with self._wake:
            self._ending = True
            if not finish:
                self._jobs.clear()
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        """Work until drained."""
        pause: float | None = 0.0
        while True:
            with self._wake:
                while not self._jobs and not self._ending and pause != 0.0:
                    if not self._wake.wait(pause):
                        break
                job = self._jobs.popleft() if self._jobs else None
                if job is None and self._ending:
                    return
            pause = self._step(job)

    def _step(self, job: Callable[[], None] | None) -> float | None:
        """Do one job or one piece of idle work and return how long to wait for the next."""
        try:
            if job is not None:
                job()
                return 0.0 if self._idle is not None else None
            return self._idle() if self._idle is not None else None
        except Exception:  # noqa: BLE001 - one bad job must not end the thread that later ones need
            sys.excepthook(*sys.exc_info())
            return None
