"""Owns the safety copies: every unsaved change is in the journal within a second, and gone after a clean save."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.errors import EditorError, ReadError
from editor.services.document import Document
from editor.services.tasks import SerialWorker
from editor.storage.journal import Journal, JournalEntry

# Counted from the first change since the last copy, so that steady typing is not put off for ever.
_DELAY_MS = 400


class Recovery(QObject):
    """Keeps a journal of the documents it is told about, and finds what a crashed session left.

    ``found`` carries a tuple of ``JournalEntry`` of sessions that ended without saving; ``failed`` an
    ``EditorError`` when a safety copy could not be written (once until one succeeds again) or an old one not
    be read.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(
        self, journal: Journal, project: Callable[[], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._project = project
        self._changed: dict[str, Document] = {}
        self._kept: set[str] = set()
        # What the worker is to write: on a slow disk the newest text of a post, not a queue of all its states.
        self._waiting: dict[str, Callable[[], JournalEntry]] = {}
        self._guard = threading.Lock()
        self._worker = SerialWorker(parent=self)
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.write_now)

    # -- documents ---------------------------------------------------------------------------------------------

    def note_change(self, document: Document) -> None:
        """Remember that ``document`` changed; cheap enough for every keystroke."""
        self._changed[document.key] = document
        if not self._timer.isActive():
            self._timer.start()

    def note_state(self, document: Document) -> None:
        """Drop the safety copy of a document that stands on disk as it stands in the window; else see to one.

        A document can come to differ from its file without a keystroke: when the file is deleted, for one.
        """
        if not document.dirty:
            self.forget(document)
        elif document.key not in self._kept:
            self.note_change(document)

    def forget(self, document: Document) -> None:
        """Drop a document's safety copy: it was saved, or the writer chose to discard it."""
        self._changed.pop(document.key, None)
        if document.key in self._kept:
            self._kept.discard(document.key)
            with self._guard:
                self._waiting.pop(document.key, None)
            self._worker.post(partial(self._journal.discard, document.key))

    @Slot()
    def write_now(self) -> None:
        """Write a safety copy of every changed document, in the worker thread."""
        changed, self._changed = self._changed, {}
        for key, document in changed.items():
            if document.dirty:
                self._kept.add(key)
                with self._guard:
                    posted = key in self._waiting
                    self._waiting[key] = self._entry_maker(document)
                if not posted:
                    self._worker.post(partial(self._write, key))

    def _entry_maker(self, document: Document) -> Callable[[], JournalEntry]:
        key, title, base = document.key, document.title, document.base
        path = str(document.path) if document.path else None
        project, composer = self._project(), document.composer()

        def make() -> JournalEntry:
            post = composer()
            return JournalEntry(key, path, project, title, post.text, post.bom, base, time.time())

        return make

    def _write(self, key: str) -> None:
        with self._guard:
            make = self._waiting.pop(key, None)
        if make is None:
            return
        try:
            self._journal.write(make())
            self._failing = False
        except EditorError as error:
            if not self._failing:
                self._failing = True
                self.failed.emit(error)

    # -- what earlier sessions left ----------------------------------------------------------------------------

    def look(self) -> None:
        """Search for what earlier sessions left; ``found`` answers if there is anything."""
        self._worker.post(self._look)

    def _look(self) -> None:
        entries = self._journal.abandoned()
        for problem in self._journal.problems:
            self.failed.emit(ReadError(problem))
        if entries:
            self.found.emit(entries)

    def settle(self, entry: JournalEntry) -> None:
        """Drop an abandoned copy: it was taken over or the writer does not want it.

        Documents noted before, such as the one that took it over, get their own copy first: at no moment is
        there none. When that cannot be written, the old copy stays for the next start.
        """
        self.write_now()
        self._worker.post(partial(self._settle, entry))

    def _settle(self, entry: JournalEntry) -> None:
        if not self._failing:
            self._journal.forget(entry)

    def drain(self) -> None:
        """Write what is still waiting and end the thread; call it before the program quits."""
        self._timer.stop()
        self.write_now()
        self._worker.drain()
        self._journal.close()
