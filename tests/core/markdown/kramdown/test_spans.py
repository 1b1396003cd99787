from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.renderer import render_body

CODE = '<code class="language-plaintext highlighter-rouge">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* _b_ **c** __d__", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("**a *b* c** *a **b** c*", "<strong>a <em>b</em> c</strong> <em>a <strong>b</strong> c</em>"),
        ("a*b*c but a_b_c and a-_b_", "a<em>b</em>c but a_b_c and a-_b_"),
        ("**bold.**text", "<strong>bold.</strong>text"),
        ("a * b * c and *.conf", "a * b * c and *.conf"),
        ("** a** *b *", "** a** *b *"),
        ("**a*", "<em>*a</em>"),
        ("*[a*](b*c) d*", '<em><a href="b*c">a*</a> d</em>'),
        (r"**\<name\>** said \*no\*", "<strong>&lt;name&gt;</strong> said *no*"),
        ("`*a` *b*", f"{CODE}*a</code> <em>b</em>"),
        ("**a *b* _c *d** e", "<strong>a <em>b</em> _c *d</strong> e"),
    ],
)
def test_emphasis_pairs_as_in_kramdown(text: str, html: str) -> None:
    assert render_body(text) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("``a ` b`` ` c`", f"{CODE}a ` b</code> ` c`"),
        ("`<&>`", f"{CODE}&lt;&amp;&gt;</code>"),
        ("~~a *b*~~ ~~ c ~~", "<del>a <em>b</em></del> ~~ c ~~"),
        ("a  \nb\\\nc", "a<br />\nb<br />\nc"),
        ("&copy; &lt; &nope; AT&T &#8217;", "© &lt; &amp;nope; AT&amp;T ’"),
        ("$$x < y$$ $5", r"\(x &lt; y\) $5"),
        (
            "<http://a.b> <me@x.org>",
            '<a href="http://a.b">http://a.b</a> <a href="mailto:me@x.org">me@x.org</a>',
        ),
        ("http://bare.org", "http://bare.org"),
        ("{::comment}no{:/} {::nomarkdown}<i>*</i>{:/}", "<!-- no --> <i>*</i>"),
    ],
)
def test_code_breaks_math_and_addresses(text: str, html: str) -> None:
    assert render_body(text) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            '[a](x "t") [b](<c d>) [e](f(g))',
            '<a href="x" title="t">a</a> <a href="c d">b</a> <a href="f(g)">e</a>',
        ),
        (
            "![p](a.jpg) [![q](b.jpg)](c)",
            '<img src="a.jpg" alt="p" /> <a href="c"><img src="b.jpg" alt="q" /></a>',
        ),
        ("[R][] [x][r] [r]. [none]", '<a href="u">R</a> <a href="u">x</a> <a href="u">r</a>. [none]'),
        ("[a [b](c) d](e)", '<a href="e">a [b](c) d</a>'),
        ("[a](b [c](d)", '[a](b <a href="d">c</a>'),
    ],
)
def test_links_and_pictures(text: str, html: str) -> None:
    assert render_body(f"{text}\n\n[r]: u") == f"<p>{html}</p>\n\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>*a*</b> <code>*b*</code>", "<b><em>a</em></b> <code>*b*</code>"),
        ("<kbd markdown='1'>*a*</kbd> <i markdown='0'>*b*</i>", "<kbd>*a*</kbd> <i>*b*</i>"),
        ("<br> <img src=x> <a/>", '<br /> <img src="x" /> <a></a>'),
        ("a <div>b</div> </i>", "a &lt;div&gt;b&lt;/div&gt; &lt;/i&gt;"),
        ("<b>never *closed*", "<b>never <em>closed</em></b>"),
        ("<log>*raw* <b>*raw*</log> *read*", "<log>*raw* <b>*raw*&lt;/log&gt; *read*</b></log>"),
        ("a < b <3 <!-- c --> >", "a &lt; b &lt;3 <!-- c --> &gt;"),
    ],
)
def test_tags_inside_a_line(text: str, html: str) -> None:
    assert render_body(f"x {text}") == f"<p>x {html}</p>\n"


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("ab *_\\<"), max_size=40))
def test_no_letter_is_lost_beside_a_mark(text: str) -> None:
    shown = re.sub(r"<[^>]*>|&lt;", "", render_body(f"x{text}"))
    assert re.findall("[abx]", shown) == re.findall("[abx]", "x" + re.sub(r"<[^>]*>", "", text))
