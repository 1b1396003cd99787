"""Smart quotes and dashes as they are typed, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.smart_typing import swap_for


def typed(text: str, language: str = "en") -> str:
    """What stands there after typing ``text``."""
    shown = ""
    for letter in text:
        shown += letter
        swap = swap_for(shown, language)
        if swap is not None:
            shown = shown[: len(shown) - swap.letters] + swap.text
    return shown


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ('He said "no" twice', "en", "He said “no” twice"),
        ("The captain's 'Tern'", "en", "The captain’s ‘Tern’"),
        ('Er sagte "nein"', "de", "Er sagte „nein“"),
        ('Er sagte "nein"', "de-CH", "Er sagte «nein»"),
        ('Il dit "non"', "fr", "Il dit «\u202fnon\u202f»"),
        ('Dijo "no"', "es_MX", "Dijo «no»"),
        ("Er sagte: 'geht's so'", "de", "Er sagte: ‚geht’s so‘"),
        ("Was heißt 'Watt' hier", "de", "Was heißt ‚Watt‘ hier"),
        ("C'est 'bon' ici", "fr", "C’est ‹\u202fbon\u202f› ici"),
        ("'L'ami' vient", "fr", "‹\u202fL’ami\u202f› vient"),
        ('("So")', "en", "(“So”)"),
        ("1914--1918", "en", "1914–1918"),
        ("so---no", "en", "so—no"),
        ("And then...", "en", "And then…"),
        ("a-b", "en", "a-b"),
        ("rock 'n' roll", "en", "rock ‘n’ roll"),
    ],
)
def test_what_is_typed_and_what_is_shown(text: str, language: str, shown: str) -> None:
    assert typed(text, language) == shown


@given(st.text(alphabet="ab \"'-.(", max_size=40), st.sampled_from(["en", "de", "fr", "xx", ""]))
def test_no_straight_quote_is_left(text: str, language: str) -> None:
    shown = typed(text, language)
    assert '"' not in shown
    assert "'" not in shown
