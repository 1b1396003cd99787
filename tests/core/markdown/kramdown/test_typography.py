from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.renderer import render_body


def paragraph(text: str) -> str:
    """Return the inside of the paragraph a text makes."""
    return html.unescape(render_body(text).removeprefix("<p>").removesuffix("</p>\n"))


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("no marks at all", "no marks at all"),
        ('"Yes," she said.', "“Yes,” she said."),
        ("it's the '80s, isn't it", "it’s the ’80s, isn’t it"),
        ("\"'Quoted' words in a larger quote.\"", "“‘Quoted’ words in a larger quote.”"),
        ('the players\' "goals"', "the players’ “goals”"),
        ('("in brackets")', "(“in brackets”)"),
        ("wait... what", "wait… what"),
        ("2019--2024 --- a time", "2019–2024 — a time"),
        ("<<guillemets>> << spaced >>", "«guillemets» «\u00a0spaced\u00a0»"),
        (r"\<<not\>> \"so\" \'there\'", "<<not>> \"so\" 'there'"),
        ('"', "”"),
        ("'", "’"),
    ],
)
def test_marks_are_set_as_kramdown_sets_them(plain: str, set_: str) -> None:
    assert paragraph(plain) == set_


def test_markup_around_a_quote_decides_with_the_text() -> None:
    assert paragraph('"*a*" and "**b**" and *"c"*') == (
        "“<em>a</em>” and “<strong>b</strong>” and <em>“c”</em>"
    )
    assert paragraph('"[a](b)" "<b>c</b>"') == '“<a href="b">a</a>” “<b>c</b>”'


def test_code_and_attributes_stay_as_typed() -> None:
    shown = render_body('`"a" -- ...` [c](x "d\'s") <b title="it\'s">x</b>\n\n    "e"')
    assert '>"a" -- ...</code>' in shown
    assert 'title="d\'s"' in shown
    assert 'title="it\'s"' in shown
    assert '"e"' in shown


@given(st.text(alphabet="ab1s\"'.->", max_size=40))
def test_only_marks_change(text: str) -> None:
    folded = paragraph(f"x{text}x")
    for mark, plain in {"“”": '"', "‘’": "'", "…": "...", "—": "---", "–": "--", "»": ">>"}.items():
        folded = re.sub(f"[{mark}]", plain, folded)
    assert folded == f"x{text}x"
