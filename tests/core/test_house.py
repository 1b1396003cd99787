"""House style: what a newsroom has decided, and the usual values where it has not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.house import HouseStyle, Variant, parse_style, picture_name


def test_without_a_file_all_is_as_usual() -> None:
    assert parse_style("") == HouseStyle()
    assert HouseStyle().variants["lead"] == Variant(1600)


def test_a_newsroom_decides_its_sizes_and_names() -> None:
    style = parse_style(
        "variants:\n  lead: 1800\n  card: 600x400\npicture_name: '{date}-{slug}-{n}'\n"
        "picture_folder: /assets/img/\nfigures: true\nexcerpt_limit: 140\n"
    )
    assert dict(style.variants) == {"lead": Variant(1800), "card": Variant(600, 400)}
    assert (style.picture_name, style.picture_folder, style.figures, style.excerpt_limit) == (
        "{date}-{slug}-{n}",
        "assets/img",
        True,
        140,
    )
    assert style.problem is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("variants: 3", "variants"),
        ("variants: {lead: wide}", "variants"),
        ("picture_name: ../{n}", "picture_name"),
        ("picture_name: '{slug}'", "picture_name"),
        ("figures: maybe", "figures"),
        ("excerpt_limit: 3", "excerpt_limit"),
        ("lead_keys: {alt: title}", "lead_keys"),
        ("lead_keys: [alt]", "lead_keys"),
        ("picture_folder: [a]", "picture_folder"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, name: str) -> None:
    style = parse_style(text)
    assert style == HouseStyle()
    assert style.problem is not None
    assert f"“{name}”" in style.problem.message


def test_broken_yaml_is_a_problem_with_a_line() -> None:
    style = parse_style("variants:\n  lead: [\n")
    assert style.problem is not None
    assert style.problem.line >= 2


@given(st.text(max_size=200))
def test_nothing_in_the_file_upsets_it(text: str) -> None:
    parse_style(text)


def test_names_are_made_by_rule() -> None:
    assert picture_name("{slug}-{n}", "ferry-returns", 3) == "ferry-returns-3"
    assert picture_name("{date}-{name}-{n}", "x", 1, "IMG_2", "2026-03-14") == "2026-03-14-IMG_2-1"


def test_the_keys_of_a_lead_images_texts_can_be_set() -> None:
    style = parse_style("lead_keys: {alt: photo_description, credit: photo-credit}")
    assert style.problem is None
    assert style.lead_keys == {"alt": "photo_description", "credit": "photo-credit"}
