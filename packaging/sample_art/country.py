"""Owns the pictures of the hills and of the net loft."""

from __future__ import annotations

import math

from sample_art.canvas import WIDTH, Canvas, Point
from sample_art.palette import (
    CORAL,
    INK,
    LEAF,
    MOSS,
    MUSTARD,
    NAVY,
    OCHRE,
    PINE,
    RED,
    SLATE,
    UMBER,
    WHITE,
    colour,
    mix,
)
from sample_art.props import flying_gull, person


def walk_ridge(sheet: Canvas) -> None:
    """Two walkers and a dog on the ridge path above the estuary."""
    sheet.gradient(
        (0, 0, WIDTH, 620), [(0, colour("#86b3c4")), (0.6, colour("#c3dbd4")), (1, colour("#f2eccd"))]
    )
    sheet.glow((380, 420), 460, colour("#fff6d2"), 0.7)
    sheet.cloud((1150, 150), 780, WHITE, 0.45)
    sheet.cloud((480, 240), 560, WHITE, 0.35)
    sheet.hill(sheet.ridge(500, 90), [(0, colour("#9cbcb4")), (1, colour("#c6d8c4"))])
    sheet.hill(sheet.ridge(565, 70), [(0, colour("#86ad8f")), (1, colour("#b0cba6"))])
    sheet.gradient((0, 610, WIDTH, 690), [(0, colour("#d7e4d8")), (1, colour("#9fc0c0"))])
    sheet.glints(614, 690, WHITE, 90, 0.5)
    near = [
        (float(x), 706 - 60 * math.sin((x - 200) / 430) + 12 * math.sin(x / 90)) for x in range(-20, 1640, 8)
    ]
    sheet.hill(near, [(0, LEAF), (0.5, colour("#7fa566")), (1, MOSS)])
    _hedges(sheet)
    front = [(float(x), _brow(x)) for x in range(-20, 1640, 8)]
    sheet.hill(front, [(0, colour("#6c9355")), (0.5, colour("#4a7247")), (1, PINE)])
    sides: tuple[list[Point], list[Point]] = ([], [])
    for step in range(61):
        y, share = 764 + step * 5.2, step / 60
        middle, half = 1150 + 96 * share * math.sin(share * 7.5) - 150 * share * share, 12 + 96 * share**1.5
        sides[0].append((middle - half, y))
        sides[1].append((middle + half, y))
    sheet.polygon([*sides[0], *reversed(sides[1])], colour("#e0cf9f"))
    for left, ground in ((470, 846), (540, 862), (690, 838), (180, 850), (760, 770), (300, 700)):
        _sheep(sheet, left, ground)
    person(sheet, 1150, 776, 126, RED, 0.16)
    person(sheet, 1240, 784, 118, NAVY, 0.14)
    sheet.line([(1264, 724), (1280, 786)], UMBER, 4)
    _dog(sheet, 1064, 784)
    for _ in range(300):
        x = sheet.chance.uniform(0, WIDTH)
        y = _brow(x) + sheet.chance.uniform(20, 300)
        if abs(x - 1120) < 60 + (y - 760) * 0.75:
            continue
        tall = 10 + (y - 760) * 0.07
        for blade in (-4, 0, 5):
            sheet.line([(x, y), (x + blade, y - tall)], mix(LEAF, PINE, sheet.chance.uniform(0.1, 0.6)), 2.2)
    for x, y, span in ((300, 300, 60), (390, 350, 40), (1380, 330, 50)):
        flying_gull(sheet, x, y, span, colour("#f8f8ef"))


def _brow(x: float) -> float:
    """Return the height of the near hill's skyline at ``x``."""
    return 1010 - 250 * math.exp(-(((x - 1130) / 520) ** 2)) + 9 * math.sin(x / 47) + 0.02 * x


def _hedges(sheet: Canvas) -> None:
    """Divide the far slope into fields with lines of round bushes, larger as they come nearer."""
    lines = (
        ((60, 720), (300, 1010)),
        ((330, 668), (560, 960)),
        ((640, 648), (800, 860)),
        ((900, 676), (940, 780)),
        ((-10, 800), (420, 770)),
        ((420, 772), (900, 736)),
        ((1300, 700), (1420, 880)),
        ((1250, 760), (1610, 745)),
    )
    for (ax, ay), (bx, by) in lines:
        for step in range(34):
            x, y = ax + (bx - ax) * step / 33, ay + (by - ay) * step / 33
            size = 4 + (y - 640) * 0.045 + sheet.chance.uniform(0, 4)
            sheet.circle(
                (x, y + sheet.chance.uniform(-3, 3)), size, mix(MOSS, PINE, sheet.chance.uniform(0.1, 0.7))
            )


