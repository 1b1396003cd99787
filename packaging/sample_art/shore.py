"""Owns the pictures of what stands beside the water: quay, steps, pier, street and gull."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sample_art.canvas import WIDTH, Canvas, Point
from sample_art.palette import (
    CORAL,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    NAVY,
    OCHRE,
    PALE,
    PINE,
    RED,
    ROSE,
    UMBER,
    WHITE,
    Colour,
    colour,
    mix,
)
from sample_art.props import ferry, flying_gull, lighthouse, person, sailing_boat, terrace


def tern_berth(sheet: Canvas) -> None:
    """The ferry at her berth below the town, at first light."""
    horizon = 520.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#7fa3bb")), (0.55, colour("#bcd0d3")), (1, colour("#f7e3c0"))]
    )
    sheet.glow((1130, horizon - 20), 520, colour("#ffe9b8"), 0.9)
    sheet.circle((1130, horizon - 62), 40, colour("#fff4d4"))
    sheet.cloud((420, 150), 620, WHITE, 0.2)
    sheet.cloud((1240, 235), 460, WHITE, 0.25)
    sheet.hill(sheet.ridge(horizon - 60, 46), [(0, colour("#8ea9ab")), (1, colour("#b9c6bd"))], horizon)
    sheet.hill(
        [(x, y - max(0, (800 - x) * 0.17)) for x, y in sheet.ridge(horizon - 34, 26)],
        [(0, colour("#5f8377")), (1, colour("#86a192"))],
        horizon,
    )
    walls = [colour("#e9dcc3"), colour("#d9b8a0"), colour("#c7cfc8"), colour("#e6cf9d"), colour("#b98f83")]
    terrace(sheet, (60, 470), horizon - 62, 66, [mix(wall, MIST, 0.35) for wall in walls])
    terrace(sheet, (-20, 640), horizon - 2, 78, walls)
    sheet.water(horizon, [(0, colour("#c9d3cb")), (0.35, colour("#7fa0a8")), (1, colour("#2c4d5b"))], 0.55)
    sheet.glints(horizon + 4, sheet.height, colour("#fff0cc"), 150, 0.5, (860, 0, 1400, 0))
    sheet.glints(horizon + 20, sheet.height, PALE, 90, 0.18)
    boat = sheet.layer()
    ferry(boat, 420, 706, 700)
    sheet.reflect(boat, 706, 0.5)
    sheet.stamp(boat)
    edge = 640.0
    quay(sheet, (1180, edge), 0.2, colour("#4c5f66"))
    sheet.polygon(
        [(1172, edge + 4), (WIDTH + 10, edge - 34), (WIDTH + 10, edge - 10), (1180, edge + 26)],
        colour("#8d9793"),
    )
    sheet.rectangle((1290, edge - 56, 1318, edge + 4), INK, radius=8)
    sheet.rectangle((1280, edge - 60, 1328, edge - 42), INK, radius=9)
    sheet.line([(1092, 604), (1180, 632), (1288, edge - 26)], colour("#e7d9b4"), 5)
    person(sheet, 1430, edge - 12, 132, RED)
    for x, y, span in ((720, 210, 64), (812, 258, 42), (610, 300, 34), (1420, 150, 50)):
        flying_gull(sheet, x, y, span)


def quay(sheet: Canvas, corner: Point, lean: float, face: Colour) -> None:
    """Draw a wall of dressed stone from ``corner`` down and to the right, its end leaning by ``lean`` a unit."""
    (start, top), right, foot = corner, WIDTH + 10, sheet.height + 10
    outline = [(start, top), (right, top - 26), (right, foot), (start + (foot - top) * lean, foot)]
    sheet.shaded(outline, [(0, face), (1, mix(face, INK, 0.55))])
    y, course = top, 0
    while y < sheet.height:
        deep = 26 + course * 3.0
        left = start + (y + deep - top) * lean
        sheet.line([(left, y), (right, y)], INK, 1.6, 0.28)
        x = left + (course % 2) * 46
        while x < right:
            sheet.line([(x, y), (x, y + deep)], INK, 1.4, 0.22)
            if sheet.chance.random() < 0.25:
                sheet.rectangle((x, y, x + 92, y + deep), mix(face, WHITE, 0.5), 0.08)
            x += 92
        y, course = y + deep, course + 1


def tide_steps(sheet: Canvas) -> None:
    """The tide staff beside the slipway steps, the water half way up."""
    horizon, water = 330.0, 610.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#8db1bd")), (0.7, colour("#c8dad6")), (1, colour("#efe8cf"))]
    )
    sheet.cloud((420, 110), 700, WHITE, 0.4)
    sheet.hill(sheet.ridge(horizon - 44, 34), [(0, colour("#7f9f9d")), (1, colour("#a9bfb3"))], horizon)
    sheet.water(horizon, [(0, colour("#bcd0cb")), (0.4, colour("#7ba2a8")), (1, colour("#2f5767"))], 0.45)
    sailing_boat(sheet, 330, 392, 70, WHITE, NAVY)
    steps = sheet.layer()
    for step in range(9):
        _step(steps, 700 + step * 96.0, 700 - step * 62.0, step, weed=700 - step * 62.0 > water - 60)
    person(steps, 1120, 452, 190, NAVY, 0.02)
    steps.rectangle((1140, 340, 1176, 364), CREAM)
    sheet.stamp(steps)
    staff = sheet.layer()
    staff.rectangle((560, 60, 640, 760), UMBER)
    staff.rectangle((574, 70, 626, 760), CREAM)
    for mark in range(23):
        top = 80 + mark * 30
        ink = RED if mark < 7 else NAVY
        staff.rectangle((574, top, 600 if mark % 2 else 626, top + 14), ink)
    sheet.stamp(staff)
    surface = [(float(x), water + 5 * math.sin(x / 70) + 3 * math.sin(x / 23)) for x in range(-20, 1640, 8)]
    below = sheet.layer()
    below.hill(surface, [(0, colour("#6d98a0")), (1, colour("#24485a"))])
    below.image.putalpha(below.image.getchannel("A").point(lambda tone: tone * 82 // 100))
    sheet.stamp(below)
    sheet.line([(x, y) for x, y in surface], colour("#e4eee6"), 5)
    sheet.glints(water + 16, sheet.height, WHITE, 110, 0.35)
    for x, y, span in ((240, 190, 54), (330, 240, 36), (860, 130, 48)):
        flying_gull(sheet, x, y, span)


def _step(sheet: Canvas, left: float, top: float, number: int, weed: bool) -> None:
    """Draw one stone step with all that stands below and behind it."""
    tread = colour("#5d7056") if weed else mix(colour("#9a927f"), WHITE, number * 0.025)
    sheet.shaded(
        [(left, top), (WIDTH + 10, top), (WIDTH + 10, 770), (left, 770)],
        [(0, mix(tread, INK, 0.16)), (1, mix(colour("#6f6a5e"), INK, 0.3))],
    )
    for row in range(12):
        y = top + 26 + row * 62
        for block in range(2):
            x = left + 8 + block * 44 + row % 2 * 14
            sheet.rectangle(
                (x, y, x + 40, y + 56), mix(mix(tread, INK, 0.24), WHITE, sheet.chance.uniform(0, 0.08))
            )
    sheet.rectangle((left - 12, top, WIDTH + 10, top + 20), tread)
    sheet.rectangle((left - 12, top, WIDTH + 10, top + 5), mix(tread, WHITE, 0.3))


def pilots(sheet: Canvas) -> None:
    """Two old pilots on a bench at the pier head, looking out to the light."""
    horizon = 530.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#6f98ac")), (0.6, colour("#a9c6c9")), (1, colour("#e8e3cc"))]
    )
    sheet.cloud((1120, 140), 760, WHITE, 0.35)
    sheet.cloud((380, 240), 620, WHITE, 0.28)
    sheet.cloud((900, 330), 540, WHITE, 0.2)
    sheet.hill(
        [(x, y - max(0, (x - 1000) * 0.13)) for x, y in sheet.ridge(horizon - 16, 12)],
        [(0, colour("#5d8388")), (1, colour("#85a3a0"))],
        horizon,
    )
    lighthouse(sheet, 1210, horizon - 30, 190, CREAM, colour("#ffeeb4"))
    sheet.water(horizon, [(0, colour("#b5cdc9")), (0.4, colour("#6f99a3")), (1, colour("#345b6b"))], 0.5)
    sheet.glints(horizon + 4, 800, WHITE, 120, 0.3)
    sailing = sheet.layer()
    sailing_boat(sailing, 760, 600, 110, WHITE, NAVY)
    sheet.reflect(sailing, 600, 0.4)
    sheet.stamp(sailing)
    sheet.shaded(
        [(-10, 760), (980, 760), (1040, 790), (1040, 910), (-10, 910)],
        [(0, colour("#7a6d5a")), (1, colour("#3d382f"))],
    )
    sheet.rectangle((-10, 752, 990, 772), colour("#a9977b"))
    for x in range(20, 1000, 64):
        sheet.line([(x, 772), (x, 910)], INK, 2, 0.35)
    for x in (150, 560):
        sheet.rectangle((x, 660, x + 16, 756), INK)
    sheet.rectangle((110, 640, 620, 660), UMBER, radius=4)
    sheet.rectangle((110, 560, 620, 584), UMBER, radius=4)
    sheet.rectangle((110, 600, 620, 622), UMBER, radius=4)
    _seated(sheet, 270, NAVY, MUSTARD)
    _seated(sheet, 450, PINE, ROSE)
    for x, y, span in ((960, 240, 60), (1060, 300, 40), (640, 180, 46)):
        flying_gull(sheet, x, y, span)


def _seated(sheet: Canvas, x: float, coat: Colour, scarf: Colour) -> None:
    sheet.polygon(
        [(x - 62, 652), (x - 54, 540), (x - 30, 500), (x + 30, 500), (x + 54, 540), (x + 62, 652)], coat
    )
    sheet.rectangle((x - 30, 486, x + 30, 512), scarf, radius=12)
    sheet.circle((x, 456), 38, colour("#d8b394"))
    sheet.polygon(
        [(x - 40, 452), (x - 36, 418), (x, 404), (x + 36, 418), (x + 40, 452)], mix(coat, INK, 0.45)
    )
    sheet.rectangle((x - 44, 444, x + 44, 456), mix(coat, INK, 0.45), radius=6)


def gull_post(sheet: Canvas) -> None:
    """A gull on a mooring post, with an eye on somebody's chips."""
    horizon = 650.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#a8c3cf")), (0.7, colour("#dbe4df")), (1, colour("#f3e6cb"))]
    )
    sheet.cloud((420, 200), 760, WHITE, 0.4)
    sheet.cloud((1240, 330), 620, WHITE, 0.35)
    sheet.hill(sheet.ridge(horizon - 50, 34), [(0, colour("#8aa7a6")), (1, colour("#b3c3b8"))], horizon)
    sheet.water(horizon, [(0, colour("#c5d3ce")), (1, colour("#4c7482"))], 0.5)
    sheet.glints(horizon + 6, sheet.height, WHITE, 110, 0.35)
    sheet.shaded(
        [(690, 690), (910, 690), (930, sheet.height + 10), (676, sheet.height + 10)],
        [(0, UMBER), (1, colour("#352b20"))],
    )
    sheet.ellipse((688, 664, 912, 716), OCHRE)
    sheet.ellipse((716, 672, 884, 706), mix(OCHRE, UMBER, 0.5))
    for x in (730, 790, 850):
        sheet.line([(x, 720), (x - 4, sheet.height)], INK, 3, 0.35)
    _gull(sheet)
    sailing_boat(sheet, 260, 700, 120, CORAL, NAVY)


