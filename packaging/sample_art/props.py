"""Owns the props that recur in the scenes: houses, boats, people, gulls and a lighthouse."""

from __future__ import annotations

from collections.abc import Sequence

from sample_art.canvas import Canvas, Point
from sample_art.palette import AMBER, CREAM, INK, NAVY, RED, SLATE, WHITE, Colour, colour, mix

SKIN = (colour("#e3b592"), colour("#c98f6b"), colour("#8d5c41"), colour("#efc9a8"))
HAIR = (colour("#3a2b24"), colour("#7a4c2c"), colour("#c9c4ba"), colour("#27211f"))


def terrace(
    sheet: Canvas,
    span: tuple[float, float],
    base: float,
    tall: float,
    walls: Sequence[Colour],
    lamps: float = 0.0,
) -> None:
    """Draw a row of gabled houses; ``lamps`` is the share of windows that are lit."""
    x = span[0]
    while x < span[1]:
        wide, high = tall * sheet.chance.uniform(0.5, 0.8), tall * sheet.chance.uniform(0.75, 1.1)
        _house(sheet, (x, base), (wide, high), sheet.chance.choice(walls), lamps)
        x += wide - 1


def _house(sheet: Canvas, corner: Point, size: Point, wall: Colour, lamps: float) -> None:
    (x, base), (wide, high) = corner, size
    eaves, roof = base - high * 0.72, mix(wall, INK, 0.62)
    sheet.rectangle((x, eaves, x + wide, base), wall)
    sheet.rectangle((x + wide * 0.7, base - high * 1.02, x + wide * 0.84, eaves), mix(wall, INK, 0.45))
    if sheet.chance.random() < 0.6:
        sheet.polygon([(x - 1, eaves), (x + wide / 2, base - high), (x + wide + 1, eaves)], roof)
    else:
        sheet.polygon(
            [
                (x - 1, eaves),
                (x + wide * 0.1, base - high * 0.9),
                (x + wide * 0.9, base - high * 0.9),
                (x + wide + 1, eaves),
            ],
            roof,
        )
    pane = wide * 0.17
    for row in (0.14, 0.42):
        for column in (0.16, 0.42, 0.68):
            left, top = x + wide * column, eaves + high * row
            lit = sheet.chance.random() < lamps
            sheet.rectangle(
                (left, top, left + pane, top + pane * 1.35), AMBER if lit else mix(wall, NAVY, 0.6)
            )


def ferry(sheet: Canvas, x: float, y: float, length: float) -> None:
    """Draw the *Tern* from the side, bow to the right, her waterline at ``y``."""
    u = length / 100

    def at(*points: Point) -> list[Point]:
        return [(x + a * u, y - b * u) for a, b in points]

    sheet.polygon(at((3, 4), (2, 13), (94, 15), (100, 16), (91, 4)), NAVY)
    sheet.polygon(at((4, -1), (3, 4), (91, 4), (88, -1)), RED)
    sheet.polygon(at((2, 13), (1.6, 16), (99, 19), (100, 16)), WHITE)
    sheet.shaded(at((12, 16), (12, 29), (78, 29), (82, 17)), [(0, WHITE), (1, CREAM)])
    for index in range(8):
        left = 16 + index * 7.3
        sheet.polygon(at((left, 20.5), (left, 26), (left + 5, 26), (left + 5, 20.5)), SLATE)
        sheet.polygon(at((left, 24), (left, 26), (left + 5, 26), (left + 3.4, 24)), mix(SLATE, WHITE, 0.35))
    sheet.polygon(at((9, 29), (9, 30.6), (83, 30.6), (83, 29)), NAVY)
    sheet.shaded(at((54, 30.6), (54, 41), (70, 41), (74, 30.6)), [(0, WHITE), (1, CREAM)])
    sheet.polygon(at((57, 34), (57, 38.6), (62, 38.6), (62, 34)), SLATE)
    sheet.polygon(at((64, 34), (64, 38.6), (69.4, 38.6), (71, 34)), SLATE)
    sheet.polygon(at((52, 41), (52, 42.6), (73, 42.6), (73, 41)), NAVY)
    sheet.polygon(at((34, 30.6), (35, 41), (43, 41), (44, 30.6)), RED)
    sheet.polygon(at((34.7, 37), (35, 41), (43, 41), (43.3, 37)), NAVY)
    sheet.line(at((62, 42.6), (62, 58)), INK, 0.7 * u)
    sheet.line(at((62, 56), (99, 19)), INK, 0.25 * u, 0.7)
    sheet.line(at((62, 56), (10, 30)), INK, 0.25 * u, 0.7)
    sheet.polygon(at((62, 57), (62, 53), (55, 55)), RED)
    for left in (20, 44, 68):
        sheet.circle(at((left, 9))[0], 1.9 * u, WHITE)
        sheet.circle(at((left, 9))[0], 1.0 * u, NAVY)


