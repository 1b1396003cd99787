"""``copydesk image``."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from editor.storage.images.opening import read_facts
from editor.storage.images.originals import Originals
from editor.storage.paths import user_paths
from tests.cli.conftest import Run


@pytest.fixture
def tern(site: Path) -> Path:
    """A JPEG of 400x300 whose left half is red, with a photographer's position and name."""
    image = Image.new("RGB", (400, 300), (20, 20, 200))
    image.paste((200, 20, 20), (0, 0, 200, 300))
    exif = Image.Exif()
    exif[0x013B] = "Ana"
    exif[0x0110] = "Model 3"
    exif.get_ifd(0x8825)[2] = (51.0, 7.0, 13.0)
    path = site / "assets" / "tern.jpg"
    image.save(path, exif=exif, quality=90)
    return path


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_a_crop_goes_beside_the_picture(run: Run, tern: Path) -> None:
    before = tern.read_bytes()
    said = run("image", "crop", "assets/tern.jpg", "--ratio", "1:1", "--focus", "0,0.5")
    assert (said.code, said.out) == (0, "assets/tern-crop.jpg\n")
    target = tern.with_name("tern-crop.jpg")
    assert size(target) == (300, 300)
    with Image.open(target) as image:
        assert image.getpixel((20, 150))[0] > 150  # type: ignore[index]
    assert tern.read_bytes() == before
    facts = read_facts(target.read_bytes(), target)
    assert facts.credits.creator == "Ana"
    assert facts.personal == ()


def test_a_name_says_what_the_result_is(run: Run, tern: Path) -> None:
    tern.rename(tern.with_suffix(".heic"))  # a JPEG that a program has named so
    said = run("image", "crop", "assets/tern.heic", "--ratio", "1:1")
    assert (said.code, said.out) == (0, "assets/tern-crop.jpg\n")


def test_a_crop_in_place_keeps_the_original(run: Run, tern: Path, home: Path) -> None:
    before = tern.read_bytes()
    said = run("image", "crop", "assets/tern.jpg", "--box", "10,20,100,50", "--in-place")
    assert said.code == 0
    assert size(tern) == (100, 50)
    originals = Originals(user_paths().originals)
    assert originals.revert(tern) == before


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["--width", "200"], (200, 150)),
        (["--height", "150"], (200, 150)),
        (["--long-edge", "100"], (100, 75)),
        (["--percent", "50"], (200, 150)),
        (["--size", "40x40"], (40, 40)),
    ],
)
def test_a_picture_is_resized(run: Run, tern: Path, words: list[str], wanted: tuple[int, int]) -> None:
    assert run("image", "resize", "assets/tern.jpg", *words, "-o", "out/").code == 0
    assert size(tern.parent.parent / "out" / "tern.jpg") == wanted


@pytest.mark.parametrize("kind", ["png", "webp", "avif"])
def test_a_picture_is_converted(run: Run, tern: Path, kind: str) -> None:
    assert run("image", "convert", "assets/tern.jpg", "--to", kind).code == 0
    with Image.open(tern.with_suffix(f".{kind}")) as image:
        assert image.format == kind.upper()


def test_stripping_keeps_pixels_and_credit(run: Run, tern: Path, home: Path) -> None:
    with Image.open(tern) as image:
        pixels = image.tobytes()
    said = run("image", "strip", "assets/tern.jpg", "--in-place")
    assert said.code == 0
    facts = read_facts(tern.read_bytes(), tern)
    assert facts.personal == ()
    assert facts.credits.creator == "Ana"
    with Image.open(tern) as image:
        assert image.tobytes() == pixels


