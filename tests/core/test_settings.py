"""Preferences as plain data: what is wrong is said and never spreads."""

from __future__ import annotations

import dataclasses
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.settings import Settings, from_dict, to_dict

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
NAMES = [item.name for item in dataclasses.fields(Settings)]


def test_nothing_kept_means_the_defaults() -> None:
    assert from_dict({}) == (Settings(), [])


def test_settings_survive_json() -> None:
    mine = Settings(
        scheme="dark",
        editor_font="Courier Prime",
        editor_font_size=17.5,
        preview_zoom=1.25,
        excerpt_limit=140,
        open_last=False,
        shortcuts={"save": "Ctrl+Alt+S", "quote": ""},
    )
    assert from_dict(json.loads(json.dumps(to_dict(mine)))) == (mine, [])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("scheme", "sepia", "must be “system”, “light” or “dark”"),
        ("scheme", ["dark"], "must be “system”, “light” or “dark”"),
        ("editor_font_size", 0, "must be from 6 to 48"),
        ("editor_font_size", "14", "must be a number"),
        ("editor_font_size", True, "must be a number"),
        ("editor_font_size", math.nan, "must be from 6 to 48"),
        ("editor_font_size", 10**400, "must be from 6 to 48"),
        ("excerpt_limit", 160.5, "must be a whole number"),
        ("reading_words_per_minute", -1, "must be from 50 to 1000"),
        ("open_last", 1, "must be true or false"),
        ("editor_font", 7, "must be a text"),
        ("editor_font", "x" * 300, "at most 200 characters"),
        ("shortcuts", ["Ctrl+S"], "must hold names of actions and their keys"),
        ("shortcuts", {"save": 7}, "must hold names of actions and their keys"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_wrong_value_is_named_and_the_rest_is_kept(name: str, value: object, said: str) -> None:
    settings, problems = from_dict({"tab_width": 2, name: value})
    assert settings == Settings(tab_width=2)
    (problem,) = problems
    assert f"“{name}”" in problem
    assert said in problem


def test_a_name_of_another_version_is_told_of() -> None:
    settings, (problem,) = from_dict({"scheme": "light", "telepathy": True})
    assert settings == Settings(scheme="light")
    assert "“telepathy”" in problem


def test_a_whole_number_where_a_fraction_may_be_is_fine() -> None:
    settings, problems = from_dict({"editor_font_size": 16, "excerpt_limit": 140.0})
    assert (settings.editor_font_size, settings.excerpt_limit, problems) == (16.0, 140, [])
    assert isinstance(settings.excerpt_limit, int)


def test_shortcuts_cannot_be_changed_behind_ones_back() -> None:
    raw = {"save": "Ctrl+S"}
    settings, _ = from_dict({"shortcuts": raw})
    raw["save"] = "F1"
    assert settings.shortcuts["save"] == "Ctrl+S"


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), JSON, max_size=8) | JSON)
def test_whatever_is_read_gives_settings_that_can_be_kept(raw: object) -> None:
    settings, _ = from_dict(raw)
    assert from_dict(to_dict(settings)) == (settings, [])
