"""Owns the pictures of the water and what stands beside it."""

from __future__ import annotations

import math

from sample_art.canvas import WIDTH, Canvas, Point
from sample_art.palette import (
    AMBER,
    CORAL,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    NAVY,
    OCHRE,
    PALE,
    PINE,
    PLUM,
    RED,
    ROSE,
    SAND,
    SEA,
    SKY,
    SLATE,
    UMBER,
    WHITE,
    Colour,
    colour,
    mix,
)
from sample_art.things import ferry, flying_gull, lighthouse, person, sailing_boat, terrace


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


def tern_berth(sheet: Canvas) -> None:
    """The ferry at her berth below the town, at first light."""
    horizon = 520.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#7fa3bb")), (0.55, colour("#bcd0d3")), (1, colour("#f7e3c0"))])
    sheet.glow((1130, horizon - 20), 520, colour("#ffe9b8"), 0.9)
    sheet.circle((1130, horizon - 62), 40, colour("#fff4d4"))
    sheet.cloud((420, 150), 620, WHITE, 0.2)
    sheet.cloud((1240, 235), 460, WHITE, 0.25)
    sheet.hill(sheet.ridge(horizon - 60, 46), [(0, colour("#8ea9ab")), (1, colour("#b9c6bd"))], horizon)
    sheet.hill([(x, y - max(0, (800 - x) * 0.17)) for x, y in sheet.ridge(horizon - 34, 26)],
               [(0, colour("#5f8377")), (1, colour("#86a192"))], horizon)
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
    sheet.polygon([(1172, edge + 4), (WIDTH + 10, edge - 34), (WIDTH + 10, edge - 10), (1180, edge + 26)], colour("#8d9793"))
    sheet.rectangle((1290, edge - 56, 1318, edge + 4), INK, radius=8)
    sheet.rectangle((1280, edge - 60, 1328, edge - 42), INK, radius=9)
    sheet.line([(1092, 604), (1180, 632), (1288, edge - 26)], colour("#e7d9b4"), 5)
    person(sheet, 1430, edge - 12, 132, RED)
    for x, y, span in ((720, 210, 64), (812, 258, 42), (610, 300, 34), (1420, 150, 50)):
        flying_gull(sheet, x, y, span)


def tern_crossing(sheet: Canvas) -> None:
    """The ferry half way over on a bright morning, the town behind her."""
    horizon, water = 430.0, 640.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#6fa0bd")), (0.7, colour("#b5d3da")), (1, colour("#e4eee4"))])
    sheet.cloud((340, 120), 720, WHITE, 0.45)
    sheet.cloud((1180, 90), 620, WHITE, 0.35)
    sheet.cloud((860, 210), 520, WHITE, 0.3)
    sheet.hill(sheet.ridge(horizon - 110, 64), [(0, colour("#8fb0a4")), (1, colour("#b4cabb"))], horizon)
    sheet.hill(sheet.ridge(horizon - 60, 36), [(0, colour("#6c9a78")), (1, colour("#94b798"))], horizon)
    walls = [colour("#f0e4cc"), colour("#e3b9a0"), colour("#cfd9d6"), colour("#edd59b"), colour("#c98f83"), colour("#a9c2c4")]
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
        sheet.polygon([(604, water - 4), (604 - reach, water + 16), (610 - reach, water + 34), (980, water + 16)], WHITE, alpha)
    sheet.stamp(boat)
    for x in range(600, 1000, 9):
        sheet.circle((x, water + 4 + sheet.chance.uniform(-3, 5)), sheet.chance.uniform(3, 9), WHITE, 0.85)
    for x, y, span in ((520, 330, 70), (470, 390, 46), (1090, 300, 54), (700, 240, 38), (400, 470, 60)):
        flying_gull(sheet, x, y, span)


def tide_steps(sheet: Canvas) -> None:
    """The tide staff beside the slipway steps, the water half way up."""
    horizon, water = 330.0, 610.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#8db1bd")), (0.7, colour("#c8dad6")), (1, colour("#efe8cf"))])
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
    sheet.shaded([(left, top), (WIDTH + 10, top), (WIDTH + 10, 770), (left, 770)], [(0, mix(tread, INK, 0.16)), (1, mix(colour("#6f6a5e"), INK, 0.3))])
    for row in range(12):
        y = top + 26 + row * 62
        for block in range(2):
            x = left + 8 + block * 44 + row % 2 * 14
            sheet.rectangle((x, y, x + 40, y + 56), mix(mix(tread, INK, 0.24), WHITE, sheet.chance.uniform(0, 0.08)))
    sheet.rectangle((left - 12, top, WIDTH + 10, top + 20), tread)
    sheet.rectangle((left - 12, top, WIDTH + 10, top + 5), mix(tread, WHITE, 0.3))


