"""Owns one block of a post that is being typed: its text, and what is known about its HTML so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.core.markdown.blocks import Span
from editor.core.markdown.facts import NO_PLACE, Draft, HeadingId, Place
from editor.core.markdown.heading import Heading
from editor.core.markdown.kramdown.ids import gfm_base

_MAY_DEFINE = re.compile(r"\]:|\{:(?::options|[A-Za-z0-9_][\w-]*:)")
_MAY_HEAD = re.compile(r"^[ \t>*+\-.0-9:|]*#|^[ \t>]*(?:=+|-+)[ \t\r]*$", re.MULTILINE)
_PLAIN_HEADING = re.compile(r"#{1,6} +([^\W_][\w ,;?()/]*)$")


class Piece:
    """A block's text and what is known about its HTML so far."""

    __slots__ = (
        "_ids",
        "contents",
        "count",
        "defines",
        "draft",
        "heads",
        "html",
        "hungry",
        "mentions",
        "outline",
        "place",
        "plain",
        "text",
    )

    def __init__(self, text: str, span: Span, gfm: bool = True) -> None:
        self.text = text
        self.count = span.count
        self.hungry = span.hungry
        self.defines = _MAY_DEFINE.search(text) is not None
        self.mentions = "[^" in text
        self.heads = _MAY_HEAD.search(text) is not None
        self.contents = "{:" in text and ("toc" in text or "footnotes" in text)
        self.draft: Draft | None = None
        self.place: Place = NO_PLACE
        self.html: str | None = None
        self.outline: tuple[Heading, ...] | None = None
        """Its headings with lines counted from its own first one, None while nobody has asked."""
        heading = _PLAIN_HEADING.match(text) if gfm and self.heads and span.count == 1 else None
        self._ids = (HeadingId(gfm_base(heading[1].rstrip())),) if heading else None
        # Neither does the rest of the post depend on a plain block, nor does its place in it matter.
        self.plain = not (self.defines or self.mentions or self.heads or self.contents)

    def waits_for(self, lines: Sequence[str]) -> bool:
        """Return whether some of ``lines``, far below, may close what is open in the block."""
        return any(mark in line for mark in self.hungry for line in lines)

    def ids(self) -> tuple[HeadingId, ...] | None:
        """Return its heading ids before they are counted, None when only rendering can tell."""
        if self.draft is not None:
            return self.draft.ids()
        return self._ids if self.heads else ()

    def learn(self, draft: Draft) -> tuple[bool, bool]:
        """Keep ``draft``; return whether it defines, and whether it holds what the first look missed.

        That is a heading's id, a note or the table of contents.
        """
        guessed = self.ids()
        self.draft = draft
        defines = bool(draft.told) and not self.defines
        missed = (
            guessed not in (None, draft.ids())
            or (bool(draft.notes) and not self.mentions)
            or ((draft.has_contents or draft.has_notes_place) and not self.contents)
            or (bool(draft.headings) and not self.heads)
        )
        self.defines = self.defines or defines
        self.heads = self.heads or bool(draft.headings)
        self.mentions = self.mentions or bool(draft.notes)
        self.contents = self.contents or draft.has_contents or draft.has_notes_place
        self.plain = not (self.defines or self.mentions or self.heads or self.contents)
        return defines, missed
