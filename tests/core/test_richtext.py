"""An article as it is pasted elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.richtext import rich_text

ARTICLE = """<article class="article"><header><h1 class="headline">Ferry</h1></header>
<div class="article-body"><p id="x">One <em>two</em> <a href="https://e.example/">three</a><sup>
<a href="#fn:1">1</a></sup></p>
<ol><li>A<ul><li>B</li></ul></li><li><input type="checkbox" checked disabled> C</li></ol>
<table><tr><th>X</th><th style="text-align: right">Y</th></tr><tr><td>1</td><td>2</td></tr></table>
<pre><code class="language-py">a = 1
  b</code></pre><figure><img src="data:image/png;base64,AA" alt="Quay" onerror="x"><figcaption>C</figcaption></figure>
<svg><text>drawn</text></svg><script>alert(1)</script></div></article>"""


def test_structure_stays_and_classes_scripts_and_drawings_go() -> None:
    html = rich_text(ARTICLE).html
    for part in (
        "<h1>Ferry</h1>",
        "<em>two</em>",
        '<a href="https://e.example/">three</a>',
        "<li>A<ul>",
        "</table>",
    ):
        assert part in html
    assert 'src="data:image/png;base64,AA" alt="Quay"' in html
    assert "text-align: right" in html
    for part in ("class", " id=", "onerror", "alert", "drawn", "#fn:1", "<div class"):
        assert part not in html


def test_the_plain_text_says_the_same() -> None:
    text = rich_text(ARTICLE).text.replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith(
        "Ferry\n\nOne two three (https://e.example/) 1\n\n1. A\n  • B\n2. [x] C\n\nX\tY\n1\t2\n\n"
    )
    assert "a = 1\n  b\n" in text
    assert "[Quay]" in text


@given(st.text(alphabet="<>/pulolitabepr =\"'&;", max_size=80))
def test_no_html_is_too_broken(html: str) -> None:
    assert rich_text(html).html.startswith("<div style=")
