"""Owns the pictures of open water: the ferry under way, the lifeboat, the breaking tide and the fog."""

from __future__ import annotations

import math

from sample_art.canvas import WIDTH, Canvas, Point
from sample_art.palette import CORAL, CREAM, INK, MIST, NAVY, PALE, RED, SAND, SKY, SLATE, WHITE, colour, mix
from sample_art.props import ferry, flying_gull, lighthouse, person, sailing_boat, terrace


def tern_crossing(sheet: Canvas) -> None:
    """The ferry half way over on a bright morning, the town behind her."""
    horizon, water = 430.0, 640.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#6fa0bd")), (0.7, colour("#b5d3da")), (1, colour("#e4eee4"))]
    )
    sheet.cloud((340, 120), 720, WHITE, 0.45)
    sheet.cloud((1180, 90), 620, WHITE, 0.35)
    sheet.cloud((860, 210), 520, WHITE, 0.3)
    sheet.hill(sheet.ridge(horizon - 110, 64), [(0, colour("#8fb0a4")), (1, colour("#b4cabb"))], horizon)
    sheet.hill(sheet.ridge(horizon - 60, 36), [(0, colour("#6c9a78")), (1, colour("#94b798"))], horizon)
    walls = [
        colour("#f0e4cc"),
        colour("#e3b9a0"),
        colour("#cfd9d6"),
        colour("#edd59b"),
        colour("#c98f83"),
        colour("#a9c2c4"),
    ]
    terrace(sheet, (240, 1330), horizon - 56, 62, [mix(wall, MIST, 0.35) for wall in walls])
    terrace(sheet, (60, 1500), horizon - 6, 78, walls)
    sheet.rectangle((30, horizon - 8, 1540, horizon), colour("#7d8c8c"))
    sheet.water(horizon, [(0, colour("#a8cbd0")), (0.35, colour("#5f95a6")), (1, colour("#215268"))], 0.5)
    sheet.glints(horizon + 6, sheet.height, WHITE, 200, 0.35)
    for x, y, tall, sail in ((250, 520, 120, WHITE), (1330, 500, 96, CORAL), (1440, 540, 130, CREAM)):
        small = sheet.layer()
        sailing_boat(small, x, y, tall, sail, NAVY)
        sheet.reflect(small, y, 0.4, 0.6)
        sheet.stamp(small)
    boat = sheet.layer()
    ferry(boat, 590, water, 430)
    sheet.reflect(boat, water + 4, 0.45)
    for reach, alpha in ((560, 0.3), (380, 0.4)):
        sheet.polygon(
            [(604, water - 4), (604 - reach, water + 16), (610 - reach, water + 34), (980, water + 16)],
            WHITE,
            alpha,
        )
    sheet.stamp(boat)
    for x in range(600, 1000, 9):
        sheet.circle((x, water + 4 + sheet.chance.uniform(-3, 5)), sheet.chance.uniform(3, 9), WHITE, 0.85)
    for x, y, span in ((520, 330, 70), (470, 390, 46), (1090, 300, 54), (700, 240, 38), (400, 470, 60)):
        flying_gull(sheet, x, y, span)


