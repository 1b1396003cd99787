from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.extent import CHARACTERS_AT_MOST, LINES_AT_MOST, Extent
from editor.core.markdown.live import Block, LiveDocument, Splice
from editor.core.markdown.outline import headings
from editor.core.markdown.renderer import render_body

RENDERER = BlockRenderer()

# One line each of everything that can tie blocks together or tear them apart.
LINES = [
    *[
        "",
        "",
        "",
        "plain text",
        "more *em* text",
        "# Head",
        "# Head",
        "## `code` Head",
        "Head",
        "----",
        "====",
    ],
    *["- item", "+ other", "  continued", "      - sub", "1. one", "3. three", "    code", "\tcode", "* * *"],
    *["```", "```python", "~~~", "> quote", "> ```", "- ```", "  ```", "> # Head"],
    *[
        "<div>",
        "</div>",
        "<p>x</p>",
        "<br>",
        "<script>",
        "</script>",
        "<!-- open",
        "-->",
        "<div markdown='1'>",
    ],
    *[
        "[a]: http://x",
        "[a]: http://y 'T'",
        "[b]: <http://z>",
        "see [a], [b][a] and [c]",
        "[c]:",
        "http://later",
    ],
    *["[^1]: note", "[^2]: note [^1] and [a]", "    more of it", "x[^1] y[^2]", "z[^1]", "[^3]:", "[^3]"],
    *["*[HTML]: Hyper", "*[HTML]: Text", "HTML is HTML", "Term", ": meaning", "a | b", "--|--", "1 | 2"],
    *[
        "{: .cls}",
        "{:named: .x #y}",
        "{:named}",
        "{:toc}",
        '{::options toc_levels="2" /}',
        "{::comment}",
        "{:/comment}",
        "^",
        "$$",
        "<span>*x*",
        "\"q\" it's 'x' -- ...",
        "![i](j.png){: .x}",
        "- [ ] task",
        "\x02odd\x03",
        "nbsp\u00a0",
        "\u00a0",
    ],
]
_LINES = st.lists(st.sampled_from(LINES), max_size=14)
_EDITS = st.lists(
    st.tuples(
        st.integers(0, 40), st.integers(0, 4), st.lists(st.sampled_from(LINES), max_size=3), st.booleans()
    ),
    max_size=8,
)


def without_blank_lines(html: str) -> str:
    return re.sub(r"\n+", "\n", html).strip("\n")


def opened(text: str) -> LiveDocument:
    document = LiveDocument(RENDERER)
    document.update(text.split("\n"))
    return document


@settings(max_examples=200)
@given(_LINES, _EDITS)
def test_edited_block_by_block_it_equals_the_whole(
    start: list[str], edits: list[tuple[int, int, list[str], bool]]
) -> None:
    lines = start or [""]
    document = LiveDocument(RENDERER)
    document.update(lines)
    shown = {index: document.render(index) for index in document.pending()}
    for at, removed, new, told in edits:
        at = min(at, len(lines))
        removed = min(removed, len(lines) - at)
        lines = [*lines[:at], *new, *lines[at + removed :]] or [""]
        known = told and len(lines) == len(start) - removed + len(new)
        splice = document.update(lines, at, removed, len(new)) if known else document.update(lines)
        start = lines
        shown = patched(shown, splice, document)
        whole = render_body("\n".join(lines))
        assert document.html() == whole
        assert without_blank_lines("\n".join([*shown, document.tail()])) == without_blank_lines(whole)
        assert document.pending() == []
        shown = dict(enumerate(shown))


@given(_LINES, _EDITS, st.integers(1, 12), st.integers(10, 100))
def test_what_is_too_long_is_read_up_to_the_same_line_after_any_edit(
    start: list[str], edits: list[tuple[int, int, list[str], bool]], most: int, room: int
) -> None:
    lines = start or [""]
    document = LiveDocument(RENDERER, Extent(most, room))
    document.update(lines)
    shown = {index: document.render(index) for index in document.pending()}
    for at, removed, new, told in edits:
        at = min(at, len(lines))
        removed = min(removed, len(lines) - at)
        lines = [*lines[:at], *new, *lines[at + removed :]]
        added, lines = len(new) + (not lines), lines or [""]
        splice = document.update(lines, at, removed, added) if told else document.update(lines)
        sections = patched(shown, splice, document)
        whole = LiveDocument(RENDERER, Extent(most, room))
        whole.update(lines)
        assert document.html() == whole.html()
        shown_all = without_blank_lines("\n".join([*sections, document.tail()]))
        assert shown_all == without_blank_lines(whole.html())
        shown = dict(enumerate(sections))


