"""Owns how references are rewritten when the file they mean has moved: exactly their characters, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote, unquote

from editor.core.errors import EditRefusedError
from editor.core.references.finding import find_references
from editor.core.references.reference import Place, Reference, SourceKind

# What may stand unescaped in a path wherever one is written: YAML, markdown, HTML, CSS and Liquid.
_SAFE = "-._~!$+@="
_RISKY_START = re.compile(r"[^\w./]")


@dataclass(frozen=True, slots=True)
class Mend:
    """One reference that changes: its 1-based line, and the line's text before and after."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A whole text with its references mended; ``left`` are those that no spelling can lead to the new place."""

    text: str
    mends: tuple[Mend, ...]
    left: tuple[Reference, ...] = ()


def mend(
    text: str, kind: SourceKind, file: str, means: Callable[[Reference], str | None], moved: dict[str, str]
) -> Mended:
    """Return ``text`` with every reference to an asset that moved pointing at its new place.

    ``means`` gives the asset a reference means, or None; ``moved`` maps old paths to new ones. The result is
    read back: raises EditRefusedError when a reference came or went, which no spelling here should cause.
    """
    edits: list[tuple[Reference, str]] = []
    left: list[Reference] = []
    for reference in find_references(text, kind):
        old = means(reference)
        new = moved.get(old) if old is not None else None
        if old is None or new is None or new == old:
            continue
        written = respelled(reference, file, old, new)
        if written is None:
            left.append(reference)
        elif written != reference.written:
            edits.append((reference, written))
    return rewritten(text, kind, edits, left)


def rewritten(
    text: str, kind: SourceKind, edits: Sequence[tuple[Reference, str]], left: Sequence[Reference] = ()
) -> Mended:
    """Return ``text`` with these references written otherwise, read back.

    Raises EditRefusedError when a reference came or went, which no spelling here should cause.
    """
    mended = _spliced(text, edits)
    _check(text, mended, kind, edits)
    return Mended(mended, _mends(text, mended, edits), tuple(left))


def respelled(reference: Reference, file: str, old: str, new: str) -> str | None:
    """Return how a reference in ``file`` to ``old`` is written when it shall mean ``new``.

    What the two paths share keeps its spelling, and so does the way the path begins: at the root, behind a
    ``baseurl`` or an address, or from the file. None when the path begins behind something that is not
    written here (a folder that a layout or a filter adds) and ``new`` is not behind that.
    """
    pieces = _pieces(reference)
    folder = file.rpartition("/")[0]
    if reference.path.startswith(("./", "../")):
        return _from_file(pieces, folder, new)
    was, there = old.split("/"), new.split("/")
    shared = min(_shared_tail([known for _, known in pieces], was), len(pieces))
    hidden = was[: len(was) - shared]
    if shared == 0 or there[: len(hidden)] != hidden:
        beside = shared and reference.place is Place.STYLE and "/".join(hidden) == folder
        return _from_file(pieces, folder, new) if beside else None
    head = [written for written, _ in pieces[: len(pieces) - shared]]
    path = "/".join((*head, *_respelled_parts(pieces[len(head) :], there[len(hidden) :])))
    if reference.place is Place.VALUE and _RISKY_START.match(path):
        return f"/{path}"  # YAML gives a meaning to many a character at the head of a value
    return path


def _pieces(reference: Reference) -> list[tuple[str, str]]:
    """The segments of a path as they are written, each with what it stands for."""
    written = reference.written.split("/")
    known = [unquote(part) for part in reference.path.split("/")][-len(written) :]
    # An entity or escape may hide a slash; such a path is written anew as a whole.
    return list(zip(written, known, strict=True)) if len(known) == len(written) else []


def _from_file(pieces: Sequence[tuple[str, str]], folder: str, new: str) -> str:
    """A path that starts at the file goes on starting there."""
    there = relpath(f"/{new}", f"/{folder}").split("/")
    if there[0] != "..":
        there.insert(0, ".")
    return "/".join(_respelled_parts(pieces, there))


def _respelled_parts(pieces: Sequence[tuple[str, str]], wanted: Sequence[str]) -> list[str]:
    """Write path segments; those both have in front and behind keep their spelling."""
    written, known = [piece[0] for piece in pieces], [piece[1] for piece in pieces]
    front = 0
    while front < min(len(known), len(wanted)) and known[front] == wanted[front]:
        front += 1
    back = _shared_tail(known[front:], wanted[front:])
    spaced = any(" " in part for part in written)
    middle = [encoded_segment(part, spaced) for part in wanted[front : len(wanted) - back]]
    return [*written[:front], *middle, *written[len(written) - back :]]


def encoded_segment(segment: str, spaced: bool) -> str:
    """Percent-encode what means something anywhere; letters of all alphabets stay readable."""
    return "".join(
        char if ord(char) > 0x7F or (spaced and char == " ") else quote(char, safe=_SAFE) for char in segment
    )


def _shared_tail(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _spliced(text: str, edits: Sequence[tuple[Reference, str]]) -> str:
    parts: list[str] = []
    done = 0
    for reference, written in edits:
        parts += (text[done : reference.start], written)
        done = reference.end
    return "".join((*parts, text[done:]))


def _check(text: str, mended: str, kind: SourceKind, edits: Sequence[tuple[Reference, str]]) -> None:
    """Read the mended text back: the same references, and those that changed as they were meant."""
    wanted = {reference.start: written for reference, written in edits}
    before = [wanted.get(found.start, found.written) for found in find_references(text, kind)]
    if edits and before != [found.written for found in find_references(mended, kind)]:
        raise EditRefusedError(
            "A reference here cannot be changed without touching something else. Change it by hand.",
            line=edits[0][0].line,
        )


def _mends(text: str, mended: str, edits: Sequence[tuple[Reference, str]]) -> tuple[Mend, ...]:
    before, after = text.split("\n"), mended.split("\n")
    lines = dict.fromkeys(reference.line for reference, _ in edits)
    return tuple(Mend(line, before[line - 1].rstrip("\r"), after[line - 1].rstrip("\r")) for line in lines)
