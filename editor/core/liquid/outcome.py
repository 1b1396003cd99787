"""Owns what comes of running Liquid over a text, and whether there is any in it; needs no python-liquid."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.liquid.faults import LiquidProblem


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text after Liquid, what could not be rendered, and the paths of the includes it is made from.

    ``kept`` are the stretches outside of all tags that stand in both texts, in order: where each stands in the text
    before and in the text after, and its length. A text without Liquid has none.
    """

    text: str
    problems: tuple[LiquidProblem, ...] = ()
    read: frozenset[str] = frozenset()
    kept: tuple[tuple[int, int, int], ...] = ()


def has_liquid(text: str) -> bool:
    """Tell whether Jekyll would run Liquid over a text at all."""
    return "{{" in text or "{%" in text