def _sheep(sheet: Canvas, x: float, ground: float) -> None:
    sheet.ellipse((x - 17, ground - 20, x + 17, ground), WHITE)
    sheet.circle((x + 16, ground - 17), 6, INK)
    for leg in (-9, 8):
        sheet.line([(x + leg, ground - 4), (x + leg, ground + 8)], INK, 3)


def _dog(sheet: Canvas, x: float, ground: float) -> None:
    brown = colour("#6b4b2e")
    sheet.ellipse((x - 28, ground - 36, x + 26, ground - 14), brown)
    sheet.circle((x - 32, ground - 38), 12, brown)
    sheet.polygon([(x - 52, ground - 36), (x - 36, ground - 44), (x - 34, ground - 30)], brown)
    for leg in (-20, -10, 12, 20):
        sheet.line([(x + leg, ground - 20), (x + leg + 3, ground)], brown, 5)
    sheet.line([(x + 22, ground - 30), (x + 42, ground - 52)], brown, 5)


def net_loft(sheet: Canvas) -> None:
    """A net hung to dry across the loft window, floats along its head rope."""
    sheet.gradient((0, 0, WIDTH, sheet.height), [(0, colour("#4b3a2e")), (1, colour("#2d241e"))])
    for x in range(0, 1600, 160):
        sheet.rectangle((x, 0, x + 156, sheet.height), sheet.chance.choice([OCHRE, INK, UMBER]), 0.1)
    sheet.gradient(
        (420, 120, 1180, 700), [(0, colour("#9fc1cb")), (0.6, colour("#d6e0d6")), (1, colour("#f4e3bd"))]
    )
    sheet.hill(
        [(x, y) for x, y in sheet.ridge(560, 40) if 400 < x < 1200],
        [(0, colour("#83a29e")), (1, colour("#a9bdb0"))],
        610,
    )
    sheet.gradient((420, 600, 1180, 700), [(0, colour("#b9cdc8")), (1, colour("#6f939d"))])
    sheet.rectangle((416, 700, 424, 720), UMBER)
    for box in (
        (380, 90, 424, 740),
        (1176, 90, 1220, 740),
        (380, 86, 1220, 130),
        (360, 694, 1240, 742),
        (782, 120, 818, 700),
        (420, 396, 1180, 420),
    ):
        sheet.rectangle(box, colour("#6d543d"))
    sheet.glow((800, 480), 760, colour("#ffe7b8"), 0.25)
    _net(sheet)


def _net(sheet: Canvas) -> None:
    def knot(column: float, row: float) -> Point:
        share = row / 15
        x = 60 + column * 62 + (row % 2) * 31 + 14 * math.sin(row * 0.6 + column * 0.3)
        sag = 150 * math.sin(math.pi * min(1.0, max(0.0, x / WIDTH)))
        return x, 150 + sag + share * 730 + 16 * math.sin(column * 0.5 + row * 0.22)

    twine = colour("#e3cfa0")
    for row in range(15):
        for column in range(-1, 25):
            start = knot(column, row)
            lean = 0 if row % 2 == 0 else 1
            for end in (knot(column + lean, row + 1), knot(column + lean - 1, row + 1)):
                sheet.line([start, end], mix(twine, UMBER, row / 26), 3.4)
            sheet.circle(start, 4.4, mix(twine, UMBER, row / 30))
    rope = [knot(column / 2, 0) for column in range(-4, 52)]
    sheet.line(rope, colour("#f1e2bb"), 10)
    for index, spot in enumerate(rope[3::5]):
        sheet.ellipse(
            (spot[0] - 42, spot[1] - 25, spot[0] + 42, spot[1] + 25), (CORAL, MUSTARD, SLATE)[index % 3]
        )
        sheet.ellipse((spot[0] - 30, spot[1] - 19, spot[0] + 10, spot[1] - 6), WHITE, 0.25)
