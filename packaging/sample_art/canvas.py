"""Owns the sheet a picture is drawn on: flat shapes, gradients, ridges, glows and reflections."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sample_art.palette import Colour, mix

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Stops = Sequence[tuple[float, Colour]]

WIDTH = 1600.0
"""Every scene is drawn in a space 1,600 units wide, whatever the size of its file."""

OVERSAMPLING = 2


class Canvas:
    """One picture in the making; all coordinates are units, all angles degrees."""

    def __init__(self, size: tuple[int, int], seed: int) -> None:
        self.size = size
        self.height = WIDTH * size[1] / size[0]
        self.scale = OVERSAMPLING * size[0] / WIDTH
        self.image = Image.new("RGB", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING))
        self.chance = random.Random(seed)

    # Flat shapes ------------------------------------------------------------------------------------

    def polygon(self, points: Sequence[Point], fill: Colour, alpha: float = 1.0) -> None:
        """Fill the outline through ``points``; ``alpha`` is 0 (unseen) to 1."""
        self._pen(alpha).polygon([self._at(point) for point in points], fill=self._ink(fill, alpha))

    def rectangle(self, box: Box, fill: Colour, alpha: float = 1.0, radius: float = 0.0) -> None:
        """Fill a rectangle, its corners rounded by ``radius`` units."""
        pen, spot = self._pen(alpha), self._box(box)
        if radius:
            pen.rounded_rectangle(spot, radius * self.scale, fill=self._ink(fill, alpha))
        else:
            pen.rectangle(spot, fill=self._ink(fill, alpha))

    def circle(self, centre: Point, radius: float, fill: Colour, alpha: float = 1.0) -> None:
        """Fill a circle."""
        self.ellipse(
            (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), fill, alpha
        )

    def ellipse(self, box: Box, fill: Colour, alpha: float = 1.0) -> None:
        """Fill the ellipse that touches the sides of ``box``."""
        self._pen(alpha).ellipse(self._box(box), fill=self._ink(fill, alpha))

    def line(self, points: Sequence[Point], fill: Colour, width: float = 3.0, alpha: float = 1.0) -> None:
        """Draw a line through ``points``, ``width`` units thick."""
        thickness = max(1, round(width * self.scale))
        self._pen(alpha).line(
            [self._at(point) for point in points], fill=self._ink(fill, alpha), width=thickness, joint="curve"
        )

    # Tones ------------------------------------------------------------------------------------------

    def gradient(self, box: Box, stops: Stops) -> None:
        """Fill a rectangle from top to bottom; a stop is (share of the height, colour)."""
        left, top, right, bottom = (round(edge) for edge in self._box(box))
        strip = self._strip(stops, bottom - top)
        self.image.paste(strip.resize((right - left, bottom - top)), (left, top))

    def shaded(self, points: Sequence[Point], stops: Stops) -> None:
        """Fill an outline with a gradient that spans its own height."""
        spots = [self._at(point) for point in points]
        left, right = math.floor(min(x for x, _ in spots)), math.ceil(max(x for x, _ in spots))
        top, bottom = math.floor(min(y for _, y in spots)), math.ceil(max(y for _, y in spots))
        size = max(1, right - left), max(1, bottom - top)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in spots], fill=255)
        self.image.paste(self._strip(stops, size[1]).resize(size), (left, top), mask)

    def glow(self, centre: Point, radius: float, fill: Colour, alpha: float = 1.0) -> None:
        """Lay a soft round light over what is there."""
        side = round(2 * radius * self.scale)
        # Pillow's radial gradient is 0 in the middle, 181 where the circle meets the sides, 255 in the corners.
        light = Image.radial_gradient("L").point(
            lambda tone: round(max(0.0, 1 - tone / 178) ** 2 * 255 * alpha)
        )
        x, y = self._at((centre[0] - radius, centre[1] - radius))
        self.image.paste(fill, (round(x), round(y)), light.resize((side, side), Image.Resampling.BICUBIC))

    # Layers -----------------------------------------------------------------------------------------

    def layer(self) -> Canvas:
        """Return an empty, see-through sheet of the same size to draw one thing on."""
        sheet = Canvas(self.size, self.chance.randrange(1 << 30))
        sheet.image = Image.new("RGBA", self.image.size)
        return sheet

    def stamp(self, sheet: Canvas) -> None:
        """Lay what was drawn on a layer over this picture."""
        self.image.paste(sheet.image, (0, 0), sheet.image)

    def turn_over(self) -> None:
        """Swap left and right."""
        self.image = self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    def reflect(self, sheet: Canvas, waterline: float, strength: float, squash: float = 0.8) -> None:
        """Lay a rippled mirror image of a layer below ``waterline``, weaker with depth."""
        top, wide = round(waterline * self.scale), self.image.width
        deep = min(round(top * squash), self.image.height - top)
        source = sheet.image.crop((0, top - round(deep / squash), wide, top))
        mirrored = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((wide // 2, deep // 2))
        mirrored = self._ripple(mirrored, 1.0).resize((wide, deep), Image.Resampling.BICUBIC)
        fade = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((wide, deep))
        fade = fade.point(lambda tone: round((60 + tone * 195 / 255) * strength))
        self.image.paste(mirrored, (0, top), ImageChops.multiply(mirrored.getchannel("A"), fade))

    def shade(self, sheet: Canvas, offset: Point, blur: float, alpha: float, fill: Colour) -> None:
        """Lay a soft shadow in the shape of a layer, moved by ``offset``."""
        mask = ImageChops.offset(sheet.image.getchannel("A"), *(round(part * self.scale) for part in offset))
        mask = mask.reduce(4).filter(ImageFilter.GaussianBlur(blur * self.scale / 4))
        mask = mask.resize(self.image.size, Image.Resampling.BICUBIC).point(lambda tone: round(tone * alpha))
        self.image.paste(fill, (0, 0), mask)

    # Nature -----------------------------------------------------------------------------------------

    def ridge(self, base: float, rise: float, rough: float = 0.5, steps: int = 8) -> list[Point]:
        """Return a skyline from the left edge to the right, ``rise`` units high about ``base``.

        Midpoint displacement: each halving of the line moves its middle by ``rough`` times less.
        """
        heights, reach = [self.chance.uniform(-1, 1) * rise for _ in range(4)], rise
        for _ in range(steps):
            reach *= rough
            middles = [
                (a + b) / 2 + self.chance.uniform(-reach, reach) for a, b in itertools.pairwise(heights)
            ]
            heights = [part for pair in zip(heights, middles, strict=False) for part in pair] + heights[-1:]
        gap = (WIDTH + 40) / (len(heights) - 1)
        return [(index * gap - 20, base - height) for index, height in enumerate(heights)]

    def hill(self, skyline: Sequence[Point], stops: Stops, floor: float | None = None) -> None:
        """Fill the land below a skyline down to ``floor`` (by default the foot of the picture)."""
        foot = self.height + 10 if floor is None else floor
        self.shaded([*skyline, (skyline[-1][0], foot), (skyline[0][0], foot)], stops)

    def water(self, horizon: float, stops: Stops, mirror: float = 0.45, calm: float = 1.0) -> None:
        """Turn everything below ``horizon`` into water that mirrors what stands above it."""
        top = round(horizon * self.scale)
        wide, deep = self.image.width, self.image.height - top
        above = self.image.crop((0, max(0, top - deep), wide, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        above = self._ripple(above.reduce(4), calm).resize((wide, min(deep, top)), Image.Resampling.BICUBIC)
        sheet = self._strip(stops, deep).resize((wide, deep))
        fade = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(above.size)
        sheet.paste(above, (0, 0), fade.point(lambda tone: round(tone * mirror)))
        self.image.paste(sheet, (0, top))

    def glints(
        self,
        top: float,
        bottom: float,
        fill: Colour,
        count: int,
        alpha: float = 0.35,
        spread: Box | None = None,
    ) -> None:
        """Scatter short flat strokes over water, longer and further apart towards the viewer."""
        left, right = (0.0, WIDTH) if spread is None else (spread[0], spread[2])
        for _ in range(count):
            near = self.chance.random() ** 1.6
            y = top + (bottom - top) * near
            middle = self.chance.triangular(left, right) if spread else self.chance.uniform(left, right)
            half = (6 + 60 * near) * self.chance.uniform(0.4, 1.2)
            thick = 0.8 + 2.6 * near
            self.ellipse(
                (middle - half, y - thick, middle + half, y + thick),
                fill,
                alpha * self.chance.uniform(0.35, 1),
            )

    def cloud(self, centre: Point, width: float, fill: Colour, alpha: float) -> None:
        """Draw a long flat cloud of overlapping lenses."""
        for _ in range(7):
            x = centre[0] + self.chance.uniform(-0.4, 0.4) * width
            y = centre[1] + self.chance.uniform(-0.03, 0.03) * width
            half, thick = width * self.chance.uniform(0.14, 0.34), width * self.chance.uniform(0.008, 0.022)
            self.ellipse((x - half, y - thick, x + half, y + thick), fill, alpha)

    # The finished picture -----------------------------------------------------------------------------

    def finished(self) -> Image.Image:
        """Return the picture at its own size, with a breath of grain that hides banding in skies."""
        picture = self.image.resize(self.size, Image.Resampling.BOX)
        grain = Image.frombytes("L", self.size, random.Random(1).randbytes(self.size[0] * self.size[1]))
        noise = grain.point(lambda tone: 127 + tone * 3 // 256).convert("RGB")
        return ImageChops.add(picture, noise, scale=1, offset=-128)

    # Inside -------------------------------------------------------------------------------------------

    def _at(self, point: Point) -> Point:
        return point[0] * self.scale, point[1] * self.scale

    def _box(self, box: Box) -> Box:
        left, top, right, bottom = box
        return left * self.scale, top * self.scale, right * self.scale, bottom * self.scale

    def _pen(self, alpha: float) -> ImageDraw.ImageDraw:
        # In "RGBA" mode Pillow blends into an RGB picture instead of replacing its colours.
        return ImageDraw.Draw(self.image, "RGBA" if alpha < 1 else None)

    @staticmethod
    def _ink(fill: Colour, alpha: float) -> tuple[int, ...]:
        return fill if alpha >= 1 else (*fill, max(0, round(alpha * 255)))

    @staticmethod
    def _strip(stops: Stops, height: int) -> Image.Image:
        strip = Image.new("RGB", (1, max(1, height)))
        for row in range(strip.height):
            share = row / max(1, strip.height - 1)
            after = next((index for index, stop in enumerate(stops) if stop[0] >= share), len(stops) - 1)
            (start, first), (end, second) = stops[max(0, after - 1)], stops[after]
            part = 1.0 if end == start else min(1.0, (share - start) / (end - start))
            strip.putpixel((0, row), mix(first, second, part))
        return strip

    def _ripple(self, picture: Image.Image, calm: float) -> Image.Image:
        """Shift each row sideways, more so towards the viewer, as small waves do."""
        blurred = picture.filter(ImageFilter.GaussianBlur(3))
        out = blurred.copy()
        drift = 0.0
        for row in range(picture.height):
            depth = row / picture.height
            drift = drift * 0.72 + self.chance.uniform(-1, 1) * (0.6 + 5 * depth)
            shift = round((drift + math.sin(row * 0.5) * 2 * depth) / calm)
            out.paste(blurred.crop((0, row, picture.width, row + 1)), (shift, row))
        return out
