"""What pictures say: personal data is found and removed, credits are kept; exiftool writes and reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from editor.core.images.credits import Credits
from editor.core.images.segments import stripped
from editor.storage.images.encoding import SUFFIXES, Encoding, encode
from editor.storage.images.opening import open_picture, read_facts
from tests.storage.images.conftest import Draw, ExifTool

SAID = Credits(
    title="The Tern at her berth",
    caption="A small white ferry tied to a stone quay — at dawn.",
    creator="Ana Müller",
    credit="Harbour Ledger",
    source="Ledger Pictures",
    copyright="© 2026 Harbour Ledger",
)
PERSONAL = {
    "EXIF__GPSLatitude": "51.1203",
    "EXIF__GPSLatitudeRef": "N",
    "EXIF__GPSLongitude": "1.3110",
    "EXIF__GPSLongitudeRef": "W",
    "EXIF__Make": "Maker",
    "EXIF__Model": "Model 3",
    "EXIF__SerialNumber": "123456",
    "EXIF__DateTimeOriginal": "2026:03:14 07:30:00",
    "XMP-exif__GPSLatitude": "51.1203",
    "XMP-mwg-rs__RegionInfo": (
        "{AppliedToDimensions={W=240,H=160,Unit=pixel},RegionList=[{Area={X=0.5,Y=0.5,W=0.1,H=0.1},"
        "Name=Nell Asher,Type=Face}]}"
    ),
    "IPTC__City": "Ellermouth",
}
KEPT = {
    "IPTC__ObjectName": SAID.title,
    "IPTC__Caption-Abstract": SAID.caption,
    "IPTC__By-line": SAID.creator,
    "IPTC__Credit": SAID.credit,
    "IPTC__Source": SAID.source,
    "IPTC__CopyrightNotice": SAID.copyright,
}


def test_iptc_credits_are_read_and_personal_data_is_named(draw: Draw, exiftool: ExifTool) -> None:
    path = draw("tern.jpg")
    exiftool.write(path, **KEPT, **PERSONAL)
    facts = open_picture(path).facts
    assert facts.credits == SAID
    assert facts.personal[0] == "where it was taken (51.1203, -1.3110)"
    for expected in ("faces and names of people", "serial numbers of camera or lens", "camera and settings"):
        assert expected in facts.personal
    assert "when it was taken" in facts.personal
    assert "the name of the place" in facts.personal


@pytest.mark.parametrize("group", ["XMP", "EXIF"])
def test_credits_are_read_from_xmp_and_exif(draw: Draw, exiftool: ExifTool, group: str) -> None:
    path = draw("tern.jpg")
    names = {
        "XMP": {
            "XMP-dc__Description": SAID.caption,
            "XMP-dc__Creator": SAID.creator,
            "XMP-dc__Rights": SAID.copyright,
        },
        "EXIF": {
            "EXIF__ImageDescription": SAID.caption,
            "EXIF__Artist": SAID.creator,
            "EXIF__Copyright": SAID.copyright,
        },
    }[group]
    exiftool.write(path, **names)
    facts = open_picture(path).facts
    assert facts.credits == Credits(caption=SAID.caption, creator=SAID.creator, copyright=SAID.copyright)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_written_picture_says_its_credits_and_nothing_else(
    tmp_path: Path, exiftool: ExifTool, kind: str
) -> None:
    path = tmp_path / f"out{SUFFIXES[kind]}"
    path.write_bytes(encode(Image.new("RGB", (64, 48), (10, 90, 120)), Encoding(kind, 80), SAID, path))
    said = exiftool.read(path)
    assert said["XMP-dc:Title"] == SAID.title
    assert said["XMP-dc:Description"] == SAID.caption
    assert said["XMP-dc:Creator"] == [SAID.creator]
    assert said["XMP-photoshop:Credit"] == SAID.credit
    assert said["XMP-dc:Rights"] == SAID.copyright
    if kind == "JPEG":
        assert said["IPTC:By-line"] == SAID.creator
        assert said["IPTC:Caption-Abstract"] == SAID.caption
        assert said["IPTC:CopyrightNotice"] == SAID.copyright
        assert said["IFD0:Artist"] == SAID.creator
    assert not [name for name in said if "GPS" in name or "Serial" in name or "Thumbnail" in name]
    assert read_facts(path.read_bytes(), path).credits == SAID
    assert read_facts(path.read_bytes(), path).personal == ()


@pytest.mark.parametrize(
    ("name", "kind"), [("t.jpg", "image/jpeg"), ("t.png", "image/png"), ("t.webp", "image/webp")]
)
def test_stripping_leaves_the_pixels_and_the_credits(
    draw: Draw, exiftool: ExifTool, name: str, kind: str
) -> None:
    path = draw(name)
    exiftool.write(
        path, **PERSONAL, **{"XMP-dc__Creator": SAID.creator, "XMP-photoshop__Credit": SAID.credit}
    )
    before = path.read_bytes()
    facts = read_facts(before, path)
    assert facts.personal
    after = stripped(before, kind, facts.credits)
    path.write_bytes(after)
    with Image.open(path) as image:
        pixels = image.convert("RGB").tobytes()
    with Image.open(draw(f"again-{name}")) as image:
        assert image.convert("RGB").tobytes() == pixels
    said = exiftool.read(path)
    assert said["XMP-dc:Creator"] == [SAID.creator]
    assert said["XMP-photoshop:Credit"] == SAID.credit
    assert not [key for key in said if "GPS" in key or "Serial" in key or "Region" in key or "Model" in key]
    assert read_facts(after, path).personal == ()


def test_stripping_a_progressive_jpeg_drops_what_hides_behind_its_end(draw: Draw) -> None:
    data = draw("t.jpg", progressive=True).read_bytes()
    assert stripped(data + b"secret film", "image/jpeg", Credits()) == stripped(data, "image/jpeg", Credits())
    assert b"secret" not in stripped(data + b"secret film", "image/jpeg", Credits())
