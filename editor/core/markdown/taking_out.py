"""Owns how what was put into a text for a file leaves it again when that file does, whatever was typed around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from editor.core.markdown.editing import safe_address
from editor.core.markdown.inline_pictures import pictures_in
from editor.core.markdown.selection import Edit, Lines, at

_ALT = re.compile(r'alt="[^"]*"')


@dataclass(frozen=True, slots=True)
class PutIn:
    """What an edit made of some lines for the file at ``source``: the lines it took away and those it put there."""

    source: str
    gone: tuple[str, ...]
    made: tuple[str, ...]


def put_in(source: str, lines: Lines, edit: Edit) -> PutIn:
    """Note what ``edit`` is about to do to ``lines``; those it leaves as they are do not count."""
    gone, made = list(lines[edit.first : edit.last]), list(edit.lines)
    while gone and made and gone[0] == made[0]:
        del gone[0], made[0]
    while gone and made and gone[-1] == made[-1]:
        del gone[-1], made[-1]
    return PutIn(source, tuple(gone), tuple(made))


def take_out(lines: Lines, put: PutIn) -> Edit | None:
    """Undo what was put in, wherever it stands by now and whatever its alt text is; None where it is no more.

    Where the lines around it are others by now, only the picture itself goes.
    """
    place = next((number for number, line in enumerate(put.made) if _names(line, put.source)), None)
    if place is None:
        return None
    for number, line in enumerate(lines):
        if not _names(line, put.source):
            continue
        first, last = number - place, number - place + len(put.made)
        if first >= 0 and last <= len(lines) and _alike(list(lines[first:last]), put):
            if put.gone:
                return Edit(first, last, put.gone, at(first, 0))
            # An edit leaves a line at least: the one above, or else below, stays as it is.
            if first:
                return Edit(first - 1, last, (lines[first - 1],), at(first - 1, len(lines[first - 1])))
            return Edit(first, last + 1, tuple(lines[last : last + 1]) or ("",), at(first, 0))
        for picture in pictures_in(line):
            if picture.source == safe_address(put.source):
                left = line[: picture.start] + line[picture.end :]
                return Edit(number, number + 1, (left,), at(number, picture.start))
    return None


def _names(line: str, source: str) -> bool:
    address = safe_address(source)
    return f"]({address})" in line or f'src="{escape(address)}"' in line


def _alike(lines: list[str], put: PutIn) -> bool:
    return [_bare(line, put.source) for line in lines] == [_bare(line, put.source) for line in put.made]


def _bare(line: str, source: str) -> str:
    """Return a line without the alt text of the picture at ``source``."""
    if not _names(line, source):
        return line
    for picture in pictures_in(line):
        if picture.source == safe_address(source):
            return f"{line[: picture.start]}![]({picture.source}){line[picture.end :]}"
    return _ALT.sub('alt=""', line)
