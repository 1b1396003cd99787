"""Owns the design tokens: the colours of the light and dark scheme, the type scale and the font families."""

from __future__ import annotations

from dataclasses import dataclass

META = 12
"""Secondary text, chips and the status bar, in px (Qt's pixel sizes are whole; the design says 11.5)."""
LABEL = 11
"""The small words over a form field, in px."""
UI = 13
"""Everything that is not said otherwise, in px."""
EDITOR = 14
"""The writer's monospace text, in px."""
HEADLINE = 21
"""The headline in the form, in px."""
RADIUS = 6
"""Corner radius of controls, in px."""

SERIF = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "DejaVu Serif", "serif")
MONOSPACE = (
    "Noto Sans Mono",
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "DejaVu Sans Mono",
    "monospace",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme as ``#rrggbb``; names say what a colour is for, not what it is."""

    name: str
    window: str
    side: str
    base: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    selection: str
    chip: str
    ok: str
    warn: str
    link: str
    code: str


# Muted, ok and warn are a shade darker than in the drawing: as drawn they fall below 4.5:1 on a selected
# row, a chip or the panel (4.0, 4.1 and 3.8), and a reader must be able to read them there.
LIGHT = Theme(
    name="light",
    window="#f6f5f2",
    side="#efede8",
    base="#fffefb",
    line="#dcd8cf",
    text="#1f1d1a",
    muted="#67625a",
    accent="#b3261e",
    on_accent="#ffffff",
    accent_soft="#f6dedb",
    selection="#e4dfd4",
    chip="#ebe7de",
    ok="#266e46",
    warn="#8f5400",
    link="#2a5d9f",
    code="#f3f0e9",
)

DARK = Theme(
    name="dark",
    window="#1d1c1a",
    side="#232220",
    base="#191816",
    line="#38352f",
    text="#ebe7df",
    muted="#a09a8e",
    accent="#ff8a7d",
    on_accent="#2a0f0c",
    accent_soft="#4a2522",
    selection="#33302b",
    chip="#2f2c28",
    ok="#7fc79a",
    warn="#e0b060",
    link="#8db7ec",
    code="#262421",
)


def mix(front: str, back: str, share: float) -> str:
    """Return ``share`` (0 to 1) of ``front`` laid over ``back``, both and the result as ``#rrggbb``."""
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1.0 to 21.0 (WCAG 2.2, "contrast ratio")."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a ``#rrggbb`` colour, 0.0 to 1.0 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
