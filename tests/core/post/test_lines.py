"""A body goes into an editor and out of it without losing a byte."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.post.lines import (
    LINES_AT_MOST,
    LONGEST_LINE,
    join_body,
    keep_line_ends,
    split_body,
    why_unshowable,
)

FRAGILE = "\0\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe"
PIECES = ["a", "b", " ", "\n", "\r", "\r\n", "\x0c", "\x85", "\xa0", "\uefff", "\uf000", *FRAGILE]
BODIES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def test_lines_end_where_an_editor_ends_them() -> None:
    split = split_body("one\r\ntwo\nthree\rfour")
    assert split.lines == ("one", "two", "three", "four")
    assert split.ends == ("\r\n", "\n", "\r")


def test_form_feeds_and_next_line_characters_end_no_line() -> None:
    assert split_body("a\x0cb\x85c\x0bd").lines == ("a\x0cb\x85c\x0bd",)


@given(BODIES)
def test_what_goes_in_comes_out(body: str) -> None:
    split = split_body(body)
    assert join_body(split.lines, split) == body
    assert len(split.ends) == len(split.lines) - 1
    assert not set(FRAGILE) & set("".join(split.lines))


def test_stand_ins_are_never_characters_of_the_body() -> None:
    body = "\u2028 and \uefff and \ueffe"
    split = split_body(body)
    assert split.escapes == {"\u2028": "\ueffd"}
    assert join_body(split.lines, split) == body


def test_untouched_lines_keep_their_ends_and_new_ones_get_the_usual() -> None:
    split = split_body("one\r\ntwo\nthree\r\nfour\r\n")
    lines = list(split.lines)
    lines[0] = "ONE"
    lines.insert(2, "new")
    assert join_body(lines, split) == "ONE\r\ntwo\nnew\r\nthree\r\nfour\r\n"


def test_a_removed_line_takes_its_end_along() -> None:
    split = split_body("one\r\ntwo\nthree\r\nfour\r\n")
    assert join_body(["one", "three", "four", ""], split) == "one\r\nthree\r\nfour\r\n"


def test_typing_a_letter_and_deleting_it_gives_the_same_bytes() -> None:
    body = "a\r\n\r\nb\n\n\rc\u2029d"
    split = split_body(body)
    typed = split_body(join_body([*split.lines[:2], split.lines[2] + "x", *split.lines[3:]], split))
    assert join_body([*typed.lines[:2], typed.lines[2][:-1], *typed.lines[3:]], typed) == body


def test_a_line_emptied_between_two_kinds_of_line_end_stays_a_line() -> None:
    split = split_body("a\rb\nc")
    assert split_body(join_body(["a", "", "c"], split)).lines == ("a", "", "c")


@settings(max_examples=200, deadline=None)
@given(BODIES, st.lists(st.sampled_from(["a", "b", "", "new"]), min_size=1))
def test_any_other_lines_come_out_as_they_were_typed(body: str, lines: list[str]) -> None:
    split = split_body(body)
    assert list(split_body(join_body(lines, split)).lines) == lines


def test_a_body_of_one_line_learns_its_line_end_from_the_front_matter() -> None:
    assert join_body(["a", "b"], split_body("a", newline="\r\n")) == "a\r\nb"


def test_a_view_that_knows_one_line_end_gives_back_the_old_ones() -> None:
    assert keep_line_ends("a: 2\nb: 2\nc: 3\n", "a: 1\r\nb: 2\n", "\r\n") == "a: 2\r\nb: 2\nc: 3\r\n"
    assert keep_line_ends("a\r\nb\n", "x\r\n", "\r\n") == "a\r\nb\n"


def test_what_would_hold_a_window_up_is_said_with_its_size() -> None:
    assert why_unshowable(b"word " * 200_000, "data.md") == ""
    assert "“data.md” has a line of 1,000,001 bytes" in why_unshowable(b"a" * (LONGEST_LINE + 1), "data.md")
    assert "500,001 lines" in why_unshowable(b"\r\n" * LINES_AT_MOST, "data.md")
    assert why_unshowable(b"\r" * (LINES_AT_MOST - 1), "data.md") == ""
