"""Owns a run of exports: post after post off the main thread, printed by the engine where they become PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from editor.core.designs import ExportWish
from editor.core.errors import EditorError, ExportError
from editor.core.offline import Note
from editor.core.post.post import Post
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.storage.liquid.filling import Filling
from editor.storage.outgoing import Outgoing, make_outgoing, written_out
from editor.storage.pages import may_settle_later, settle_pages, write_page

if TYPE_CHECKING:
    from editor.services.pdf import PdfMaker


@dataclass(frozen=True, slots=True)
class ExportJob:
    """A post and where it goes; ``post`` is None for one whose file is to be read."""

    path: Path
    target: Path
    post: Post | None = None


@dataclass
class ExportReport:
    """What came of a run: the files, what was left out of which post, and the posts that were not exported."""

    wish: ExportWish
    total: int
    written: list[Path] = field(default_factory=list)
    warnings: list[tuple[Path, Note]] = field(default_factory=list)
    faults: list[EditorError] = field(default_factory=list)
    was_stopped: bool = False


@dataclass
class _Run:
    jobs: Sequence[ExportJob]
    filling: Filling
    report: ExportReport
    stop: Stop
    done: int = 0
    printed: Outgoing | None = None

    @property
    def job(self) -> ExportJob:
        return self.jobs[self.done]

    @property
    def waits(self) -> bool:
        return not may_settle_later(len(self.jobs))


class Exports(QObject):
    """Carries out one run at a time. ``progressed`` carries the posts done and all, ``done`` an ``ExportReport``."""

    progressed = Signal(int, int)
    done = Signal(object)
    _made = Signal(object)
    _written = Signal(object)
    _settled = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._run: _Run | None = None
        self._pdf: PdfMaker | None = None
        self._made.connect(self._on_made)
        self._written.connect(self._on_written)
        self._settled.connect(self._on_settled)

    @property
    def busy(self) -> bool:
        """True while a run is under way."""
        return self._run is not None

    def run(self, jobs: Sequence[ExportJob], wish: ExportWish, filling: Filling) -> bool:
        """Begin a run; False when one is under way."""
        if self._run is not None or not jobs:
            return False
        self._run = _Run(jobs, filling, ExportReport(wish, len(jobs)), Stop())
        self._next()
        return True

    def cancel(self) -> None:
        """End the run after the post under way; what is written stays."""
        if self._run is not None:
            self._run.stop.set()

    def stop(self) -> None:
        """Take the engine's page down; call it before the program ends."""
        self._run = None
        if self._pdf is not None:
            self._pdf.stop()

    def _next(self) -> None:
        run = self._run
        assert run is not None
        self.progressed.emit(run.done, len(run.jobs))
        if run.done == len(run.jobs) or run.stop():
            run.report.was_stopped = run.done < len(run.jobs)
            if not run.waits:
                self._tasks.submit("export", lambda _stop: settle_pages(), self._settled)
            else:
                self._end()
            return
        work = partial(_export, run.job, run.report.wish, run.filling, waits=run.waits)
        self._tasks.submit("export", work, self._made)

    @Slot(object)
    def _on_made(self, outcome: Outcome) -> None:
        run = self._run
        if run is None:
            return
        try:
            made = outcome.result()
        except EditorError as error:
            self._fail(error)
            return
        assert isinstance(made, Outgoing)
        run.report.warnings += [(run.job.path, note) for note in made.warnings]
        if made.needs_printing:
            run.printed = made
            self.printer().make(made.html, remote=run.report.wish.remote)
        else:
            self._advance()

    def printer(self) -> PdfMaker:
        """Return what prints pages, which starts the engine."""
        if self._pdf is None:
            # The web engine takes as long to load as the rest of the window, and most exports need none.
            from editor.services.pdf import PdfMaker

            self._pdf = PdfMaker(self)
            self._pdf.made.connect(self._on_pdf_made)
            self._pdf.failed.connect(self._on_pdf_failed)
        return self._pdf

    @Slot(bytes)
    def _on_pdf_made(self, data: bytes) -> None:
        run = self._run
        if run is None or run.printed is None:
            return
        printed, run.printed = written_out(run.printed, data), None
        work = partial(_write, run.job, printed, waits=run.waits)
        self._tasks.submit("export", work, self._written)

    @Slot()
    def _on_pdf_failed(self) -> None:
        run = self._run
        if run is not None and run.printed is not None:
            run.printed = None
            text = self.tr("“{name}” could not be printed to PDF. Try it again, or export it as HTML.")
            self._fail(ExportError(text.format(name=run.job.path.name), path=run.job.path))

    @Slot(object)
    def _on_written(self, outcome: Outcome) -> None:
        if self._run is None:
            return
        try:
            outcome.result()
        except EditorError as error:
            self._fail(error)
            return
        self._advance()

    def _advance(self) -> None:
        run = self._run
        assert run is not None
        run.report.written.append(run.job.target)
        run.done += 1
        self._next()

    def _fail(self, error: EditorError) -> None:
        run = self._run
        assert run is not None
        run.report.faults.append(error)
        run.done += 1
        self._next()

    @Slot(object)
    def _on_settled(self, outcome: Outcome) -> None:
        outcome.result()
        if self._run is not None:
            self._end()

    def _end(self) -> None:
        run, self._run = self._run, None
        assert run is not None
        self.done.emit(run.report)


def _export(job: ExportJob, wish: ExportWish, filling: Filling, _stop: Stop, *, waits: bool) -> Outgoing:
    made = make_outgoing(job.post, job.path, wish, filling)
    if not made.needs_printing:
        write_page(job.target, made.data, job.path, sync=waits)
    return made


def _write(job: ExportJob, made: Outgoing, _stop: Stop, *, waits: bool) -> int:
    return write_page(job.target, made.data, job.path, sync=waits)