def tide_wall(sheet: Canvas) -> None:
    """A spring tide breaking over the promenade wall in sandy evening light."""
    horizon, parapet = 540.0, 850.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#9c8358")), (0.6, colour("#d5bb87")), (1, colour("#f3e0b4"))])
    sheet.glow((330, horizon - 70), 620, colour("#fff0cc"), 0.85)
    sheet.circle((330, horizon - 96), 60, colour("#fff6de"))
    for x, y, wide in ((1150, 130, 900), (560, 230, 760), (1300, 340, 620)):
        sheet.cloud((x, y), wide, colour("#86704a"), 0.2)
    sheet.hill([(x, y + 30 - max(0, (x - 900) * 0.1)) for x, y in sheet.ridge(horizon, 14)], [(0, colour("#a08a60")), (1, colour("#c0a878"))], horizon)
    sheet.gradient((0, horizon, WIDTH, sheet.height), [(0, colour("#cbb78a")), (0.5, colour("#7f7a60")), (1, colour("#4d5148"))])
    sheet.glints(horizon + 2, 690, colour("#fff3d2"), 170, 0.6, (80, 0, 600, 0))
    for phase, level, tone in ((0.0, 610, "#a59a73"), (1.7, 676, "#817e65"), (3.1, 752, "#62695c")):
        crest = [(float(x), level + 15 * math.sin(x / 138 + phase) + 6 * math.sin(x / 47 + phase * 2)) for x in range(-20, 1640, 8)]
        sheet.hill([(x, y - 7) for x, y in crest], [(0, mix(colour(tone), CREAM, 0.5)), (1, colour(tone))], level + 60)
        sheet.hill(crest, [(0, colour(tone)), (1, mix(colour(tone), INK, 0.4))])
    _plume(sheet, (1010, parapet), 330, 640)
    _plume(sheet, (470, parapet), 170, 250)
    sheet.gradient((0, parapet, WIDTH, 960), [(0, colour("#8a7450")), (1, colour("#5e4e37"))])
    for x in range(60, 1600, 190):
        sheet.line([(x, parapet + 20), (x, 960)], INK, 3, 0.3)
    sheet.rectangle((0, parapet - 12, WIDTH, parapet + 20), colour("#c7b083"))
    sheet.gradient((0, 956, WIDTH, sheet.height), [(0, colour("#9a8460")), (1, colour("#5b4c38"))])
    for _ in range(40):
        x, y = sheet.chance.uniform(500, 1560), sheet.chance.uniform(985, 1060)
        sheet.ellipse((x - 60, y - 4, x + 60, y + 4), colour("#e6d5ab"), 0.25)
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
            sheet.circle((x, foot[1] - up * tall * sheet.chance.uniform(0.72, 0.98)), radius, mix(foam, SAND, 0.28 * sheet.chance.random()), 0.5)
    for _ in range(round(wide)):
        turn = sheet.chance.gauss(0.1, 0.42)
        throw = tall * sheet.chance.uniform(0.45, 1.08)
        x, y = foot[0] + math.sin(turn) * throw * 0.75, foot[1] - math.cos(turn) * throw
        sheet.circle((x, y), sheet.chance.uniform(1.5, 6), foam, 0.75)


def lifeboat(sheet: Canvas) -> None:
    """The lifeboat coming home at dusk past the light."""
    horizon = 560.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#2f4763")), (0.45, colour("#8a6577")), (0.78, CORAL), (1, colour("#f7bd78"))])
    sheet.glow((560, horizon - 10), 620, colour("#ffd591"), 0.75)
    sheet.circle((560, horizon - 6), 74, colour("#ffe3ac"))
    for x, y, wide in ((300, 170, 760), (1120, 260, 900), (640, 360, 700)):
        sheet.cloud((x, y), wide, colour("#3d3f5c"), 0.22)
        sheet.cloud((x + 60, y + 16), wide * 0.8, colour("#f3a36b"), 0.18)
    sheet.hill([(x, y - max(0, (x - 950) * 0.22)) for x, y in sheet.ridge(horizon - 16, 14)], [(0, colour("#3c3c55")), (1, colour("#57465a"))], horizon)
    lighthouse(sheet, 1300, horizon - 84, 210, colour("#4a4560"), colour("#ffe9a8"))
    sheet.glow((1300, horizon - 84 - 183), 150, colour("#ffe9a8"), 0.8)
    sheet.water(horizon, [(0, colour("#d98760")), (0.3, colour("#75586b")), (1, colour("#1f3148"))], 0.6)
    sheet.glints(horizon + 2, sheet.height, colour("#ffd594"), 190, 0.6, (330, 0, 800, 0))
    boat = sheet.layer()
    _lifeboat_hull(boat, 700, 792, 560)
    sheet.reflect(boat, 800, 0.45)
    for spread, alpha in ((1.0, 0.35), (0.7, 0.5)):
        sheet.polygon([(720, 806), (720 - 560 * spread, 818), (720 - 500 * spread, 832), (1190, 826), (1220, 808)], colour("#f9dcc0"), alpha)
    sheet.stamp(boat)
    for x in range(700, 1270, 12):
        sheet.circle((x, 806 + sheet.chance.uniform(-5, 8)), sheet.chance.uniform(5, 15), colour("#fff0de"), 0.8)
    for side in range(26):
        sheet.circle((1226 + side * 2.4, 792 + sheet.chance.uniform(-34, 14)), sheet.chance.uniform(4, 12), colour("#fff0de"), 0.75)


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


