"""What the search box suggests while one types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.query.completion import MOST, Completion, Known, complete
from editor.core.query.fields import FIELDS
from editor.core.query.nodes import Label
from editor.core.query.reading import read_query

KNOWN = Known(
    categories=("News", "World News", "Sport", "Élan"),
    tags=("harbour", "ferry"),
    authors=("M. Okafor",),
    years=(2026, 2025),
)


def labels(text: str, cursor: int | None = None) -> list[str]:
    return [row.label for row in complete(text, len(text) if cursor is None else cursor, KNOWN)]


def taken(text: str, index: int = 0) -> str:
    """Return the box's text once a suggestion was taken."""
    row = complete(text, len(text), KNOWN)[index]
    return text[: row.start] + row.insert + text[row.end :]


def test_an_empty_box_offers_the_fields() -> None:
    assert labels("") == [f"{field.name}:" for field in FIELDS][:MOST]
    assert labels("ferry ") == labels("")


def test_a_word_offers_the_fields_that_begin_with_it() -> None:
    assert labels("ti") == ["title:"]
    assert labels("-s") == ["status:", "since:"]
    assert taken("ferry -mi") == "ferry -missing:"
    assert labels("ferry") == []


def test_values_of_the_site_are_offered_those_that_begin_so_first() -> None:
    assert labels("category:ne") == ["News", "World News"]
    assert labels("category:elan x", cursor=12) == ["Élan"]
    assert taken("category:new") == "category:News "
    assert taken("category:wor") == 'category:"World News" '
    assert taken('category:"wor') == 'category:"World News" '
    assert labels("tag:") == ["harbour", "ferry"]
    assert labels("author:oka") == ["M. Okafor"]


def test_states_things_and_days_are_offered() -> None:
    assert labels("status:s") == ["scheduled", "published"]
    assert labels("is:br") == ["broken"]
    assert labels("missing:al") == ["alt"]
    assert labels("since:2") == ["2026", "2025"]
    assert labels("changed:y") == ["yesterday", "today", "1y"]
    assert ">500" in labels("words:")


def test_what_stands_there_already_and_quotations_offer_nothing() -> None:
    assert labels("tag:ferry") == []
    assert labels('"ti') == []
    assert labels("foo:x") == []


def test_only_the_word_before_the_cursor_is_replaced() -> None:
    assert complete("tag:har ferry", 7, KNOWN) == (Completion(4, 7, "harbour ", "harbour"),)


def test_a_name_that_was_taken_is_read_as_that_name() -> None:
    odd = Known(categories=("a (b", "-x", "OR", "with space*"))
    for name, row in zip(odd.categories, complete("category:", 9, odd), strict=True):
        assert read_query("category:" + row.insert).node == Label("category", name)


def test_a_name_with_a_quotation_mark_is_found_by_its_beginning() -> None:
    (row,) = complete("tag:", 4, Known(tags=('say "so"',)))
    assert read_query("tag:" + row.insert).node == Label("tag", "say", prefix=True)


@given(st.text(max_size=30), st.integers(-5, 40))
def test_never_fails_and_replaces_what_is_before_the_cursor(text: str, cursor: int) -> None:
    for row in complete(text, cursor, KNOWN):
        assert 0 <= row.start <= row.end <= len(text)
