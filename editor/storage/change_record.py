"""Owns the record that is written before files are changed, and the way back from it, however far the job came."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from editor.core.errors import EditorError, SaveError
from editor.storage import atomic
from editor.storage.faults import display_name, save_reason
from editor.storage.files import read_file, save_file
from editor.storage.locking import FileLock

RECORD_NAME = "record.json"
_VERSION = 1


class DamagedRecordError(EditorError):
    """A record that does not hold what this program writes."""


@dataclass(frozen=True)
class Step:
    """One step on disk; all paths are absolute, "" where the kind of step has none.

    ``kind`` is that of the change: write, create, move, trash or restore. ``temporary`` holds the new bytes
    beside the target until the job is over; ``backup`` is a second name for the old ones (for ``trash`` a copy
    in the user's folder). ``digest`` is that of the new bytes.
    """

    kind: str
    path: str
    to: str = ""
    temporary: str = ""
    backup: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Record:
    """A job under way: ``folders`` are those it makes, outermost first; ``done`` once it is not to be undone."""

    title: str
    root: str
    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()
    done: bool = False
    version: int = field(default=_VERSION)


def digest_of(data: bytes) -> str:
    """Return the digest by which bytes are known again."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def write_record(file: Path, record: Record) -> None:
    """Put the record on disk, in place of what it said before. Raises SaveError."""
    # A path that is no Unicode is kept with its lone surrogates, which JSON writes as escapes.
    save_file(file, json.dumps(asdict(record)).encode("ascii"))


def read_record(file: Path) -> Record:
    """Read a record; DamagedRecordError when it is none, ReadError when it cannot be read."""
    data = read_file(file).data
    try:
        found = json.loads(data)
        steps = tuple(Step(**step) for step in found.pop("steps"))
        record = Record(**{**found, "steps": steps, "folders": tuple(found["folders"])})
        if record.version != _VERSION or not all(
            isinstance(text, str) for step in steps for text in asdict(step).values()
        ):
            raise ValueError("another version")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        sentence = (
            f"The record of an interrupted job, “{file}”, cannot be read. Look whether your files are whole."
        )
        raise DamagedRecordError(sentence, path=file) from error
    return record


def tidy(record: Record) -> None:
    """Remove what a finished job leaves beside the files; what cannot be removed merely stays."""
    for step in record.steps:
        for name in (step.temporary, step.backup if step.kind == "write" else ""):
            if name:
                atomic.unlink_quietly(Path(name))


def is_away(record: Record) -> bool:
    """Tell whether the files of a job are out of reach, their disk taken away: what they hold now nobody can say."""
    made = {Path(folder) for folder in record.folders}
    places = {Path(step.path).parent for step in record.steps} - made or {Path(record.root)}
    return not any(place.is_dir() for place in places)


def take_back(record: Record, aside: Path) -> tuple[str, ...]:
    """Put every file back as it was before the job; what the disk shows says how far it came.

    May be called again after a fault. A file that somebody else has changed since stays as it is now; what it
    held before is put into the folder ``aside``. Returns sentences for what could not be put back.
    """
    problems = []
    for step in reversed(record.steps):
        try:
            match step.kind:
                case "write":
                    _unwrite(step, aside)
                case "move":
                    _unmove(step)
                case "trash":
                    _untrash(step)
                case _:
                    _uncreate(step)
        except OSError as error:
            name, (reason, _) = display_name(Path(step.path)), save_reason(error)
            where = f" What it held before is in “{step.backup}”." if step.backup else ""
            problems.append(f"“{name}” could not be put back because {reason}.{where}")
        except EditorError as error:
            problems.append(error.message)
    for folder in reversed(record.folders):
        with contextlib.suppress(OSError):
            Path(folder).rmdir()  # refused where something is in it that is not ours
    return tuple(problems)


def _unwrite(step: Step, aside: Path) -> None:
    path, temporary, backup = Path(step.path), Path(step.temporary), Path(step.backup)
    if not os.path.lexists(backup):
        atomic.unlink_quietly(temporary)
        return
    standing = path.read_bytes() if os.path.lexists(path) else None
    if os.path.lexists(temporary) or (standing is not None and path.samefile(backup)):
        atomic.unlink_quietly(temporary)  # the new bytes never got their name
        atomic.unlink_quietly(backup)
    elif standing is None or digest_of(standing) == step.digest:
        atomic.replace(backup, path)
        atomic.sync_folder(path.parent)
    else:
        kept = _put_aside(backup, path.name, aside)
        name = display_name(path)
        raise SaveError(
            f"“{name}” was changed by another program meanwhile and was left so. Its old text is in “{kept}”."
        )


def _uncreate(step: Step) -> None:
    path, temporary = Path(step.path), Path(step.temporary)
    if not os.path.lexists(temporary):
        return
    atomic.unlink_quietly(atomic.spare_of(temporary))
    # The temporary stays until the job is over: without it, a file of that name is somebody else's.
    if path.is_file() and digest_of(path.read_bytes()) == step.digest:
        os.unlink(path)  # noqa: PTH108 - one seam for every step: ``os``
        atomic.sync_folder(path.parent)
    atomic.unlink_quietly(temporary)


def _unmove(step: Step) -> None:
    path, target = Path(step.path), Path(step.to)
    if not os.path.lexists(target):
        return
    if not os.path.lexists(path):
        atomic.move_new(target, path)
    elif not os.path.samestat(path.lstat(), target.lstat()):
        return  # it never began, and the name was taken by somebody else since
    elif _one_name(path, target):
        os.rename(target, path)  # noqa: PTH104
    else:
        os.unlink(target)  # noqa: PTH108 - it had got its new name and not yet lost the old one
    for folder in {path.parent, target.parent}:
        atomic.sync_folder(folder)


def _one_name(path: Path, target: Path) -> bool:
    """Tell whether two spellings are one entry of a folder, as on a disk that ignores case."""
    if path.parent != target.parent:
        return False
    names = set(os.listdir(path.parent))  # noqa: PTH208
    return not {path.name, target.name} <= names


def _untrash(step: Step) -> None:
    path, kept = Path(step.path), Path(step.backup)
    if not os.path.lexists(path) and kept.is_file():
        atomic.write_exclusive(path, kept.read_bytes(), like=(kept, kept.stat()))
        atomic.sync_folder(path.parent)


def _put_aside(file: Path, name: str, aside: Path) -> Path:
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = aside / f"{digest_of(os.fsencode(file))[:8]} {name[-120:]}"
    target.write_bytes(file.read_bytes())
    atomic.unlink_quietly(file)
    return target


def upto(record: Record, count: int) -> Record:
    """Return the record of the first ``count`` steps; the rest were never begun."""
    return replace(record, steps=record.steps[:count])


def folders_missing(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders above ``paths`` that have to be made, outermost first."""
    missing: dict[Path, None] = {}
    for path in paths:
        above = []
        for folder in path.parents:
            if folder.exists():
                break
            above.append(folder)
        missing.update(dict.fromkeys(reversed(above)))
    return tuple(missing)


def settle_session(session: Path, aside: Path) -> tuple[str, ...]:
    """Take back what the program of the folder ``session`` left half done, if it is dead; its folder goes then.

    Returns a sentence for the writer, mostly none. A project that is not there now is left for later.
    """
    try:
        lock = FileLock.take(session.with_name(f"{session.name}.lock"))
    except OSError:
        return ()  # not ours to read: another user's, or being removed right now
    if lock is None:
        return ()
    said, settled = "", False
    try:
        said, settled = _settle(session, aside)
    finally:
        if settled:
            shutil.rmtree(session, ignore_errors=True)
        lock.release(remove=settled)
    return (said,) if said else ()


def _settle(session: Path, aside: Path) -> tuple[str, bool]:
    """Deal with a record; returns a sentence and whether the session may go."""
    file = session / RECORD_NAME
    if not file.exists():
        return "", True
    try:
        record = read_record(file)
    except EditorError as error:
        damaged = session.with_name(f"{session.name}.damaged")
        try:
            file.replace(damaged)
        except OSError:
            return error.message, False
        return f"{error.message} It was kept as “{damaged}”.", False
    if is_away(record):
        return "", False
    if record.done:
        tidy(record)
        return "", True
    if problems := take_back(record, aside):
        return half_way(record.title, problems), False
    return f"“{record.title}” was interrupted and has been taken back: all files are as before it.", True


def gone_away(record: Record) -> str:
    """Say that the folder of a job went away in the middle of it."""
    name = display_name(Path(record.root))
    return (
        f"“{record.title}” was interrupted because “{name}” is no longer there. "
        "What it had begun is taken back once the folder is there again."
    )


def half_way(title: str, problems: Sequence[str]) -> str:
    """Say that a job failed, and so did the way back from it."""
    return f"“{title}” could not be done, and not all of it could be taken back. {' '.join(problems)}"
