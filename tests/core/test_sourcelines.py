"""The way back from rendered HTML to a line of the post."""

from __future__ import annotations

from editor.core.sourcelines import SourceLines, line_count


def test_the_same_picture_twice_has_two_lines() -> None:
    lines = SourceLines("![a](a.png)\r\ntext\r![a](a.png)\n", first_line=5)
    assert [lines.line_of("a.png") for _ in range(3)] == [5, 7, 5]


def test_an_address_is_found_however_the_renderer_spelt_it() -> None:
    body = "one\n![a](my pictures/a.png)\n<img src='b.png?x=1&y=2'>\n![c](caf%C3%A9.png)"
    lines = SourceLines(body, first_line=1)
    assert lines.line_of("my%20pictures/a.png") == 2
    assert lines.line_of("b.png?x=1&y=2") == 3
    assert lines.line_of("café.png") == 4


def test_what_is_not_there_has_no_line() -> None:
    assert SourceLines("text", 1).line_of("a.png", "") is None


def test_line_ends_of_every_kind_count() -> None:
    assert line_count("a\nb\r\nc\rd") == 3


def test_pictures_by_the_ten_thousand_are_each_found_and_what_is_missing_ends_the_search() -> None:
    body = "".join(f"![p](/assets/p{number}.png)\n\n" for number in range(50_000))
    lines = SourceLines(body, first_line=1)
    assert [lines.line_of(f"/assets/p{number}.png") for number in range(50_000)] == list(range(1, 100_000, 2))
    assert {lines.line_of(f"/missing/{number}.png") for number in range(50_000)} == {None}


def test_what_stands_further_up_is_found_after_what_stands_below() -> None:
    lines = SourceLines("![a](a.png)\n![b][r]\n![c](c.png)\n\n[r]: b.png\n", 1)
    assert [lines.line_of(name) for name in ("a.png", "b.png", "c.png", "a.png")] == [1, 5, 3, 1]
