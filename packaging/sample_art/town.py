"""Owns the pictures of the town: the library door, the bus and Quay Street by night."""

from __future__ import annotations

import math

from sample_art.canvas import WIDTH, Canvas
from sample_art.palette import (
    AMBER,
    CORAL,
    CREAM,
    INK,
    MOSS,
    MUSTARD,
    NAVY,
    PINE,
    PLUM,
    RED,
    ROSE,
    SEA,
    UMBER,
    WHITE,
    Colour,
    colour,
    mix,
)
from sample_art.props import HAIR, SKIN, person, terrace


def library_door(sheet: Canvas) -> None:
    """The library front at opening time, both leaves of the door open."""
    ground = 770.0
    sheet.gradient((0, 0, WIDTH, ground), [(0, colour("#7d4c66")), (1, colour("#a2677a"))])
    for row, y in enumerate(range(0, int(ground), 38)):
        for x in range(-80 + (row % 2) * 48, 1620, 96):
            if sheet.chance.random() < 0.5:
                sheet.rectangle(
                    (x + 2, y + 2, x + 94, y + 36), sheet.chance.choice([PLUM, ROSE, WHITE]), 0.07
                )
    sheet.rectangle((0, 92, WIDTH, 128), colour("#c79aa0"))
    sheet.rectangle((0, 128, WIDTH, 140), PLUM, 0.5)
    for x in (110, 370, 1040, 1300):
        _tall_window(sheet, x, 210, 190, 470)
    _doorway(sheet, 800, ground)
    sheet.gradient((0, ground, WIDTH, sheet.height), [(0, colour("#5a3a4d")), (1, colour("#33222f"))])
    for step in range(3):
        inset = 36 * (2 - step)
        top = ground - 34 + step * 24
        sheet.rectangle(
            (590 - 40 + inset, top, 1010 + 40 - inset + 0, top + 24),
            mix(colour("#d8b9b6"), PLUM, 0.14 * step),
        )
    sheet.polygon([(650, ground + 38), (950, ground + 38), (1130, 900), (470, 900)], AMBER, 0.22)
    sheet.polygon([(720, ground + 38), (880, ground + 38), (960, 900), (640, 900)], AMBER, 0.25)
    person(sheet, 470, 838, 176, NAVY, 0.1)
    person(sheet, 540, 838, 104, MUSTARD, 0.1)
    person(sheet, 1180, 850, 180, colour("#3f6a63"), 0.14)
    for x in (255, 1345):
        sheet.line([(x, 800), (x, 700)], UMBER, 12)
        for spot, radius, leaf in (
            ((x, 650), 74, PINE),
            ((x - 12, 636), 58, mix(PINE, MOSS, 0.5)),
            ((x - 22, 622), 34, MOSS),
        ):
            sheet.circle(spot, radius, leaf)
        sheet.polygon([(x - 50, 786), (x + 50, 786), (x + 40, 856), (x - 40, 856)], colour("#c79aa0"))
        sheet.rectangle((x - 56, 780, x + 56, 798), colour("#d8b9b6"), radius=4)


def _tall_window(sheet: Canvas, x: float, top: float, wide: float, high: float) -> None:
    sheet.rectangle((x - 14, top + wide / 2, x + wide + 14, top + high + 14), colour("#c79aa0"))
    sheet.circle((x + wide / 2, top + wide / 2), wide / 2 + 14, colour("#c79aa0"))
    sheet.circle((x + wide / 2, top + wide / 2), wide / 2, colour("#f8d894"))
    sheet.gradient(
        (x, top + wide / 2, x + wide, top + high), [(0, colour("#f8d894")), (1, colour("#e3a35c"))]
    )
    spines = [PLUM, NAVY, colour("#7b3444"), PINE, UMBER, colour("#8a4b3a")]
    for shelf in range(3):
        base, left = top + high - 30 - shelf * 96, x + 10.0
        sheet.rectangle((x, base, x + wide, base + 8), colour("#8a5a3c"))
        while left < x + wide - 16:
            thick, tall = sheet.chance.uniform(8, 17), sheet.chance.uniform(44, 74)
            if sheet.chance.random() < 0.85:
                sheet.rectangle((left, base - tall, left + thick, base), sheet.chance.choice(spines), 0.85)
            left += thick + 2
    for share in (1 / 3, 2 / 3):
        sheet.line([(x + wide * share, top + 6), (x + wide * share, top + high)], PLUM, 6)
    for y in (top + wide / 2, top + wide / 2 + 140, top + wide / 2 + 270):
        sheet.line([(x, y), (x + wide, y)], PLUM, 5)
    sheet.rectangle((x - 24, top + high + 8, x + wide + 24, top + high + 30), colour("#d8b9b6"))