def tide_wall(sheet: Canvas) -> None:
    """A spring tide breaking over the promenade wall in sandy evening light."""
    horizon, parapet = 540.0, 850.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#9c8358")), (0.6, colour("#d5bb87")), (1, colour("#f3e0b4"))]
    )
    sheet.glow((330, horizon - 70), 620, colour("#fff0cc"), 0.85)
    sheet.circle((330, horizon - 96), 60, colour("#fff6de"))
    for x, y, wide in ((1150, 130, 900), (560, 230, 760), (1300, 340, 620)):
        sheet.cloud((x, y), wide, colour("#86704a"), 0.2)
    sheet.hill(
        [(x, y + 30 - max(0, (x - 900) * 0.1)) for x, y in sheet.ridge(horizon, 14)],
        [(0, colour("#a08a60")), (1, colour("#c0a878"))],
        horizon,
    )
    sheet.gradient(
        (0, horizon, WIDTH, sheet.height),
        [(0, colour("#cbb78a")), (0.5, colour("#7f7a60")), (1, colour("#4d5148"))],
    )
    sheet.glints(horizon + 2, 690, colour("#fff3d2"), 170, 0.6, (80, 0, 600, 0))
    for phase, level, tone in ((0.0, 610, "#a59a73"), (1.7, 676, "#817e65"), (3.1, 752, "#62695c")):
        crest = [
            (float(x), level + 15 * math.sin(x / 138 + phase) + 6 * math.sin(x / 47 + phase * 2))
            for x in range(-20, 1640, 8)
        ]
        sheet.hill(
            [(x, y - 7) for x, y in crest],
            [(0, mix(colour(tone), CREAM, 0.5)), (1, colour(tone))],
            level + 60,
        )
        sheet.hill(crest, [(0, colour(tone)), (1, mix(colour(tone), INK, 0.4))])
    _plume(sheet, (1010, parapet), 330, 640)
    _plume(sheet, (470, parapet), 170, 250)
    sheet.gradient((0, parapet, WIDTH, 960), [(0, colour("#8a7450")), (1, colour("#5e4e37"))])
    for joint in range(60, 1600, 190):
        sheet.line([(joint, parapet + 20), (joint, 960)], INK, 3, 0.3)
    sheet.rectangle((0, parapet - 12, WIDTH, parapet + 20), colour("#c7b083"))
    sheet.gradient((0, 956, WIDTH, sheet.height), [(0, colour("#9a8460")), (1, colour("#5b4c38"))])
    for _ in range(40):
        puddle, down = sheet.chance.uniform(500, 1560), sheet.chance.uniform(985, 1060)
        sheet.ellipse((puddle - 60, down - 4, puddle + 60, down + 4), colour("#e6d5ab"), 0.25)
    sheet.line([(1420, 1010), (1420, 470)], colour("#3d3527"), 12)
    sheet.line([(1420, 480), (1360, 462)], colour("#3d3527"), 8)
    sheet.polygon([(1336, 470), (1384, 470), (1374, 450), (1346, 450)], colour("#3d3527"))
    sheet.glow((1360, 480), 110, colour("#fff0c0"), 0.7)
    person(sheet, 300, 1020, 210, RED, 0.03)
    person(sheet, 380, 1024, 196, NAVY, 0.03)


def _plume(sheet: Canvas, foot: Point, wide: float, tall: float) -> None:
    """Throw a wave up from the foot of a wall: a soft body first, then drops that fall away from it."""
    foam = colour("#fff8e4")
    for step in range(90):
        up = step / 90
        lean = wide * (0.5 * up * up - 0.1) * 0.5
        reach = wide * 0.5 * (1 - up) ** 0.7
        for _ in range(3):
            x = foot[0] + lean + sheet.chance.uniform(-reach, reach)
            radius = (1 - up) * wide * 0.12 * sheet.chance.uniform(0.5, 1.2) + 5
            sheet.circle(
                (x, foot[1] - up * tall * sheet.chance.uniform(0.72, 0.98)),
                radius,
                mix(foam, SAND, 0.28 * sheet.chance.random()),
                0.5,
            )
    for _ in range(round(wide)):
        turn = sheet.chance.gauss(0.1, 0.42)
        throw = tall * sheet.chance.uniform(0.45, 1.08)
        x, y = foot[0] + math.sin(turn) * throw * 0.75, foot[1] - math.cos(turn) * throw
        sheet.circle((x, y), sheet.chance.uniform(1.5, 6), foam, 0.75)


def lifeboat(sheet: Canvas) -> None:
    """The lifeboat coming home at dusk past the light."""
    horizon = 560.0
    sheet.gradient(
        (0, 0, WIDTH, horizon),
        [(0, colour("#2f4763")), (0.45, colour("#8a6577")), (0.78, CORAL), (1, colour("#f7bd78"))],
    )
    sheet.glow((560, horizon - 10), 620, colour("#ffd591"), 0.75)
    sheet.circle((560, horizon - 6), 74, colour("#ffe3ac"))
    for x, y, wide in ((300, 170, 760), (1120, 260, 900), (640, 360, 700)):
        sheet.cloud((x, y), wide, colour("#3d3f5c"), 0.22)
        sheet.cloud((x + 60, y + 16), wide * 0.8, colour("#f3a36b"), 0.18)
    sheet.hill(
        [(x, y - max(0, (x - 950) * 0.22)) for x, y in sheet.ridge(horizon - 16, 14)],
        [(0, colour("#3c3c55")), (1, colour("#57465a"))],
        horizon,
    )
    lighthouse(sheet, 1300, horizon - 84, 210, colour("#4a4560"), colour("#ffe9a8"))
    sheet.glow((1300, horizon - 84 - 183), 150, colour("#ffe9a8"), 0.8)
    sheet.water(horizon, [(0, colour("#d98760")), (0.3, colour("#75586b")), (1, colour("#1f3148"))], 0.6)
    sheet.glints(horizon + 2, sheet.height, colour("#ffd594"), 190, 0.6, (330, 0, 800, 0))
    boat = sheet.layer()
    _lifeboat_hull(boat, 700, 792, 560)
    sheet.reflect(boat, 800, 0.45)
    for spread, alpha in ((1.0, 0.35), (0.7, 0.5)):
        sheet.polygon(
            [(720, 806), (720 - 560 * spread, 818), (720 - 500 * spread, 832), (1190, 826), (1220, 808)],
            colour("#f9dcc0"),
            alpha,
        )
    sheet.stamp(boat)
    for x in range(700, 1270, 12):
        sheet.circle(
            (x, 806 + sheet.chance.uniform(-5, 8)), sheet.chance.uniform(5, 15), colour("#fff0de"), 0.8
        )
    for side in range(26):
        sheet.circle(
            (1226 + side * 2.4, 792 + sheet.chance.uniform(-34, 14)),
            sheet.chance.uniform(4, 12),
            colour("#fff0de"),
            0.75,
        )


