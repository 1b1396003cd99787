"""Owns the index of the open project on a thread of its own: what is listed, how far reading is, when to look again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.catalog import AssetEntry, PostEntry
from editor.core.errors import EditorError
from editor.core.post.habits import Habits
from editor.services.tasks import SerialWorker, Stop
from editor.storage.atomic import clear_temporaries
from editor.storage.project import Project, reread

if TYPE_CHECKING:
    from editor.storage.index.beside import Beside
    from editor.storage.index.database import Index
    from editor.storage.index.refreshing import Progress

# Progress is told so often; the eye does not need it more.
_TELL_SECONDS = 0.1
# A growing list is shown again when it has so many times the rows, but not sooner than this: each time takes longer.
_SHOW_GROWN = 4
_SHOW_SECONDS = 0.4
# What is scheduled becomes due by the clock alone; and not every disk tells of every change: a network drive of none.
_CLOCK_MS = 60_000
# A save takes less than this; a half written file that is older belongs to a program that was killed.
_LEFT_OVER_NS = 3_600 * 10**9


@dataclass(frozen=True, slots=True)
class Listing:
    """What the project holds; ``complete`` is False while the rest is still being read.

    ``numbers`` are the ids of ``posts`` in the index, in the same order, and ``index`` its database: another
    thread may ask it (``storage.index.schema.connect_reader``). ``folders`` are those with something listed.
    """

    posts: tuple[PostEntry, ...] = ()
    assets: tuple[AssetEntry, ...] = ()
    habits: Habits | None = None
    complete: bool = False
    numbers: tuple[int, ...] = ()
    folders: tuple[str, ...] = ()
    index: Path | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look at the folder: the project with its settings as they are now, and what it holds."""

    project: Project
    listing: Listing


