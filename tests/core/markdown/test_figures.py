"""Figures as they are written into a text."""

from __future__ import annotations

from editor.core.markdown.figures import figure_lines, insert_figure, set_figure_alt
from editor.core.markdown.selection import Place, Selection

HERE = Selection(Place(0, 0), Place(0, 0))


def test_a_figure_escapes_what_it_is_given() -> None:
    assert figure_lines("/a b.jpg", 'A "tern"', "Ana & Ben") == (
        "<figure>",
        '  <img src="/a%20b.jpg" alt="A &quot;tern&quot;">',
        "  <figcaption>Ana &amp; Ben</figcaption>",
        "</figure>",
    )


def test_a_figure_is_a_paragraph_of_its_own() -> None:
    edit = insert_figure(["Text", "more"], HERE, "/a.jpg", "", "")
    assert edit.first == 1
    assert edit.lines == ("more", "", "<figure>", '  <img src="/a.jpg" alt="">', "</figure>")
    edit = insert_figure([""], HERE, "/a.jpg", "", "")
    assert edit.lines == ("<figure>", '  <img src="/a.jpg" alt="">', "</figure>")


def test_an_empty_alt_text_is_filled_and_a_written_one_is_left() -> None:
    lines = ['<img src="/a.jpg" alt="">', '<img src="/b.jpg" alt="B">']
    edit = set_figure_alt(lines, 0, "/a.jpg", "A & B")
    assert edit is not None
    assert edit.lines == ('<img src="/a.jpg" alt="A &amp; B">',)
    assert set_figure_alt(lines, 1, "/b.jpg", "x") is None
    assert set_figure_alt(lines, 9, "/a.jpg", "x") is None
