"""What an exported page does better than Jekyll for those who listen or have no mouse."""

from __future__ import annotations

import pytest

from editor.core.accessible import accessible_attributes
from editor.core.markdown.renderer import render_body
from editor.core.offline import Picture, Rewriting, make_offline

HOW = Rewriting(lambda _src: Picture(), attributes=accessible_attributes)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Held.[^1]\n\n[^1]: A note.",
            '<p>Held.<sup id="fnref:1">'
            '<a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n      <p>A note.\u00a0'
            '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p>\n'
            "    </li>\n  </ol>\n</div>\n",
        ),
        (
            "- [x] Read",
            '<ul class="task-list">\n  <li class="task-list-item"><input type="checkbox" '
            'class="task-list-item-checkbox" '
            'disabled="disabled" checked="checked" aria-label="Done">Read</li>\n</ul>\n',
        ),
        (
            "    code",
            '<div class="language-plaintext highlighter-rouge"><div class="highlight">'
            '<pre class="highlight" tabindex="0"><code>code\n</code></pre></div></div>\n',
        ),
    ],
)
def test_what_kramdown_writes_is_bettered(text: str, html: str) -> None:
    assert make_offline(render_body(text), HOW).html == html


@pytest.mark.parametrize(
    "html",
    [
        '<pre tabindex="-1">mine</pre>',
        '<a href="#fn" rel="footnote" role="link">1</a>',
        '<input type="checkbox" class="task-list-item-checkbox" aria-label="Paid">',
        '<input type="checkbox">',
        '<sup role="note">a</sup> <a href="#top">up</a>',
    ],
)
def test_what_the_writer_said_stays(html: str) -> None:
    assert make_offline(html, HOW).html == html


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    assert '<table tabindex="0">' in make_offline(render_body("| a | b |\n|---|---|\n| 1 | 2 |"), HOW).html
