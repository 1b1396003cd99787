"""Where a query hits a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.query.hits import Excerpt, Finder, Hit
from editor.core.query.nodes import Words, sought
from editor.core.query.reading import read_query

BODY = (
    "The ferry sails again.\n\nAfter **nine\nwinters** away, the Ferry-master said:\r\nno ferries on Sunday."
)


def finder(query: str) -> Finder:
    return Finder(sought(read_query(query).node))


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in finder(query).spans(text)]


def shown(excerpt: Excerpt | None) -> str:
    """Return an excerpt with its marks as brackets."""
    assert excerpt is not None
    text = excerpt.text
    for start, end in reversed(excerpt.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def test_whole_words_are_hit_whatever_their_case() -> None:
    assert marked(BODY, "FERRY") == ["ferry", "Ferry"]
    assert marked(BODY, "ferr*") == ["ferry", "Ferry", "ferries"]
    assert marked(BODY, '"nine winters"') == ["nine\nwinters"]
    assert marked(BODY, "ferry-master") == ["Ferry-master"]
    assert marked(BODY, "erry") == []


def test_accents_do_not_matter_and_marks_stay_in_place() -> None:
    text = "Weiß und naïve Cafe\u0301s im Élan: élan"
    assert marked(text, "elan") == ["Élan", "élan"]
    assert marked(text, "cafés") == ["Cafe\u0301s"]
    assert marked(text, "weiß") == ["Weiß"]


def test_an_excerpt_is_one_line_around_the_first_hit() -> None:
    assert shown(finder("winters").excerpt(BODY, width=40)) == "…**nine [winters]** away, the Ferry-master…"
    assert shown(finder("ferry").excerpt("ferry")) == "[ferry]"
    assert finder("boat").excerpt(BODY) is None
    assert finder("-ferry").excerpt(BODY) is None


def test_lines_are_told_with_their_hits() -> None:
    hits = finder("ferry OR winters").hits(BODY)
    assert [hit.line for hit in hits] == [0, 3]
    assert [shown(hit.excerpt) for hit in hits] == [
        "The [ferry] sails again.",
        "[winters]** away, the [Ferry]-master said:",
    ]
    assert finder("ferry").hits("ferry\n" * 90, most=3)[-1] == Hit(2, Excerpt("ferry", ((0, 5),)))


def test_a_long_line_is_cut_around_its_hit() -> None:
    line = "word " * 500 + "ferry" + " word" * 500
    (hit,) = finder("ferry").hits(line)
    assert len(hit.excerpt.text) <= 162
    assert "[ferry]" in shown(hit.excerpt)


WORDS = st.builds(Words, st.text(max_size=8), st.just(""), st.booleans())


@given(st.lists(WORDS, max_size=3), st.text(max_size=80), st.integers(5, 60))
def test_marks_are_inside_and_in_order(words: list[Words], text: str, width: int) -> None:
    find = Finder(words)
    for excerpt in (find.excerpt(text, width), *(hit.excerpt for hit in find.hits(text, width=width))):
        edge = 0
        for start, end in excerpt.marks if excerpt is not None else ():
            assert excerpt is not None
            assert edge <= start < end <= len(excerpt.text)
            edge = end


@given(st.from_regex(r"[a-zß-öø-ÿ0-9]{1,8}", fullmatch=True), st.text(max_size=20), st.text(max_size=20))
def test_a_word_between_spaces_is_found(word: str, before: str, after: str) -> None:
    text = f"{before} {word} {after}"
    start = len(before) + 1
    assert (start, start + len(word)) in Finder([Words(word)]).spans(text)
