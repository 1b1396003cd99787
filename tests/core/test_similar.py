"""When two posts tell one story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.similar import TEXTS_ALIKE, headline_key, headlines_alike, probes, text_likeness

STORY = """The ferry that once carried half the town to work will cross the harbour again on Monday, nine winters
after the last boat tied up at the foot of Quay Street. The Tern was built for lakes, and its skipper has spent
the winter learning the tides from the old pilots. We are not bringing back the old days, she said."""


def alike(title: str, *others: str) -> list[str]:
    return [others[place] for place, _ in headlines_alike(title, [headline_key(other) for other in others])]


@pytest.mark.parametrize(
    "label", ["Breaking: ", "Update: ", "Latest: ", "New: ", "Big News: ", "", "UPDATE — "]
)
def test_a_headline_that_runs_again_is_found_whatever_its_label(label: str) -> None:
    assert alike(
        "Breaking: Perfect storm collides with the city", f"{label}Perfect storm collides with the city"
    )


def test_small_changes_keep_a_headline_alike_and_another_story_is_another() -> None:
    assert alike("Harbour ferry returns after nine winters", "Harbour ferry returns, after 9 winters")
    assert not alike("The museum apologised for 56 lane markings", "The museum will paint 56 lane markings")
    assert not alike(
        "Latest: the harbour board found a 1911 ledger", "Latest: local bakers welcomed a 1911 ledger"
    )


def test_the_most_alike_comes_first() -> None:
    found = alike(
        "Harbour ferry returns at last", "Harbour ferry returns at long last", "Harbour ferry returns at last"
    )
    assert found == ["Harbour ferry returns at last", "Harbour ferry returns at long last"]


def test_a_short_headline_is_like_none() -> None:
    assert not alike("Weather", "Weather")
    assert not alike("", "")


def test_a_text_that_was_added_to_is_still_the_same_story() -> None:
    longer = f"According to new developments, {STORY}\n\nThe council meets on Thursday to hear the operator."
    assert text_likeness(STORY, longer) > 0.9
    assert text_likeness(STORY, STORY.replace("Monday", "Friday")) > TEXTS_ALIKE


def test_other_texts_are_not_alike() -> None:
    other = "The council voted on Thursday to raise the tide wall by a foot, after a winter in which it held twice."
    assert text_likeness(STORY, other * 2) < 0.1
    assert text_likeness("", "") == 0
    assert text_likeness("Two words.", "Two words.") == 0
    assert text_likeness("Four words are enough.", "Four words are enough!") == 1


def test_probes_are_spread_over_the_text() -> None:
    found = probes(STORY, most=4)
    assert len(found) == 4
    assert found[0] == "the ferry that once"
    assert "old" in found[-1] or "pilots" in found[-1] or "tides" in found[-1]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= text_likeness(one, other) == text_likeness(other, one) <= 1


@given(st.text(max_size=80))
def test_keys_and_probes_never_fail(text: str) -> None:
    headlines_alike(text, [headline_key(text)])
    assert all(probes(text))
