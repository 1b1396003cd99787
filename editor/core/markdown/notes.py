"""Owns the footnotes section, written as kramdown's HTML converter writes it."""

from __future__ import annotations

from collections import deque
from html import escape

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.facts import Draft, Facts, Layout, finish
from editor.core.markdown.kramdown.signs import no_break_space
from editor.core.markdown.tree import escape_text

_BACK = "&#8617;"


class NotesSection:
    """Writes the section; keeps the notes it has rendered, for a post is edited more often than its notes."""

    def __init__(self, renderer: BlockRenderer) -> None:
        self._renderer = renderer
        self._drafts: dict[str, Draft] = {}
        self._facts: Facts | None = None
        self._mentions: tuple[tuple[str, int], ...] = ()
        self._html = ""

    def html(self, facts: Facts, layout: Layout) -> str:
        """Return the section with all notes that were mentioned, in order; ``""`` when there are none.

        ``layout`` has seen all blocks; notes mentioned only inside notes follow at the end.
        """
        # In their order, which numbers them.
        mentions = (("", layout.first_note), *layout.mentions.items())
        if facts is self._facts and mentions == self._mentions and not self._has_headings():
            return self._html
        self._facts, self._mentions = facts, mentions
        self._html = self._written(facts, layout.copy())
        return self._html

    def _has_headings(self) -> bool:
        """Return whether the ids of headings in notes hang on those above."""
        return any(draft.headings for draft in self._drafts.values())

    def _written(self, facts: Facts, layout: Layout) -> str:
        drafts: dict[str, Draft] = {}
        finished: dict[str, str] = {}
        waiting = deque(layout.mentions)
        known = set(waiting)
        sign, space = facts.options.get("footnote_backlink", _BACK), no_break_space(facts.options)
        while waiting:
            label = waiting.popleft()
            text = facts.notes.get(label, "")
            draft = drafts[text] = self._draft(text, facts)
            # Mentions of a note in itself or in a later note get no way back.
            mentions = layout.mentions[label]
            html = finish(draft, layout.place(draft.ids(), draft.notes))
            finished[label] = (
                _with_ways_back(html, label, mentions, escape_text(sign), space) if sign else html
            )
            # What a note alone mentions follows, in the order in which it does.
            found = [other for other in dict.fromkeys(draft.notes) if other not in known]
            waiting.extend(found)
            known.update(found)
        self._drafts = drafts
        if not finished:
            return ""
        items = "".join(
            f'    <li id="fn:{label}" role="doc-endnote">\n{html}    </li>\n'
            for label, html in finished.items()
        )
        start = f' start="{layout.first_note}"' if layout.first_note != 1 else ""
        return f'<div class="footnotes" role="doc-endnotes">\n  <ol{start}>\n{items}  </ol>\n</div>\n'

    def _draft(self, text: str, facts: Facts) -> Draft:
        draft = self._drafts.get(text)
        return (
            draft
            if draft is not None and draft.fits(text, facts)
            else self._renderer.draft(text, facts, in_note=True)
        )


def _with_ways_back(html: str, label: str, mentions: int, sign: str, space: str) -> str:
    links = [_way_back(escape(label), sign)]
    links += [
        _way_back(f"{escape(label)}:{index}", f"{sign}<sup>{index + 1}</sup>") for index in range(1, mentions)
    ]
    shown = space.join(links)
    if html.endswith("</p>\n"):
        return f"{html[:-5]}{space}{shown}</p>\n"
    return f"{html}      <p>{shown}</p>\n"


def _way_back(anchor: str, shown: str) -> str:
    return f'<a href="#fnref:{anchor}" class="reversefootnote" role="doc-backlink">{shown}</a>'
