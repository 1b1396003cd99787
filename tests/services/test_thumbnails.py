"""Small pictures: upright, never larger than asked, and a damaged file is no picture instead of a fault."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor.services.tasks import Stop, TaskRunner
from editor.services.thumbnails import Thumbnails, is_too_large, read_thumbnail
from editor.storage.thumbnail_store import ThumbnailStore
from tests.conftest import png_header

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(path: Path, size: tuple[int, int] = (64, 40), colour: tuple[int, int, int] = RED) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.fixture
def thumbnails(tasks: TaskRunner, tmp_path: Path) -> Thumbnails:
    def find(relative: str) -> Path | None:
        file = tmp_path / relative
        return file if file.is_file() else None

    return Thumbnails(tasks, find)


def colour_of(image: QImage) -> tuple[int, int, int]:
    colour = image.pixelColor(image.width() // 2, image.height() // 2)
    return colour.red(), colour.green(), colour.blue()


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((64, 40), (64, 40)),
        ((2000, 1000), (256, 128)),
        ((1000, 2000), (128, 256)),
        ((5000, 1), (256, 1)),
        ((1, 1), (1, 1)),
    ],
)
def test_no_larger_than_asked_and_in_proportion(
    qapp: object, tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    image = read_thumbnail(picture(tmp_path / "a.png", size), Stop())
    assert (image.width(), image.height()) == expected


def test_upright_as_its_exif_says(qapp: object, tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 200), RED)
    image.paste(BLUE, (0, 0, 400, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera turned: the top of the file is the right of the picture
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    small = read_thumbnail(tmp_path / "a.jpg", Stop(), 100)
    assert (small.width(), small.height()) == (50, 100)
    assert small.pixelColor(45, 50).blue() > 150
    assert small.pixelColor(5, 50).red() > 150


def test_the_bytes_count_and_not_the_name(qapp: object, tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg").rename(tmp_path / "a.png")
    assert not read_thumbnail(tmp_path / "a.png", Stop()).isNull()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"\x89PNG\r\n\x1a\n",
        png_header(60_000, 60_000),
        png_header(0, 5),
        b"<svg",
        b"GIF89a",
    ],
    ids=["empty", "text", "signature", "huge", "none", "svg", "gif"],
)
def test_what_is_no_picture_is_none(qapp: object, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(data)
    assert read_thumbnail(file, Stop()).isNull()


def test_a_missing_file_is_none(qapp: object, tmp_path: Path) -> None:
    assert read_thumbnail(tmp_path / "none.png", Stop()).isNull()
    assert read_thumbnail(None, Stop()).isNull()


def test_a_picture_is_made_once_and_then_at_hand(
    thumbnails: Thumbnails, tmp_path: Path, qtbot: QtBot
) -> None:
    picture(tmp_path / "a.png")
    with qtbot.waitSignal(thumbnails.ready) as told:
        assert thumbnails.get("a.png") is None
        assert thumbnails.get("a.png") is None
    assert told.args[0] == "a.png"
    image = thumbnails.get("a.png")
    assert image is not None
    assert colour_of(image) == RED


def test_a_missing_picture_is_told_and_the_others_go_on(
    thumbnails: Thumbnails, tmp_path: Path, qtbot: QtBot
) -> None:
    picture(tmp_path / "a.png")
    made: dict[str, bool] = {}
    thumbnails.ready.connect(lambda path, image: made.__setitem__(path, image.isNull()))
    for name in ("missing.png", "a.png", "gone.png"):
        thumbnails.get(name)
    qtbot.waitUntil(lambda: len(made) == 3)
    assert made == {"missing.png": True, "a.png": False, "gone.png": True}


def test_a_picture_that_changed_is_made_anew(thumbnails: Thumbnails, tmp_path: Path, qtbot: QtBot) -> None:
    picture(tmp_path / "a.png", colour=RED)
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get("a.png")
    picture(tmp_path / "a.png", colour=BLUE)
    thumbnails.forget("a.png")
    with qtbot.waitSignal(thumbnails.ready) as told:
        assert thumbnails.get("a.png") is None
    assert colour_of(told.args[1]) == BLUE


@pytest.mark.parametrize("everything", [True, False])
def test_what_was_forgotten_while_it_was_made_is_not_shown(
    tasks: TaskRunner, tmp_path: Path, qtbot: QtBot, everything: bool
) -> None:
    # Another project with a picture of the same name, say.
    old, new = picture(tmp_path / "old.png", colour=RED), picture(tmp_path / "new.png", colour=BLUE)
    found = [old]
    thumbnails = Thumbnails(tasks, lambda _: found[0])
    colours: list[tuple[int, int, int]] = []
    thumbnails.ready.connect(lambda _, image: colours.append(colour_of(image)))
    gate = threading.Event()
    for key in ("one", "two"):  # every thread is busy, so that nothing is made yet
        tasks.submit(key, lambda _: gate.wait(), thumbnails._made)
        tasks.cancel(key)
    thumbnails.get("a.png")
    thumbnails.forget(None if everything else "a.png")
    found[0] = new
    thumbnails.get("a.png")
    gate.set()
    qtbot.waitUntil(lambda: thumbnails.get("a.png") is not None)
    assert colours == [BLUE]


def test_a_second_program_finds_them_on_disk(qtbot: QtBot, tasks: TaskRunner, tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "cache")
    file = picture(tmp_path / "a.jpg", (1000, 400), BLUE)
    whole = file.read_bytes()
    for _ in range(2):
        thumbnails = Thumbnails(tasks, lambda relative: tmp_path / relative, store)
        with qtbot.waitSignal(thumbnails.ready) as seen:
            assert thumbnails.get("a.jpg") is None
        assert thumbnails.pixels("a.jpg") == (1000, 400)
        assert seen.args is not None
        image = seen.args[1]
        assert (image.width(), image.height()) == (256, 102)
        assert abs(colour_of(image)[2] - BLUE[2]) < 12
        # Same size and time, and no picture any more: whoever looks at it again sees nothing.
        seen_at = file.stat()
        file.write_bytes(bytes(len(whole)))
        os.utime(file, ns=(seen_at.st_atime_ns, seen_at.st_mtime_ns))


def test_pixels_are_those_of_the_upright_picture(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (600, 400), RED).save(tmp_path / "a.jpg", exif=exif)
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get("a.jpg")
    assert thumbnails.pixels("a.jpg") == (400, 600)
    thumbnails.forget("a.jpg")
    assert thumbnails.pixels("a.jpg") == (0, 0)


def test_a_picture_too_large_to_be_read_still_has_its_pixels(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(png_header(60_000, 30_000))
    with qtbot.waitSignal(thumbnails.ready) as told:
        thumbnails.get("a.png")
    assert told.args is not None
    assert told.args[1].isNull()
    assert is_too_large(thumbnails.pixels("a.png"))
    assert not is_too_large((4_000, 3_000))  # one that is damaged
