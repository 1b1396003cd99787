"""Owns what the inline markup within a line of markdown is: styles of runs of characters, not colours."""

from __future__ import annotations

import re
from enum import IntFlag
from itertools import pairwise
from typing import NamedTuple


class Style(IntFlag):
    """What a run of characters is; flags add up (a strong word in a quote is both)."""

    PLAIN = 0
    MARK = 1
    """A character of markup that the reader will not see."""
    HEADING = 2
    EMPHASIS = 4
    STRONG = 8
    STRUCK = 16
    LINK = 32
    QUOTE = 64
    CODE = 128
    HTML = 256
    COMMENT = 512
    FOOTNOTE = 1024
    LIQUID = 2048
    ESCAPE = 4096
    """A stand-in for a character that a text document cannot hold (see ``core.post.lines``)."""
    BREAK = 8192
    """Two or more trailing blanks: a hard line break."""
    FENCED = 16384
    """A line of a fenced code block, fences included."""


class Span(NamedTuple):
    """``length`` code points of a line from code point ``start``, and what they are (``Style`` flags)."""

    start: int
    length: int
    style: int


# Plain numbers inside: arithmetic on enum members costs ten times as much, and this runs at every key.
MARK, HEAD, EM, STRONG, STRUCK, LINK, QUOTED = (int(style) for style in list(Style)[:7])
CODE, HTML, COMMENTED, NOTE, LIQUID, ESCAPE, BREAK, FENCED = (int(style) for style in list(Style)[7:])

Token = tuple[int, int, int]
"""Start, stop and style of a run; runs may overlap until they are flattened."""

_SPECIAL = re.compile(r"[\\`*_~\[<!{&\ue000-\uf8ff]")
_SPECIAL_IN_TABLE = re.compile(r"[\\`*_~\[<!{&|\ue000-\uf8ff]|https?://")
_SPECIAL_OR_URL = re.compile(r"[\\`*_~\[<!{&\ue000-\uf8ff]|https?://")
_INLINE = re.compile(
    r"(?P<escape>[\ue000-\uf8ff]+)"
    r"|(?P<backslash>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<liquid>\{\{[^{}]*+\}\}|\{%[^%{}]*+(?:%(?!\})[^%{}]*+)*+%\})"
    r"|(?P<attributes>\{:[^{}]*+\})"
    r"|(?P<auto><(?:https?://|mailto:)[^>\s]++>|<[^@\s<>]++@[^@\s<>]++>)"
    r"|(?P<html></?[A-Za-z][^<>]*+>)"
    r"|(?P<footnote>\[\^[^\[\]\s]++\])"
    r"|(?P<image>!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]"
    r"(?:\((?P<src>(?:[^()\\]|\\.|\([^()]*+\))*+)\)|\[(?P<iref>[^\[\]]*+)\]))"
    r"|(?P<link>\[(?P<label>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*+\](?:\([^()]*+\))?)*+)\]"
    r"(?:\((?:[^()\\]|\\.|\([^()]*+\))*+\)|\[[^\[\]]*+\]))"
    r"|(?P<entity>&(?:#\d+|#x[\da-fA-F]+|\w+);)"
    r"|(?P<url>https?://[^\s<>()\"']+)"
    r"|(?P<strike>~~(?=\S)[^~]++(?<=\S)~~)"
    r"|(?P<cell>\|)"
    r"|(?P<stars>\*+)|(?P<bars>_+)"
)
_LONGEST_INLINE = 4000
"""Inline markup is looked for in this many code points of a line; a longer line is data, not prose."""


def inline_tokens(line: str, start: int, stop: int, gfm: bool = True) -> list[Token]:
    """Return the tokens of inline markup between two columns of ``line``; without ``gfm`` nothing is struck out."""
    stop = min(stop, start + _LONGEST_INLINE)
    tokens: list[Token] = []
    runs: list[tuple[int, int]] = []
    special_in = _SPECIAL_IN_TABLE if line.lstrip(" >").startswith("|") else _SPECIAL
    search = (_SPECIAL_OR_URL if "://" in line and special_in is _SPECIAL else special_in).search
    special = search(line, start, stop)
    while special:
        first = special.start()
        found = _INLINE.match(line, first, stop)
        if not found:
            special = search(line, first + 1, stop)
            continue
        last = found.end()
        special = search(line, last, stop)
        name = found.lastgroup or ""
        if name in ("stars", "bars"):
            runs.append((first, last))
        elif name in _WHOLE:
            tokens.append((first, last, _WHOLE[name]))
        else:
            tokens.extend(_compound_tokens(line, found, first, last, gfm))
    if runs:
        tokens.extend(_emphasis(line, runs))
    return tokens


