"""What a post says in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.prose import paragraphs, plain_text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("The **nine *long* winters** are `over`.", "The nine long winters are over."),
        ('See [the *old* pilots](/2026/02/pilots/ "Pilots") and [them][p].', "See the old pilots and them."),
        ("![The Tern](/assets/tern.jpg) It sails.", "It sails."),
        ("Salt &amp; pepper, 5 &lt; 6", "Salt & pepper, 5 < 6"),
        ("A claim[^1] with {% include note.html %} and {{ site.title }}.", "A claim with and."),
        ("Kept \\*as is\\* and snake_case_name", "Kept *as is* and snake_case_name"),
        ("One<br>two <b>three</b>", "One two three"),
        ("Use `**raw**` marks", "Use **raw** marks"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("line one\nline two  \nthree", "line one line two three"),
        ("a {: .lead}", "a"),
        ("", ""),
    ],
)
def test_markup_leaves_its_words(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_only_running_text_counts() -> None:
    body = (
        "\n# Head\n\n![Tern](t.jpg)\n\n{% include ad.html %}\n\nFirst *para*\nof two lines.\n\n- item\n- item\n\n"
        "> quoted\n\n```\ncode\n\nmore code\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n    indented\n\n"
        "[ref]: https://example.org\n\n<!-- hidden\n\nstill hidden -->\n\n"
        "Second.\r\n\r\nUnderlined\n-----\n\n***\n\nThird."
    )
    assert list(paragraphs(body)) == ["First para of two lines.", "Second.", "Third."]


@given(st.text(alphabet="ab `*_[](){}<>!\\&;#\n\t-%|:", max_size=300))
def test_nothing_upsets_it(body: str) -> None:
    for text in paragraphs(body):
        assert text == " ".join(text.split())
        assert text
