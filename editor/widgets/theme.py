"""Owns the look: colour tokens for light and dark, the type scale and the application style sheet."""

from __future__ import annotations

from dataclasses import dataclass


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


LIGHT = Theme(
    name="light",
    window="#f6f5f2",
    side="#efede8",
    base="#fffefb",
    line="#dcd8cf",
    text="#1f1d1a",
    muted="#6f6a61",
    accent="#b3261e",
    on_accent="#ffffff",
    accent_soft="#f6dedb",
    selection="#e4dfd4",
    chip="#ebe7de",
    ok="#2e7d4f",
    warn="#a86400",
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
