"""Owns what each character of one markdown line is, so that an editor can show it: styles, not colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from editor.core.markdown.inline_styles import (
    BREAK,
    CODE,
    COMMENTED,
    FENCED,
    HEAD,
    LINK,
    MARK,
    NOTE,
    QUOTED,
    Span,
    Style,
    Token,
    flatten,
    inline_tokens,
)

__all__ = [
    "KRAMDOWN_START",
    "START",
    "LineState",
    "Span",
    "Style",
    "goes_on",
    "is_underline",
    "line_spans",
    "line_state",
]


@dataclass(frozen=True, slots=True)
class LineState:
    """What a line must know of the lines above it.

    ``fence`` is the run of back-ticks or tildes that opened a code block (empty outside of one),
    ``language`` the first word after it, ``indent`` the columns before it. ``comment`` tells that an
    HTML comment is open, ``text`` that the line above was paragraph text or a list item (an indented
    line then continues it instead of being code), ``quote`` that the paragraph stands in a quote.

    Without ``gfm`` the site has kramdown read markdown by itself (``kramdown: {input: kramdown}``), from the first
    line to the last; ``block`` then tells that a heading or rule stands right above.
    """

    fence: str = ""
    language: str = ""
    indent: int = 0
    comment: bool = False
    text: bool = False
    listed: bool = False
    quote: bool = False
    gfm: bool = True
    block: bool = False

    @property
    def in_code(self) -> bool:
        """Whether the next line stands inside a fenced code block."""
        return bool(self.fence)


START = LineState()
KRAMDOWN_START = LineState(gfm=False)
"""What the first line follows on a site that has kramdown read markdown without GitHub's additions."""
_TEXT = LineState(text=True)
_QUOTED = LineState(text=True, quote=True)
_LISTED = LineState(text=True, listed=True)
_BLANK_IN_LIST = LineState(listed=True)
_COMMENT = LineState(comment=True)
_KRAMDOWN_BLOCK = LineState(gfm=False, block=True)

_FENCE = re.compile(
    r"(?P<indent>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)$"
)
_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)[ \t]*")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$|[ \t]*\{:?[ \t]*[#.][^}]*\}[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_KRAMDOWN_HEADING = re.compile(r"(#{1,6})[ \t]*(?=[^ \t#])")
_KRAMDOWN_HEADING_END = re.compile(r"(?<![\\#])#+[ \t]*$|[ \t]*\{:?[ \t]*[#.][^}]*\}[ \t]*$")
_KRAMDOWN_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}\.)(?:[ \t]+|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\](?=[ \t]|$))?|$)")
_DEFINITION = re.compile(r" {0,3}(\[\^[^\]\s]+\]:)|( {0,3}\[[^\]]+\]:)[ \t]*(\S*)(.*)")
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\]]+\]:")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^}]*\}[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def line_state(line: str, state: LineState) -> LineState:
    """Return the state below ``line``, given the one above it; cheap enough for ten thousand lines."""
    if not state.gfm:
        return _kramdown_state(line, state)
    if state.fence:
        return START if _closes(line, state) else state
    if state.comment:
        return START if "-->" in line else state
    stripped = line.lstrip(" \t")
    if not stripped:
        return _BLANK_IN_LIST if state.listed else START
    if not state.text and not state.listed and _is_indented(line):
        return START
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
    return _continued(line, state)


def _kramdown_state(line: str, state: LineState) -> LineState:
    """Return the state below ``line`` as kramdown reads it by itself: it wants blank lines where GitHub wants none."""
    above = replace(state, gfm=True, block=False)
    if state.fence or state.comment or not line.strip():
        return replace(line_state(line, above), gfm=False)
    if line[0] == "#" and not state.text and not state.block and _KRAMDOWN_HEADING.match(line):
        return _KRAMDOWN_BLOCK
    if goes_on(line, state):
        comment = "<!--" in line and _leaves_comment(line)
        return replace(_COMMENT if comment else _continued(line, above), gfm=False)
    # Neither back-ticks nor number signs begin a block here: they are read as letters.
    after = line_state(line.replace("```", "xxx").replace("#", "x"), above)
    block = not (after.text or after.fence or after.comment or _is_indented(line))
    return replace(after, gfm=False, block=block)


def goes_on(line: str, state: LineState) -> bool:
    """Return whether ``line`` goes on with the paragraph above it, whatever it begins with.

    So it is without GitHub's additions, where only a blank line ends a paragraph; an underline makes it a heading.
    """
    if state.gfm or not state.text:
        return False
    if state.listed:
        return not _KRAMDOWN_ITEM.match(line)
    return not (state.quote and line.lstrip(" \t").startswith(">")) and not is_underline(line)


