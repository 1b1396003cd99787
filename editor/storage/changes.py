"""Owns file jobs: a change of several files happens wholly or not at all, whatever fails or is killed on the way."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from editor.core.changes import ChangeSet, Create, Move, Restore, Trash, Write
from editor.core.errors import SaveError
from editor.storage import atomic
from editor.storage.change_check import Look, check_still, taken
from editor.storage.change_record import (
    RECORD_NAME,
    Record,
    Step,
    digest_of,
    folders_missing,
    gone_away,
    half_way,
    is_away,
    settle_session,
    take_back,
    tidy,
    upto,
    write_record,
)
from editor.storage.faults import change_sentence, display_name, save_reason
from editor.storage.files import NameTakenError
from editor.storage.locking import FileLock, begin_session
from editor.storage.trash import throw_away

_KEPT = "kept"


class ChangeStoppedError(SaveError):
    """The writer stopped a job before it was done; all files are as they were before."""


@dataclass(frozen=True)
class Applied:
    """What a job came to: the changes that take it back, and sentences the writer should read, mostly none."""

    undo: ChangeSet
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Planned:
    """A step with what its commit needs: the new bytes, and the stat of the file it was checked against."""

    step: Step
    data: bytes | None = None
    seen: os.stat_result | None = None


class ChangeJournal:
    """Applies change sets under a record in ``folder``; there, too, are the bytes of what went to the trash.

    Each running program has a sub-folder with a lock beside it, made at its first job. ``own_trash`` takes what
    the system has no trash for. The methods may be called from any thread; jobs wait for each other.
    """

    def __init__(
        self, folder: Path, own_trash: Path, throw: Callable[[Path, Path], str] = throw_away
    ) -> None:
        self._folder = folder
        self._own_trash = own_trash
        self._throw = throw
        self._guard = threading.Lock()
        self._lock: FileLock | None = None
        self._stuck: Record | None = None
        self._left: set[str] = set()

    # -- doing -------------------------------------------------------------------------------------------------

    def apply(
        self,
        root: Path,
        changes: ChangeSet,
        stop: Callable[[], bool] = bool,
        note: Callable[[int, int], object] = max,
    ) -> Applied:
        """Make all changes below ``root``, or none. ``note`` hears how many of how many steps are done.

        Every file is checked first: DiskConflictError when one is not what the changes were planned for,
        NameTakenError when a new name is in use, ProjectError for a path outside. Any other fault is a
        SaveError; ``stop`` turning true is ChangeStoppedError. After each of them the files are as before.
        """
        with self._guard:
            session = self._session()
            self._unstick()
            try:
                planned, kept = self._plan(root, changes, session)
            except OSError as error:
                name = display_name(Path(error.filename)) if error.filename else str(root)
                raise SaveError(change_sentence(error, name, changes.title), path=root) from error
            steps = tuple(item.step for item in planned)
            folders = folders_missing([Path(step.to or step.path) for step in steps])
            record = Record(changes.title, str(root), steps, tuple(map(str, folders)))
            sentences = self._carry_out(record, planned, session, stop, note)
            for folder in changes.emptied:
                with contextlib.suppress(OSError):  # somebody has put something there
                    os.rmdir(root / folder)  # noqa: PTH106 - one seam for every step: ``os``
            made = tuple(
                folder.relative_to(root).as_posix() for folder in reversed(folders) if _is_in(folder, root)
            )
            return Applied(replace(changes.inverse(kept), emptied=made), sentences)

    def _carry_out(
        self,
        record: Record,
        planned: list[_Planned],
        session: Path,
        stop: Callable[[], bool],
        note: Callable[[int, int], object],
    ) -> tuple[str, ...]:
        file = session / RECORD_NAME
        write_record(file, record)
        begun, at, total = 0, record.root, 3 * len(planned)
        sentences: list[str] = []
        try:
            for folder in record.folders:
                at = folder
                os.mkdir(folder)  # noqa: PTH102 - one seam for every step: ``os``
            for index, item in enumerate(planned):
                at = item.step.path
                _halt(stop, record.title)
                _prepare(item)
                note(index + 1, total)
            # After the last write, not after each: the disk then does them together.
            for index, item in enumerate(planned):
                at = item.step.path
                _halt(stop, record.title)
                if item.step.temporary:
                    atomic.sync_file(Path(item.step.temporary))
                note(len(planned) + index + 1, total)
            for index, item in enumerate(planned):
                at = item.step.path
                _halt(stop, record.title)
                begun = index + 1
                sentences.append(self._commit(item))
                note(2 * len(planned) + index + 1, total)
            at = str(file)
            for touched in {
                Path(name).parent for step in record.steps for name in (step.path, step.to) if name
            }:
                atomic.sync_folder(touched)
            write_record(file, replace(record, done=True))
        except OSError as error:
            self._give_up(record, begun, session)
            name = display_name(Path(at))
            if isinstance(error, FileExistsError):
                raise NameTakenError(taken(name, record.title), path=at) from error
            raise SaveError(change_sentence(error, name, record.title), path=at) from error
        except BaseException:
            self._give_up(record, begun, session)
            raise
        tidy(record)
        atomic.unlink_quietly(file)
        return tuple(filter(None, sentences))

    def _commit(self, item: _Planned) -> str:
        step, path = item.step, Path(item.step.path)
        match step.kind:
            case "write":
                check_still(path, item.seen)
                atomic.second_name(path, Path(step.backup))
                # The temporary is what tells, after a crash, that the new bytes have not got their name yet.
                atomic.replace(Path(step.temporary), path)
            case "create" | "restore":
                atomic.place_beside(Path(step.temporary), path)
            case "move":
                atomic.move_new(path, Path(step.to))
            case "trash":
                atomic.write_exclusive(Path(step.backup), path.read_bytes())
                shutil.copystat(path, step.backup)
                return self._throw(path, self._own_trash)
        return ""

    def _give_up(self, record: Record, begun: int, session: Path) -> None:
        """Take back what was begun; where even that fails, the record stays and the writer is told."""
        for step in record.steps[begun:]:
            if step.temporary:
                atomic.unlink_quietly(Path(step.temporary))
        if is_away(record):
            self._leave_session()
            raise SaveError(gone_away(record), path=record.root)
        begun_only = upto(record, begun)
        problems = take_back(begun_only, self._own_trash)
        if not problems:
            atomic.unlink_quietly(session / RECORD_NAME)
            return
        self._stuck = begun_only
        with contextlib.suppress(SaveError):  # the longer record that stands there will do
            write_record(session / RECORD_NAME, begun_only)
        raise SaveError(half_way(record.title, problems), path=record.root)

    def _unstick(self) -> None:
        """Finish taking back a job whose way back failed; no other job before that."""
        if self._stuck is None:
            return
        if problems := take_back(self._stuck, self._own_trash):
            raise SaveError(half_way(self._stuck.title, problems), path=self._stuck.root)
        self._stuck = None

    # -- planning ----------------------------------------------------------------------------------------------

    def _plan(self, root: Path, changes: ChangeSet, session: Path) -> tuple[list[_Planned], list[str]]:
        """Check every file and say what each step will do; nothing of the project is touched yet."""
        look = Look(root, changes.title)
        planned: list[_Planned] = []
        kept: list[str] = []
        for change in changes.changes:
            match change:
                case Write(path, before, after):
                    file, seen = look.expect(path, before)
                    look.put(path, after)
                    step = Step("write", str(file), "", _beside(file), _beside(file), digest_of(after))
                    planned.append(_Planned(step, after, seen))
                case Create(path, data):
                    planned.append(_created("create", look.free(path), data))
                    look.put(path, data)
                case Move(path, to):
                    planned.append(_Planned(Step("move", str(look.there(path)), str(look.free(to, path)))))
                    look.move(path, to)
                case Trash(path, holds, standing):
                    if standing:
                        holds = _kept_bytes(path, standing)
                    if holds is not None:
                        look.expect(path, holds)
                    token = secrets.token_hex(8)
                    backup = session / _KEPT / token
                    backup.parent.mkdir(exist_ok=True)
                    kept.append(str(backup))
                    planned.append(_Planned(Step("trash", str(look.there(path)), backup=str(backup))))
                    look.remove(path)
                case Restore(path, token):
                    data = _kept_bytes(path, token)
                    planned.append(_created("restore", look.free(path), data))
                    look.put(path, data)
        return planned, kept

    # -- the folder of this program ----------------------------------------------------------------------------

    def _session(self) -> Path:
        if self._lock is None:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = begin_session(self._folder)
            except OSError as error:
                reason, advice = save_reason(error)
                sentence = (
                    f"Nothing was changed because no record of the change can be kept in “{self._folder}”: "
                    f"{reason}. {advice}"
                )
                raise SaveError(sentence, path=self._folder) from error
        return self._lock.path.with_suffix("")

    def _leave_session(self) -> None:
        """Leave the record as a killed program does, for ``recover``; the next job has a session of its own."""
        assert self._lock is not None
        lock, self._lock = self._lock, None
        self._left.add(lock.path.stem)
        lock.release(remove=False)

    @property
    def has_left(self) -> bool:
        """True while a job of this program waits for its folder to come back, so that ``recover`` can take it back."""
        return bool(self._left)

    def close(self) -> None:
        """End the session: what Undo would bring back is in the system's trash only from now on."""
        with self._guard:
            if self._lock is None:
                return
            lock, self._lock = self._lock, None
            session = lock.path.with_suffix("")
            unfinished = (session / RECORD_NAME).exists()
            if not unfinished:
                shutil.rmtree(session, ignore_errors=True)
            lock.release(remove=not unfinished)

    def recover(self) -> tuple[str, ...]:
        """Take back what killed programs left half done, and clear away what they kept for Undo.

        Returns sentences for the writer, mostly none. A project that is not there now is left for later.
        """
        with self._guard:
            try:
                names = sorted(file.stem for file in self._folder.glob("*.lock"))
            except OSError:
                return ()
            own = self._lock.path.stem if self._lock else ""
            said = [
                sentence
                for name in names
                if name != own
                for sentence in settle_session(self._folder / name, self._own_trash)
            ]
            self._left = {name for name in self._left if (self._folder / f"{name}.lock").exists()}
        return tuple(said)


def _kept_bytes(path: str, token: str) -> bytes:
    try:
        return Path(token).read_bytes()
    except OSError as error:
        sentence = f"“{path}” can no longer be brought back from here. Look for it in the system's trash."
        raise SaveError(sentence, path=path) from error


def _is_in(path: Path, root: Path) -> bool:
    return path != root and path.is_relative_to(root)


def _created(kind: str, file: Path, data: bytes) -> _Planned:
    return _Planned(Step(kind, str(file), temporary=_beside(file), digest=digest_of(data)), data)


def _beside(file: Path) -> str:
    return str(file.with_name(f"{atomic.TEMPORARY_PREFIX}{secrets.token_hex(6)}{atomic.TEMPORARY_SUFFIX}"))


def _prepare(item: _Planned) -> None:
    """Put the new bytes of a step beside their target."""
    step, path = item.step, Path(item.step.path)
    if item.data is not None:
        like = (path, item.seen) if item.seen is not None else None
        atomic.write_exclusive(Path(step.temporary), item.data, like=like, sync=False)


def _halt(stop: Callable[[], bool], title: str) -> None:
    if stop():
        raise ChangeStoppedError(f"“{title}” was stopped. All files are as they were before.")
