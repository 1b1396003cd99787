"""Pictures turned upright and made smaller."""

from __future__ import annotations

import pytest
from PIL import Image

from editor.core.images.transform import is_animated, smaller_copy, smaller_size, upright_size


@pytest.mark.parametrize(
    ("size", "smaller"),
    [((2000, 9000), None), ((2001, 1000), (2000, 1000)), ((4000, 3), (2000, 2)), ((90_000, 1), (2000, 1))],
)
def test_only_wide_pictures_get_a_smaller_size(
    size: tuple[int, int], smaller: tuple[int, int] | None
) -> None:
    assert smaller_size(*size) == smaller


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))]
)
def test_a_picture_is_measured_as_it_is_seen(orientation: int, size: tuple[int, int]) -> None:
    image = Image.new("RGB", (30, 20))
    image.getexif()[0x0112] = orientation
    assert upright_size(image) == size
    assert smaller_copy(image, (10, 10)).size == (10, 10)


@pytest.mark.parametrize(
    ("mode", "kept"),
    [
        ("RGB", "RGB"),
        ("RGBA", "RGBA"),
        ("L", "L"),
        ("P", "RGB"),
        ("CMYK", "RGB"),
        ("1", "RGB"),
        ("I;16", "RGB"),
    ],
)
def test_modes_that_cannot_be_averaged_become_ones_that_can(mode: str, kept: str) -> None:
    assert smaller_copy(Image.new(mode, (8, 8)), (4, 4)).mode == kept


def test_transparency_of_a_palette_is_kept() -> None:
    image = Image.new("P", (8, 8))
    image.info["transparency"] = 0
    assert smaller_copy(image, (4, 4)).getpixel((1, 1))[3] == 0


def test_the_top_of_a_picture_taken_upside_down_ends_up_on_top() -> None:
    image = Image.new("L", (40, 40), 0)
    image.paste(255, (0, 0, 40, 20))
    image.getexif()[0x0112] = 3
    copy = smaller_copy(image, (20, 20))
    assert (copy.getpixel((0, 0)), copy.getpixel((19, 19))) == (0, 255)


def test_a_still_picture_is_not_animated() -> None:
    assert not is_animated(Image.new("RGB", (4, 4)))