def test_stripping_keeps_a_picture_upright(run: Run, site: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "Model 3"
    path = site / "assets" / "side.jpg"
    Image.new("RGB", (40, 30)).save(path, exif=exif)
    assert run("image", "strip", "assets/side.jpg").code == 0
    clean = path.with_name("side-clean.jpg")
    assert read_facts(clean.read_bytes(), clean).size == (30, 40)


def test_all_sizes_of_the_house_in_one_go(run: Run, tern: Path, site: Path) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text("variants: {wide: 200, card: 120x60}\n")
    said = run("image", "variants", "assets/tern.jpg", "-o", "out")
    assert said.out.splitlines() == ["out/tern-wide.jpg", "out/tern-card.jpg"]
    assert size(site / "out" / "tern-wide.jpg") == (200, 150)
    assert size(site / "out" / "tern-card.jpg") == (120, 60)


def test_nothing_is_overwritten_unasked(run: Run, tern: Path) -> None:
    assert run("image", "crop", "assets/tern.jpg", "--ratio", "1:1").code == 0
    again = run("image", "crop", "assets/tern.jpg", "--ratio", "1:1")
    assert again.code == 1
    assert "tern-crop.jpg" in again.complaints[0]


def test_what_cannot_be_done_is_said_of_each_file(run: Run, tern: Path, site: Path) -> None:
    (site / "assets" / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0nonsense")
    said = run("image", "crop", "assets/bad.jpg", "assets/none.jpg", "assets/tern.jpg", "--box", "0,0,900,10")
    assert said.code == 1
    damaged, gone, beyond = said.complaints
    assert "damaged" in damaged
    assert gone.startswith("assets/none.jpg:")
    assert "400x300 pixels" in beyond


def test_a_transparent_picture_is_not_flattened_unasked(run: Run, site: Path) -> None:
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(site / "assets" / "glass.png")
    said = run("image", "convert", "assets/glass.png", "--to", "jpeg")
    assert said.code == 1
    assert "transparent parts" in said.complaints[0]
    assert run("image", "convert", "assets/glass.png", "--to", "jpeg", "--background", "#ffffff").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["crop", "a.jpg"],
        ["crop", "a.jpg", "--ratio", "wide"],
        ["crop", "a.jpg", "--box", "1,2,3"],
        ["resize", "a.jpg"],
        ["resize", "a.jpg", "--width", "0"],
        ["resize", "a.jpg", "--width", "10", "--height", "10"],
        ["convert", "a.jpg"],
        ["convert", "a.jpg", "--to", "png", "--in-place"],
        ["convert", "a.jpg", "--to", "png", "--quality", "0"],
        ["paint", "a.jpg"],
        ["crop", "a.jpg", "--ratio", "1:1", "--width", "100"],
        ["resize", "a.jpg", "--width", "100", "--ratio", "1:1"],
        ["strip", "a.jpg", "--to", "webp"],
        ["strip", "a.jpg", "--quality", "50"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    assert run("image", *words).code == 2


@pytest.mark.parametrize(("suffix", "options"), [("png", {}), ("webp", {"lossless": True})])
def test_stripping_keeps_every_frame_of_an_animated_picture(
    run: Run, site: Path, suffix: str, options: dict[str, object]
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Model 3"
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    path = site / "assets" / f"wave.{suffix}"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=50, exif=exif, **options)
    assert run("image", "strip", f"assets/wave.{suffix}").code == 0
    clean = path.with_name(f"wave-clean.{suffix}")
    assert read_facts(clean.read_bytes(), clean).personal == ()
    with Image.open(clean) as image:
        assert image.n_frames == 3
        image.seek(2)
        assert image.convert("RGB").getpixel((5, 5)) == (0, 128, 0)


def test_sizes_are_written_all_or_none(run: Run, tern: Path, site: Path) -> None:
    (site / "out").mkdir()
    (site / "out" / "tern-thumbnail.jpg").write_bytes(b"mine")
    said = run("image", "variants", "assets/tern.jpg", "-o", "out")
    assert said.code == 1
    assert "tern-thumbnail.jpg" in said.complaints[0]
    assert [path.name for path in (site / "out").iterdir()] == ["tern-thumbnail.jpg"]
    assert (site / "out" / "tern-thumbnail.jpg").read_bytes() == b"mine"


@pytest.mark.parametrize("words", [["--width", "30000"], ["--size", "20000x20000"], ["--percent", "30000"]])
def test_no_picture_is_made_that_fills_the_memory(run: Run, tern: Path, words: list[str]) -> None:
    said = run("image", "resize", "assets/tern.jpg", *words)
    assert said.code == 1
    assert "150 megapixels" in said.complaints[0]