class SiteIndex(QObject):
    """Keeps the index of one project at a time in step with its folder.

    ``looked`` carries a ``Look``, several with growing rows while a large site is read for the first time. While
    files are read ``progressed`` says how many of how many; then one of ``settled`` (all is read), ``paused`` (the
    writer said so; how many of how many) or ``failed`` (an ``EditorError``).
    """

    looked = Signal(object)
    progressed = Signal(int, int)
    settled = Signal()
    paused = Signal(int, int)
    failed = Signal(object)
    _halted = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = SerialWorker(parent=self)
        self._writer = SerialWorker(parent=self)
        self._shelf = _Shelf(folder, self, self._writer.beside)
        self._stop = Stop()
        self._project: Project | None = None
        self._is_paused = False
        self._halted.connect(self._on_halted)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self.look)

    def hold(self) -> None:
        """Read nothing until ``release``: the window is being built, and the interpreter does one thing at a time."""
        self._worker.hold()

    def release(self) -> None:
        """Read what has been asked for, and what will be."""
        self._worker.release()

    def open(self, project: Project) -> None:
        """Turn to ``project``; what is being read of another is left where it stands."""
        self._stop.set()
        self._project, self._is_paused = project, False
        self._clock.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Bring the index in step with the folder, in the background; not while reading is paused."""
        if self._project is None or self._is_paused:
            return
        if self._stop():
            self._stop = Stop()
        # One that waits is as good as two; one under way may have passed by what has changed just now.
        self._worker.post(partial(self._shelf.look, self._project, self._stop), alone=True)

    @Slot()
    def pause(self) -> None:
        """Stop reading until ``resume``; what is in the index by then stays."""
        self._is_paused = True
        self._stop.set()

    @Slot()
    def resume(self) -> None:
        """Go on reading."""
        self._is_paused = False
        self.look()

    def drain(self) -> None:
        """Stop reading and end the thread; call it before the program quits."""
        self._clock.stop()
        self._stop.set()
        self._worker.drain(finish=False)
        self._writer.drain()
        self._shelf.close()

    @Slot(object, object)
    def _on_halted(self, root: Path, progress: Progress) -> None:
        """Say that reading is paused, unless it stopped because another project was opened."""
        if self._is_paused and self._project is not None and self._project.root == root:
            self.paused.emit(progress.done, progress.total)


class _Shelf:
    """What the worker's thread alone touches: the open index, and the rows that were told last."""

    def __init__(self, folder: Path, told: SiteIndex, beside: Beside) -> None:
        self._folder = folder
        self._beside = beside
        self._told = told
        self._index: Index | None = None
        self._rows: Mapping[int, PostEntry] = {}
        self._shown = Listing()
        self._shown_at = 0.0
        self._told_at = 0.0

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def look(self, project: Project, stop: Stop) -> None:
        """Show what the index knows, bring it in step with the folder, show what it knows then."""
        if stop():
            return  # it waited behind one that was stopped, and that one has told how far it came
        # Here and not above: the first paint does without it, and this thread has the time to load it.
        from editor.storage.index.refreshing import Progress

        done = Progress(0, 0)

        def tell(progress: Progress) -> None:
            nonlocal done
            done = progress
            self._tell(index, progress)

        try:
            fresh = reread(project)
            index = self._open(fresh)
            if not self._rows:
                self._rows = index.posts(datetime.now(UTC), kinds=None)
                if self._rows:
                    self._show(index, complete=False)
            refreshed = index.refresh(stop, tell, fresh, self._beside)
            if refreshed.complete:
                is_first = not self._shown.complete
                self._show(index, complete=True)
                if is_first:
                    _clear_left_over(fresh, self._rows.values())
                self._told.settled.emit()
            else:
                self._show(index, complete=False)
                self._told._halted.emit(project.root, done)
        except EditorError as error:
            if not stop():
                self._told.failed.emit(error)

    def _open(self, project: Project) -> Index:
        """Return the index of a project, another one than the last if need be; rows made by other settings go."""
        if self._index is not None and self._index.project == project:
            return self._index
        if self._index is not None and self._index.project.root == project.root:
            self._index.project = project
        else:
            # Here and not above, as in ``look``.
            from editor.storage.index.database import Index

            self.close()
            self._index = Index.open(project, self._folder)
            self._shown = Listing()
        self._rows = {}
        return self._index

    def _tell(self, index: Index, progress: Progress) -> None:
        now = time.monotonic()
        if progress.done in (0, progress.total) or now - self._told_at >= _TELL_SECONDS:
            self._told_at = now
            self._told.progressed.emit(progress.done, progress.total)
        grown = progress.done >= _SHOW_GROWN * len(self._rows)
        if progress.done and grown and (not self._rows or now - self._shown_at >= _SHOW_SECONDS):
            self._show(index, complete=False)

    def _show(self, index: Index, *, complete: bool) -> None:
        self._rows = index.posts(datetime.now(UTC), self._rows, None)
        assets = tuple(index.assets())
        if assets == self._shown.assets:
            assets = self._shown.assets  # the very same, so that the window need not compare 5,000 of them
        posts, numbers = tuple(self._rows.values()), tuple(self._rows)
        shown = self._shown
        # The numbers, too: an index that was made anew has the same posts under others.
        same = (posts, numbers, assets) == (shown.posts, shown.numbers, shown.assets)
        if complete and shown.complete and same:
            # The very same, so that nobody compares 20,000 rows to see that nothing changed.
            listing = shown
        else:
            folders = {entry.path.rpartition("/")[0] for entry in (*posts, *assets)}
            listing = Listing(
                posts=posts,
                assets=assets,
                habits=index.habits() if complete else self._shown.habits,
                complete=complete,
                numbers=numbers,
                folders=tuple(sorted(folders)),
                index=index.file,
            )
        self._shown, self._shown_at = listing, time.monotonic()
        self._told.looked.emit(Look(index.project, listing))


def _clear_left_over(project: Project, posts: Iterable[PostEntry]) -> None:
    """Take away what saves left half written beside the posts when the program was killed."""
    before = time.time_ns() - _LEFT_OVER_NS
    for folder in {entry.path.rpartition("/")[0] for entry in posts}:
        clear_temporaries(project.root / folder, before)
