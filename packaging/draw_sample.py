"""Draws every picture of the bundled newsroom into resources/sample/assets/images.

The same call gives the same pictures: each scene has a seed of its own and nothing is read but this code.
Run it as ``python packaging/draw_sample.py``; name pictures to draw only those, ``-o`` to draw elsewhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sample_art import country, paper, shore, town, water
from sample_art.canvas import Canvas

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample" / "assets" / "images"
QUALITY = 82


@dataclass(frozen=True)
class Scene:
    """One drawn picture: its file size in pixels, the seed of its chances and the function that draws it."""

    size: tuple[int, int]
    seed: int
    draw: Callable[[Canvas], None]


SCENES = {
    "bus-23.jpg": Scene((1280, 720), 3, town.bus),
    "fog.jpg": Scene((1600, 1067), 11, water.fog),
    "gull-post.jpg": Scene((1440, 960), 5, shore.gull_post),
    "library-door.jpg": Scene((1600, 900), 8, town.library_door),
    "lifeboat.jpg": Scene((1600, 1067), 4, water.lifeboat),
    "net-loft.jpg": Scene((1400, 933), 6, country.net_loft),
    "pilots-bench.jpg": Scene((1600, 900), 7, shore.pilots),
    "quay-night.jpg": Scene((1600, 900), 9, town.quay_night),
    "tern-berth.jpg": Scene((1920, 1080), 2, shore.tern_berth),
    "tern-crossing.jpg": Scene((1600, 900), 14, water.tern_crossing),
    "tide-steps.jpg": Scene((1600, 900), 13, shore.tide_steps),
    "tide-wall.jpg": Scene((1800, 1200), 12, water.tide_wall),
    "walk-ridge.jpg": Scene((1800, 1200), 10, country.walk_ridge),
}

CHART = "high-water.png"
MAP = "ferry-route.svg"
SIZES = {name: scene.size for name, scene in SCENES.items()} | {CHART: paper.CHART_SIZE}
"""Every picture made of pixels, with its width and height."""


def main() -> None:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="pictures to draw, by default all")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, metavar="DIR")
    wanted = parser.parse_args()
    wanted.output.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        if not wanted.names or name in wanted.names:
            canvas = Canvas(scene.size, scene.seed)
            scene.draw(canvas)
            canvas.finished().save(wanted.output / name, quality=QUALITY, optimize=True, progressive=True)
    if not wanted.names or CHART in wanted.names:
        paper.high_water().save(wanted.output / CHART, optimize=True)
    if not wanted.names or MAP in wanted.names:
        (wanted.output / MAP).write_text(paper.FERRY_ROUTE, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