def _doorway(sheet: Canvas, x: float, ground: float) -> None:
    stone = colour("#dfc3bd")
    sheet.rectangle((x - 196, 190, x + 196, ground - 20), stone)
    sheet.polygon([(x - 230, 196), (x, 92), (x + 230, 196)], mix(stone, WHITE, 0.3))
    sheet.polygon([(x - 176, 184), (x, 106), (x + 176, 184)], mix(stone, PLUM, 0.25))
    sheet.rectangle((x - 230, 190, x + 230, 212), mix(stone, WHITE, 0.3))
    sheet.circle((x, 154), 22, CREAM)
    sheet.line([(x, 154), (x, 139)], PLUM, 3)
    sheet.line([(x, 154), (x + 10, 158)], PLUM, 3)
    sheet.circle((x, 380), 136, PLUM)
    sheet.circle((x, 380), 122, colour("#fbe2a6"))
    for spoke in range(1, 6):
        turn = math.pi * spoke / 6
        sheet.line([(x, 380), (x + 122 * math.cos(turn), 380 - 122 * math.sin(turn))], PLUM, 5)
    sheet.rectangle((x - 136, 380, x + 136, ground - 30), PLUM)
    sheet.gradient((x - 122, 388, x + 122, ground - 30), [(0, colour("#fbe2a6")), (1, colour("#e9a95d"))])
    for shelf in range(3):
        base = 470 + shelf * 74
        sheet.rectangle((x - 66, base, x + 66, base + 6), colour("#8a5a3c"))
        for left in range(-62, 60, 13):
            tall = sheet.chance.uniform(34, 56)
            sheet.rectangle(
                (x + left, base - tall, x + left + 10, base),
                sheet.chance.choice([PLUM, NAVY, PINE, RED]),
                0.75,
            )
    for side in (-1, 1):
        sheet.polygon(
            [
                (x + side * 122, 388),
                (x + side * 70, 414),
                (x + side * 70, ground - 44),
                (x + side * 122, ground - 30),
            ],
            RED,
        )
        sheet.polygon(
            [(x + side * 112, 420), (x + side * 80, 438), (x + side * 80, 560), (x + side * 112, 560)],
            mix(RED, INK, 0.3),
        )
        sheet.rectangle((x + side * 178 - 16, 212, x + side * 178 + 16, ground - 20), mix(stone, WHITE, 0.45))
        sheet.glow((x + side * 178, 330), 90, colour("#ffd88c"), 0.7)
        sheet.circle((x + side * 178, 330), 15, colour("#fff0c8"))


def bus(sheet: Canvas) -> None:
    """The number 23 climbing Chapel Hill with the harbour behind it."""
    horizon, kerb = 430.0, 716.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#e0b351")), (0.6, colour("#f0d184")), (1, colour("#faebc4"))]
    )
    sheet.glow((1240, 300), 420, colour("#fff6d8"), 0.8)
    sheet.circle((1240, 250), 52, colour("#fffbe8"))
    sheet.cloud((420, 130), 620, WHITE, 0.4)
    sheet.cloud((980, 200), 420, WHITE, 0.35)
    sheet.hill(sheet.ridge(horizon - 30, 44), [(0, colour("#c5a35c")), (1, colour("#e2c88c"))], horizon)
    sheet.gradient((0, horizon, WIDTH, 520), [(0, colour("#c9c39f")), (1, colour("#9fb0a3"))])
    sheet.glints(horizon + 4, 520, WHITE, 70, 0.5)
    walls = [colour("#d99a5b"), colour("#e7cf9f"), colour("#b97b4e"), colour("#c9b08a"), colour("#d8b46a")]
    terrace(sheet, (-40, 430), 660, 235, walls, 0.1)
    terrace(sheet, (1180, 1640), 660, 215, walls, 0.1)
    sheet.rectangle((0, 656, WIDTH, kerb), colour("#cbb48a"))
    sheet.rectangle((0, 706, WIDTH, kerb + 2), colour("#8d7a59"))
    sheet.gradient((0, kerb, WIDTH, sheet.height), [(0, colour("#6d6250")), (1, colour("#453d33"))])
    for x in range(-40, 1640, 200):
        sheet.polygon([(x, 846), (x + 104, 846), (x + 92, 858), (x - 14, 858)], colour("#e9dcb8"), 0.75)
    shadow = sheet.layer()
    shadow.ellipse((380, 762, 1330, 812), INK)
    sheet.shade(shadow, (0, 0), 14, 0.6, INK)
    for x, tall, coat in ((90, 168, PINE), (170, 118, NAVY), (222, 104, CORAL)):
        person(sheet, x, 716, tall, coat)
    sheet.line([(280, 716), (280, 420)], INK, 9)
    sheet.circle((280, 408), 44, RED)
    sheet.rectangle((222, 396, 338, 420), WHITE)
    # Drawn facing right and turned over, for a British bus has its door on the left.
    near_side = sheet.layer()
    _double_decker(near_side, 300, 790)
    near_side.turn_over()
    _digits(near_side, 448, 361)
    sheet.stamp(near_side)


