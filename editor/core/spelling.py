"""Owns which words of a post are prose whose spelling counts, and which language they are in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from editor.core.markdown.highlight import START, LineState, line_state


class Word(NamedTuple):
    """A word of a line: where it starts, in code points, and its letters, apostrophes made straight."""

    start: int
    text: str


class Place(NamedTuple):
    """A word of a post by its line, counted from 0."""

    line: int
    word: Word


# What is not prose. Each pattern reads on in one direction only, so that no line can make it slow.
_NOT_PROSE = re.compile(
    r"(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|\]\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)|\]\[[^\[\]]*+\]"  # where a link or picture leads
    r"|<!--.*?(?:-->|$)|<[^<>]++>"  # comments, tags, addresses in angle brackets
    r"|\{\{[^{}]*+\}\}|\{%.*?%\}|\{:[^{}]*+\}"  # Liquid and attribute lists
    r"|\[\^[^\[\]\s]++\]|&#?\w++;"  # footnote marks, entities
    r"|\b(?:https?://|www\.)[^\s<>()\"']++|[\w.+-]++@[\w-]++(?:\.[\w-]++)++"  # addresses
)
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:|[ \t]*\{:[^}]*\}[ \t]*$| {0,3}\*\[[^\]]+\]:")
# A letter, then whatever stays within a word: marks that combine, letters, and apostrophes between them.
_WORD = re.compile(r"[^\W\d_](?:['’]?[^\s\d_\x00-\x40\x5b-\x60\x7b-\xbf\u2000-\u206f\u3000-\u303f])*+")
_BESIDE = re.compile(r"[\w@/\\]")
# Scripts that do not part words by blanks; a dictionary of words says nothing about their lines.
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_LINE = 20_000
"""A longer line is data, not prose."""


def words_of(line: str, state: LineState) -> tuple[Word, ...]:
    """Return the words of one line of markdown whose spelling counts.

    ``state`` is what the lines above left (``core.markdown.highlight``). Code, addresses, tags, Liquid and
    definitions are left out, and so are words with digits, names in capitals (``NATO``), and names with a
    capital inside (``PySide``). The parts of a hyphenated word are words of their own.
    """
    if not line or len(line) > _LONGEST_LINE or state.fence or state.comment:
        return ()
    if not state.text and not state.listed and line.startswith(("    ", "\t")):
        return ()
    if line_state(line, state).fence or _DEFINITION.match(line):
        return ()
    prose = _NOT_PROSE.sub(_blank, line) if _may_hold_markup(line) else line
    found = []
    for match in _WORD.finditer(prose):
        start, stop = match.span()
        text = match[0]
        if (start and _BESIDE.match(prose[start - 1])) or (stop < len(prose) and _BESIDE.match(prose[stop])):
            continue
        if len(text) > 1 and text[1:] == text[1:].lower() and not _UNPARTED.search(text):
            found.append(Word(start, text.replace("’", "'")))
    return tuple(found)


def places(lines: Iterable[str]) -> Iterator[Place]:
    """Yield every word of a body whose spelling counts, from the first line on."""
    state = START
    for number, line in enumerate(lines):
        for word in words_of(line, state):
            yield Place(number, word)
        state = line_state(line, state)


def from_place(found: Sequence[Place], line: int, column: int) -> Sequence[Place]:
    """Return the places that start at or behind a place of the text, then the ones before it."""
    behind = [place for place in found if (place.line, place.word.start) >= (line, column)]
    return (*behind, *found[: len(found) - len(behind)])


def pick_language(wanted: Sequence[str], available: Collection[str]) -> str | None:
    """Return the first wanted language there is a dictionary for, or None.

    Languages are tags such as ``en_GB``, ``en-gb`` or ``en``. A tag without a region takes the dictionary
    whose region is named likewise (``de_DE``), else the first one; a region there is no dictionary for takes
    another region's, since a newsroom in Kenya is better off with British English than with none.
    """
    by_tag = {_plain(tag): tag for tag in sorted(available, reverse=True)}
    for tag in wanted:
        plain = _plain(tag)
        language = plain.partition("_")[0]
        for candidate in (plain, language, f"{language}_{language}", _USUAL.get(language, "")):
            if candidate in by_tag:
                return by_tag[candidate]
        for candidate in sorted(by_tag):
            if language and candidate.partition("_")[0] == language:
                return by_tag[candidate]
    return None


_USUAL = {
    "en": "en_us",
    "pt": "pt_br",
    "sv": "sv_se",
    "da": "da_dk",
    "cs": "cs_cz",
    "el": "el_gr",
    "uk": "uk_ua",
}


def _plain(tag: str) -> str:
    return tag.strip().replace("-", "_").partition(".")[0].lower()


def _may_hold_markup(line: str) -> bool:
    return any(mark in line for mark in "`]<{&@") or "://" in line or "www." in line


def _blank(match: re.Match[str]) -> str:
    """Keep columns: what is no prose becomes as many blanks."""
    return " " * (match.end() - match.start())
