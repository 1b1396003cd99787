"""Owns what a post says in plain words: its paragraphs without markup, code, pictures and Liquid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from editor.core.markdown.highlight import START, line_state

_NOT_PROSE_LINE = re.compile(
    r" {0,3}(?:\|.*\||\[[^\]]+\]:.*|\*\[[^\]]+\]:.*|\{:.*\}|(?:[-*_] ?){3,}|=+|\$\$.*|<!--.*-->)[ \t]*$"
)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_LEAD_IN = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_LIST_OR_QUOTE = re.compile(r"[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])")
_INLINE = (
    (re.compile(r"<!--.*?-->|\{::comment\}.*?\{:/(?:comment)?\}", re.DOTALL), ""),
    (re.compile(r"\{%.*?%\}|\{:[^{}]*\}", re.DOTALL), ""),
    (re.compile(r"!\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])?"), ""),
    (re.compile(r"\[\^[^\[\]\s]+\]"), ""),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"<(?:script|style)\b.*?</(?:script|style)>", re.DOTALL | re.IGNORECASE), ""),
    (re.compile(r"<br ?/?>", re.IGNORECASE), " "),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
)
_OUTPUT = re.compile(r"\{\{[^{}]*\}\}", re.DOTALL)
# Up to here: what hides text, taken out before code is put aside.
_HIDING = 2
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)(.+?)(?<=[^\s\\])\1", re.DOTALL)
_UNDERSCORED = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HOLD = "\ue800"
HOLE = "\ue801"
"""Stands in a text for what Liquid would write there."""
_HOLES = re.compile(rf"\s*{HOLE}(?=\s*[,.;:!?…)])|{HOLE}")
# Blanks that no line is broken at stay: French sets one before its marks.
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_LONGEST = 20_000
"""A longer paragraph is data; what it says is its beginning."""


def paragraphs(body: str, hole: str = "") -> Iterator[str]:
    """Yield the paragraphs of running text of a markdown body in plain words, from the first on.

    Headings, lists, quotes, tables, code, pictures, HTML blocks without text, definitions and Liquid are left
    out; links and emphasis leave their words, and what Liquid would write leaves ``hole``, as in ``plain_text``.
    """
    for lines in _blocks(body.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if _HEADING.match(lines[0]) or _LIST_OR_QUOTE.match(lines[0]) or _UNDERLINE.match(lines[-1]):
            continue
        text = plain_text("\n".join(line for line in lines if not _NOT_PROSE_LINE.match(line)), hole)
        if without_holes(text):
            yield text


def without_holes(text: str) -> str:
    """Return a text without what stands for Liquid in it, nor the blank that would stand before a mark then."""
    return _SPACE.sub(" ", _HOLES.sub("", text)).strip()


def plain_text(markdown: str, hole: str = "") -> str:
    """Return what some markdown says in plain words on one line: marks, tags, Liquid and pictures left out.

    With ``HOLE`` as ``hole``, that stands where Liquid would write something.
    """
    text = markdown[:_LONGEST].replace(HOLE, "")
    for pattern, replacement in _INLINE[:_HIDING]:
        text = pattern.sub(replacement, text)
    text = _OUTPUT.sub(HOLE, text)
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match[2].strip() or match[2])
        return _HOLD

    text = _CODE.sub(hold, text.replace(_HOLD, ""))
    for pattern, replacement in _INLINE[_HIDING:]:
        text = pattern.sub(replacement, text)
    for pattern in (_EMPHASIS, _UNDERSCORED, _EMPHASIS):
        text = pattern.sub(r"\2", text)
    text = "\n".join(_LEAD_IN.sub("", line).strip("# \t") for line in text.split("\n"))
    text = unescape(_ESCAPED.sub(r"\1", text))
    held = iter(kept)
    text = "".join(next(held, "") if character == _HOLD else character for character in text)
    return _SPACE.sub(" ", text).strip() if hole else without_holes(text)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield runs of lines between blank ones, without code and comments."""
    state = START
    block: list[str] = []
    for line in lines:
        below = line_state(line, state)
        indented = not state.text and not state.listed and line.startswith(("    ", "\t"))
        if state.fence or below.fence or state.comment or below.comment or indented or not line.strip():
            if block:
                yield block
            block = []
        else:
            if block and _HEADING.match(line):
                yield block
                block = []
            block.append(line)
        state = below
    if block:
        yield block