def quay_night(sheet: Canvas) -> None:
    """Quay Street after closing time, every lamp twice."""
    horizon = 540.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#1c2547")), (0.6, colour("#3d4a80")), (1, colour("#7b83b4"))])
    for _ in range(130):
        sheet.circle((sheet.chance.uniform(0, WIDTH), sheet.chance.uniform(0, 330)), sheet.chance.uniform(0.7, 2.2), WHITE, sheet.chance.uniform(0.3, 0.9))
    sheet.glow((1230, 150), 240, colour("#dfe6ff"), 0.4)
    sheet.circle((1230, 150), 52, colour("#f3f0e2"))
    for x, y, radius in ((1212, 140, 13), (1246, 164, 17), (1238, 128, 8)):
        sheet.circle((x, y), radius, colour("#d9d9d6"))
    sheet.hill(sheet.ridge(horizon - 150, 60), [(0, colour("#2d386c")), (1, colour("#3b4678"))], horizon)
    walls = [colour("#4b4f7c"), colour("#5b4f72"), colour("#3f5275"), colour("#6a5670")]
    terrace(sheet, (-30, 1640), horizon - 90, 110, [mix(wall, NAVY, 0.35) for wall in walls], 0.3)
    terrace(sheet, (-40, 1650), horizon - 6, 156, walls, 0.5)
    sheet.rectangle((0, horizon - 10, WIDTH, horizon), colour("#252c4d"))
    for x in range(110, 1600, 230):
        sheet.line([(x, horizon - 8), (x, horizon - 96)], INK, 5)
        sheet.glow((x, horizon - 100), 90, colour("#ffd27a"), 0.75)
        sheet.circle((x, horizon - 100), 9, colour("#fff0c4"))
    sheet.water(horizon, [(0, colour("#515a90")), (0.4, colour("#2b3463")), (1, colour("#141b38"))], 0.75)
    for x in range(110, 1600, 230):
        sheet.glints(horizon + 30, 860, colour("#ffd27a"), 26, 0.5, (x - 34, 0, x + 34, 0))
    for x, tall in ((430, 150), (980, 180), (1290, 130)):
        hull = sheet.layer()
        hull.polygon([(x - tall, 690), (x + tall * 1.1, 684), (x + tall * 0.9, 726), (x - tall * 0.85, 726)], colour("#171d38"))
        hull.line([(x, 690), (x, 690 - tall * 1.5)], colour("#171d38"), 6)
        hull.line([(x, 690 - tall * 1.4), (x + tall, 686)], colour("#171d38"), 2)
        sheet.reflect(hull, 726, 0.6, 0.5)
        sheet.stamp(hull)


def fog(sheet: Canvas) -> None:
    """Moored boats fading into a sea fret."""
    sheet.gradient((0, 0, WIDTH, sheet.height), [(0, colour("#b9c7cb")), (0.5, colour("#dde3e0")), (1, colour("#8fa3aa"))])
    sheet.glow((980, 270), 420, colour("#fdf6e3"), 0.85)
    for share, base, rise in ((0.75, 400, 60), (0.6, 440, 44)):
        sheet.hill(sheet.ridge(base, rise), [(0, mix(SLATE, PALE, share)), (1, colour("#d9e0de"))], 560)
    sheet.gradient((0, 556, WIDTH, sheet.height), [(0, colour("#d9e0de")), (0.5, colour("#aebdc1")), (1, colour("#72898f"))])
    fleet = ((320, 590, 130, 0.74), (1180, 600, 150, 0.68), (760, 640, 210, 0.5), (1390, 706, 300, 0.28), (300, 760, 420, 0.05))
    for x, y, tall, haze in fleet:
        boat = sheet.layer()
        ink = mix(NAVY, colour("#d3dcdc"), haze)
        sailing_boat(boat, x, y, tall, mix(mix(SLATE, SKY, 0.5), colour("#d9e0de"), haze), ink)
        sheet.reflect(boat, y, 0.45, 0.6)
        sheet.stamp(boat)
        sheet.cloud((sheet.chance.uniform(300, 1300), y + 10), 1100, colour("#eef1ee"), 0.16)
    sheet.glints(620, sheet.height, WHITE, 110, 0.25)


