"""Owns turning one block of markdown into HTML: one Python-Markdown instance that drafts block after block."""

from __future__ import annotations

import re
from html import escape

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.tasklist import TasklistExtension

from editor.core.markdown.dialect import MARK, Dialect
from editor.core.markdown.facts import Draft, Facts, HeadingId, NoteAnchor
from editor.core.markdown.tangles import untangled

# Python-Markdown promises no set of errors: odd input has raised each of these at some time.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    re.error,
)


FORMATTED_AT_MOST = 400_000
"""Characters of one block without a blank line, about 70,000 words: two seconds of work for each keystroke."""


class BlockRenderer:
    """Renders single blocks. Building one takes some milliseconds, so keep it; one thread at a time."""

    def __init__(self) -> None:
        self._dialect = Dialect()
        self._markdown = self._built()

    def _built(self) -> Markdown:
        return Markdown(
            output_format="xhtml",
            extensions=[
                AttrListExtension(),
                DefListExtension(),
                TableExtension(),
                MarkdownInHtmlExtension(),
                SaneListExtension(),
                TasklistExtension(),
                self._dialect,
            ],
        )

    def draft(self, text: str, facts: Facts) -> Draft:
        """Return one block as HTML with marks, given what the whole post defines. Never raises."""
        if len(text) > FORMATTED_AT_MOST and not text.lstrip().startswith(("```", "~~~", "<")):
            return Draft(parts=(plain_box(text, "It is longer than can be formatted while you type"),))
        self._markdown.reset()
        self._dialect.begin(text, facts)
        try:
            html = self._markdown.convert(untangled(text))
        except _FAULTS as fault:
            # It may have stopped in the middle of a list; nothing of that must reach the next block.
            self._markdown = self._built()
            return Draft(parts=(problem_box(text, fault),), told=self._dialect.told())
        return self._as_draft(html)

    def _as_draft(self, html: str) -> Draft:
        dialect = self._dialect
        pieces = MARK.split(html)
        marks = [dialect.marks[int(number)] for number in pieces[1::2]]
        parts = [part for pair in zip(pieces[::2], [*marks, ""], strict=True) for part in pair if part != ""]
        return Draft(
            parts=tuple(parts),
            told=dialect.told(),
            asked_references=dialect.references.asked,
            asked_notes=dialect.asked_notes,
            abbreviations=dialect.used_abbreviations,
            headings=tuple(mark.base for mark in marks if isinstance(mark, HeadingId)),
            notes=tuple(mark.label for mark in marks if isinstance(mark, NoteAnchor)),
        )


def problem_box(text: str, fault: Exception) -> str:
    """Return a labelled box that stands in for a block that could not be rendered, its source kept."""
    return plain_box(text, f"Its markup could not be read ({str(fault) or type(fault).__name__})")


def plain_box(text: str, reason: str) -> str:
    """Return a labelled box with the source of a block and the ``reason`` why it is not formatted."""
    return (
        '<div class="cd-problem" role="note"><p>This part is shown as it was typed. '
        f"{escape(reason)}.</p><pre><code>{escape(text)}</code></pre></div>"
    )