def _double_decker(sheet: Canvas, x: float, road: float) -> None:
    right, top = x + 900, road - 440
    sheet.rectangle((x, top, right, road - 30), MUSTARD, radius=40)
    sheet.rectangle((x, road - 150, right, road - 30), colour("#b97a2f"), radius=18)
    sheet.rectangle((x, road - 218, right, road - 196), CREAM)
    sheet.rectangle((x, road - 152, right, road - 140), CREAM)
    for row in (top + 44, road - 186 - 4):
        tall = 128 if row < road - 250 else 0
        if tall:
            sheet.rectangle((x + 30, row, right - 26, row + tall), colour("#3d5562"), radius=14)
            for index in range(1, 7):
                sheet.rectangle((x + 30 + index * 122, row, x + 38 + index * 122, row + tall), MUSTARD)
    sheet.rectangle((x + 30, road - 300 + 70, right - 190, road - 150), colour("#3d5562"), radius=12)
    for index in range(1, 6):
        sheet.rectangle((x + 30 + index * 118, road - 232, x + 38 + index * 118, road - 148), MUSTARD)
    sheet.rectangle((x + 30, road - 262, right - 26, road - 238), colour("#b97a2f"))
    sheet.rectangle((right - 172, road - 232, right - 30, road - 46), colour("#2c3f4b"), radius=8)
    sheet.line([(right - 101, road - 228), (right - 101, road - 48)], MUSTARD, 7)
    sheet.rectangle((right - 190, top - 2 + 8, right - 40, top + 38), INK, radius=6)
    for index in range(7):
        spot = x + 80 + index * 120
        if index in (1, 2, 4, 5):
            _rider(sheet, spot, top + 172, (NAVY, CORAL, PINE, PLUM)[index % 4])
    for index in (0, 2, 3):
        _rider(sheet, x + 84 + index * 118, road - 148, (RED, NAVY, PINE, SEA)[index])
    for wheel in (x + 190, right - 250):
        sheet.circle((wheel, road - 34), 66, colour("#8a5a22"))
        sheet.circle((wheel, road - 34), 54, INK)
        sheet.circle((wheel, road - 34), 26, colour("#c9c2b2"))
        sheet.circle((wheel, road - 34), 10, INK)
    sheet.circle((right - 12, road - 100), 15, colour("#fff3cc"))


def _rider(sheet: Canvas, x: float, sill: float, coat: Colour) -> None:
    sheet.circle((x - 2, sill - 57), 18, sheet.chance.choice(HAIR))
    sheet.circle((x + 2, sill - 52), 15, sheet.chance.choice(SKIN))
    sheet.polygon([(x - 32, sill), (x - 22, sill - 34), (x + 22, sill - 34), (x + 32, sill)], coat)


def _digits(sheet: Canvas, x: float, y: float) -> None:
    """Write 23 in seven-segment lamps."""
    segments = {
        "a": (2, 0, 14, 3),
        "b": (14, 1, 17, 12),
        "c": (14, 12, 17, 23),
        "d": (2, 21, 14, 24),
        "e": (0, 12, 3, 23),
        "g": (2, 10, 14, 13),
    }
    for number, lit in enumerate(("abged", "abgcd")):
        for name in lit:
            left, top, right, bottom = segments[name]
            start = x + number * 28
            sheet.rectangle((start + left, y + top, start + right, y + bottom), AMBER)


def quay_night(sheet: Canvas) -> None:
    """Quay Street after closing time, every lamp twice."""
    horizon = 540.0
    sheet.gradient(
        (0, 0, WIDTH, horizon), [(0, colour("#1c2547")), (0.6, colour("#3d4a80")), (1, colour("#7b83b4"))]
    )
    for _ in range(130):
        sheet.circle(
            (sheet.chance.uniform(0, WIDTH), sheet.chance.uniform(0, 330)),
            sheet.chance.uniform(0.7, 2.2),
            WHITE,
            sheet.chance.uniform(0.3, 0.9),
        )
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
        hull.polygon(
            [(x - tall, 690), (x + tall * 1.1, 684), (x + tall * 0.9, 726), (x - tall * 0.85, 726)],
            colour("#171d38"),
        )
        hull.line([(x, 690), (x, 690 - tall * 1.5)], colour("#171d38"), 6)
        hull.line([(x, 690 - tall * 1.4), (x + tall, 686)], colour("#171d38"), 2)
        sheet.reflect(hull, 726, 0.6, 0.5)
        sheet.stamp(hull)
