"""Owns the way a body goes into an editor that knows only lines, and comes back byte for byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

_LINE_END = re.compile(r"\r\n|\n|\r")
# QTextDocument splits lines at some of these, takes others for its own markers, and loses the rest.
_FRAGILE = re.compile("[\x00\ufeff\ufffe\u2028\u2029\ufdd0\ufdd1\ufffc]")
# Where stand-ins are taken from: the private use area, from its least used end.
_STAND_INS = (*range(0xEFFF, 0xDFFF, -1), *range(0xF000, 0xF900))


@dataclass(frozen=True)
class BodyLines:
    """A body as lines for an editor.

    ``ends[i]`` is the line end behind ``lines[i]``; the last line has none. ``escapes`` maps characters that
    the editor would lose to the private ones that stand in for them in ``lines``. ``newline`` is what a
    line end typed anew becomes.
    """

    lines: tuple[str, ...]
    ends: tuple[str, ...]
    escapes: Mapping[str, str] = field(default_factory=dict)
    newline: str = "\n"


def split_body(body: str, newline: str = "\n") -> BodyLines:
    """Split a body at ``\\n``, ``\\r\\n`` and lone ``\\r``; ``newline`` is for a body that has no line end."""
    escapes = _stand_ins(body)
    for character, stand_in in escapes.items():
        body = body.replace(character, stand_in)
    if "\r" not in body:
        lines = tuple(body.split("\n"))
        return BodyLines(lines, ("\n",) * (len(lines) - 1), escapes, "\n" if len(lines) > 1 else newline)
    ends = tuple(_LINE_END.findall(body))
    lines = tuple(_LINE_END.split(body))
    return BodyLines(lines, ends, escapes, Counter(ends).most_common(1)[0][0])


def join_body(lines: Sequence[str], original: BodyLines) -> str:
    """Join lines that came out of an editor to a body; those that were not touched keep their line ends.

    ``join_body(split_body(body).lines, split_body(body)) == body`` for every body.
    """
    ends = _ends_for(lines, original)
    body = "".join(piece for pair in zip(lines, (*ends, ""), strict=True) for piece in pair)
    for character, stand_in in original.escapes.items():
        body = body.replace(stand_in, character)
    return body


def keep_line_ends(text: str, original: str, newline: str) -> str:
    """Give the lines of ``text``, which knows only ``\\n``, the line ends they had in ``original``."""
    if "\r" in text or "\r" not in original:
        return text
    lines = _LINE_END.split(original)
    return join_body(
        text.split("\n"), BodyLines(tuple(lines), tuple(_LINE_END.findall(original)), {}, newline)
    )


def _ends_for(lines: Sequence[str], original: BodyLines) -> Sequence[str]:
    count = len(lines) - 1
    kinds = set(original.ends)
    if not kinds or kinds == {original.newline}:
        return (original.newline,) * count
    ends = [original.newline] * count
    for old, new in _kept_lines(original.lines, lines):
        if new < count and old < len(original.ends):
            ends[new] = original.ends[old]
    for index in range(count - 2, -1, -1):
        # A lone CR just before the LF of an empty line would merge with it to one line end.
        if ends[index] == "\r" and not lines[index + 1] and ends[index + 1] == "\n":
            ends[index] = "\n"
    return ends


def _kept_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of indices of lines that survived, and of lines edited in place."""
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield from zip(range(head), range(head), strict=True)
    yield from zip(range(len(old) - tail, len(old)), range(len(new) - tail, len(new)), strict=True)
    # Here and not above: few texts have mixed line ends, and every start and every command would load it.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            yield from ((head + i, head + j) for i, j in zip(range(i1, i2), range(j1, j2), strict=False))


def _stand_ins(body: str) -> Mapping[str, str]:
    fragile = sorted(set(_FRAGILE.findall(body)))
    if not fragile:
        return MappingProxyType({})
    used = set(body)
    free = (chr(code) for code in _STAND_INS if chr(code) not in used)
    return MappingProxyType(dict(zip(fragile, free, strict=False)))


LONGEST_LINE, LINES_AT_MOST = 1_000_000, 500_000
"""What a window lays out in about a second: of one line all of it, at each key; of many lines each."""


def has_overlong_line(text: str) -> bool:
    """Return whether a text has a line that an editor should not be given."""
    return len(text) > LONGEST_LINE and max(map(len, _LINE_END.split(text))) > LONGEST_LINE


def why_unshowable(data: bytes, name: str) -> str:
    """Return the sentence why a file's text cannot be shown in an editor, ``""`` for one that can."""
    if len(data) <= LINES_AT_MOST:
        return ""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if len(lines) > LINES_AT_MOST:
        size, most = f"{len(lines):,} lines", f"{LINES_AT_MOST:,}"
    elif (longest := max(map(len, lines))) > LONGEST_LINE:
        size, most = f"a line of {longest:,} bytes", f"{LONGEST_LINE:,}"
    else:
        return ""
    return (
        f"“{name}” has {size}, and the window would stand still with more than {most}. "
        "Break it up in another program first; the commands “copydesk show” and “copydesk export” read it as it is."
    )
