"""Pixels: a crop is the crop, upright is upright, transparency stays, colours become sRGB."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageCms

from editor.core.images import develop
from editor.core.images.develop import cut_for, developed, rendered
from editor.core.images.geometry import Box
from editor.core.images.recipe import Recipe

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(width: int = 40, height: int = 20) -> Image.Image:
    """Red and green on top, blue and white below."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for colour, corner in ((RED, (0, 0)), (GREEN, (half[0], 0)), (BLUE, (0, half[1])), (WHITE, half)):
        image.paste(colour, (*corner, corner[0] + half[0], corner[1] + half[1]))
    return image


def corners(image: Image.Image) -> list[object]:
    """The colours top left, top right, bottom left and bottom right."""
    right, bottom = image.width - 2, image.height - 2
    return [image.getpixel(place) for place in ((1, 1), (right, 1), (1, bottom), (right, bottom))]


def test_a_crop_is_the_crop() -> None:
    cut = rendered(quarters(), Recipe(crop=Box(20, 0, 20, 10)))
    assert cut.size == (20, 10)
    assert cut.getcolors() == [(200, GREEN)]


@pytest.mark.parametrize(
    ("recipe", "seen"),
    [
        (Recipe(turns=1), [BLUE, RED, WHITE, GREEN]),
        (Recipe(turns=2), [WHITE, BLUE, GREEN, RED]),
        (Recipe(turns=3), [GREEN, WHITE, RED, BLUE]),
        (Recipe(mirror=True), [GREEN, RED, WHITE, BLUE]),
        (Recipe(turns=1, mirror=True), [RED, BLUE, GREEN, WHITE]),
    ],
)
def test_turns_and_mirrors(recipe: Recipe, seen: list[object]) -> None:
    assert corners(rendered(quarters(), recipe)) == seen


def test_turning_after_mirroring_turns_what_is_seen() -> None:
    seen = rendered(quarters(), Recipe(mirror=True))
    turned = rendered(quarters(), Recipe(mirror=True).turned_right((40, 20)))
    assert corners(turned) == corners(seen.transpose(Image.Transpose.ROTATE_270))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_out_upright(orientation: int, tmp_path: object) -> None:
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = quarters()
    if orientation in stored:
        image = image.transpose(stored[orientation])
    image.getexif()[0x0112] = orientation
    upright = developed(image)
    assert upright.size == (40, 20)
    assert corners(upright) == [RED, GREEN, BLUE, WHITE]


def test_straightening_leaves_no_empty_corner() -> None:
    image = Image.new("RGB", (200, 100), WHITE)
    straight = rendered(image, Recipe(degrees=7))
    assert straight.getcolors() == [(straight.width * straight.height, WHITE)]


def test_a_proxy_looks_like_the_finished_picture_in_little() -> None:
    recipe = Recipe(turns=1, crop=Box(0, 0, 200, 200), size=(100, 100))
    full = rendered(quarters(800, 400), recipe)
    proxy = rendered(quarters(200, 100), recipe, (800, 400))
    assert full.size == (100, 100)
    assert proxy.size == (25, 25)
    assert corners(full) == corners(proxy)


def test_transparency_is_kept_by_every_step() -> None:
    image = Image.new("RGBA", (40, 40), (200, 10, 10, 0))
    image.paste((10, 200, 10, 255), (0, 0, 20, 40))
    done = rendered(
        developed(image), Recipe(size=(20, 20), exposure=0.5, contrast=0.2, saturation=0.3, sharpen=0.5)
    )
    assert done.mode == "RGBA"
    assert done.getpixel((1, 10))[3] == 255  # type: ignore[index]
    assert done.getpixel((18, 10))[3] == 0  # type: ignore[index]


def test_palette_transparency_stays_transparent() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.info["transparency"] = 1
    assert developed(image).getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "value", "seen"), [("I;16", 65535, 255), ("I;16", 32768, 127), ("1", 1, 255)]
)
def test_deep_and_shallow_channels_become_eight_bits(mode: str, value: int, seen: int) -> None:
    image = Image.new(mode, (4, 4), value)
    plain = developed(image)
    assert plain.mode == "L"
    assert plain.getpixel((0, 0)) in (seen, seen + 1)


