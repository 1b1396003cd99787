"""Finding one thing by a few typed letters."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.folding import fold
from editor.core.fuzzy import FuzzyList, rank

HEADLINES = (
    "Council votes on the tide wall",
    "Harbour ferry returns after nine winters",
    "The new harbour master",
    "Café Élan closes its doors",
    "Inharbouring old grudges",
)


def found(query: str) -> list[str]:
    return [HEADLINES[index] for index in rank(query, HEADLINES)]


def test_an_empty_query_lists_all_in_their_order() -> None:
    assert found("  ") == list(HEADLINES)


def test_the_beginning_of_the_text_comes_first_then_that_of_a_word() -> None:
    assert found("harbour") == [HEADLINES[1], HEADLINES[2], HEADLINES[4]]


def test_every_word_must_be_there_in_any_order() -> None:
    assert found("returns harbour") == [HEADLINES[1]]


def test_accents_and_capitals_do_not_matter() -> None:
    assert found("ELAN cafe") == [HEADLINES[3]]


def test_a_misspelt_word_is_found_after_the_right_ones() -> None:
    assert found("habour") == [HEADLINES[1], HEADLINES[2], HEADLINES[4]]
    assert found("ferri harbor")[0] == HEADLINES[1]


def test_short_words_are_not_guessed() -> None:
    assert found("zzz") == []
    assert found("tyde wal") == [HEADLINES[0]]


def test_at_most_so_many() -> None:
    assert len(rank("t", ["tide"] * 500, most=10)) == 10


@given(st.text(max_size=20), st.lists(st.text(max_size=30), max_size=8))
def test_indices_are_of_the_list_and_none_twice(query: str, texts: list[str]) -> None:
    indices = FuzzyList(texts).rank(query)
    assert len(set(indices)) == len(indices)
    assert all(0 <= index < len(texts) for index in indices)


@given(st.text(min_size=1, max_size=20))
def test_a_text_is_found_by_itself(text: str) -> None:
    assert rank(text, ["other", text])
    assert 1 in rank(text, ["other", text])


@given(st.text(max_size=40))
@example("𝔸")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
