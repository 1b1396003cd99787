"""Excerpts: what Jekyll would take, what the lede offers, what is over the limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.excerpt import automatic, length, overflow, separator_of, shortened, suggestions

BODY = """
The ferry that once carried half the town will cross the harbour again on Monday. Dr. Voss was on the last boat.

She kept her ticket.

## One boat

The *Tern* was built for lakes, and [its skipper](/pilots/) has spent the winter learning the tides.
"""


def test_suggestions_are_whole_sentences_of_the_lede() -> None:
    first, second, third = suggestions(BODY, 160)
    assert first == (
        "The ferry that once carried half the town will cross the harbour again on Monday. "
        "Dr. Voss was on the last boat. She kept her ticket."
    )
    assert second == "The ferry that once carried half the town will cross the harbour again on Monday."
    assert third.startswith(
        "Dr. Voss was on the last boat. She kept her ticket. The Tern was built"
    ) or third == ("Dr. Voss was on the last boat. She kept her ticket.")


def test_a_sentence_that_does_not_fit_is_passed_over() -> None:
    assert suggestions(BODY, 60)[0] == "Dr. Voss was on the last boat. She kept her ticket."


def test_where_no_sentence_fits_one_is_cut_between_words() -> None:
    (only,) = suggestions("Every single one of these words belongs to one long sentence.", 30)
    assert only == "Every single one of these…"


def test_a_line_without_a_sentence_mark_is_no_part_of_an_excerpt() -> None:
    walk = "*1.5 miles, flat, 40 minutes*\n\nSlipway to bandstand and back, for pushchairs.\n"
    body = "It will be dry on Saturday and Sunday.\n\n" + walk
    assert suggestions(body, 160) == (
        "It will be dry on Saturday and Sunday. Slipway to bandstand and back, for pushchairs.",
        "It will be dry on Saturday and Sunday.",
        "Slipway to bandstand and back, for pushchairs.",
    )
    assert suggestions("Ferry fares and sailing times for March\n", 160) == (
        "Ferry fares and sailing times for March",
    )


def test_cjk_sentences_are_joined_without_blanks() -> None:
    body = "渡し船が九年ぶりに港へ戻ってくることになった。町の人々はとても喜んでいる。"
    assert suggestions(body, 60, "ja")[0] == body


def test_chinese_quotations_stay_whole() -> None:
    opening = "市议会决定翻修港口，这是多年来的第一次，也是最后一次。"
    rest = "“安全第一。”市长说，工程从明年一月开始。这条路会封闭。"
    assert suggestions(opening + rest, 160, "zh") == (opening + rest, opening, rest)


def test_a_sentence_that_liquid_writes_into_is_none_to_print() -> None:
    body = (
        "The pier will open again on Saturday. He told {{ site.title }}, and left. The vote was seven to two."
    )
    assert suggestions(body, 160) == (
        "The pier will open again on Saturday.",
        "The vote was seven to two.",
    )
    assert suggestions("He told {{ site.title }}, and then he left the hall.", 160) == (
        "He told, and then he left the hall.",
    )


def test_no_break_blanks_of_french_marks_are_kept() -> None:
    body = "Le conseil a voté hier\u00a0: «\u202fNous irons\u202f!\u202f» C’est la fin d’une longue attente."
    assert suggestions(body, 160, "fr")[0] == body
    assert suggestions(body, 160, "fr")[1] == "Le conseil a voté hier\u00a0: «\u202fNous irons\u202f!\u202f»"


def test_a_post_without_running_text_offers_nothing() -> None:
    assert suggestions("# Only a head\n\n- and\n- a list\n", 160) == ()
    assert suggestions("", 160) == ()


@given(st.text(alphabet="ab c.D!。 \n-#[]()*", max_size=300), st.integers(20, 200))
def test_no_suggestion_is_too_long_or_said_twice(body: str, limit: int) -> None:
    found = suggestions(body, limit)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert all(length(text) <= limit for text in found)


@pytest.mark.parametrize(
    ("body", "separator", "taken"),
    [
        ("First *para*.\n\nSecond.", "\n\n", "First para."),
        ("\n\n\nFirst.\n\nSecond.", "\n\n", "First."),
        ("First.\r\n\r\nSecond.", "\n\n", "First."),
        ("One.\n\nTwo.\n<!--more-->\nThree.", "<!--more-->", "One. Two."),
        ("No separator here.", "<!--more-->", "No separator here."),
        ("Anything.", "", ""),
    ],
)
def test_what_jekyll_would_take(body: str, separator: str, taken: str) -> None:
    assert automatic(body, separator) == taken


def test_the_post_decides_the_separator_before_the_site() -> None:
    assert separator_of({"excerpt_separator": "---"}, {"excerpt_separator": "<!--more-->"}) == "---"
    assert separator_of({}, {"excerpt_separator": "<!--more-->"}) == "<!--more-->"
    assert separator_of({}, {"excerpt_separator": 3}) == "\n\n"


def test_what_is_over_the_limit_is_counted_as_a_reader_does() -> None:
    assert length("cafe\u0301") == 4
    assert overflow("cafe\u0301s", 4) == 5
    assert overflow("short", 10) == 5
    assert overflow("longer", 4) == 4


def test_cutting_keeps_words_whole() -> None:
    assert shortened("alpha beta gamma", 11) == "alpha beta…"
    assert shortened("alpha beta gamma", 100) == "alpha beta gamma"
    assert shortened("alpha, beta", 7) == "alpha…"
