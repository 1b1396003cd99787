"""Recipes: what turning does to a crop, and a history that undoes what a writer calls one step."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.core.images.geometry import Box
from editor.core.images.recipe import MOST_IN_ALL, MOST_PIXELS, History, Recipe

SIZE = (400, 300)
RECIPES = st.builds(
    Recipe,
    turns=st.integers(0, 3),
    mirror=st.booleans(),
    crop=st.one_of(st.none(), st.just(Box(10, 20, 100, 50))),
    focus=st.one_of(st.none(), st.just((0.25, 0.75))),
)


@given(RECIPES)
def test_four_turns_are_none(recipe: Recipe) -> None:
    now = recipe
    for _ in range(4):
        now = now.turned_right(SIZE)
    assert now == recipe
    assert recipe.turned_right(SIZE).turned_left(SIZE) == recipe


@given(RECIPES)
def test_two_flips_are_none(recipe: Recipe) -> None:
    assert recipe.flipped(SIZE).flipped(SIZE) == recipe


def test_a_turn_swaps_the_frame_and_takes_the_crop_along() -> None:
    recipe = Recipe(crop=Box(0, 0, 100, 50), size=(50, 25)).turned_right(SIZE)
    assert recipe.frame(SIZE) == (300, 400)
    assert recipe.crop == Box(250, 0, 50, 100)
    assert recipe.result(SIZE) == (25, 50)


def test_straightening_keeps_the_crop_on_the_picture() -> None:
    recipe = Recipe(crop=Box(0, 0, 400, 300)).straightened(5, SIZE)
    frame = recipe.frame(SIZE)
    assert frame[0] < 400
    assert recipe.box(SIZE).right <= frame[0]
    assert Recipe().straightened(90, SIZE).degrees == 30


def test_undo_takes_back_a_drag_as_one_step() -> None:
    history = History()
    history.take(replace(history.recipe, exposure=0.1), merge="exposure")
    history.take(replace(history.recipe, exposure=0.2), merge="exposure")
    history.take(replace(history.recipe, contrast=0.5), merge="contrast")
    assert history.recipe == Recipe(exposure=0.2, contrast=0.5)
    history.undo()
    assert history.recipe == Recipe(exposure=0.2)
    history.undo()
    assert history.recipe == Recipe()
    assert not history.can_undo
    history.redo()
    assert history.recipe == Recipe(exposure=0.2)
    history.take(Recipe(mirror=True))
    assert not history.can_redo


def test_a_settled_drag_and_the_next_are_two_steps() -> None:
    history = History()
    history.take(Recipe(exposure=0.1), merge="exposure")
    history.settle()
    history.take(Recipe(exposure=0.2), merge="exposure")
    history.undo()
    assert history.recipe == Recipe(exposure=0.1)


def test_a_focus_alone_changes_no_pixel() -> None:
    assert Recipe(focus=(0.2, 0.2)).is_nothing
    assert not Recipe(turns=1).is_nothing


def test_a_crop_that_is_all_of_the_picture_is_none() -> None:
    recipe = Recipe(ratio=1.5).cropped(Box(0, 0, 600, 400), (600, 400))
    assert recipe.crop is None
    assert recipe.is_nothing
    sized = Recipe(size=(300, 200)).cropped(Box(100, 0, 400, 400), (600, 400))
    assert sized.size == (300, 300)


def test_a_narrow_crop_of_a_widened_picture_does_not_grow_beyond_bounds() -> None:
    recipe = Recipe(size=(30_000, 4_000)).cropped(Box(0, 0, 10, 400), (3000, 400))
    assert recipe.size is not None
    width, height = recipe.size
    assert height <= MOST_PIXELS
    assert width * height <= MOST_IN_ALL
    assert abs(width / height - 10 / 400) < 0.001
