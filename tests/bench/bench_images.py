"""The image bench beside bare Pillow: opening a 24-megapixel JPEG, moving a slider, saving.

Floors are what Pillow itself needs in the same run: decoding the whole file for opening and saving, one look-up table
over the proxy for a slider. Prints medians in ms and ratios; asserts nothing.

    python tests/bench/bench_images.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from editor.core.images.credits import Credits
from editor.core.images.develop import framed, rendered, toned
from editor.core.images.geometry import Box
from editor.core.images.recipe import Recipe
from editor.storage.images.encoding import Encoding, encode
from editor.storage.images.opening import decode, open_picture

SIZE = (6000, 4000)
PROXY = 1400


def photograph(path: Path) -> None:
    """Write a JPEG of 24 megapixels with the detail of a photograph."""
    noise = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 40).resize(SIZE, Image.Resampling.BICUBIC)
    shades = Image.linear_gradient("L").resize(SIZE)
    Image.merge("RGB", (noise, Image.blend(noise, shades, 0.5), shades)).save(path, quality=90)


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of ``work`` in ms."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main(rounds: int) -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        photograph(path)
        data = path.read_bytes()
        opened = open_picture(path, PROXY)
        full = opened.full()
        recipe = Recipe(
            crop=Box(300, 200, 4800, 2700), size=(1600, 900), exposure=0.2, saturation=0.1, sharpen=0.3
        )
        steps = iter(range(1_000_000))

        def slide() -> None:
            moved = replace(recipe, exposure=next(steps) % 100 / 100)
            toned(framed(opened.proxy, moved), moved)

        def look_up() -> None:
            opened.proxy.point(list(range(256)) * 3)

        def pillow_save() -> None:
            with Image.open(BytesIO(data)) as image:
                image.crop((300, 200, 5100, 2900)).resize((1600, 900), Image.Resampling.LANCZOS).save(
                    BytesIO(), "JPEG", quality=82, optimize=True, progressive=True
                )

        def save() -> None:
            encode(rendered(decode(data, path), recipe), Encoding("JPEG", 82), Credits(), path)

        rows = (
            ("open to first view", lambda: open_picture(path, PROXY), lambda: decode(data, path)),
            ("slider, one step", slide, look_up),
            ("crop, resize, save", save, pillow_save),
            (
                "weigh (draft)",
                lambda: encode(rendered(full, recipe), Encoding(), Credits(), path, draft=True),
                pillow_save,
            ),
        )
        print(f"{SIZE[0]}x{SIZE[1]} JPEG, {len(data) / 1e6:.1f} MB, {rounds} rounds, medians in ms")
        print(f"{'':22}{'ours':>9}{'Pillow':>9}{'ratio':>8}")
        for name, ours, floor in rows:
            mine, bare = median_ms(ours, rounds), median_ms(floor, rounds)
            print(f"{name:22}{mine:9.1f}{bare:9.1f}{mine / bare:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
