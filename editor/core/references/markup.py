"""Owns where markdown names pictures and link targets, as kramdown reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.references.liquid import LIQUID
from editor.core.references.reference import Place

_BRACKET = re.compile(r"\\.|(!?)\[|\](\(|\[)?|\n[ \t\r]*\n", re.DOTALL)
# kramdown's LINK_PAREN_STOP_RE: a bare target may hold spaces and balanced parentheses; a quotation mark
# behind a blank starts the title.
_TARGET_STEP = re.compile(rf"{LIQUID}|\\.|\(|\)|\s(?=[\"'])|\n[ \t\r]*\n", re.DOTALL)
_ANGLE = re.compile(r"<([^<>\n]*)>")
# kramdown's LINK_INLINE_TITLE_RE: the title goes on to the same mark with a parenthesis behind it.
_TITLE = re.compile(r"""\s*(?:(["'])(?:(?!\n[ \t\r]*\n).){0,1000}?\1)?\s*\)""", re.DOTALL)
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*(?:\r?\n[ \t]+)?"
    rf"(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:{LIQUID}|[^\s<])(?:{LIQUID}|\S)*))",
    re.MULTILINE,
)
_LABEL = re.compile(r"([^\[\]]*)\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_TARGET = 4096


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a text: its span, its place, and whether an alternative text stands with it."""

    start: int
    end: int
    place: Place
    has_alt: bool | None = None


def unescaped(written: str) -> str:
    """Return a markdown target with its backslash escapes read."""
    return _ESCAPE.sub(r"\1", written) if "\\" in written else written


def markdown_addresses(text: str) -> Iterator[Address]:
    """Yield the addresses of inline pictures and links and of link definitions; code is blanked before."""
    alts: dict[str, bool] = {}
    if "](" in text or "][" in text:
        yield from _inline(text, alts)
    if "]:" in text:
        for found in _DEFINITION.finditer(text):
            start, end = found.span("angle" if found["angle"] is not None else "bare")
            yield Address(start, end, Place.DEFINITION, alts.get(_folded(found["label"])))


def _inline(text: str, alts: dict[str, bool]) -> Iterator[Address]:
    """Walk the brackets; ``alts`` collects which pictures that name their target by a label have a text."""
    opened: list[tuple[int, bool]] = []
    at = 0
    while True:
        if not opened:
            first = text.find("[", at)
            if first < 0:
                return
            while first > at and text[first - 1] in "!\\":  # outside of brackets only these matter to one
                first -= 1
            at = first
        found = _BRACKET.search(text, at)
        if found is None:
            return
        at = found.end()
        token = found[0]
        if token[0] == "\\":
            continue
        if token[0] == "\n":
            opened.clear()
        elif token[0] != "]":
            opened.append((at, found[1] == "!"))
        elif opened:
            inside, is_picture = opened.pop()
            alt = text[inside : found.start()].strip() if is_picture else None
            if found[2] == "(" and (span := _target(text, at)):
                yield Address(
                    *span, Place.IMAGE if is_picture else Place.LINK, bool(alt) if is_picture else None
                )
                at = span[1]
            elif alt is not None and found[2] == "[":
                label = _LABEL.match(text, at)
                if label:
                    name = _folded(label[1]) or _folded(alt)
                    alts[name] = bool(alt) and alts.get(name, True)
                    at = label.end()
            elif found[2] == "[":
                at -= 1


def _target(text: str, at: int) -> tuple[int, int] | None:
    """Return the span of the target that begins at ``at``, behind its parenthesis; None when it never ends."""
    while at < len(text) and text[at] in " \t\n\r":
        at += 1
    if angle := _ANGLE.match(text, at):
        return angle.span(1) if _TITLE.match(text, angle.end()) else None
    start, depth, limit = at, 0, at + _LONGEST_TARGET
    while step := _TARGET_STEP.search(text, at, limit):
        token = step[0]
        if token == "(":
            depth += 1
        elif token == ")":
            if depth == 0:
                return start, step.start()
            depth -= 1
        elif token[0].isspace():
            if "\n" in token and token != "\n":
                return None
            if _TITLE.match(text, step.start()):
                return start, step.start()
        at = step.end()
    return None


def _folded(label: str) -> str:
    """Labels are compared without case and with blanks folded."""
    return " ".join(label.casefold().split())