_WHOLE = {
    "escape": ESCAPE,
    "comment": COMMENTED,
    "liquid": LIQUID,
    "attributes": MARK,
    "cell": MARK,
    "auto": LINK,
    "html": HTML,
    "footnote": NOTE,
    "entity": HTML,
    "url": LINK,
}


def _compound_tokens(line: str, found: re.Match[str], first: int, last: int, gfm: bool) -> list[Token]:
    if found["code"]:
        ticks = len(found["ticks"])
        return [
            (first, first + ticks, CODE | MARK),
            (first + ticks, last - ticks, CODE),
            (last - ticks, last, CODE | MARK),
        ]
    if found["backslash"]:
        return [(first, first + 1, MARK)]
    if found["image"]:
        label = found.end("alt")
        group = "src" if found["src"] is not None else "iref"
        source = found.span(group)
        return [
            (first, first + 2, MARK),
            (label, source[0], MARK),
            (*source, LINK),
            (source[1], last, MARK),
        ]
    if found["link"]:
        return [(first, last, LINK), *inline_tokens(line, found.start("label"), found.end("label"), gfm)]
    inside = inline_tokens(line, first + 2, last - 2, gfm)
    if not gfm:
        return inside
    return [
        (first, first + 2, MARK),
        (first + 2, last - 2, STRUCK),
        (last - 2, last, MARK),
        *inside,
    ]


def _emphasis(line: str, runs: list[tuple[int, int]]) -> list[Token]:
    """Pair runs of ``*`` and ``_`` by kramdown's rule: no blank inside the marks, no ``_`` within a word."""
    tokens: list[Token] = []
    opened: list[list[int]] = []
    for first, last in runs:
        mark = line[first]
        before = line[first - 1] if first else " "
        behind = line[last] if last < len(line) else " "
        inside = mark == "_" and before.isalnum() and behind.isalnum()
        left = last - first
        if not before.isspace() and not inside:
            while left and opened:
                match = next((k for k in range(len(opened) - 1, -1, -1) if line[opened[k][0]] == mark), None)
                if match is None:
                    break
                begin, count = opened[match]
                take = 2 if left >= 2 and count >= 2 else 1
                style = STRONG if take == 2 else EM
                inner, outer = begin + count, last - left
                tokens += [(inner, outer, style), (inner - take, inner, MARK), (outer, outer + take, MARK)]
                left -= take
                del opened[match + 1 :]
                if count == take:
                    opened.pop()
                else:
                    opened[match][1] = count - take
        if left and not behind.isspace() and not inside:
            opened.append([last - left, left])
    return tokens


def flatten(tokens: list[Token]) -> tuple[Span, ...]:
    """Turn overlapping tokens into runs without overlap; marks and code hide what lies under them."""
    if not tokens:
        return ()
    if len(tokens) == 1:
        start, stop, style = tokens[0]
        return (Span(start, stop - start, style),) if stop > start else ()
    tokens.sort()
    if all(one[1] <= other[0] for one, other in pairwise(tokens)):
        return tuple([Span(start, stop - start, style) for start, stop, style in tokens if stop > start])
    edges = sorted({edge for start, stop, _ in tokens if stop > start for edge in (start, stop)})
    spans: list[Span] = []
    active: list[Token] = []
    upcoming = 0
    for start, stop in pairwise(edges):
        active = [token for token in active if token[1] > start]
        while upcoming < len(tokens) and tokens[upcoming][0] <= start:
            if tokens[upcoming][1] > start:
                active.append(tokens[upcoming])
            upcoming += 1
        style = 0
        for token in active:
            style |= token[2]
        if style & CODE:
            style &= ~(EM | STRONG)
        if style:
            spans.append(Span(start, stop - start, style))
    return tuple(spans)
