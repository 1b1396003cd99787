"""Settings over settings, as Jekyll lays them."""

from __future__ import annotations

from editor.core.merging import merged


def test_what_an_inner_layout_says_counts_and_hashes_are_one() -> None:
    assert merged({"a": {"x": 1, "y": 2}, "b": 1, "c": 1}, {"a": {"y": 3}, "b": None, "c": 2, "d": None}) == {
        "a": {"x": 1, "y": 3},
        "b": 1,
        "c": 2,
        "d": None,
    }
