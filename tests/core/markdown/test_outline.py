from __future__ import annotations

from editor.core.markdown.extent import FORMATTED_AT_MOST
from editor.core.markdown.heading import Heading
from editor.core.markdown.outline import block_headings, headings


def outline(text: str) -> list[tuple[int, str, int]]:
    return [(heading.level, heading.text, heading.line) for heading in headings(text.split("\n"))]


def test_finds_both_kinds_of_heading_with_their_lines() -> None:
    assert outline("# One\n\ntext\n\nTwo\n---\n\n### Three ###\n\nFour\n====") == [
        (1, "One", 0),
        (2, "Two", 4),
        (3, "Three", 7),
        (1, "Four", 9),
    ]


def test_headings_are_free_of_markup() -> None:
    assert outline("## The **big** [story](x.md) of `code` {#id}") == [(2, "The big story of code", 0)]


def test_code_raw_html_and_rules_are_no_headings() -> None:
    text = "```\n# no\n```\n\n    # no\n\n<div>\n# no\n\n# no\n</div>\n\n- a\n---\n\n***\n---"
    text += "\n\ntext\n```\n# no\n\n# no\n```\n# yes"
    assert outline(text) == [(1, "yes", 24)]


def test_what_kramdown_reads_as_text_is_no_heading() -> None:
    assert outline("#tag\n\n # indented\n\ntwo lines\nof text\n---\n\n####### seven") == []
    assert outline("text\n# interrupts it\r\n## again") == [(1, "interrupts it", 1), (2, "again", 2)]


def test_an_empty_text_has_none() -> None:
    assert headings([]) == ()
    assert headings([""]) == ()
    assert headings(["#", "# "]) == ()


def test_a_heading_is_a_plain_value() -> None:
    assert headings(["# A"]) == (Heading(1, "A", 0),)


def test_a_block_longer_than_can_be_formatted_has_none() -> None:
    lines = ["# One", *(["word " * 200] * (FORMATTED_AT_MOST // 1000 + 1))]
    assert block_headings(lines) == ()
    assert block_headings(lines[:2]) == (Heading(1, "One", 0),)
