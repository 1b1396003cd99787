"""Which words of a post are prose: what a writer would want underlined, and what never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.highlight import START, LineState
from editor.core.spelling import from_place, pick_language, places, words_of


def texts(line: str, state: LineState = START) -> list[str]:
    return [word.text for word in words_of(line, state)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The skiper don't know", ["The", "skiper", "don't", "know"]),
        ("The captain’s boat", ["The", "captain's", "boat"]),
        ("a well-known man’s ‘quoted’ word", ["well", "known", "man's", "quoted", "word"]),
        ("## One boat", ["One", "boat"]),
        ("> - *Tern* and **nine** winters", ["Tern", "and", "nine", "winters"]),
        ("See [the piolts](/2026/02/pilots/ 'Pilts').", ["See", "the", "piolts"]),
        ("![Alt txet](/assets/imags/tern.jpg)", ["Alt", "txet"]),
        ("[ferry]: https://exampel.org/boot", []),
        (
            "Mail m.okafor@exampel.org or see www.exampel.org/teh and https://exampel.org",
            ["Mail", "or", "see", "and"],
        ),
        ("Run `teh cmd` or ``a ` tehn`` now", ["Run", "or", "now"]),
        ('<img alt="teh"> after', ["after"]),
        ("{% include teh.html %} and {{ site.teh }} text{: .clas }", ["and", "text"]),
        ("A note[^nte] and&nbsp;more", ["note", "and", "more"]),
        ("The 3rd mp3 of PySide in NATO", ["The", "of", "in"]),
        ("    indentd code", []),
        ("café naïve Zürich", ["café", "naïve", "Zürich"]),
        ("港の船 and ship", ["and", "ship"]),
    ],
)
def test_only_prose_is_spelt(line: str, words: list[str]) -> None:
    assert texts(line) == words


def test_fences_and_comments_are_left_alone() -> None:
    lines = ["Befor", "```", "teh code", "```", "<!-- teh", "teh -->", "aftr"]
    assert [(place.line, place.word.text) for place in places(lines)] == [(0, "Befor"), (6, "aftr")]


def test_a_word_keeps_its_column_behind_what_is_left_out() -> None:
    line = "See `x` and [a](b) skiper"
    start = line.index("skiper")
    assert (start, "skiper") in words_of(line, START)


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(line: str) -> None:
    for start, word in words_of(line, START):
        assert line[start : start + len(word)].replace("’", "'") == word


def test_the_walk_goes_on_behind_the_cursor_and_around() -> None:
    found = list(places(["alpha beta", "gamma"]))
    order = [place.word.text for place in from_place(found, 0, 3)]
    assert order == ["beta", "gamma", "alpha"]


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        (["en-GB"], "en_GB"),
        (["en_GB.UTF-8"], "en_GB"),
        (["en"], "en_US"),
        (["en_KE"], "en_US"),
        (["de"], "de_DE"),
        (["de-at"], "de_AT"),
        (["xx", "fr"], "fr"),
        (["xx"], None),
        ([], None),
        ([""], None),
    ],
)
def test_the_nearest_dictionary_is_taken(wanted: list[str], tag: str | None) -> None:
    assert pick_language(wanted, ["en_GB", "en_US", "de_DE", "de_AT", "fr"]) == tag
