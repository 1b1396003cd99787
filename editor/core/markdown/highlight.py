"""Owns what each character of one markdown line is, so that an editor can show it: styles, not colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class LineState:
    """What a line must know of the lines above it.

    ``fence`` is the run of back-ticks or tildes that opened a code block (empty outside of one),
    ``language`` the first word after it, ``indent`` the columns before it. ``comment`` tells that an
    HTML comment is open, ``text`` that the line above was paragraph text or a list item (an indented
    line then continues it instead of being code), ``quote`` that the paragraph stands in a quote.
    """

    fence: str = ""
    language: str = ""
    indent: int = 0
    comment: bool = False
    text: bool = False
    listed: bool = False
    quote: bool = False

    @property
    def in_code(self) -> bool:
        """Whether the next line stands inside a fenced code block."""
        return bool(self.fence)


START = LineState()
_TEXT = LineState(text=True)
_QUOTED = LineState(text=True, quote=True)
_LISTED = LineState(text=True, listed=True)
_BLANK_IN_LIST = LineState(listed=True)
_COMMENT = LineState(comment=True)

# Plain numbers inside: arithmetic on enum members costs ten times as much, and this runs at every key.
_MARK, _HEAD, _EM, _STRONG, _STRUCK, _LINK, _QUOTED_TEXT = (int(style) for style in list(Style)[:7])
_CODE, _HTML, _COMMENTED, _NOTE, _LIQUID, _ESCAPE, _BREAK, _FENCED = (int(style) for style in list(Style)[7:])

_Token = tuple[int, int, int]

_FENCE = re.compile(
    r"(?P<indent>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)$"
)
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|[^#\s]|$)[ \t]*")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$|[ \t]*\{:?[ \t]*[#.][^}]*\}[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\](?=[ \t]|$))?|$)")
_DEFINITION = re.compile(r" {0,3}(\[\^[^\]\s]+\]:)|( {0,3}\[[^\]]+\]:)[ \t]*(\S*)(.*)")
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\]]+\]:")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^}]*\}[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_SPECIAL = re.compile(r"[\\`*_~\[<!{&\ue000-\uf8ff]")
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
    r"|(?P<stars>\*+)|(?P<bars>_+)"
)
_LONGEST_INLINE = 4000
"""Inline markup is looked for in this many code points of a line; a longer line is data, not prose."""


def line_state(line: str, state: LineState) -> LineState:
    """Return the state below ``line``, given the one above it; cheap enough for ten thousand lines."""
    if state.fence:
        return START if _closes(line, state) else state
    if state.comment:
        return START if "-->" in line else state
    stripped = line.lstrip(" \t")
    if not stripped:
        return _BLANK_IN_LIST if state.listed else START
    first = stripped[0]
    if first.isalpha():
        opened = "<!--" in line and _leaves_comment(line)
        return _COMMENT if opened else _continued(line, state)
    if "```" in line or "~~~" in line:
        fence = _FENCE.match(line)
        if fence:
            words = fence["info"].replace("{", " ").replace("}", " ").split()
            language = words[0].lstrip(".").lower() if words else ""
            return LineState(
                fence=fence["fence"], language=language, indent=len(fence["indent"]), listed=state.listed
            )
    if "<!--" in line and _leaves_comment(line):
        return _COMMENT
    if first == ">":
        return _QUOTED
    if _ITEM.match(line) and not _RULE.match(line):
        return _LISTED
    if first == "#" and _HEADING.match(line):
        return START
    if _RULE.match(line) or (state.text and _SETEXT.match(line)):
        return START
    if not state.text and not state.listed and _is_indented(line):
        return START
    return _continued(line, state)


def is_underline(line: str) -> bool:
    """Return whether a line makes a heading of the paragraph line above it (``===`` or ``---``)."""
    return line[:1] in ("=", "-", " ") and _SETEXT.match(line) is not None


def line_spans(line: str, state: LineState, following: str = "") -> tuple[tuple[Span, ...], LineState]:
    """Return the styled runs of one line, in order and without overlap, and the state below it.

    ``state`` is the state the line above left (``START`` for the first line). ``following`` is the
    line below: a row of ``=`` or ``-`` makes this one a heading. Runs without a style are left out.
    Positions are in code points. The rules are kramdown's as far as one line can show them; emphasis
    that runs over a line end is not seen.
    """
    after = line_state(line, state)
    return _flatten(_tokens(line, state, after, following)), after


def _tokens(line: str, state: LineState, after: LineState, following: str) -> list[_Token]:
    size = len(line)
    if state.fence:
        style = _CODE | _FENCED if after.fence else _CODE | _FENCED | _MARK
        return [(0, size, style)]
    if state.comment:
        end = line.find("-->")
        if end < 0:
            return [(0, size, _COMMENTED)]
        return [(0, end + 3, _COMMENTED), *_inline(line, end + 3, size)]
    if after.fence:
        return _fence_tokens(line, after)
    if not line or line.isspace():
        return []
    if line[0] in " \t" and not state.text and not state.listed and not after.text and _is_indented(line):
        return [(0, size, _CODE)]
    return _block_tokens(line, state, following)


def _fence_tokens(line: str, after: LineState) -> list[_Token]:
    start = after.indent
    marks: list[_Token] = [(0, start, _MARK)] if line[:start].strip() else []
    return [*marks, (start, len(line), _CODE | _FENCED | _MARK)]


def _block_tokens(line: str, state: LineState, following: str) -> list[_Token]:
    """Return the tokens of a line outside code and comments."""
    size, start, tokens = len(line), 0, []
    quote = _QUOTE.match(line) if ">" in line else None
    if quote:
        start = quote.end()
        tokens = [(0, start, _MARK), (start, size, _QUOTED_TEXT)]
    elif state.quote and state.text:
        tokens = [(0, size, _QUOTED_TEXT)]
    rest = line[start:] if start else line
    if _RULE.match(rest) or (state.text and _SETEXT.match(rest)) or ("|" in rest and _TABLE_RULE.match(rest)):
        return [(0, size, _MARK)]
    heading = _HEADING.match(rest) if "#" in rest else None
    if heading:
        return [*tokens, *_heading_tokens(line, start + heading.end(), start)]
    item = _ITEM.match(rest)
    if item:
        tokens.append((start, start + item.end(), _MARK))
        start += item.end()
    elif _ATTRIBUTES.match(rest):
        return [*tokens, (start, size, _MARK)]
    elif _ABBREVIATION.match(rest):
        return [*tokens, (start, line.index("]:", start) + 2, _MARK)]
    elif "]:" in rest:
        definition = _DEFINITION.match(rest)
        if definition:
            return [*tokens, *_definition_tokens(line, definition, start)]
    if is_underline(following) and not quote and not item and not state.listed:
        tokens.append((start, size, _HEAD))
    tokens += _inline(line, start, size)
    if line.endswith("  "):
        tokens.append((len(line.rstrip(" ")), size, _BREAK))
    return tokens


def _heading_tokens(line: str, content: int, start: int) -> list[_Token]:
    end = _HEADING_END.search(line, content)
    stop = end.start() if end else len(line)
    return [
        (start, content, _MARK),
        (content, stop, _HEAD),
        (stop, len(line), _MARK),
        *_inline(line, content, stop),
    ]


def _definition_tokens(line: str, found: re.Match[str], start: int) -> list[_Token]:
    if found[1]:
        end = start + found.end(1)
        return [(start, end, _NOTE), *_inline(line, end, len(line))]
    return [(start, start + found.end(2), _MARK), (start + found.start(3), start + found.end(3), _LINK)]


def _inline(line: str, start: int, stop: int) -> list[_Token]:
    """Return the tokens of inline markup between two columns of ``line``."""
    stop = min(stop, start + _LONGEST_INLINE)
    tokens: list[_Token] = []
    runs: list[tuple[int, int]] = []
    search = (_SPECIAL_OR_URL if "://" in line else _SPECIAL).search
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
            tokens.extend(_compound_tokens(line, found, first, last))
    if runs:
        tokens.extend(_emphasis(line, runs))
    return tokens


_WHOLE = {
    "escape": _ESCAPE,
    "comment": _COMMENTED,
    "liquid": _LIQUID,
    "attributes": _MARK,
    "auto": _LINK,
    "html": _HTML,
    "footnote": _NOTE,
    "entity": _HTML,
    "url": _LINK,
}


def _compound_tokens(line: str, found: re.Match[str], first: int, last: int) -> list[_Token]:
    if found["code"]:
        ticks = len(found["ticks"])
        return [
            (first, first + ticks, _CODE | _MARK),
            (first + ticks, last - ticks, _CODE),
            (last - ticks, last, _CODE | _MARK),
        ]
    if found["backslash"]:
        return [(first, first + 1, _MARK)]
    if found["image"]:
        label = found.end("alt")
        group = "src" if found["src"] is not None else "iref"
        source = found.span(group)
        return [
            (first, first + 2, _MARK),
            (label, source[0], _MARK),
            (*source, _LINK),
            (source[1], last, _MARK),
        ]
    if found["link"]:
        return [(first, last, _LINK), *_inline(line, found.start("label"), found.end("label"))]
    return [
        (first, first + 2, _MARK),
        (first + 2, last - 2, _STRUCK),
        (last - 2, last, _MARK),
        *_inline(line, first + 2, last - 2),
    ]


def _emphasis(line: str, runs: list[tuple[int, int]]) -> list[_Token]:
    """Pair runs of ``*`` and ``_`` by kramdown's rule: no blank inside the marks, no ``_`` within a word."""
    tokens: list[_Token] = []
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
                style = _STRONG if take == 2 else _EM
                inner, outer = begin + count, last - left
                tokens += [(inner, outer, style), (inner - take, inner, _MARK), (outer, outer + take, _MARK)]
                left -= take
                del opened[match + 1 :]
                if count == take:
                    opened.pop()
                else:
                    opened[match][1] = count - take
        if left and not behind.isspace() and not inside:
            opened.append([last - left, left])
    return tokens


def _closes(line: str, state: LineState) -> bool:
    stripped = line.strip(" \t>")
    return stripped.startswith(state.fence) and not stripped.strip(state.fence[0])


def _continued(line: str, state: LineState) -> LineState:
    if state.listed and (state.text or line[0] in " \t"):
        return _LISTED
    return _QUOTED if state.quote and state.text else _TEXT


def _is_indented(line: str) -> bool:
    return line.startswith(("    ", "\t", " \t", "  \t", "   \t"))


def _leaves_comment(line: str) -> bool:
    return line.rfind("<!--") > line.rfind("-->")


def _flatten(tokens: list[_Token]) -> tuple[Span, ...]:
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
    active: list[_Token] = []
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
        if style & _CODE:
            style &= ~(_EM | _STRONG)
        if style:
            spans.append(Span(start, stop - start, style))
    return tuple(spans)