def pilots(sheet: Canvas) -> None:
    """Two old pilots on a bench at the pier head, looking out to the light."""
    horizon = 530.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#6f98ac")), (0.6, colour("#a9c6c9")), (1, colour("#e8e3cc"))])
    sheet.cloud((1120, 140), 760, WHITE, 0.35)
    sheet.cloud((380, 240), 620, WHITE, 0.28)
    sheet.cloud((900, 330), 540, WHITE, 0.2)
    sheet.hill([(x, y - max(0, (x - 1000) * 0.13)) for x, y in sheet.ridge(horizon - 16, 12)], [(0, colour("#5d8388")), (1, colour("#85a3a0"))], horizon)
    lighthouse(sheet, 1210, horizon - 30, 190, CREAM, colour("#ffeeb4"))
    sheet.water(horizon, [(0, colour("#b5cdc9")), (0.4, colour("#6f99a3")), (1, colour("#345b6b"))], 0.5)
    sheet.glints(horizon + 4, 800, WHITE, 120, 0.3)
    sailing = sheet.layer()
    sailing_boat(sailing, 760, 600, 110, WHITE, NAVY)
    sheet.reflect(sailing, 600, 0.4)
    sheet.stamp(sailing)
    sheet.shaded([(-10, 760), (980, 760), (1040, 790), (1040, 910), (-10, 910)], [(0, colour("#7a6d5a")), (1, colour("#3d382f"))])
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
    sheet.polygon([(x - 62, 652), (x - 54, 540), (x - 30, 500), (x + 30, 500), (x + 54, 540), (x + 62, 652)], coat)
    sheet.rectangle((x - 30, 486, x + 30, 512), scarf, radius=12)
    sheet.circle((x, 456), 38, colour("#d8b394"))
    sheet.polygon([(x - 40, 452), (x - 36, 418), (x, 404), (x + 36, 418), (x + 40, 452)], mix(coat, INK, 0.45))
    sheet.rectangle((x - 44, 444, x + 44, 456), mix(coat, INK, 0.45), radius=6)


def gull_post(sheet: Canvas) -> None:
    """A gull on a mooring post, with an eye on somebody's chips."""
    horizon = 650.0
    sheet.gradient((0, 0, WIDTH, horizon), [(0, colour("#a8c3cf")), (0.7, colour("#dbe4df")), (1, colour("#f3e6cb"))])
    sheet.cloud((420, 200), 760, WHITE, 0.4)
    sheet.cloud((1240, 330), 620, WHITE, 0.35)
    sheet.hill(sheet.ridge(horizon - 50, 34), [(0, colour("#8aa7a6")), (1, colour("#b3c3b8"))], horizon)
    sheet.water(horizon, [(0, colour("#c5d3ce")), (1, colour("#4c7482"))], 0.5)
    sheet.glints(horizon + 6, sheet.height, WHITE, 110, 0.35)
    sheet.shaded([(690, 690), (910, 690), (930, sheet.height + 10), (676, sheet.height + 10)], [(0, UMBER), (1, colour("#352b20"))])
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
    body = [(580, 520), (640, 430), (760, 380), (868, 366), (930, 420), (926, 500), (880, 570), (790, 606), (680, 596)]
    sheet.polygon(_smooth(body), WHITE)
    sheet.polygon(_smooth([(540, 560), (640, 440), (760, 404), (840, 420), (846, 480), (760, 540), (640, 576)]), colour("#9fb0b8"))
    sheet.polygon(_smooth([(560, 566), (640, 530), (730, 520), (640, 572), (570, 584)]), colour("#7c9099"))
    sheet.polygon(_smooth([(846, 440), (852, 330), (890, 268), (960, 262), (996, 304), (980, 360), (936, 420), (930, 500)]), WHITE)
    sheet.polygon([(984, 290), (1064, 318), (1068, 334), (984, 334)], MUSTARD)
    sheet.polygon([(1040, 322), (1066, 320), (1068, 336), (1044, 334)], RED)
    sheet.circle((950, 298), 11, MUSTARD)
    sheet.circle((952, 298), 6, INK)


def _smooth(points: list[Point]) -> list[Point]:
    """Round a closed outline by cutting its corners four times (Chaikin)."""
    for _ in range(4):
        pairs = list(zip(points, [*points[1:], points[0]], strict=True))
        points = [spot for (ax, ay), (bx, by) in pairs
                  for spot in ((ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75))]
    return points
