"""A program that is killed while it saves a picture leaves the old one whole, or the new one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

_SAVING = """
import sys
from pathlib import Path
from PIL import Image
from editor.core.images.credits import Credits
from editor.storage.images.encoding import Encoding, encode
from editor.storage.images.originals import Originals
from editor.storage.images.writing import replace_picture
path, originals = Path(sys.argv[1]), Originals(Path(sys.argv[2]))
made = [encode(Image.new("RGB", (900, 600), colour), Encoding("PNG"), Credits(), path) for colour in ("red", "blue")]
print("ready", flush=True)
while True:
    for data in made:
        replace_picture(path, path.read_bytes(), data, originals)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill signal of this kind")
def test_a_kill_at_any_moment_leaves_a_whole_picture(tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    first = Image.new("RGB", (64, 40), "green")
    first.save(path)
    original = path.read_bytes()
    dice = random.Random(7)
    for number in range(6):
        saving = subprocess.Popen(
            [sys.executable, "-c", _SAVING, str(path), str(tmp_path / "originals")], stdout=subprocess.PIPE
        )
        assert saving.stdout is not None
        assert saving.stdout.readline() == b"ready\n"
        # Read in a row while it writes: each look finds a whole file, and then it is killed at some moment.
        for _ in range(dice.randint(1, 40)):
            with Image.open(path) as image:
                image.load()
        while number == 0 and saving.poll() is None and path.read_bytes() == original:
            pass  # on a busy machine the first saving may not have begun yet
        saving.kill()
        saving.wait()
        saving.stdout.close()
        with Image.open(path) as image:
            image.load()
            assert image.size in ((64, 40), (900, 600))
    kept = [file for file in (tmp_path / "originals").rglob("*") if file.is_file()]
    assert original in [file.read_bytes() for file in kept]
