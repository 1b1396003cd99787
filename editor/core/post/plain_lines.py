"""Owns reading front matter whose lines are all plain, at a fraction of what a YAML reader costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

# What a YAML reader takes for a line end, for nothing at all, or does not take; and tabs, of which it is choosy.
# Named rather than what is left over: Python needs ten times as long to compile a set of so many characters.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PLAIN = r"[A-Za-z0-9/._](?:[^\s:#\"'&*!|>%@`\[\]{}]|:(?=[^\s:])| (?=[^\s#:]))*+"
_LINE = re.compile(
    rf"(?P<key>[A-Za-z][\w-]{{0,59}}):(?: +(?:\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\n]*)'"
    rf"|(?P<plain>{_PLAIN})|\[(?P<list>(?:[A-Za-z][\w ]*\w|[A-Za-z])(?:, (?:[A-Za-z][\w ]*\w|[A-Za-z]))*+|)\]))? *\n",
    re.ASCII,
)


def read_plain_lines(block: str, scalar: Callable[[str], Any]) -> dict[str, Any] | None:
    """Return the values of a block all of whose lines are ``key: value`` in their plainest form, else None.

    ``scalar`` says what an unquoted text is. Quoted texts without escapes, unquoted ones that no rule of YAML takes
    for anything else, and lists of words in brackets are plain; a block with anything else, and one that may be at
    fault, is for the YAML reader. Of duplicate keys the last counts, in the place of the first.
    """
    if _ODD.search(block):
        return None
    values: dict[str, Any] = {}
    at = 0
    while found := _LINE.match(block, at):
        at = found.end()
        key, double, single, plain, names = found.groups()
        if plain is not None:
            values[key] = scalar(plain)
        elif double is not None:
            values[key] = double
        elif single is not None:
            values[key] = single
        elif names is not None:
            values[key] = [scalar(name) for name in names.split(", ")] if names else []
        else:
            values[key] = None
    return values if at == len(block) else None
