"""Owns smart quotes, dashes, dots and angled quotes: which form a straight mark takes by what stands around it."""

from __future__ import annotations

import re

_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_CLOSES = r"[^ \\\t\r\n\[{(\-]"
_SPACE = r"[ \t\r\n\f\v]"
_WORD = "[A-Za-z0-9_]"
_SINGLE, _DOUBLE = ("‘", "’"), ("“", "”")

SYMBOL = re.compile(r"---?|\.\.\.|\\<<|\\>>|<< ?| ?>>")
"""What is written for a typographic symbol; a backslash keeps angled quotes plain."""
SYMBOLS = {
    "---": "—",
    "--": "–",
    "...": "…",
    "\\<<": "<<",
    "\\>>": ">>",
    "<< ": "«\u00a0",
    " >>": "\u00a0»",
    "<<": "«",
    ">>": "»",
}

_LEFT, _RIGHT = 0, 1
# Tried in this order. Group "q" is the quote, or "a" and "b" are two in a row; "p" stands before them.
# The sides tell which form each takes.
_RULES: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = (
    (re.compile(rf"(?P<q>[\"'])(?=[_*]{{1,2}}(?!{_SPACE}).)", re.DOTALL), (_LEFT,)),
    (re.compile(rf"(?P<q>[\"'])(?={_PUNCTUATION}(?!\.\.)\B)"), (_RIGHT,)),
    (re.compile(rf"(?P<p>{_SPACE}?)(?P<a>\")(?P<b>')(?={_WORD})"), (_LEFT, _LEFT)),
    (re.compile(rf"(?P<p>{_SPACE}?)(?P<a>')(?P<b>\")(?={_WORD})"), (_LEFT, _LEFT)),
    (re.compile(rf"(?P<p>{_SPACE}?)(?P<q>')(?=[0-9][0-9]s)"), (_RIGHT,)),
    (re.compile(rf"(?P<p>{_SPACE})(?P<q>[\"'])(?={_WORD})"), (_LEFT,)),
    (re.compile(rf"(?P<p>{_CLOSES})(?P<q>[\"'])"), (_RIGHT,)),
    (re.compile(rf"(?P<q>[\"'])(?={_SPACE}|s\b|$)", re.MULTILINE), (_RIGHT,)),
    (re.compile(r"(?P<p>.?)(?P<q>[\"'])", re.DOTALL), (_LEFT,)),
)


def quote_at(source: str, at: int) -> tuple[str, str, int]:
    """Return the quote at ``at``, or one place behind it: what stands before it, how it is set, and where it ends."""
    for rule, sides in _RULES:
        found = rule.match(source, at)
        if found is not None:
            names = found.groupdict()
            quotes = [names["q"]] if "q" in names else [names["a"], names["b"]]
            drawn = "".join(
                (_SINGLE if quote == "'" else _DOUBLE)[side]
                for quote, side in zip(quotes, sides, strict=True)
            )
            return names.get("p", ""), drawn, found.end()
    return source[at], "", at + 1
