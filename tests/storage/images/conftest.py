"""Drawn pictures, and exiftool where it is installed: it writes and reads what pictures say."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

Draw = Callable[..., Path]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draws a picture with edges and shades into a file of the name's kind."""

    def make(name: str, size: tuple[int, int] = (240, 160), mode: str = "RGB", **options: object) -> Path:
        image = Image.new("RGB", size, (143, 174, 197))
        pen = ImageDraw.Draw(image)
        pen.polygon([(0, size[1]), (size[0], size[1] // 2), (size[0], size[1])], fill=(95, 127, 112))
        pen.ellipse([size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2], fill=(179, 38, 30))
        path = tmp_path / name
        image.convert(mode).save(path, **options)
        return path

    return make


class ExifTool:
    """Runs exiftool."""

    def write(self, path: Path, **tags: str) -> None:
        words = [f"-{name.replace('__', ':')}={value}" for name, value in tags.items()]
        command = [
            "exiftool",
            "-q",
            "-overwrite_original",
            "-codedcharacterset=utf8",
            "-charset",
            "iptc=utf8",
            *words,
        ]
        subprocess.run([*command, str(path)], check=True, capture_output=True)

    def read(self, path: Path) -> dict[str, object]:
        command = ["exiftool", "-j", "-G1", "-a", "-struct", str(path)]
        said = subprocess.run(command, check=True, capture_output=True)
        facts: dict[str, object] = json.loads(said.stdout)[0]
        return {
            name: value
            for name, value in facts.items()
            if not name.startswith(("System:", "File:", "ExifTool:"))
        }


@pytest.fixture(scope="session")
def exiftool() -> ExifTool:
    """The outside judge of what pictures say; skips where it is not installed."""
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    return ExifTool()
