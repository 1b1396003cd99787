"""Owns blocks whose markup would take minutes to read: thousands of marks that are opened and never closed.

Python-Markdown looks for the close of each mark through to the end of its paragraph, so its time grows with
their square. No prose comes near these bounds; a pasted binary or a log of arrows does. Beyond them the
mark stands for itself.
"""

from __future__ import annotations

import re

_OPEN_AT_MOST = 500

_BRACKETS = (re.compile(r"\["), re.compile(r"\]"))
_TARGETS = (re.compile(r"\]\("), re.compile(r"\)"))
_TAGS = (re.compile(r"<"), re.compile(r">"))


def untangled(text: str) -> str:
    """Return ``text`` with brackets, tags or strike marks made plain when too many of them stand open."""
    if _tangled(text, "[", *_BRACKETS) or _tangled(text, "](", *_TARGETS):
        text = text.replace("[", "\\[")
    if _tangled(text, "<", *_TAGS):
        text = text.replace("<", "&lt;")
    if text.count("~~") > 4 * _OPEN_AT_MOST:
        text = text.replace("~~", "\\~\\~")
    return text


def _tangled(text: str, mark: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> bool:
    """Return whether more marks than sensible are open at once somewhere in ``text``."""
    if text.count(mark) <= _OPEN_AT_MOST:
        return False
    changes = [(found.start(), 1) for found in opening.finditer(text)]
    changes += [(found.start(), -1) for found in closing.finditer(text)]
    open_now = 0
    for _, change in sorted(changes):
        open_now = max(open_now + change, 0)
        if open_now > _OPEN_AT_MOST:
            return True
    return False
