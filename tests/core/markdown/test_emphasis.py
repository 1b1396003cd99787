from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.renderer import render_body


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* _b_ **c** __d__", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("**a *b* c** *a **b** c*", "<strong>a <em>b</em> c</strong> <em>a <strong>b</strong> c</em>"),
        ("a*b*c but a_b_c", "a<em>b</em>c but a_b_c"),
        ("**bold.**text", "<strong>bold.</strong>text"),
        ("a * b * c and *.conf", "a * b * c and *.conf"),
        ("** a** *b *", "** a** *b *"),
        ("**a*", "<em>*a</em>"),
        ("*[a*](b*c) d*", '<em><a href="b*c">a*</a> d</em>'),
        (r"**\<name\>** said \*no\*", "<strong>&lt;name&gt;</strong> said *no*"),
        ("`*a` *b*", "<code>*a</code> <em>b</em>"),
        ("**a *b* _c *d** e", "<strong>a <em>b</em> _c *d</strong> e"),
    ],
)
def test_marks_pair_as_in_kramdown(text: str, html: str) -> None:
    assert render_body(text) == f"<p>{html}</p>"


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("ab *_\\<"), max_size=40))
def test_no_letter_is_lost_beside_a_mark(text: str) -> None:
    shown = re.sub(r"<[^>]*>|&lt;", "", render_body(f"x{text}"))
    assert re.findall("[abx]", shown) == re.findall("[abx]", "x" + re.sub(r"<[^>]*>", "", text))
