"""Owns the journal: a copy of every unsaved post that outlives a crash, a ``kill -9`` and a power cut."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

from editor.core.errors import EditorError, ReadError, SaveError
from editor.storage.atomic import is_temporary, unlink_quietly
from editor.storage.faults import save_reason
from editor.storage.files import read_file, save_file
from editor.storage.journal_entry import DamagedEntryError, JournalEntry, decode_entry, encode_entry, to_bytes
from editor.storage.locking import FileLock, begin_session

__all__ = ["Journal", "JournalEntry"]

_READ_LIMIT = 400 * 1024 * 1024  # JSON may write one byte of text as six


class Journal:
    """The journal in ``folder``: one sub-folder for each running program, each with a lock beside it.

    A session is dead when its lock is free, which the system sees to however the program ended. Several
    programs may use one folder; what one of them found is kept from the others until it closes. The
    methods may be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        """Begin a session below ``folder``; raise SaveError when nothing can be kept there."""
        self._folder = folder
        self._guard = threading.Lock()
        self._found: dict[str, FileLock] = {}
        self._problems: list[str] = []
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = begin_session(folder)
        except OSError as error:
            reason, advice = save_reason(error)
            sentence = f"Unsaved changes cannot be kept safe in “{folder}” because {reason}. {advice}"
            raise SaveError(sentence, path=folder) from error
        self._session = folder / self._lock.path.stem

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about entries ``abandoned`` could not read; their files were set aside, not deleted."""
        return tuple(self._problems)

    def write(self, entry: JournalEntry) -> None:
        """Keep ``entry`` in place of the last one of its key; on disk when this returns. Raises SaveError."""
        data = encode_entry(entry)
        try:
            with self._guard:
                self._session.mkdir(mode=0o700, parents=True, exist_ok=True)
                save_file(self._file(entry.key), data)
        except (OSError, SaveError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            reason = save_reason(cause)[0] if isinstance(cause, OSError) else str(error)
            sentence = f"The unsaved changes to “{entry.title}” have no safety copy because {reason}. Save them soon."
            raise SaveError(sentence, path=self._session) from error

    def discard(self, key: str) -> None:
        """Drop this session's entry of ``key``: the post was saved or given up. Nothing there is no fault."""
        with self._guard:
            unlink_quietly(self._file(key))

    def abandoned(self) -> tuple[JournalEntry, ...]:
        """Return the entries of dead sessions, newest first; the sessions are this program's until ``close``.

        An entry that cannot be read is renamed to end in ``.damaged``, and a sentence added to ``problems``.
        """
        with self._guard:
            entries: list[JournalEntry] = []
            for session in self._dead_sessions():
                entries.extend(self._entries_of(session))
                self._sweep(session)
        return tuple(sorted(entries, key=lambda entry: entry.written_at, reverse=True))

    def forget(self, entry: JournalEntry) -> None:
        """Delete an entry that ``abandoned`` returned: the writer took it over or does not want it."""
        if entry.source is None:
            return
        with self._guard:
            unlink_quietly(entry.source)
            self._sweep(entry.source.parent)

    def close(self) -> None:
        """End the session: entries still in it will be found by the next one. May be called again."""
        with self._guard:
            self._lock.release(remove=_remove_empty(self._session))
            for lock in self._found.values():
                lock.release()
            self._found.clear()

    def _file(self, key: str) -> Path:
        # A key may be any text; its digest is a name every disk takes.
        return self._session / f"{hashlib.blake2b(to_bytes(key), digest_size=16).hexdigest()}.json"

    def _dead_sessions(self) -> list[Path]:
        """Return the sessions whose lock this program could take, or took before."""
        try:
            names = sorted(file.name for file in self._folder.iterdir())
        except OSError as error:
            self._problems.append(f"The journal of unsaved changes could not be searched ({error.strerror}).")
            return []
        dead: list[Path] = []
        for name in (name.removesuffix(".lock") for name in names if name.endswith(".lock")):
            session = self._folder / name
            if session == self._session:
                continue
            if name not in self._found and (lock := self._take(session)) is not None:
                self._found[name] = lock
            if name in self._found:
                dead.append(session)
        return dead

    def _take(self, session: Path) -> FileLock | None:
        lock_file = session.with_name(f"{session.name}.lock")
        try:
            return FileLock.take(lock_file)
        except OSError:
            return None  # not ours to read, then: another user's, or being removed right now

    def _entries_of(self, session: Path) -> list[JournalEntry]:
        entries: list[JournalEntry] = []
        if not session.is_dir():
            return entries
        for file in sorted(session.glob("*.json")):
            try:
                data = read_file(file, _READ_LIMIT).data
                entries.append(replace(decode_entry(data), source=file))
            except DamagedEntryError as error:
                self._set_aside(file, error)
            except ReadError as error:
                self._problems.append(error.message)
        return entries

    def _set_aside(self, file: Path, error: EditorError) -> None:
        aside = self._folder / f"{file.parent.name}-{file.stem}.damaged"
        try:
            file.replace(aside)
        except OSError:
            aside = file
        self._problems.append(f"{error.message} It was kept as “{aside}”.")

    def _sweep(self, session: Path) -> None:
        """Remove a dead session once nothing is left in it."""
        lock = self._found.get(session.name)
        if lock is not None and _remove_empty(session):
            lock.release(remove=True)
            del self._found[session.name]


def _remove_empty(session: Path) -> bool:
    """Remove a session's folder if it holds no entry; True when it is gone."""
    try:
        for file in session.iterdir():
            if is_temporary(file.name):
                unlink_quietly(file)
        session.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