@pytest.mark.parametrize(
    "line", ["> # Harbour", "Harbour wall " * (2 * CHARACTERS_AT_MOST // LINES_AT_MOST // 13)]
)
def test_a_book_of_books_is_shown_as_typed_from_where_it_is_too_long(line: str) -> None:
    html = render_body(f"{line}\n\n" * LINES_AT_MOST + "<The end>")
    assert not html.startswith('<div class="cd-problem"')
    assert html.count('<div class="cd-problem"') == 1
    assert html.count("Harbour") == line.count("Harbour") * LINES_AT_MOST
    assert "The post is longer than can be formatted" in html
    assert html.rstrip("\n").endswith("&lt;The end&gt;</code></pre></div>")


def test_a_page_takes_only_the_beginning_of_what_is_too_long() -> None:
    document = LiveDocument(RENDERER, Extent(lines_at_most=2), rest_shown=4)
    document.update(["# One", "", "two", "three"])
    assert (
        document.html()
        .rstrip("\n")
        .endswith("; 5 more characters follow.</p><pre><code>two\n</code></pre></div>")
    )
    document.update(["# One", ""])
    assert "cd-problem" not in document.html()


@given(_LINES, _EDITS)
def test_the_outline_after_edits_is_that_of_the_whole(
    start: list[str], edits: list[tuple[int, int, list[str], bool]]
) -> None:
    lines = start or [""]
    document = LiveDocument(RENDERER)
    document.update(lines)
    document.outline()
    for at, removed, new, _ in edits:
        at = min(at, len(lines))
        lines = [*lines[:at], *new, *lines[at + removed :]] or [""]
        document.update(lines)
        assert document.outline() == list(headings(lines))


def test_the_outline_is_looked_for_a_few_blocks_at_a_time() -> None:
    document = opened("# One\n\ntext\n\n## Two\n\n# Three")
    assert document.outline(most=2) is None
    assert [heading.text for heading in document.outline(most=1) or ()] == ["One", "Two", "Three"]
    document.update("# One\n\ntext\n\nmore\n\n## Two\n\n# Three".split("\n"))
    # What only moved is not read again.
    assert [heading.line for heading in document.outline(most=0) or ()] == [0, 6, 8]


def patched(shown: dict[int, str], splice: Splice, document: LiveDocument) -> list[str]:
    """Do what a preview does: splice the sections, then fill only those that are pending."""
    sections: list[str | None] = [shown[index] for index in range(len(shown))]
    at: Splice | None = splice
    while at is not None:
        sections[at.start : at.start + at.removed] = [None] * at.added
        at = at.then
    for index in document.pending():
        sections[index] = document.render(index)
    assert len(sections) == len(document)
    return [section or "" for section in sections]


@given(_LINES)
def test_blocks_hold_every_line_that_is_not_blank_once(lines: list[str]) -> None:
    document = LiveDocument(RENDERER)
    document.update(lines)
    covered: list[int] = []
    for index, block in enumerate(document.blocks):
        assert document.block(index) == block
        assert document.line_of(index) == block.first
        for line in range(block.first, block.first + block.count):
            assert document.index_of(line) == index
        covered += range(block.first, block.first + block.count)
    assert covered == sorted(set(covered))
    assert all(line in covered for line, text in enumerate(lines) if text.strip(" \t"))


def test_typing_in_a_paragraph_renders_that_paragraph_alone() -> None:
    document = opened("# One\n\nfirst\n\nsecond[^1]\n\n[^1]: note")
    document.html()
    lines = "# One\n\nfirst!\n\nsecond[^1]\n\n[^1]: note".split("\n")
    assert document.update(lines, 2, 1, 1) == Splice(1, 1, 1)
    assert document.pending() == [1]
    assert document.render(1) == "<p>first!</p>"
    assert document.pending() == []


def test_a_new_line_moves_the_blocks_below_without_rendering_them() -> None:
    document = opened("one\n\ntwo\n\nthree")
    document.html()
    assert document.update(["one", "", "", "", "two", "", "three"], 2, 0, 2) == Splice(1, 0, 0)
    assert document.pending() == []
    assert document.blocks == [Block(0, 1), Block(4, 1), Block(6, 1)]
    assert [document.index_of(line) for line in range(7)] == [0, 0, 0, 0, 1, 1, 2]


def test_defining_a_link_renders_its_users_anew_and_no_others() -> None:
    text = "see [a]\n\nnothing\n\nsee [b]\n\n"
    document = opened(text)
    document.html()
    document.update((text + "[a]: http://x").split("\n"), 6, 1, 1)
    assert document.pending() == [0, 3]
    assert document.render(0) == '<p>see <a href="http://x">a</a></p>'
    assert document.is_empty(3)
    assert not document.is_empty(0)


def test_equal_headings_above_change_the_ids_below() -> None:
    document = opened("# Same\n\ntext\n\n# Same")
    document.html()
    assert document.render(2) == '<h1 id="same-1">Same</h1>'
    document.update(["# Some", "", "text", "", "# Same"], 0, 1, 1)
    assert document.pending() == [0, 2]
    assert document.render(2) == '<h1 id="same">Same</h1>'


def test_notes_are_numbered_by_their_first_mention() -> None:
    document = opened("b[^b] a[^a] b[^b]\n\n[^a]: Alpha\n\n[^b]: Beta")
    html = document.html()
    assert [html.index(text) for text in ('href="#fn:b"', 'href="#fn:a"', "Beta", "Alpha")] == sorted(
        html.index(text) for text in ('href="#fn:b"', 'href="#fn:a"', "Beta", "Alpha")
    )
    assert 'id="fnref:b:1"' in html
    assert document.tail().count("<li ") == 2
    document.update(["a[^a]", "", "[^a]: Alpha", "", "[^b]: Beta"], 0, 1, 1)
    assert document.tail().count("<li ") == 1


def test_notes_mentioned_in_another_order_are_listed_in_it() -> None:
    document = opened("a[^a]\n\nb[^b]\n\n[^a]: Alpha\n\n[^b]: Beta")
    assert document.tail().index("Alpha") < document.tail().index("Beta")
    document.update(["b[^b]", "", "a[^a]", "", "[^a]: Alpha", "", "[^b]: Beta"], 0, 3, 3)
    assert document.tail().index("Beta") < document.tail().index("Alpha")


def test_removing_the_last_note_removes_the_section() -> None:
    document = opened("a[^a]\n\n[^a]: Alpha")
    assert document.tail() != ""
    document.update(["a[^a]", ""], 2, 1, 0)
    assert document.tail() == ""
    assert document.html() == "<p>a[^a]</p>\n"


def test_an_abbreviation_reaches_blocks_above_it() -> None:
    document = opened("HTML here\n\nnot here\n\n*[HTML]: Hyper")
    document.html()
    assert document.render(0) == '<p><abbr title="Hyper">HTML</abbr> here</p>'
    document.update(["HTML here", "", "not here", "", "*[HTML]: Text"], 4, 1, 1)
    assert document.pending() == [0, 2]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("```", "```"), ("~~~", "~~~"), ("<!-- a", "-->"), ("$$", "$$"), ("{::comment}", "{:/comment}")],
)
def test_closing_a_mark_far_below_takes_in_all_between(opening: str, closing: str) -> None:
    lines = [opening, "a", *["", "b"] * 50, "", "c"]
    document = LiveDocument(RENDERER)
    document.update(lines)
    assert len(document) == 52
    document.update([*lines, closing], len(lines), 0, 1)
    assert document.blocks == [Block(0, len(lines) + 1)]
    document.update(lines, len(lines), 1, 0)
    assert len(document) == 52


