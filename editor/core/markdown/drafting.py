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


class BlockRenderer:
    """Renders single blocks. Building one takes some milliseconds, so keep it; one thread at a time."""

    def __init__(self) -> None:
        self._dialect = Dialect()
        self._markdown = Markdown(
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
        self._markdown.reset()
        self._dialect.begin(text, facts)
        try:
            html = self._markdown.convert(text)
        except _FAULTS as fault:
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
    reason = str(fault) or type(fault).__name__
    return (
        '<div class="cd-problem" role="note"><p>This part could not be shown as a reader will see it: '
        f"{escape(reason)}. Nothing is lost; its text is:</p><pre><code>{escape(text)}</code></pre></div>"
    )
