from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.statistics import WordCount, count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("It's a well-known e-mail", 4),
        ("about 1,200.50 pounds", 3),
        ("**bold** and _soft_ words", 4),
        ("# A heading\n\n- item one\n- item two", 6),
        ("read [the report](https://example.org/a-long/path) now", 4),
        ("see [the report][ref]\n\n[ref]: https://example.org 'A title'", 3),
        ("![A harbour at dawn](harbour.jpg) stays", 1),
        ("<https://example.org/x> and https://example.org/y?z=1", 1),
        ("<p class='lead'>Two words</p>", 2),
        ("a <!-- three hidden words --> b", 2),
        ("a <!-- hidden\nstill hidden\nnow --> b", 2),
        ("{% include figure.html caption='Not read here' %} read", 1),
        ("{{ site.title | upcase }} read", 1),
        ("read{: .lead title='not read'}", 1),
        ("a claim[^1]\n\n[^1]: its proof", 4),
        ("*[HTML]: Hyper Text\n\nHTML", 1),
        ("```python\nx = call(y)\n```", 3),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("Tom &amp; Ann", 2),
        ("港口今天开放", 6),
        ("ニュース desk", 5),
        ("항구가 오늘 열린다", 3),
        ("naïve Übung Ελλάδα", 3),
        ("an unclosed < b and {% tag", 4),
    ],
)
def test_counts_what_a_reader_sees(text: str, words: int) -> None:
    assert count_words(text) == words


def test_reading_time_rounds_up() -> None:
    assert [reading_minutes(words) for words in (0, 1, 230, 231)] == [0, 1, 1, 2]
    assert reading_minutes(500, 0) == 500


_LINE = st.sampled_from(
    ["", "two words", "<!-- a", "b -->", "{% if", "x %} y", "{{ z", "}}", "[a]: b", "```", "[^1]: n"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_LINE, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.lists(_LINE, max_size=3))),
)
def test_edits_add_up_to_a_count_of_the_whole(
    start: list[str], edits: list[tuple[int, int, list[str]]]
) -> None:
    lines = list(start)
    count = WordCount()
    count.update(lines)
    for at, removed, new in edits:
        at = min(at, len(lines))
        removed = min(removed, len(lines) - at)
        lines[at : at + removed] = new
        assert count.update(lines, at, removed, len(new)) == count_words("\n".join(lines)) == count.total


@given(st.text(alphabet="ab1_'.,- \n’“–港!?;", max_size=30))
def test_an_accent_or_a_tag_elsewhere_changes_no_count(text: str) -> None:
    assert count_words(f"{text} é") == count_words(text) + 1
    assert count_words(f"{text}\n<br>") == count_words(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[a](",
        "![a](",
        "![",
        "[a][",
        "[^",
        "<a ",
        "{: ",
        "{{ ",
        "{% ",
        "<!-- ",
        "&a",
        "`",
        "(](",
        "](x](y)",
        "http://a.",
    ],
)
def test_a_long_row_of_what_is_never_closed_is_counted_in_one_go(piece: str) -> None:
    assert count_words(f"One two {piece * 100_000}") >= 2
    assert WordCount().update([f"One two {piece * 100_000}"]) >= 2


def test_an_address_may_hold_brackets() -> None:
    assert count_words("The [tide](https://en.example/Tide_(sea)) turned.") == 3
