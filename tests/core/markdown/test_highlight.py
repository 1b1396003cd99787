"""What the characters of a line are, given the lines above: drawn as ``text:style`` pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.highlight import (
    KRAMDOWN_START,
    START,
    LineState,
    Style,
    is_underline,
    line_spans,
    line_state,
)
from editor.core.markdown.renderer import render_body
from editor.core.markdown.settings import settings_of


def pieces(line: str, state: LineState = START, following: str = "") -> list[tuple[str, str]]:
    """Return the styled runs of a line as their text and the names of their styles."""
    spans, _ = line_spans(line, state, following)
    return [(line[span.start : span.start + span.length], named(span.style)) for span in spans]


def named(style: int) -> str:
    return " ".join(each.name.lower() for each in Style if style & each and each.name)


def below(*lines: str) -> LineState:
    """Return the state under some lines."""
    state = START
    for line in lines:
        state = line_state(line, state)
    return state


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain words", []),
        ("**nine winters** on", [("**", "mark"), ("nine winters", "strong"), ("**", "mark")]),
        ("the *Tern* sails", [("*", "mark"), ("Tern", "emphasis"), ("*", "mark")]),
        ("the _Tern_ sails", [("_", "mark"), ("Tern", "emphasis"), ("_", "mark")]),
        ("snake_case_name", []),
        ("2 * 3 * 4", []),
        ("**unclosed", []),
        ("a `c*o*de` b", [("`", "mark code"), ("c*o*de", "code"), ("`", "mark code")]),
        ("``a ` b``", [("``", "mark code"), ("a ` b", "code"), ("``", "mark code")]),
        ("[old pilots](/2026/)", [("[old pilots](/2026/)", "link")]),
        ("[ref][one]", [("[ref][one]", "link")]),
        ("![Berth](/a.jpg)", [("![", "mark"), ("](", "mark"), ("/a.jpg", "link"), (")", "mark")]),
        ("see https://example.org/a.", [("https://example.org/a.", "link")]),
        ("<https://example.org>", [("<https://example.org>", "link")]),
        ("an <b>html</b> &amp; tag", [("<b>", "html"), ("</b>", "html"), ("&amp;", "html")]),
        ("a <!-- note --> b", [("<!-- note -->", "comment")]),
        ("text[^1] more", [("[^1]", "footnote")]),
        ("[^1]: *note*", [("[^1]:", "footnote"), ("*", "mark"), ("note", "emphasis"), ("*", "mark")]),
        ("[ref]: /a 'T'", [("[ref]:", "mark"), ("/a", "link")]),
        (
            "{% include x.html %} {{ page.title }}",
            [("{% include x.html %}", "liquid"), ("{{ page.title }}", "liquid")],
        ),
        (r"\*not\* so", [("\\", "mark"), ("\\", "mark")]),
        ("~~gone~~", [("~~", "mark"), ("gone", "struck"), ("~~", "mark")]),
        ("two blanks  ", [("  ", "break")]),
        ("# Title #", [("# ", "mark"), ("Title", "heading"), (" #", "mark")]),
        ("#Title", []),
        ("- item", [("- ", "mark")]),
        ("- [x] done", [("- [x]", "mark")]),
        ("12. item", [("12. ", "mark")]),
        (
            "> said *so*",
            [
                ("> ", "mark"),
                ("said ", "quote"),
                ("*", "mark quote"),
                ("so", "emphasis quote"),
                ("*", "mark quote"),
            ],
        ),
        ("---", [("---", "mark")]),
        ("* * *", [("* * *", "mark")]),
        ("| a | b |", [("|", "mark"), ("|", "mark"), ("|", "mark")]),
        ("|---|:-:|", [("|---|:-:|", "mark")]),
        ("{: .lead}", [("{: .lead}", "mark")]),
        ("*[HTML]: Hyper", [("*[HTML]:", "mark")]),
        ("    code", [("    code", "code")]),
        ("a\ue000b", [("\ue000", "escape")]),
        (
            "***both***",
            [
                ("*", "mark"),
                ("**", "mark emphasis"),
                ("both", "emphasis strong"),
                ("**", "mark emphasis"),
                ("*", "mark"),
            ],
        ),
    ],
)
def test_one_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(line) == expected


def test_a_fence_runs_to_its_end() -> None:
    state = below("```python")
    assert state.in_code
    assert state.language == "python"
    assert pieces("*not* emphasis", state) == [("*not* emphasis", "code fenced")]
    assert pieces("```", state) == [("```", "mark code fenced")]
    assert not below("```python", "x", "```").in_code


@pytest.mark.parametrize("line", ["``", "~~~ ", "``` x"])
def test_what_does_not_close_a_fence(line: str) -> None:
    assert below("```", line).in_code


def test_a_longer_fence_closes_and_a_shorter_does_not() -> None:
    assert below("````", "```").in_code
    assert not below("```", "`````").in_code


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("```", ""),
        ("~~~ ruby", "ruby"),
        ("``` {.js}", "js"),
        ("- ```sh", "sh"),
        ("> ```sh", "sh"),
        ("```Python title", "python"),
    ],
)
def test_the_language_of_a_fence(opening: str, language: str) -> None:
    assert below(opening).in_code
    assert below(opening).language == language


def test_back_ticks_around_words_are_no_fence() -> None:
    assert not below("```code``` in a line").in_code


def test_a_comment_runs_over_lines() -> None:
    state = below("before <!-- open")
    assert pieces("still *inside*", state) == [("still *inside*", "comment")]
    assert pieces("end --> *out*", state) == [
        ("end -->", "comment"),
        ("*", "mark"),
        ("out", "emphasis"),
        ("*", "mark"),
    ]
    assert below("before <!-- open", "end -->") == START


def test_an_underline_makes_a_heading_of_the_line_above() -> None:
    assert pieces("Title", START, "=====") == [("Title", "heading")]
    assert pieces("Title", START, "next") == []
    assert pieces("-----", below("Title")) == [("-----", "mark")]
    assert is_underline("---")
    assert not is_underline("- -")


def test_a_quote_goes_on_until_a_blank_line() -> None:
    assert pieces("lazy", below("> said")) == [("lazy", "quote")]
    assert pieces("plain", below("> said", "")) == []


def test_an_indented_line_in_a_list_or_paragraph_is_no_code() -> None:
    assert pieces("    more", below("- item")) == []
    assert pieces("    more", below("- item", "")) == []
    assert pieces("    more", below("words")) == []
    assert pieces("    code", below("words", "")) == [("    code", "code")]
    assert pieces("    code", below("- item", "", "end of list", "")) == [("    code", "code")]


@given(st.lists(st.text("ab *_`~[]()<>!#-+1.>|{}:\\&\"'h/é🎉\t", max_size=30), max_size=12))
@settings(max_examples=200)
def test_spans_are_in_order_within_the_line_and_states_agree(lines: list[str]) -> None:
    state = START
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        spans, after = line_spans(line, state, following)
        assert after == line_state(line, state)
        end = 0
        for span in spans:
            assert span.start >= end
            assert span.length > 0
            assert span.style
            end = span.start + span.length
        assert end <= len(line)
        state = after


TANGLES = [
    "[",
    "![a",
    "{{",
    "{%",
    "<a",
    "~~a ",
    "*a ",
    "_a* ",
    "`a ``b ```c ",
    "[a](",
    "\\",
    "<!--",
    "**a",
    "&a",
    "http://",
]


@pytest.mark.parametrize("tangle", TANGLES)
def test_tangled_lines_come_to_an_end(tangle: str) -> None:
    spans, _ = line_spans(tangle * 2500, START)
    assert all(span.length > 0 for span in spans)


def own(*lines: str) -> list[list[tuple[str, str]]]:
    """Return the pieces of each line of a text of a site without GitHub's additions."""
    state, found = KRAMDOWN_START, []
    for number, line in enumerate(lines):
        spans, after = line_spans(line, state, lines[number + 1] if number + 1 < len(lines) else "")
        assert line_state(line, state) == after
        found.append([(line[span.start : span.start + span.length], named(span.style)) for span in spans])
        state = after
        assert not state.gfm
    return found