def _gull(sheet: Canvas) -> None:
    legs = colour("#dd9a5a")
    for x in (770, 822):
        sheet.line([(x, 590), (x, 684)], legs, 9)
        sheet.polygon([(x - 6, 678), (x + 34, 690), (x - 6, 692)], legs)
    sheet.polygon([(560, 566), (430, 596), (470, 560), (600, 500)], INK)
    body = [
        (580, 520),
        (640, 430),
        (760, 380),
        (868, 366),
        (930, 420),
        (926, 500),
        (880, 570),
        (790, 606),
        (680, 596),
    ]
    sheet.polygon(_smooth(body), WHITE)
    sheet.polygon(
        _smooth([(540, 560), (640, 440), (760, 404), (840, 420), (846, 480), (760, 540), (640, 576)]),
        colour("#9fb0b8"),
    )
    sheet.polygon(_smooth([(560, 566), (640, 530), (730, 520), (640, 572), (570, 584)]), colour("#7c9099"))
    sheet.polygon(
        _smooth(
            [(846, 440), (852, 330), (890, 268), (960, 262), (996, 304), (980, 360), (936, 420), (930, 500)]
        ),
        WHITE,
    )
    sheet.polygon([(984, 290), (1064, 318), (1068, 334), (984, 334)], MUSTARD)
    sheet.polygon([(1040, 322), (1066, 320), (1068, 336), (1044, 334)], RED)
    sheet.circle((950, 298), 11, MUSTARD)
    sheet.circle((952, 298), 6, INK)


def _smooth(outline: Sequence[Point]) -> list[Point]:
    """Round a closed outline by cutting its corners four times (Chaikin)."""
    points = list(outline)
    for _ in range(4):
        pairs = list(zip(points, [*points[1:], points[0]], strict=True))
        points = [
            spot
            for (ax, ay), (bx, by) in pairs
            for spot in (
                (ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25),
                (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75),
            )
        ]
    return points