def is_underline(line: str) -> bool:
    """Return whether a line makes a heading of the paragraph line above it (``===`` or ``---``)."""
    return line[:1] in tuple("=- ") and _SETEXT.match(line) is not None


def line_spans(line: str, state: LineState, following: str = "") -> tuple[tuple[Span, ...], LineState]:
    """Return the styled runs of one line, in order and without overlap, and the state below it.

    ``state`` is the state the line above left (``START`` for the first line). ``following`` is the
    line below: a row of ``=`` or ``-`` makes this one a heading. Runs without a style are left out.
    Positions are in code points. The rules are kramdown's as far as one line can show them; emphasis
    that runs over a line end is not seen.
    """
    after = line_state(line, state)
    return flatten(_tokens(line, state, after, following)), after


def _tokens(line: str, state: LineState, after: LineState, following: str) -> list[Token]:
    size = len(line)
    if state.fence:
        style = CODE | FENCED if after.fence else CODE | FENCED | MARK
        return [(0, size, style)]
    if state.comment:
        end = line.find("-->")
        if end < 0:
            return [(0, size, COMMENTED)]
        return [(0, end + 3, COMMENTED), *inline_tokens(line, end + 3, size, state.gfm)]
    if after.fence:
        return _fence_tokens(line, after)
    if not line or line.isspace():
        return []
    if not state.text and not state.listed and _is_indented(line):
        return [(0, size, CODE)]
    return _block_tokens(line, state, following)


def _fence_tokens(line: str, after: LineState) -> list[Token]:
    start = after.indent
    marks: list[Token] = [(0, start, MARK)] if line[:start].strip() else []
    return [*marks, (start, len(line), CODE | FENCED | MARK)]


def _block_tokens(line: str, state: LineState, following: str) -> list[Token]:
    """Return the tokens of a line outside code and comments."""
    if goes_on(line, state):
        return _paragraph_tokens(line, state, following)
    size, start, tokens, gfm = len(line), 0, [], state.gfm
    quote = _QUOTE.match(line) if ">" in line else None
    if quote:
        start = quote.end()
        tokens = [(0, start, MARK), (start, size, QUOTED)]
    elif state.quote and state.text:
        tokens = [(0, size, QUOTED)]
    rest = line[start:] if start else line
    if _RULE.match(rest) or (state.text and _SETEXT.match(rest)) or ("|" in rest and _TABLE_RULE.match(rest)):
        return [(0, size, MARK)]
    heading = (_HEADING if gfm else _KRAMDOWN_HEADING).match(rest) if "#" in rest else None
    if heading and (gfm or not (state.text or state.block)):
        return [*tokens, *_heading_tokens(line, start + heading.end(), start, gfm)]
    item = (_ITEM if gfm else _KRAMDOWN_ITEM).match(rest)
    if item:
        tokens.append((start, start + item.end(), MARK))
        start += item.end()
    elif _ATTRIBUTES.match(rest):
        return [*tokens, (start, size, MARK)]
    elif _ABBREVIATION.match(rest):
        return [*tokens, (start, line.index("]:", start) + 2, MARK)]
    elif "]:" in rest:
        definition = _DEFINITION.match(rest)
        if definition:
            return [*tokens, *_definition_tokens(line, definition, start)]
    if is_underline(following) and not quote and not item and not state.listed:
        tokens.append((start, size, HEAD))
    return [*tokens, *_text_tokens(line, start, gfm)]


def _paragraph_tokens(line: str, state: LineState, following: str) -> list[Token]:
    """Return the tokens of a line that can only be text."""
    tokens: list[Token] = [(0, len(line), QUOTED)] if state.quote else []
    if _ATTRIBUTES.match(line):
        return [*tokens, (0, len(line), MARK)]
    if is_underline(following) and not (state.quote or state.listed):
        tokens.append((0, len(line), HEAD))
    return [*tokens, *_text_tokens(line, 0, state.gfm)]


def _text_tokens(line: str, start: int, gfm: bool) -> list[Token]:
    tokens = inline_tokens(line, start, len(line), gfm)
    if line.endswith("  "):
        tokens.append((len(line.rstrip(" ")), len(line), BREAK))
    return tokens


def _heading_tokens(line: str, content: int, start: int, gfm: bool) -> list[Token]:
    end = (_HEADING_END if gfm else _KRAMDOWN_HEADING_END).search(line, content)
    stop = end.start() if end else len(line)
    return [
        (start, content, MARK),
        (content, stop, HEAD),
        (stop, len(line), MARK),
        *inline_tokens(line, content, stop, gfm),
    ]


def _definition_tokens(line: str, found: re.Match[str], start: int) -> list[Token]:
    if found[1]:
        end = start + found.end(1)
        return [(start, end, NOTE), *inline_tokens(line, end, len(line))]
    return [(start, start + found.end(2), MARK), (start + found.start(3), start + found.end(3), LINK)]


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
