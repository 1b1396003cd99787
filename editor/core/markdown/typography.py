"""Owns smart quotes, dashes, dots and angled quotes, by the rules of kramdown's span parser.

One pass over each stretch of plain text, so that its cost grows with the text alone; the substitution
patterns of Python-Markdown's own extension rescan the paragraph for every quote in it.
"""

from __future__ import annotations

import re

_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_CLOSES = r"[^ \\\t\r\n\[{(\-]"
_SINGLE, _DOUBLE = ("‘", "’"), ("“", "”")

_INTERESTING = re.compile(r"[\"']|--|\.\.\.|<<|>>")
_SYMBOL = re.compile(r"---?|\.\.\.|<< |<<| >>|>>|[\"']")
_SYMBOLS = {"---": "—", "--": "–", "...": "…", "<< ": "«\u00a0", " >>": "\u00a0»", "<<": "«", ">>": "»"}

_LEFT, _RIGHT = 0, 1
# kramdown's SQ_RULES in their order. Group "q" is the quote, or "a" and "b" are two in a row; "p" stands
# before them. The sides tell which form each takes.
_RULES: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = (
    (re.compile(r"(?P<q>[\"'])(?=[_*]{1,2}\S)"), (_LEFT,)),
    (re.compile(rf"(?P<q>[\"'])(?={_PUNCTUATION}(?!\.\.)\B)"), (_RIGHT,)),
    (re.compile(r"(?P<p>\s?)(?P<a>\")(?P<b>')(?=\w)"), (_LEFT, _LEFT)),
    (re.compile(r"(?P<p>\s?)(?P<a>')(?P<b>\")(?=\w)"), (_LEFT, _LEFT)),
    (re.compile(r"(?P<p>\s?)(?P<q>')(?=\d\ds)"), (_RIGHT,)),
    (re.compile(r"(?P<p>\s)(?P<q>[\"'])(?=\w)"), (_LEFT,)),
    (re.compile(rf"(?P<p>{_CLOSES})(?P<q>[\"'])"), (_RIGHT,)),
    (re.compile(r"(?P<q>[\"'])(?=\s|s\b|$)", re.MULTILINE), (_RIGHT,)),
    (re.compile(r"(?P<p>.?)(?P<q>[\"'])", re.DOTALL), (_LEFT,)),
)


def typeset(text: str, following: str = "") -> str:
    """Return plain ``text`` with typographic quotes, dashes and dots.

    ``following`` is the markup that comes next in the source (``*`` before emphasis, ``[`` before a
    link); the rules look at it but it is not part of the result.
    """
    if _INTERESTING.search(text) is None:
        return text
    source = text + following
    out: list[str] = []
    done = 0
    while (symbol := _SYMBOL.search(source, done)) is not None and symbol.start() < len(text):
        if symbol[0] not in "\"'":
            out += (source[done : symbol.start()], _SYMBOLS[symbol[0]])
            done = symbol.end()
            continue
        # The rules may look at one character before the quote, if no rule has taken it yet.
        at = max(done, symbol.start() - 1)
        out.append(source[done:at])
        replaced, done = _quote_at(source, at)
        out.append(replaced)
    out.append(text[done:])
    return "".join(out)


def _quote_at(source: str, at: int) -> tuple[str, int]:
    for rule, sides in _RULES:
        found = rule.match(source, at)
        if found is not None:
            names = found.groupdict()
            quotes = [names["q"]] if "q" in names else [names["a"], names["b"]]
            drawn = "".join(
                (_SINGLE if quote == "'" else _DOUBLE)[side]
                for quote, side in zip(quotes, sides, strict=True)
            )
            return names.get("p", "") + drawn, found.end()
    return source[at], at + 1
