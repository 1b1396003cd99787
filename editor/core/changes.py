"""Owns a change of several files as one value: what is written, made, moved and thrown away, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.core.diff import DiffKind, DiffLine, compare

__all__ = ["Change", "ChangeSet", "Create", "Move", "Preview", "Restore", "Trash", "Write", "previews"]


@dataclass(frozen=True)
class Write:
    """Other bytes in a file that holds exactly ``before`` now."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Create:
    """A new file under a name that is free."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Move:
    """Another name for a file, whatever it holds; the name is free, or the same one in other case."""

    path: str
    to: str


@dataclass(frozen=True)
class Trash:
    """A file that goes to the system's trash.

    Where a job is taken back or done again, it must still hold ``holds``, or what was put by under ``kept``:
    what was written into it since is not the job's to throw away.
    """

    path: str
    holds: bytes | None = None
    kept: str = ""

    @property
    def guarded(self) -> bool:
        """Tell whether the file must hold something in particular to be thrown away."""
        return self.holds is not None or bool(self.kept)


@dataclass(frozen=True)
class Restore:
    """A file that comes back from the trash; ``kept`` names the bytes that were put by."""

    path: str
    kept: str


Change: TypeAlias = Write | Create | Move | Trash | Restore


@dataclass(frozen=True)
class ChangeSet:
    """Changes of a project's files that happen in this order, all of them or none.

    Paths are relative to the project, with forward slashes, each as the steps before it leave it.
    ``title`` names the job for the undo list ("Rename post"). ``emptied`` are folders, innermost first, that go
    with them unless something else is in there by then: those which the job that is taken back had made.
    """

    title: str
    changes: tuple[Change, ...]
    emptied: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def paths(self) -> frozenset[str]:
        """Every path that is touched, the new names of moved files included."""
        targets = {change.to for change in self.changes if isinstance(change, Move)}
        return frozenset(targets | {change.path for change in self.changes})

    @property
    def size(self) -> int:
        """How many bytes of text the changes hold."""
        writes = sum(len(one.before) + len(one.after) for one in self.changes if isinstance(one, Write))
        made = sum(len(one.data) for one in self.changes if isinstance(one, Create))
        return writes + made + sum(len(one.holds or b"") for one in self.changes if isinstance(one, Trash))

    @property
    def written(self) -> tuple[str, ...]:
        """The paths whose bytes change, as they are called before."""
        return self._before(lambda change: isinstance(change, Write))

    @property
    def thrown_again(self) -> tuple[str, ...]:
        """The paths, as they are called before, of files that go where a job is taken back or done again."""
        return self._before(lambda change: isinstance(change, Trash) and change.guarded)

    def _before(self, chosen: Callable[[Change], bool]) -> tuple[str, ...]:
        """Return the paths that the ``chosen`` changes are about, under the names from before the first change."""
        origins: dict[str, str] = {}  # name now -> name before
        found: dict[str, None] = {}
        for change in self.changes:
            if isinstance(change, Move):
                origins[change.to] = origins.pop(change.path, change.path)
            elif chosen(change):
                found[origins.get(change.path, change.path)] = None
        return tuple(found)

    @property
    def moved(self) -> dict[str, str]:
        """Where files go: from their name before to their name after, those that stay left out."""
        origins: dict[str, str] = {}  # name now -> name before
        for change in self.changes:
            if isinstance(change, Move):
                origins[change.to] = origins.pop(change.path, change.path)
            elif isinstance(change, Trash):
                origins.pop(change.path, None)
        return {before: now for now, before in origins.items() if before != now}

    def inverse(self, kept: Sequence[str] = ()) -> ChangeSet:
        """Return the changes that take these back; ``kept`` names the bytes put by for each ``Trash``, in order."""
        names = list(kept)
        return ChangeSet(self.title, tuple(_inverse(change, names) for change in reversed(self.changes)))


@dataclass(frozen=True)
class Preview:
    """One file of a change set as a writer is shown it; ``to`` is its new name, "" when it keeps its own."""

    path: str
    to: str = ""
    before: bytes | None = None
    after: bytes | None = None
    trashed: bool = False

    def lines(self) -> tuple[DiffLine, ...]:
        """Return the comparison of both texts; empty when the bytes stay or are no text."""
        if self.before is None and self.after is None:
            return ()
        try:
            return compare((self.before or b"").decode(), (self.after or b"").decode())
        except UnicodeDecodeError:
            return ()

    def count(self) -> tuple[int, int]:
        """Return how many lines are added and how many removed."""
        kinds = [line.kind for line in self.lines()]
        return kinds.count(DiffKind.ADDED), kinds.count(DiffKind.REMOVED)


def previews(changes: ChangeSet) -> tuple[Preview, ...]:
    """Return what happens to each file, in the order it is first touched; the diffs are made when asked for."""
    found: dict[str, Preview] = {}
    names: dict[str, str] = {}  # what a file is called by now -> under which it is listed
    for change in changes.changes:
        key = names.get(change.path, change.path)
        known = found.get(key, Preview(key))
        match change:
            case Write(_, before, after):
                start = known.before if known.before is not None else before
                found[key] = Preview(key, known.to, start, after)
            case Create(_, data):
                found[key] = Preview(key, known.to, None, data)
            case Move(_, to):
                names[to] = key
                found[key] = Preview(key, to, known.before, known.after)
            case Trash():
                found[key] = Preview(key, known.to, trashed=True)
            case Restore():
                found[key] = known
    return tuple(found.values())


def _inverse(change: Change, kept: list[str]) -> Change:
    match change:
        case Write(path, before, after):
            return Write(path, after, before)
        case Create(path, data):
            return Trash(path, data)
        case Restore(path, token):
            return Trash(path, kept=token)
        case Move(path, to):
            return Move(to, path)
        case Trash(path):
            return Restore(path, kept.pop())