def _lifeboat_hull(sheet: Canvas, x: float, y: float, length: float) -> None:
    u = length / 100

    def at(*points: Point) -> list[Point]:
        return [(x + a * u, y - b * u) for a, b in points]

    sheet.polygon(at((0, 0), (-1, 13), (60, 16), (101, 26), (92, 4), (88, -3), (2, -3)), colour("#1d2f4c"))
    sheet.polygon(at((-1, 13), (-1, 16), (60, 19), (102, 28), (101, 25), (60, 15.4)), CORAL)
    sheet.polygon(at((0, 2), (0, -3), (88, -3), (91, 2)), RED)
    sheet.shaded(at((12, 16), (15, 31), (58, 33), (72, 20)), [(0, colour("#f5a05c")), (1, CORAL)])
    sheet.polygon(at((34, 31), (36, 41), (57, 41), (64, 31)), colour("#f5a05c"))
    for left in (38, 45, 52):
        sheet.polygon(at((left, 33), (left + 0.6, 38.6), (left + 5, 38.6), (left + 6, 33)), colour("#2a3348"))
    for left in (20, 29, 38, 47):
        sheet.polygon(at((left, 22), (left + 0.6, 27), (left + 6, 27), (left + 6, 22)), colour("#ffdf9a"))
    sheet.line(at((44, 41), (44, 62)), INK, 0.9 * u)
    sheet.line(at((36, 52), (52, 52)), INK, 0.7 * u)
    sheet.circle(at((44, 63))[0], 1.3 * u, colour("#fff3c4"))
    for a in range(62, 100, 6):
        sheet.line(at((a, 18 + (a - 60) * 0.24), (a, 26 + (a - 60) * 0.2)), INK, 0.4 * u)
    sheet.line(at((60, 26), (98, 34)), INK, 0.5 * u)


def fog(sheet: Canvas) -> None:
    """Moored boats fading into a sea fret."""
    sheet.gradient(
        (0, 0, WIDTH, sheet.height),
        [(0, colour("#b9c7cb")), (0.5, colour("#dde3e0")), (1, colour("#8fa3aa"))],
    )
    sheet.glow((980, 270), 420, colour("#fdf6e3"), 0.85)
    for share, base, rise in ((0.75, 400, 60), (0.6, 440, 44)):
        sheet.hill(sheet.ridge(base, rise), [(0, mix(SLATE, PALE, share)), (1, colour("#d9e0de"))], 560)
    sheet.gradient(
        (0, 556, WIDTH, sheet.height),
        [(0, colour("#d9e0de")), (0.5, colour("#aebdc1")), (1, colour("#72898f"))],
    )
    fleet = (
        (320, 590, 130, 0.74),
        (1180, 600, 150, 0.68),
        (760, 640, 210, 0.5),
        (1390, 706, 300, 0.28),
        (300, 760, 420, 0.05),
    )
    for x, y, tall, haze in fleet:
        boat = sheet.layer()
        ink = mix(NAVY, colour("#d3dcdc"), haze)
        sailing_boat(boat, x, y, tall, mix(mix(SLATE, SKY, 0.5), colour("#d9e0de"), haze), ink)
        sheet.reflect(boat, y, 0.45, 0.6)
        sheet.stamp(boat)
        sheet.cloud((sheet.chance.uniform(300, 1300), y + 10), 1100, colour("#eef1ee"), 0.16)
    sheet.glints(620, sheet.height, WHITE, 110, 0.25)
