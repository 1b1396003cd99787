"""Frames on pictures: whatever is dragged or turned, the box stays inside and keeps its shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.images.geometry import (
    Box,
    at_most,
    cut_off,
    dragged,
    long_edge,
    mirrored,
    moved,
    of_height,
    of_ratio,
    of_width,
    reshaped,
    scaled,
    straightened_size,
    turned,
    within,
)

SIZES = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
BOXES = st.builds(
    Box, st.integers(-500, 3500), st.integers(-500, 3500), st.integers(1, 3500), st.integers(1, 3500)
)


def inside(box: Box, size: tuple[int, int]) -> bool:
    return 0 <= box.left < box.right <= size[0] and 0 <= box.top < box.bottom <= size[1]


@given(BOXES, SIZES, st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_a_box_never_leaves_the_picture(box: Box, size: tuple[int, int], right: int, down: int) -> None:
    fitted = within(box, size)
    assert inside(fitted, size)
    shifted = moved(fitted, right, down, size)
    assert inside(shifted, size)
    assert shifted.size == fitted.size


@given(
    BOXES,
    SIZES,
    st.sampled_from(["l", "r", "t", "b", "lt", "rt", "lb", "rb"]),
    st.integers(-500, 3500),
    st.integers(-500, 3500),
    st.sampled_from([None, 16 / 9, 1.0, 1.91]),
)
def test_dragging_an_edge_keeps_the_box_inside(
    box: Box, size: tuple[int, int], edges: str, x: int, y: int, ratio: float | None
) -> None:
    assert inside(dragged(within(box, size), edges, x, y, size, ratio), size)


def test_dragging_a_corner_leaves_the_opposite_one() -> None:
    box = dragged(Box(100, 100, 160, 90), "rb", 500, 400, (1000, 800), 16 / 9)
    assert (box.left, box.top) == (100, 100)
    assert box.width / box.height == pytest.approx(16 / 9, rel=0.01)
    box = dragged(Box(100, 100, 160, 90), "lt", 20, 60, (1000, 800), 16 / 9)
    assert (box.right, box.bottom) == (260, 190)


def test_at_the_border_a_shaped_box_stops_growing_both_ways() -> None:
    box = dragged(Box(800, 100, 160, 90), "rb", 2000, 2000, (1000, 800), 16 / 9)
    assert box == Box(800, 100, 200, 112)


def test_dragging_one_side_of_a_shaped_box_grows_the_others_about_its_middle() -> None:
    box = dragged(Box(400, 400, 100, 100), "r", 600, 0, (1000, 1000), 1.0)
    assert box == Box(400, 350, 200, 200)


@given(SIZES, st.floats(0.2, 5), st.floats(0, 1), st.floats(0, 1))
def test_the_largest_box_of_a_shape_touches_two_sides(
    size: tuple[int, int], ratio: float, x: float, y: float
) -> None:
    box = of_ratio(size, ratio, (x, y))
    assert inside(box, size)
    assert box.width == size[0] or box.height == size[1]


def test_the_focus_stays_in_sight() -> None:
    assert of_ratio((2000, 1000), 1.0, (0.9, 0.5)) == Box(1000, 0, 1000, 1000)
    assert of_ratio((2000, 1000), 1.0, (0.5, 0.5)) == Box(500, 0, 1000, 1000)


def test_another_shape_keeps_middle_and_area() -> None:
    box = reshaped(Box(400, 400, 200, 200), 4.0, (1000, 1000))
    assert box == Box(300, 450, 400, 100)


@given(BOXES, SIZES)
def test_four_turns_and_two_mirrors_bring_a_box_back(box: Box, size: tuple[int, int]) -> None:
    start = within(box, size)
    now, frame = start, size
    for _ in range(4):
        now, frame = turned(now, frame), (frame[1], frame[0])
        assert inside(now, frame)
    assert now == start
    assert mirrored(mirrored(start, size), size) == start


@given(st.tuples(st.integers(50, 4000), st.integers(50, 4000)), st.floats(-30, 30))
def test_a_straightened_frame_is_smaller_and_keeps_the_shape(size: tuple[int, int], degrees: float) -> None:
    width, height = straightened_size(size, degrees)
    assert width <= size[0]
    assert height <= size[1]
    assert abs(width * size[1] - height * size[0]) <= max(size)


def test_sizes_keep_their_shape() -> None:
    assert long_edge((4000, 3000), 1600) == (1600, 1200)
    assert long_edge((3000, 4000), 1600) == (1200, 1600)
    assert of_width((4000, 3000), 1600) == (1600, 1200)
    assert of_height((4000, 3000), 600) == (800, 600)
    assert scaled(Box(100, 50, 200, 100), 0.5, (500, 300)) == Box(50, 25, 100, 50)


@given(BOXES, SIZES, st.none() | st.floats(0.2, 5))
def test_what_is_cut_off_at_the_border_leaves_a_box_inside(
    box: Box, size: tuple[int, int], ratio: float | None
) -> None:
    cut = cut_off(box, size, ratio)
    assert inside(cut, size)
    assert cut.width <= box.width
    assert cut.height <= box.height


def test_a_box_cut_off_at_the_border_keeps_its_corner_and_its_shape() -> None:
    assert cut_off(Box(100, 50, 600, 400), (600, 400)) == Box(100, 50, 500, 350)
    assert cut_off(Box(500, 0, 400, 400), (600, 400), 1.0) == Box(500, 0, 100, 100)
    assert cut_off(Box(10, 10, 40, 30), (600, 400), 1.0) == Box(10, 10, 40, 30)


@given(st.tuples(st.integers(1, 40_000), st.integers(1, 40_000)))
def test_a_size_is_kept_within_bounds_in_its_own_shape(size: tuple[int, int]) -> None:
    width, height = at_most(size, 3000, 1_000_000)
    assert max(width, height) <= 3000
    assert width * height <= 1_000_000
    if max(size) <= 3000 and size[0] * size[1] <= 1_000_000:
        assert (width, height) == size
    # Each side is rounded by less than a pixel.
    assert abs(width * size[1] - height * size[0]) <= size[0] + size[1]
