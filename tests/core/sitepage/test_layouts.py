"""Layouts are read as Jekyll reads them, with their lines; how they name each other always comes to an end."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sitepage.layouts import DEEPEST, Layout, chain_of, line_of_layout, parse_layout


@pytest.mark.parametrize(
    ("text", "body", "first_line"),
    [
        ("a\nb", "a\nb", 1),
        ("---\n---\na", "a", 3),
        ("---\nx: 1\n---\n\n\n  a", "  a", 6),
        ("---\nx: 1\n---", "", 3),
        ("---\nx: 1\n...  \na", "a", 4),
    ],
)
def test_the_text_begins_where_jekyll_lets_it_begin(text: str, body: str, first_line: int) -> None:
    layout = parse_layout(text, "_layouts/a.html", UTC)
    assert (layout.text, layout.first_line) == (body, first_line)


_LINES = st.lists(
    st.sampled_from(["---", "...", "layout: a", "x: [", "", "  ", "text {{ x }}", "--- a", "\t"])
)


@given(_LINES)
def test_the_first_line_of_the_text_is_where_it_stands_in_the_file(lines: list[str]) -> None:
    text = "\n".join(lines)
    layout = parse_layout(text, "_layouts/a.html", UTC)
    assert text.endswith(layout.text)
    if layout.text:
        assert text[: len(text) - len(layout.text)].count("\n") + 1 == layout.first_line


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "a", "b", "c", "d", "gone"])),
    st.sampled_from("abcd"),
)
def test_any_layouts_come_to_an_end_and_what_is_wrong_is_told_once(outer: dict[str, str], first: str) -> None:
    known = {name: Layout(name, "", {"layout": other}, names_at=2) for name, other in outer.items()}
    chain = chain_of(first, known.get, ("post", 3), lambda name: f"no {name}")
    names = [layout.path for layout in chain.layouts]
    assert len(set(names)) == len(names)
    last = known[names[-1]].outer if names else first
    if last == "":
        assert chain.problems == ()
    else:
        (told,) = chain.problems
        assert told.line == (2 if names else 3)
        assert told.path == (names[-1] if names else "post")
        assert ("lead back" in told.message) == (last in names)


def test_a_long_chain_ends_with_a_sentence() -> None:
    chain = chain_of("1", lambda name: Layout(name, "", {"layout": str(int(name) + 1)}), ("post", 1), str)
    assert len(chain.layouts) == DEEPEST
    assert chain.problems[0].message == "More than 50 layouts stand around each other."


@pytest.mark.parametrize(
    ("front", "line"),
    [("---\na: 1\nlayout: b\n---\n", 3), ("---\n'layout' : b\n---\n", 2), ("---\na: 1\n---\n", 1)],
)
def test_the_line_that_names_a_layout_is_found(front: str, line: int) -> None:
    assert line_of_layout(front) == line
