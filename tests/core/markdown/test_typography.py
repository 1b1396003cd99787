from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.renderer import render_body
from editor.core.markdown.typography import typeset


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
        ('"', "”"),
        ("'", "’"),
    ],
)
def test_sets_what_kramdown_sets(plain: str, set_: str) -> None:
    assert typeset(plain) == set_


def test_markup_that_follows_decides_with_the_text() -> None:
    assert typeset('"', "*") + "em" == "”em"
    assert typeset('say "', "**") == "say “"
    assert render_body('"*a*" and "**b**" and *"c"*') == (
        "<p>“<em>a</em>” and “<strong>b</strong>” and <em>“c”</em></p>"
    )


def test_code_escapes_and_attributes_stay_as_typed() -> None:
    html = render_body('`"a" -- ...` \\"b\\" [c](x "d\'s")\n\n    "e"')
    assert '<code>"a" -- ...</code>' in html
    assert '"b"' in html
    assert 'title="d\'s"' in html
    assert '"e"' in html


@given(st.text(alphabet="ab1s \n\"'.-<>*(", max_size=40), st.sampled_from(["", "*", "[", "\\"]))
def test_only_marks_change(text: str, following: str) -> None:
    folded = typeset(text, following)
    for mark, plain in {
        "“”": '"',
        "‘’": "'",
        "…": "...",
        "—": "---",
        "–": "--",
        "«": "<<",
        "»": ">>",
        "\u00a0": " ",
    }.items():
        for character in mark:
            folded = folded.replace(character, plain)
    assert folded == text
