"""Opening pictures: within bounds, and a sentence for everything that is none."""

from __future__ import annotations

import random
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.core.errors import PictureError, ReadError
from editor.storage.images.cleaning import cleaned
from editor.storage.images.opening import decode, open_picture, read_facts
from tests.storage.images.conftest import Draw


def test_a_large_jpeg_comes_with_a_small_proxy_of_itself(draw: Draw) -> None:
    opened = open_picture(draw("large.jpg", (3000, 2000)), longest=400)
    assert opened.facts.size == (3000, 2000)
    assert opened.facts.format == "JPEG"
    assert max(opened.proxy.size) <= 400
    assert opened.proxy.width / opened.proxy.height == pytest.approx(1.5, rel=0.02)
    assert opened.full().size == (3000, 2000)


def test_a_sideways_picture_is_opened_upright(draw: Draw, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    opened = open_picture(draw("side.jpg", (300, 200), exif=exif))
    assert opened.facts.size == (200, 300)
    assert opened.proxy.size == (200, 300)


@pytest.mark.parametrize(
    ("mode", "name", "kind"), [("CMYK", "a.jpg", "RGB"), ("L", "a.png", "L"), ("P", "b.png", "RGB")]
)
def test_other_modes_are_opened_as_a_page_shows_them(draw: Draw, mode: str, name: str, kind: str) -> None:
    assert open_picture(draw(name, mode=mode)).proxy.mode == kind


def test_sixteen_bits_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    Image.new("I;16", (8, 8), 40000).save(path)
    assert open_picture(path).proxy.getpixel((0, 0)) in (155, 156)


def test_an_animated_picture_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "wave.gif"
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    with pytest.raises(PictureError, match=r"“wave\.gif” is animated"):
        open_picture(path)


def test_a_cameras_jpeg_with_a_preview_behind_it_is_a_picture_and_loses_the_preview(tmp_path: Path) -> None:
    path = tmp_path / "DSC_0042.jpg"
    preview = Image.new("RGB", (160, 120), "blue")
    Image.new("RGB", (800, 600), "red").save(path, "MPO", save_all=True, append_images=[preview])
    opened = open_picture(path)
    assert (opened.facts.format, opened.facts.size) == ("JPEG", (800, 600))
    assert opened.full().getpixel((400, 300))[0] > 250
    assert any("more pictures behind" in said for said in opened.facts.personal)
    clean = cleaned(opened.data, path, opened.facts.credits)
    assert read_facts(clean, path).personal == ()
    with Image.open(BytesIO(clean)) as image:
        assert (image.format, image.size) == ("JPEG", (800, 600))


def test_a_bomb_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    with pytest.raises(PictureError, match="more than 150 megapixels"):
        open_picture(path)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing"),
        ("a.jpg", b"not a picture at all", "not a picture Copydesk knows"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "damaged"),
        ("a.jpg", b"", "empty"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for attempt in (open_picture, lambda path: read_facts(path.read_bytes(), path)):
        with pytest.raises(PictureError, match=says):
            attempt(path)


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="gone"):
        open_picture(tmp_path / "gone.jpg")


@pytest.mark.parametrize("name", ["t.jpg", "t.png", "t.webp", "t.avif"])
def test_fifty_damaged_files_of_each_kind_open_or_get_a_sentence(draw: Draw, name: str) -> None:
    whole = draw(name, (120, 80)).read_bytes()
    dice = random.Random(name)
    path = draw(name).with_name(f"damaged-{name}")
    for _ in range(50):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(bytes(data[: dice.randrange(20, len(data) + 1)] if dice.random() < 0.3 else data))
        before = path.read_bytes()
        with suppress(PictureError):
            decode(open_picture(path).data, path)
        assert path.read_bytes() == before