def test_a_meaning_typed_below_joins_the_list_of_meanings_above() -> None:
    document = opened("One\n: first\n\nTwo\n\ntext")
    assert document.html().count("<dl>") == 1
    document.update(["One", ": first", "", "Two", "", ": text"], 5, 1, 1)
    assert document.blocks == [Block(0, 6)]
    assert document.html().count("<dl>") == 1
    assert document.html() == render_body("One\n: first\n\nTwo\n\n: text")


def test_the_table_of_contents_follows_the_headings() -> None:
    document = opened("- x\n{:toc}\n\n# One\n\ntext\n\n## *Two* [a](b)")
    assert document.render(0) == (
        '<ul id="markdown-toc">\n  <li><a href="#one" id="markdown-toc-one">One</a>    <ul>\n'
        '      <li><a href="#two-a" id="markdown-toc-two-a"><em>Two</em> a</a></li>\n    </ul>\n  </li>\n</ul>'
    )
    document.html()
    document.update(["- x", "{:toc}", "", "# One!", "", "text", "", "## *Two* [a](b)"], 3, 1, 1)
    assert document.pending() == [0, 1]
    assert '<a href="#one" id="markdown-toc-one">One!</a>' in document.html()
    document.update(["- x", "", "# One!", "", "text", "", "## *Two* [a](b)"], 1, 1, 0)
    assert document.render(0) == "<ul>\n  <li>x</li>\n</ul>"


def test_a_table_of_contents_put_above_another_takes_its_place() -> None:
    document = opened("text\n\n# One\n\n- x\n{:toc}")
    assert "markdown-toc" in document.render(2)
    document.update(["- y", "{:toc}", "", "# One", "", "- x", "{:toc}"], 0, 1, 2)
    assert "markdown-toc" in document.render(0)
    assert document.is_empty(2)


def test_a_named_attribute_list_reaches_those_that_name_it() -> None:
    document = opened("text\n{:wide}\n\nother\n\n{:wide: .wide}")
    document.html()
    assert document.render(0) == '<p class="wide">text</p>'
    document.update(["text", "{:wide}", "", "other", "", "{:wide: .narrow}"], 5, 1, 1)
    assert document.pending() == [0, 2]
    assert document.render(0) == '<p class="narrow">text</p>'


def test_no_text_has_no_blocks() -> None:
    document = LiveDocument(RENDERER)
    assert document.index_of(0) == -1
    assert document.html() == "\n"
    assert document.tail() == ""
    document.update(["", "  ", ""])
    assert document.blocks == []
    assert document.pending() == []
    document.update(["text"])
    document.update([""], 0, 1, 1)
    assert document.html() == "\n"
    assert document.index_of(0) == -1