def test_cmyk_becomes_rgb() -> None:
    plain = developed(Image.new("CMYK", (4, 4), (0, 255, 255, 0)))
    assert plain.mode == "RGB"
    red, green, _ = plain.getpixel((0, 0))  # type: ignore[misc]
    assert red > 200 > 60 > green


def test_another_colour_space_becomes_srgb() -> None:
    image = Image.new("RGB", (4, 4), (200, 30, 30))
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert developed(image).getpixel((0, 0)) == (
        200,
        30,
        30,
    )  # a profile that is not this picture's is left out
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert developed(image).getpixel((0, 0)) == (200, 30, 30)
    image.info["icc_profile"] = b"damaged"
    assert developed(image).getpixel((0, 0)) == (200, 30, 30)


def test_a_stop_more_is_twice_the_light() -> None:
    grey = Image.new("RGB", (2, 2), (118, 118, 118))
    lighter = rendered(grey, Recipe(exposure=1.0)).getpixel((0, 0))
    assert 158 <= lighter[0] <= 162  # type: ignore[index]
    assert rendered(grey, Recipe(exposure=-2.0)).getpixel((0, 0))[0] < 70  # type: ignore[index]


def test_no_saturation_is_grey_and_no_contrast_is_flat() -> None:
    grey = rendered(Image.new("RGB", (2, 2), RED), Recipe(saturation=-1.0)).getpixel((0, 0))
    assert len(set(grey)) == 1  # type: ignore[arg-type]
    flat = rendered(quarters(), Recipe(contrast=-1.0)).getcolors()
    assert flat is not None
    assert len(flat) == 1


def test_sharpening_is_only_for_shrunk_pictures() -> None:
    image = quarters(80, 40)
    assert rendered(image, Recipe(sharpen=1.0)).tobytes() == image.tobytes()
    soft = rendered(image, Recipe(size=(30, 15)))
    sharp = rendered(image, Recipe(size=(30, 15), sharpen=1.0))
    assert soft.tobytes() != sharp.tobytes()


def test_a_card_is_cut_around_the_focus_and_never_made_larger() -> None:
    image = quarters(400, 200)
    assert cut_for(image, (100, 100), (0.0, 0.5)).getpixel((90, 10)) == RED
    assert cut_for(image, (100, 100), (1.0, 0.5)).getpixel((10, 10)) == GREEN
    assert cut_for(image, (1200, 630)).size == (381, 200)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
@pytest.mark.parametrize("degrees", [2.5, -7.0])
def test_a_crop_of_a_straightened_picture_is_that_part_of_it(mode: str, degrees: float) -> None:
    picture = quarters(120, 60).convert(mode)
    box = Box(20, 10, 40, 25)
    cut = rendered(picture, Recipe(degrees=degrees, crop=box))
    whole = rendered(picture, Recipe(degrees=degrees))
    part = whole.crop((box.left, box.top, box.right, box.bottom))
    differences = ImageChops.difference(cut.convert("RGB"), part.convert("RGB")).getextrema()
    # At an edge of colours the last digit of a place may fall to either side.
    assert all(most <= 1 for _, most in differences)


def test_a_straightened_picture_is_what_pillow_turns() -> None:
    picture = quarters(120, 60)
    seen = rendered(picture, Recipe(degrees=5.0))
    turned = picture.rotate(-5.0, Image.Resampling.BICUBIC)
    left, top = (120 - seen.width) // 2, (60 - seen.height) // 2
    cut = turned.crop((left, top, left + seen.width, top + seen.height))
    assert all(most <= 1 for _, most in ImageChops.difference(seen, cut).getextrema())


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA"])
def test_a_picture_toned_in_strips_has_no_seams(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = quarters(40, 30).convert(mode)
    recipe = Recipe(exposure=0.4, contrast=0.2, saturation=0.5)
    at_once = rendered(picture, recipe)
    monkeypatch.setattr(develop, "_STRIP_PIXELS", 40 * 7)
    in_strips = rendered(picture, recipe)
    assert in_strips.mode == at_once.mode
    assert in_strips.tobytes() == at_once.tobytes()


def test_a_picture_that_stands_upright_is_not_copied() -> None:
    picture = quarters()
    assert developed(picture) is picture
