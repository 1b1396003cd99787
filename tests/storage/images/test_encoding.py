"""Encoding pictures: transparency is never lost unasked, quality costs bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.core.errors import PictureError
from editor.core.images.credits import Credits
from editor.storage.images.encoding import FORMATS, Encoding, encode

GONE = Path("tern.jpg")


def noise(size: tuple[int, int] = (120, 80)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_one(kind: str) -> None:
    with Image.open(BytesIO(encode(noise(), Encoding(kind, 80), Credits(), GONE))) as image:
        assert image.format == kind
        assert image.size == (120, 80)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_more_quality_is_more_bytes(kind: str) -> None:
    sizes = [len(encode(noise(), Encoding(kind, quality), Credits(), GONE)) for quality in (20, 60, 95)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]


def test_transparent_parts_are_not_flattened_unasked() -> None:
    image = Image.new("RGBA", (10, 10), (200, 0, 0, 0))
    with pytest.raises(PictureError, match="transparent parts, which JPEG cannot hold"):
        encode(image, Encoding("JPEG", 80), Credits(), GONE)
    filled = encode(image, Encoding("JPEG", 95, background=(255, 255, 255)), Credits(), GONE)
    with Image.open(BytesIO(filled)) as seen:
        assert min(seen.convert("RGB").getpixel((5, 5))) > 250  # type: ignore[type-var]


def test_an_alpha_channel_that_hides_nothing_is_no_obstacle() -> None:
    image = Image.new("RGBA", (10, 10), (200, 0, 0, 255))
    assert encode(image, Encoding("JPEG", 80), Credits(), GONE)[:2] == b"\xff\xd8"


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_transparent_parts_stay_in_formats_that_hold_them(kind: str, mode: str) -> None:
    image = Image.new(mode, (16, 16), (200, 0, 0, 0) if mode == "RGBA" else (200, 0))
    with Image.open(BytesIO(encode(image, Encoding(kind, 90), Credits(), GONE))) as seen:
        assert seen.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_picture_too_long_for_a_format_gets_a_sentence() -> None:
    with pytest.raises(PictureError, match="WEBP holds at most 16,383 pixels"):
        encode(Image.new("L", (20_000, 1)), Encoding("WEBP"), Credits(), GONE)
