"""What the search box understands, and what it says when it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.query.fields import STATES, THINGS
from editor.core.query.lexemes import has_letters
from editor.core.query.nodes import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Dated,
    Has,
    Label,
    Length,
    Node,
    Not,
    Query,
    State,
    Words,
    all_of,
    any_of,
    sought,
)
from editor.core.query.reading import MOST_LETTERS, read_query
from editor.core.query.when import Ago, Period
from editor.core.query.writing import write_query

FERRY, BOAT, NEWS = Words("ferry"), Words("boat"), Label("category", "News")

UNDERSTOOD = {
    "": EVERYTHING,
    "   ": EVERYTHING,
    "ferry": FERRY,
    "ferry boat": AllOf((FERRY, BOAT)),
    '"nine  winters"': Words("nine winters"),
    "ferr*": Words("ferr", prefix=True),
    '"nine win"*': Words("nine win", prefix=True),
    "-ferry": Not(FERRY),
    "-(ferry boat)": Not(AllOf((FERRY, BOAT))),
    "ferry OR boat": AnyOf((FERRY, BOAT)),
    "ferry or boat": AllOf((FERRY, Words("or"), BOAT)),
    "category:News OR category:Sport ferry": AllOf((AnyOf((NEWS, Label("category", "Sport"))), FERRY)),
    "(ferry boat) OR tide": AnyOf((AllOf((FERRY, BOAT)), Words("tide"))),
    "title:ferry": Words("ferry", "title"),
    'title:"nine winters"': Words("nine winters", "title"),
    "category: News": NEWS,
    "CATEGORIES:News": NEWS,
    "tag:har*": Label("tag", "har", prefix=True),
    'tag:"c++ stories"': Label("tag", "c++ stories"),
    "by:okafor": Words("okafor", "author"),
    "status:drafts": State("draft"),
    "is:broken": State("broken"),
    "since:2026-01": Dated("since", Period(2026, 1)),
    "until:2026-03-14": Dated("until", Period(2026, 3, 14)),
    "changed:7d": Dated("changed", Ago(7, "d")),
    "changed:yesterday": Dated("changed", Ago(1, "d")),
    "has:image": Has("image"),
    "missing:alt": Has("alt", present=False),
    "-missing:alt": Not(Has("alt", present=False)),
    "words:>500": Length(least=501),
    "words:500-800": Length(500, 800),
    "Breaking: storm": AllOf((Words("Breaking:"), Words("storm"))),
    "https://example.org/a": Words("https://example.org/a"),
    "12:30": Words("12:30"),
    "harbour - ferry": AllOf((Words("harbour"), FERRY)),
    "ferry — boat :)": AllOf((FERRY, BOAT)),
    "--verbose": Words("--verbose"),
    "()": EVERYTHING,
}

EXPLAINED = {
    '"nine winters': "quotation mark",
    "(ferry": "bracket",
    "OR ferry": "between two words",
    "ferry OR": "between two words",
    "ferry OR OR boat": "between two words",
    "catgory:News": "Did you mean category:?",
    "foo:bar": '"foo:bar"',
    "category:": "category:News",
    "status:gone": "draft, scheduled",
    "is:gone": "draft, scheduled",
    "has:wings": "image, alt",
    "since:2026-13": "2026-03-14",
    "since:soon": "2026-03-14",
    "since:2026-02-30": "2026-03-14",
    "words:many": "words:>500",
    "*": "beginning of a word",
    "🎉": "no letter or digit",
    "(" * 60: "too many brackets",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_a_query_is_understood(text: str) -> None:
    assert read_query(text) == Query(text, UNDERSTOOD[text])


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_malformed_query_explains_itself(text: str) -> None:
    assert EXPLAINED[text] in read_query(text).problem


def test_what_is_left_of_a_malformed_query_still_counts() -> None:
    assert read_query("ferry status:gone").node == FERRY
    assert read_query("foo:bar").node == Words("foo:bar")


def test_a_long_query_is_cut_and_says_so() -> None:
    assert f"{MOST_LETTERS:,}" in read_query("a " * MOST_LETTERS).problem


@pytest.mark.parametrize(
    "text",
    ['"nine win', "(ferry", "ferry OR", "category:", "ferry -", "status:dra", "has:im", "since:2026-1",
     "since:20", "since:to", "words:>", "changed:3"],
)  # fmt: skip
def test_nothing_is_wrong_with_what_is_still_being_typed(text: str) -> None:
    assert read_query(text, typing=True).problem == ""


@pytest.mark.parametrize(
    "text", ["status:zzz", "since:soon", "OR ferry", "foo:bar", "category: -ferry", "* "]
)
def test_some_mistakes_are_seen_at_once(text: str) -> None:
    assert read_query(text, typing=True).problem


def test_the_word_being_typed_is_the_beginning_of_one() -> None:
    assert read_query("nine fer", typing=True).node == AllOf((Words("nine"), Words("fer", prefix=True)))
    assert read_query('"nine win', typing=True).node == Words("nine win", prefix=True)
    assert read_query("tag:har", typing=True).node == Label("tag", "har", prefix=True)
    assert read_query("ferry ", typing=True).node == FERRY
    assert read_query('"ferry"', typing=True).node == FERRY


def test_excluded_words_are_no_hits() -> None:
    query = read_query("ferry -boat (tide OR title:wall)")
    assert sought(query.node) == (FERRY, Words("tide"), Words("wall", "title"))


@given(st.text() | st.text('ab:"()-*OR 2', max_size=30), st.booleans())
def test_reading_never_fails(text: str, typing: bool) -> None:
    assert read_query(text, typing=typing).text == text


PIECES = st.sampled_from(
    (
        '"',
        "(",
        ")",
        "-",
        "OR",
        " ",
        "ferry",
        "*",
        ":",
        "tag:",
        "since:",
        "2026",
        "is:",
        "draft",
        "has:",
        "é",
        ">5",
    )
)


@given(st.lists(PIECES, max_size=25).map("".join), st.booleans())
def test_what_was_understood_can_be_written_and_read_again(text: str, typing: bool) -> None:
    node = read_query(text, typing=typing).node
    assert read_query(write_query(node)) == Query(write_query(node), node)


@given(st.text(max_size=60))
def test_any_text_that_was_understood_can_be_written_and_read_again(text: str) -> None:
    node = read_query(text).node
    assert read_query(write_query(node)).node == node


TEXTS = st.text(max_size=12).map(lambda text: " ".join(text.replace('"', "").split())).filter(has_letters)
NAMES = st.text(min_size=1, max_size=8).map(lambda text: " ".join(text.replace('"', "").split())).filter(bool)
WHENS = st.builds(Ago, st.integers(0, 9999), st.sampled_from("dwmy")) | st.dates().map(
    lambda day: Period(day.year, day.month, day.day)
)
COUNTS = st.integers(0, 9_999_999)
TERMS = st.one_of(
    st.builds(Words, TEXTS, st.sampled_from(("", "title", "author", "path")), st.booleans()),
    st.builds(Label, st.sampled_from(("category", "tag")), NAMES, st.booleans()),
    st.builds(State, st.sampled_from(STATES)),
    st.builds(Has, st.sampled_from(tuple(THINGS)), st.booleans()),
    st.builds(Dated, st.sampled_from(("since", "until", "changed")), WHENS),
    st.builds(Length, COUNTS, COUNTS) | st.builds(Length, COUNTS) | st.builds(Length, st.none(), COUNTS),
)


def _not(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


NODES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(_not),
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
    ),
    max_leaves=8,
)


@given(NODES)
def test_every_meaning_can_be_written_and_read(node: Node) -> None:
    assert read_query(write_query(node)) == Query(write_query(node), node)
