from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.blocks import Span, block_at, is_blank, move_absent, split


def blocks(text: str) -> list[str]:
    lines = text.split("\n")
    return ["\n".join(lines[span.first : span.first + span.count]) for span in split(lines)]


@pytest.mark.parametrize(
    "text",
    [
        "a paragraph\non two lines",
        "- one\n\n- two\n\n  more of two\n\n* three",
        "1. one\n\n    code in it\n\n2. two",
        "    code\n\n    more code",
        "```\na\n\nb\n```",
        "~~~~ ruby\na\n\n~~~\n\nb\n~~~~",
        "text\n```\na\n\nb\n```\ntext",
        "- ```\n  a\n\n  b\n  ```",
        "<div markdown='1'>\n\n- <b>\n\n</div>",
        "<div>\n\n<div>\n</div>\n\ntext\n</div>",
        "<div\nclass='>'>\n\n</div> tail",
        "<!-- a\n\nb -->",
        "<script>\nif (a < b) {\n\n'</div>'\n}\n</script>",
        "<div>\n\nnever closed\n\n# not a heading",
        "[^1]: note\n\n    its second paragraph",
        "{: .cls}\n\nits paragraph",
        "{::comment}\n\nnothing\n{:/comment}",
        "$$\n\nx\n\n$$",
        "Term\n\n: meaning\n\n: another",
        "Term\n\n{: .cls}\n: meaning",
        "Term\n: meaning\n\n\nOther\n\n: meaning",
        "Term\n: meaning\n\nTerm two\n: meaning",
    ],
)
def test_what_belongs_together_stays_together(text: str) -> None:
    assert blocks(f"before\n\n{text}")[1:] == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one\n\n\ntwo", ["one", "two"]),
        ("one\n \t\ntwo", ["one", "two"]),
        ("> one\n\n> two", ["> one", "> two"]),
        ("text\n\n    code", ["text", "    code"]),
        ("- item\n\ntext", ["- item", "text"]),
        ("```\nopen\n\ntext", ["```\nopen", "text"]),
        ("<!-- open\n\ntext", ["<!-- open", "text"]),
        ("<div>a</div>\n\n<div>b</div>", ["<div>a</div>", "<div>b</div>"]),
        ("<hr>\n\ntext", ["<hr>", "text"]),
        ("<img src='a'>\n\ntext", ["<img src='a'>", "text"]),
        ("[a]: x\n\n*[c]: z", ["[a]: x", "*[c]: z"]),
        ("- ```\n  a\n\nb\n  ```", ["- ```\n  a", "b\n  ```"]),
        ("- item\n\n1. number", ["- item", "1. number"]),
        ("Term\n\n\n: no meaning", ["Term", ": no meaning"]),
        ("Term\n: meaning\n\ntext", ["Term\n: meaning", "text"]),
    ],
)
def test_what_stands_alone_is_set_apart(text: str, parts: list[str]) -> None:
    assert blocks(text) == parts


def test_an_opening_without_its_close_is_hungry() -> None:
    assert block_at(["```", "", "text"], 0, {}).hungry
    assert block_at(["<!-- a", "", "text"], 0, {}).hungry
    assert block_at(["$$ a", "", "b $$ c"], 0, {}).hungry
    assert block_at(["{::comment}", "", "text"], 0, {}).hungry
    assert not block_at(["```", "", "```"], 0, {}).hungry


def test_what_is_known_to_be_absent_is_not_looked_for_and_an_edit_moves_it() -> None:
    lines = ["```", "", "a", "", "```x", "", "<!-- b -->", "", "<!-- c"]
    absent: dict[str, int] = {}
    assert block_at(lines, 0, absent).count == 1
    assert absent == {"```": 1}
    block_at(lines, 8, absent)
    assert absent == {"```": 1, "-->": 9}
    assert move_absent(absent, 0, 1, ["x", "y"]) == {"```": 2, "-->": 10}
    assert move_absent(absent, 2, 1, ["```"]) == {"-->": 9}
    assert move_absent(absent, 7, 2, []) == {"```": 1, "-->": 7}


def test_a_block_longer_than_what_is_looked_at_first_is_found_whole() -> None:
    code = ["```", *["", "x"] * 300, "```"]
    assert block_at([*code, "", "text"], 0, {}) == Span(0, len(code))
    assert block_at(["- a", *["", "- b"] * 300, "", "text"], 0, {}) == Span(0, 601)


_LINES = st.lists(st.text(alphabet="ab *-`~<>/div!:[]^ \t1.|=", max_size=8), max_size=15)


@given(_LINES)
def test_every_boundary_is_clean(lines: list[str]) -> None:
    spans = split(lines)
    for span in spans:
        assert not is_blank(lines[span.first])
        assert not is_blank(lines[span.first + span.count - 1])
        rest = [(other.first - span.first, other.count) for other in spans if other.first >= span.first]
        assert [(other.first, other.count) for other in split(lines[span.first :])] == rest
