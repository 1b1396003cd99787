from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.extent import FORMATTED_AT_MOST
from editor.core.markdown.facts import NO_FACTS
from editor.core.markdown.renderer import render_body


def rendered(text: str) -> str:
    """Return HTML without the white space between blocks, which test_whitespace.py has."""
    return re.sub(r"\n+ *", "\n", render_body(text)).strip("\n")


CODE = '<code class="language-plaintext highlighter-rouge">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("A *b* **c** `d*`", f"<p>A <em>b</em> <strong>c</strong> {CODE}d*</code></p>"),
        ("~~gone~~ a~~b", "<p><del>gone</del> a~~b</p>"),
        (r"\<name\> \$5 \~\~", "<p>&lt;name&gt; $5 ~~</p>"),
        (
            "> one\n\n> two",
            "<blockquote>\n<p>one</p>\n</blockquote>\n<blockquote>\n<p>two</p>\n</blockquote>",
        ),
        ("a line  \nbroken", "<p>a line<br />\nbroken</p>"),
        ("![Alt](a.jpg)", '<p><img src="a.jpg" alt="Alt" /></p>'),
        ("Term\n: Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("# A {#own}\n\n# A\n\n# A", '<h1 id="own">A</h1>\n<h1 id="a">A</h1>\n<h1 id="a-1">A</h1>'),
        ("# Çà & हिन्दी, 2½!", '<h1 id="çà--हिन्दी-2">Çà &amp; हिन्दी, 2½!</h1>'),
        (
            "# *Em* `co_de` [link](x)",
            f'<h1 id="em-co_de-link"><em>Em</em> {CODE}co_de</code> <a href="x">link</a></h1>',
        ),
        ("<aside>\n\n*raw*\n\n</aside>", "<aside>\n*raw*\n</aside>"),
        ('<div markdown="1">\n*read*\n</div>', "<div>\n<p><em>read</em></p>\n</div>"),
        ("a <kbd>*x*</kbd> b", "<p>a <kbd>*x*</kbd> b</p>"),
        ("http://example.org stays text", "<p>http://example.org stays text</p>"),
    ],
)
def test_markdown_reads_as_jekyll_publishes_it(text: str, html: str) -> None:
    assert rendered(text) == html


def test_code_is_coloured_by_pygments_classes_in_rouge_s_wrapper() -> None:
    html = render_body("```python\nif x:\n\tpass\n\n# end\n```")
    assert html.startswith('<div class="language-python highlighter-rouge"><div class="highlight">')
    assert '<span class="k">if</span>' in html
    assert "\tpass" in html.replace('<span class="w">', "").replace("</span>", "").replace(
        '<span class="k">', ""
    )


def test_code_of_no_known_language_is_left_plain() -> None:
    html = rendered("~~~ nosuchlanguage\na < b & *c*\n~~~")
    assert html == '<pre><code class="language-nosuchlanguage">a &lt; b &amp; *c*\n</code></pre>'


def test_code_inside_a_list_and_a_quote_keeps_its_text() -> None:
    html = render_body("1. step\n\n   ```\n   *a*\n\n     b\n   ```\n\n> ~~~\n> *c*\n>\n> d\n> ~~~")
    assert "<code>*a*\n\n  b\n</code>" in html
    assert "<code>*c*\n\nd\n</code>" in html
    assert html.count("<li>") == html.count("<blockquote>") == 1


def test_an_unclosed_fence_is_text() -> None:
    assert "<pre" not in render_body("```\nnever closed\n\nmore")


def test_notes_are_written_as_kramdown_writes_them() -> None:
    html = render_body("A claim[^x] twice[^x].\n\n[^x]: Its *proof*.\n\n    > quoted\n")
    assert (
        '<sup id="fnref:x" role="doc-noteref"><a href="#fn:x" class="footnote" rel="footnote">1</a></sup>'
        in html
    )
    assert '<div class="footnotes" role="doc-endnotes">' in html
    assert "<p>Its <em>proof</em>.</p>" in html
    assert '<p><a href="#fnref:x" class="reversefootnote" role="doc-backlink">&#8617;</a>\u00a0' in html
    assert 'href="#fnref:x:1"' in html
    assert "&#8617;<sup>2</sup></a></p>" in html


def test_an_empty_note_is_no_accident() -> None:
    assert "cd-problem" not in render_body("a[^1]\n\n[^1]:")


def test_an_undefined_note_stays_text() -> None:
    assert rendered("a[^nowhere]") == "<p>a[^nowhere]</p>"


def test_a_block_too_long_to_format_keeps_its_text() -> None:
    html = render_body("a <b>\n" + f"{'a ' * 50}\n" * (FORMATTED_AT_MOST // 101 + 1))
    assert html.startswith('<div class="cd-problem"')
    assert "a &lt;b&gt;\na a a" in html


@settings(max_examples=200)
@given(
    st.text(alphabet=st.sampled_from("ab \n\t*_`[]()<>!#-+.1:|~\"'\\&^{}\x02\x03\r\u00a0é漢"), max_size=60)
)
def test_any_text_renders_the_same_each_time(text: str) -> None:
    html = render_body(text)
    assert html == render_body(text)
    assert "\x02" not in html
    assert "klzzwxh" not in html
    assert "wzxhzdk" not in html


def test_a_block_knows_nothing_but_the_facts_it_is_given() -> None:
    renderer = BlockRenderer()
    first = renderer.draft("[a]: http://x\n\n*[B]: c\n\n[^n]: note\n\n{:l: .x}\n\n[a] B", NO_FACTS)
    assert first.told.references == {"a": ("http://x", None, None)}
    assert first.told.abbreviations == {"B": ("c", None)}
    assert first.told.notes == {"n": " note\n"}
    assert first.told.lists["l"].values == {"class": "x"}
    assert "".join(map(str, first.parts)).strip() == "<p>[a] B</p>"
    second = renderer.draft("[a] B [^n]", first.told)
    assert "".join(part for part in second.parts if isinstance(part, str)).startswith(
        '<p><a href="http://x">a</a> <abbr'
    )
    assert not second.told
    assert second.asked_references == {"a": ("http://x", None, None)}
    assert second.asked_notes == {"n": True}
