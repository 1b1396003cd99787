"""Owns what about a post needs a look before readers see it: what is missing, too long, too small or left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from editor.core.catalog import PostEntry
from editor.core.excerpt import length

CARD_SIZE = (1200, 630)
"""Pixels that a shared link's large image has; a smaller lead image looks soft there."""

# "To come": what a writer leaves where something is missing, since no English word begins so.
_MARK = re.compile(r"(?<![A-Za-z0-9])(?:TK)+(?![A-Za-z0-9])|\bTKTK\w*")


class NeedKind(StrEnum):
    """What is the matter."""

    NO_EXCERPT = "no-excerpt"
    LONG_EXCERPT = "long-excerpt"
    NO_IMAGE = "no-image"
    GONE_IMAGE = "gone-image"
    NO_ALT = "no-alt"
    SMALL_IMAGE = "small-image"
    MARK = "mark"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing: the post by its path and title, the line of its file to go to (from 1), and a number that says how
    much (characters of an excerpt, pixels of a picture's width), 0 where none does; ``above`` is how many lines
    of front matter stand above the text."""

    path: str
    title: str
    kind: NeedKind
    line: int = 1
    amount: int = 0
    above: int = 0

    @property
    def text_line(self) -> int:
        """The line as the editor counts, without the front matter; below 1 it is a line of that."""
        return self.line - self.above


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What a post is judged by besides its row: whether its lead image has an alt text, the lines of pictures in the
    text that have none, the lead image's size in pixels (zeros when unknown), the lines where marks were left;
    all these count the ``above`` lines of the front matter, too. One is ``unread`` that has no front matter, or none
    that can be read; ``lead_gone`` when the lead image is no file of the project."""

    lead_alt: bool = False
    bare_lines: Sequence[int] = ()
    lead_size: tuple[int, int] = (0, 0)
    mark_lines: Sequence[int] = ()
    above: int = 0
    unread: bool = False
    lead_gone: bool = False


def needs_of(entry: PostEntry, facts: PostFacts, limit: int) -> tuple[Need, ...]:
    """Return what needs a look in one post, in the order of its file; ``limit`` is that of its excerpt."""

    def need(kind: NeedKind, line: int = 1, amount: int = 0) -> Need:
        return Need(entry.path, entry.title, kind, line, amount, facts.above)

    marks = [need(NeedKind.MARK, line) for line in facts.mark_lines]
    if facts.unread:
        # What it has of excerpt and picture is not known: this is to be mended first.
        return (need(NeedKind.UNREAD), *marks)
    found = []
    if not entry.excerpt:
        found.append(need(NeedKind.NO_EXCERPT))
    elif length(entry.excerpt) > limit:
        found.append(need(NeedKind.LONG_EXCERPT, amount=length(entry.excerpt)))
    if not entry.image:
        found.append(need(NeedKind.NO_IMAGE))
    else:
        if facts.lead_gone:
            found.append(need(NeedKind.GONE_IMAGE))
        if not facts.lead_alt:
            found.append(need(NeedKind.NO_ALT))
        width, height = facts.lead_size
        if width and (width < CARD_SIZE[0] or height < CARD_SIZE[1]):
            found.append(need(NeedKind.SMALL_IMAGE, amount=width))
    found += [need(NeedKind.NO_ALT, line) for line in facts.bare_lines]
    return (*found, *marks)


def mark_lines(text: str) -> tuple[int, ...]:
    """Return the lines of a text, from 1, in which a TK was left."""
    return tuple(
        number for number, line in enumerate(text.split("\n"), 1) if "TK" in line and _MARK.search(line)
    )