def sailing_boat(sheet: Canvas, x: float, y: float, tall: float, sail: Colour, hull: Colour) -> None:
    """Draw a small boat under sail with her waterline at ``y``."""
    sheet.polygon(
        [
            (x - tall * 0.3, y - tall * 0.1),
            (x + tall * 0.36, y - tall * 0.1),
            (x + tall * 0.24, y),
            (x - tall * 0.22, y),
        ],
        hull,
    )
    sheet.polygon([(x, y - tall * 0.13), (x, y - tall), (x - tall * 0.3, y - tall * 0.16)], sail)
    sheet.polygon(
        [
            (x + tall * 0.03, y - tall * 0.13),
            (x + tall * 0.03, y - tall * 0.88),
            (x + tall * 0.33, y - tall * 0.15),
        ],
        mix(sail, hull, 0.2),
    )


def person(sheet: Canvas, x: float, ground: float, tall: float, coat: Colour, stride: float = 0.0) -> None:
    """Draw somebody standing, or walking when ``stride`` (in heights) is not 0."""
    hip, shoulder, dark = ground - tall * 0.45, ground - tall * 0.82, mix(coat, INK, 0.7)
    for swing in (-max(stride, 0.045), max(stride, 0.045)):
        sheet.line([(x + swing * tall * 0.3, hip), (x + swing * tall, ground)], dark, tall * 0.085)
        sheet.ellipse(
            (
                x + (swing - 0.06) * tall,
                ground - tall * 0.035,
                x + (swing + 0.08) * tall,
                ground + tall * 0.012,
            ),
            INK,
        )
    sheet.polygon(
        [
            (x - tall * 0.1, shoulder),
            (x + tall * 0.1, shoulder),
            (x + tall * 0.13, hip + tall * 0.06),
            (x - tall * 0.13, hip + tall * 0.06),
        ],
        coat,
    )
    arm = mix(coat, INK, 0.25)
    sheet.line(
        [(x - tall * 0.08, shoulder + tall * 0.03), (x - tall * (0.1 + stride * 0.5), hip)], arm, tall * 0.055
    )
    sheet.line(
        [(x + tall * 0.08, shoulder + tall * 0.03), (x + tall * (0.1 + stride * 0.5), hip)], arm, tall * 0.055
    )
    head = (x + tall * 0.01, ground - tall * 0.905)
    sheet.circle((x - tall * 0.008, head[1] - tall * 0.016), tall * 0.083, sheet.chance.choice(HAIR))
    sheet.ellipse(
        (head[0] - tall * 0.055, head[1] - tall * 0.055, head[0] + tall * 0.075, head[1] + tall * 0.08),
        sheet.chance.choice(SKIN),
    )


def flying_gull(sheet: Canvas, x: float, y: float, span: float, fill: Colour = WHITE) -> None:
    """Draw a gull on the wing, far away."""
    half = span / 2
    sheet.polygon(
        [
            (x - half, y - span * 0.14),
            (x - half * 0.45, y - span * 0.2),
            (x, y),
            (x + half * 0.45, y - span * 0.22),
            (x + half, y - span * 0.1),
            (x + half * 0.45, y - span * 0.13),
            (x, y + span * 0.07),
            (x - half * 0.45, y - span * 0.11),
        ],
        fill,
    )


def lighthouse(sheet: Canvas, x: float, base: float, tall: float, wall: Colour, lamp: Colour) -> None:
    """Draw a tapering tower with two bands and a lamp room."""

    def tower(low: float, high: float) -> list[Point]:
        wide = [tall * (0.13 - 0.05 * part) for part in (low, high)]
        return [
            (x - wide[0], base - tall * low),
            (x - wide[1], base - tall * high),
            (x + wide[1], base - tall * high),
            (x + wide[0], base - tall * low),
        ]

    sheet.polygon(tower(0, 0.8), wall)
    sheet.polygon(tower(0.2, 0.36), RED)
    sheet.polygon(tower(0.54, 0.68), RED)
    sheet.rectangle((x - tall * 0.11, base - tall * 0.82, x + tall * 0.11, base - tall * 0.79), INK)
    sheet.rectangle((x - tall * 0.06, base - tall * 0.92, x + tall * 0.06, base - tall * 0.82), lamp)
    sheet.polygon(
        [(x - tall * 0.08, base - tall * 0.92), (x, base - tall), (x + tall * 0.08, base - tall * 0.92)], INK
    )
