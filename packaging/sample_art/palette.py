"""Owns the colours every picture of the bundled newsroom shares."""

from __future__ import annotations

Colour = tuple[int, int, int]


def colour(text: str) -> Colour:
    """Return the red, green and blue parts (0 to 255) of ``#rrggbb``."""
    digits = text.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour ``share`` (0 to 1) of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


INK = colour("#1b2a36")
NAVY = colour("#243c4c")
SLATE = colour("#3e5a69")
SEA = colour("#5f7f87")
MIST = colour("#a9bfc6")
SKY = colour("#8fb0c4")
PALE = colour("#dfe8e6")
CREAM = colour("#f6ecd8")
SAND = colour("#d9c39a")
OCHRE = colour("#a9824c")
UMBER = colour("#5d4a35")
LEAF = colour("#a5c48e")
MOSS = colour("#5f8452")
PINE = colour("#2f4f45")
MUSTARD = colour("#e3bd58")
AMBER = colour("#f2b25b")
CORAL = colour("#e2774c")
RED = colour("#b3362b")
ROSE = colour("#b0667a")
PLUM = colour("#56324a")
WHITE = colour("#fdfaf3")
