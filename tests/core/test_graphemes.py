"""What a reader takes for one character is one: it is counted once, and never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.graphemes import count, end_of, is_inside, start_of

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("plain", 5),
        ("cafe\u0301", 4),
        (FAMILY, 1),
        ("👍🏽 yes", 5),
        ("🇫🇷🇩🇪", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 1),
        ("❤️", 1),
        ("नौका", 2),
        ("각", 1),
        ("港の改修", 4),
        ("ميناء", 5),
    ],
)
def test_a_reader_counts_what_looks_like_one_as_one(text: str, number: int) -> None:
    assert count(text) == number


def test_a_character_is_never_cut() -> None:
    text = f"A{FAMILY}B"
    assert [start_of(text, at) for at in range(1, len(FAMILY) + 2)] == [1] * len(FAMILY) + [len(FAMILY) + 1]
    assert end_of(text, 2) == len(FAMILY) + 1
    assert end_of(text, 9) == len(text)


@given(st.text(alphabet="ab é\u0301\u200d👩🏽🇫🇷‍ा", max_size=30), st.integers(0, 40))
def test_the_first_characters_are_as_many_as_asked_for(text: str, number: int) -> None:
    end = end_of(text, number)
    assert not is_inside(text, end)
    assert count(text[:end]) == min(number, count(text))
