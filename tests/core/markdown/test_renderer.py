from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.drafting import FORMATTED_AT_MOST, BlockRenderer
from editor.core.markdown.facts import NO_FACTS
from editor.core.markdown.renderer import render_body


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("A *b* **c** `d*`", "<p>A <em>b</em> <strong>c</strong> <code>d*</code></p>"),
        ("~~gone~~ a~~b", "<p><del>gone</del> a~~b</p>"),
        (r"\<name\> \$5 \~\~", "<p>&lt;name&gt; $5 ~~</p>"),
        (
            "> one\n\n> two",
            "<blockquote>\n<p>one</p>\n</blockquote>\n<blockquote>\n<p>two</p>\n</blockquote>",
        ),
        ("a line  \nbroken", "<p>a line<br />\nbroken</p>"),
        ("![Alt](a.jpg)", '<p><img alt="Alt" src="a.jpg" /></p>'),
        ("Term\n: Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("# A {#own}\n\n# A\n\n# A", '<h1 id="own">A</h1>\n<h1 id="a">A</h1>\n<h1 id="a-1">A</h1>'),
        ("# Çà & हिन्दी, 2½!", '<h1 id="çà--हिन्दी-2">Çà &amp; हिन्दी, 2½!</h1>'),
        (
            "# *Em* `co_de` [link](x)",
            '<h1 id="em-co_de-link"><em>Em</em> <code>co_de</code> <a href="x">link</a></h1>',
        ),
        ("<aside>\n\n*raw*\n\n</aside>", "<aside>\n\n*raw*\n\n</aside>"),
        ('<div markdown="1">\n*read*\n</div>', "<div>\n<p><em>read</em></p>\n</div>"),
        ("a <kbd>*x*</kbd> b", "<p>a <kbd><em>x</em></kbd> b</p>"),
        ("http://example.org stays text", "<p>http://example.org stays text</p>"),
    ],
)
def test_markdown_reads_as_jekyll_publishes_it(text: str, html: str) -> None:
    assert render_body(text) == html


def test_code_is_coloured_by_pygments_classes_in_rouge_s_wrapper() -> None:
    html = render_body("```python\nif x:\n\tpass\n\n# end\n```")
    assert html.startswith('<div class="language-python highlighter-rouge"><div class="highlight">')
    assert '<span class="k">if</span>' in html
    assert "\tpass" in html.replace('<span class="w">', "").replace("</span>", "").replace(
        '<span class="k">', ""
    )


def test_code_of_no_known_language_is_left_plain() -> None:
    html = render_body("~~~ nosuchlanguage\na < b & *c*\n~~~")
    assert "<code>a &lt; b &amp; *c*\n</code>" in html
    assert "<span" not in html


def test_code_inside_a_list_and_a_quote_keeps_its_text() -> None:
    html = render_body("1. step\n\n    ```\n    *a*\n\n      b\n    ```\n\n> ~~~\n> *c*\n>\n> d\n> ~~~")
    assert "<code>*a*\n\n  b\n</code>" in html
    assert "<code>*c*\n\nd\n</code>" in html
    assert html.count("<li>") == html.count("<blockquote>") == 1


def test_an_unclosed_fence_is_text() -> None:
    assert "<pre" not in render_body("```\nnever closed\n\nmore")


def test_notes_are_written_as_kramdown_writes_them() -> None:
    html = render_body("A claim[^x] twice[^x].\n\n[^x]: Its *proof*.\n\n    > quoted\n")
    assert (
        '<sup id="fnref:x"><a class="footnote" href="#fn:x" rel="footnote" role="doc-noteref">1</a></sup>'
        in html
    )
    assert '<div class="footnotes" role="doc-endnotes">' in html
    assert "<p>Its <em>proof</em>.</p>" in html
    assert '<p><a href="#fnref:x" class="reversefootnote" role="doc-backlink">&#8617;</a>&#160;' in html
    assert 'href="#fnref:x:1"' in html
    assert "&#8617;<sup>2</sup></a></p>" in html


def test_an_empty_note_is_no_accident() -> None:
    assert "cd-problem" not in render_body("a[^1]\n\n[^1]:")


def test_an_undefined_note_stays_text() -> None:
    assert render_body("a[^nowhere]") == "<p>a[^nowhere]</p>"


def test_a_block_that_cannot_be_read_is_shown_with_a_reason_and_the_rest_goes_on() -> None:
    deep = "\n".join(" " * (4 * level) + "- x" for level in range(400))
    html = render_body(f"before\n\n{deep}\n\nafter")
    assert html.startswith("<p>before</p>")
    assert '<div class="cd-problem" role="note">' in html
    assert html.endswith("<p>after</p>")


def test_a_block_too_long_to_format_keeps_its_text() -> None:
    html = render_body("a <b>\n" * (FORMATTED_AT_MOST // 6 + 1))
    assert html.startswith('<div class="cd-problem"')
    assert "a &lt;b&gt;\na &lt;b&gt;" in html


def test_a_page_of_unclosed_marks_comes_back_soon_and_whole() -> None:
    for mark in ("[", "[a](", "<a ", "~~a ", "*a **b ", "<div "):
        assert len(render_body(mark * 3000)) >= len(mark) * 3000


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


def test_what_one_block_defines_is_forgotten_before_the_next() -> None:
    renderer = BlockRenderer()
    first = renderer.draft("[a]: http://x\n\n*[B]: c\n\n[^n]: note", NO_FACTS)
    assert first.told.references == {"a": ("http://x", None)}
    assert first.told.abbreviations == {"B": "c"}
    assert first.told.notes == {"n": "note"}
    second = renderer.draft("[a] B [^n]", NO_FACTS)
    assert second.parts == ("<p>[a] B [^n]</p>",)
    assert not second.told
    assert second.asked_references == {"a": None, "^n": None}
