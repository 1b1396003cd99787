"""Owns the way back from a picture or tag in rendered HTML to its line in the post."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from urllib.parse import quote, unquote

_LINE_END = re.compile(r"\r\n|\r|\n")

SEARCHED_AT_MOST = 300_000_000
"""Characters looked through for all answers of one body; things of which it has a hundred thousand lose their line."""


class SourceLines:
    """Finds where in a body a piece of HTML was written; asked in the order of the page, it answers in order.

    The renderer gives no positions, so the text is searched, each time from where the last search ended; what does
    not stand below that, such as the target of a reference, from where the last search for the same thing ended.
    ``first_line`` is the 1-based file line on which the body starts.
    """

    def __init__(self, body: str, first_line: int) -> None:
        self._body = body
        self._lower = body.lower()
        self._first_line = first_line
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(body))]
        self._next: dict[str, int] = {}
        self._at = 0
        self._left = SEARCHED_AT_MOST

    def line_of(self, *spellings: str) -> int | None:
        """Return the file line of the next place that one of the ``spellings`` stands at, or None."""
        for text in dict.fromkeys(variant for given in spellings for variant in _variants(given)):
            at = self._find(text)
            if at >= 0:
                self._next[text] = self._at = at + len(text)
                return self._first_line + bisect_right(self._starts, at) - 1
        return None

    def _find(self, text: str) -> int:
        mine = self._next.get(text, 0)
        for start in dict.fromkeys((max(mine, self._at), mine, 0)):
            if self._left < 0:
                break
            at = self._lower.find(text, start)
            self._left -= (at if at >= 0 else len(self._lower)) - start
            if at >= 0:
                return at
        return -1


def line_count(text: str) -> int:
    """Return how many line ends (LF, CRLF or CR) a text holds."""
    return len(_LINE_END.findall(text))


def _variants(text: str) -> tuple[str, ...]:
    """The spellings an address may have had in the post before the renderer escaped it."""
    if not text:
        return ()
    return tuple(form.lower() for form in (text, escape(text), unquote(text), quote(text, safe="/:?#&=%")))
