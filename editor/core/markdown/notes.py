"""Owns the footnotes section, written as kramdown's HTML converter writes it."""

from __future__ import annotations

from html import escape

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.facts import Facts, Layout, finish


def notes_section(facts: Facts, layout: Layout, renderer: BlockRenderer) -> str:
    """Return the section with all notes that were mentioned, in order; ``""`` when there are none.

    ``layout`` has seen all blocks; notes mentioned only inside notes follow at the end.
    """
    finished: list[tuple[str, str]] = []
    while len(finished) < len(layout.mentions):
        label = list(layout.mentions)[len(finished)]
        draft = renderer.draft(facts.notes.get(label, ""), facts)
        finished.append((label, finish(draft, layout.place(draft.headings, draft.notes))))
    if not finished:
        return ""
    items = "\n".join(
        f'<li id="fn:{escape(label)}">\n{_with_ways_back(html, label, layout.mentions[label])}\n</li>'
        for label, html in finished
    )
    return f'<div class="footnotes" role="doc-endnotes">\n<ol>\n{items}\n</ol>\n</div>'


def _with_ways_back(html: str, label: str, mentions: int) -> str:
    links = [_way_back(escape(label), "")]
    links += [
        _way_back(f"{escape(label)}:{index}", f"<sup>{index + 1}</sup>") for index in range(1, mentions)
    ]
    if html.endswith("</p>"):
        return html[:-4] + "&#160;" + "&#160;".join(links) + "</p>"
    return f"{html}\n<p>{'&#160;'.join(links)}</p>".lstrip("\n")


def _way_back(anchor: str, which: str) -> str:
    return f'<a href="#fnref:{anchor}" class="reversefootnote" role="doc-backlink">&#8617;{which}</a>'
