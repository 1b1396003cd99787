"""Owns which parts of a text show as they are written, so that nothing in them refers to anything."""

from __future__ import annotations

import re

_LIQUID_BLOCK = re.compile(r"\{%-?\s*(raw|comment|highlight)\b[^{}]*%\}.*?\{%-?\s*end\1\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^\n`]*$")
_TICKS = re.compile(r"(?<!\\)(`+)(?!`)")
_INDENTED = ("    ", "\t")
# The rarest sign of each first: a search for one character takes no time.
_SIGNS_OF_BLOCKS = ("```", "~~~", "\t", "\n    ")
# A line that may hold a list or note open: what is indented below belongs to it and is no code.
_HOLDS_OPEN = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:)[ \t]")
_VISIBLE = re.compile(r"[^\s]")


def without_code(text: str, *, markdown: bool, start: int = 0) -> str:
    """Return ``text`` with comments, raw blocks and (in markdown) code blanked out; every index stays valid.

    Before ``start`` there are only blanks and line ends.
    """
    if "{%" in text:
        text = _LIQUID_BLOCK.sub(_blank, text)
    if "<!--" in text:
        text = _COMMENT.sub(_blank, text)
    if not markdown:
        return text
    # The line end before the first line counts; the blanks above it are no code.
    before = max(start - 1, 0)
    if any(sign[0] in text and text.find(sign, before) >= 0 for sign in _SIGNS_OF_BLOCKS):
        text = _without_blocks(text)
    return _without_spans(text) if "`" in text else text


def _blank(found: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", found[0])


def _without_blocks(text: str) -> str:
    """Blank fenced code, and code that four spaces indent below a blank line outside of lists."""
    lines = text.split("\n")
    fence, after_blank, held, code = "", True, False, False
    for number, line in enumerate(lines):
        # Line after line of 20,000 posts: each pattern is asked only where it might find something.
        opening = _FENCE.match(line.rstrip("\r")) if "```" in line or "~~~" in line else None
        if fence:
            closes = line.strip().startswith(fence) and not line.strip().strip(fence[0])
            lines[number] = _VISIBLE.sub(" ", line)
            fence = "" if closes else fence
        elif opening:
            fence, code = opening[1], False
            lines[number] = _VISIBLE.sub(" ", line)
        elif not line or line.isspace():
            after_blank = True
            continue
        elif line.startswith(_INDENTED):
            code = code or (after_blank and not held)
            if code:
                lines[number] = _VISIBLE.sub(" ", line)
        else:
            code = False
            opens = not line[0].isalpha() and _HOLDS_OPEN.match(line) is not None
            held = opens or (held and not after_blank)
        after_blank = False
    return "\n".join(lines)


def _without_spans(text: str) -> str:
    """Blank code between equal runs of backticks; a run without its partner is text."""
    parts: list[str] = []
    done = at = 0
    missing: set[int] = set()
    while opening := _TICKS.search(text, at):
        ticks = opening[1]
        at = opening.end()
        if len(ticks) in missing:
            continue
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at)
        if closing is None:
            missing.add(len(ticks))
            continue
        if "\n\n" in text[at : closing.start()]:
            continue  # a code span stays inside its paragraph
        parts += (text[done:at], _VISIBLE.sub(" ", text[at : closing.start()]))
        done = closing.start()
        at = closing.end()
    return "".join((*parts, text[done:]))