@pytest.mark.parametrize(
    ("text", "mark", "tag"),
    [
        ("#Tide", ("#", "mark"), "<h1"),
        ("# Tide", ("# ", "mark"), "<h1"),
        ("Wall\n# Tide", ("# ", "mark"), "<h1"),
        ("# Wall\n# Tide", ("# ", "mark"), '<h1 id="tide"'),
        ("Wall\n\n# Tide", ("# ", "mark"), "<h1"),
        ("Wall\n- Tide", ("- ", "mark"), "<li"),
        ("Wall\n\n- Tide", ("- ", "mark"), "<li"),
        ("- Wall\n- Tide", ("- ", "mark"), "<li>Tide"),
        ("Wall\n> Tide", ("> ", "mark"), "<blockquote"),
        ("> Wall\n> Tide", ("> ", "mark"), "<blockquote"),
        ("~~~\nTide\n~~~", ("~~~", "mark code fenced"), "<pre"),
        ("```\nTide\n```", ("```", "mark code fenced"), "<pre"),
        ("~~Tide~~", ("Tide", "struck"), "<del"),
        ("- [ ] Tide", ("- [ ]", "mark"), "<input"),
        ("Wall\n* * *", ("* * *", "mark"), "<hr"),
        ("Wall\n\n* * *", ("* * *", "mark"), "<hr"),
    ],
)
def test_without_githubs_additions_what_the_page_shows_is_marked(
    text: str, mark: tuple[str, str], tag: str
) -> None:
    """The page is the judge: what stands there as a block is marked as one, and nothing else is."""
    page = render_body(text, settings_of({"kramdown": {"input": "kramdown"}}))
    last = own(*text.split("\n"))[-1]
    marked = mark in last or (mark[0].strip(), mark[1]) in last
    assert marked == (tag in page), page


def test_without_githubs_additions_a_paragraph_ends_at_a_blank_line_alone() -> None:
    assert own("Wall", "# not a heading #", "- nor *an* item") == [
        [],
        [],
        [("*", "mark"), ("an", "emphasis"), ("*", "mark")],
    ]
    assert own("Tide", "====")[0] == [("Tide", "heading")]
    assert own("## Tide##", "") == [[("## ", "mark"), ("Tide", "heading"), ("##", "mark")], []]
    assert own("Wall", "", "    code")[2] == [("    code", "code")]
    assert own("~~~ ruby", "# Tide", "~~~", "#Wall")[3] == [("#", "mark"), ("Wall", "heading")]
    assert own("Wall <!-- not", "# shown", "--> Tide")[1] == [("# shown", "comment")]
