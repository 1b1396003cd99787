"""Owns what comes of running Liquid over a text, and whether there is any in it; needs no python-liquid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from editor.core.liquid.faults import LiquidProblem


class Standing(Protocol):
    """What the names of a text stand for at one place in it."""

    @property
    def turns(self) -> bool:
        """Whether it cannot be told from outside of its run."""

    def same(self, other: Any) -> bool:
        """Tell whether whatever is rendered after it is what is rendered after ``other``."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a body, to be rendered as it is within the whole; ``standing`` is what names mean at its beginning."""

    text: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch outside of all tags: where it stands in the text before and after Liquid, and its length.

    ``is_raw`` between ``raw`` and ``endraw``, where tags would be none.
    """

    written: int
    shown: int
    length: int
    is_raw: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text after Liquid, what could not be rendered, and the paths of the includes it is made from.

    ``kept`` are the stretches outside of all tags that stand in both texts, in order. A text without Liquid has none.
    ``standings`` are the places (offsets of tags) after which names stand for something else, and what then.
    ``is_closed`` tells that whatever is opened in it is closed in it, ``is_whole`` that it was rendered to its end,
    and ``share`` is how much it took of what a run may take.
    """

    text: str
    problems: tuple[LiquidProblem, ...] = ()
    read: frozenset[str] = frozenset()
    kept: tuple[Kept, ...] = ()
    standings: tuple[tuple[int, Standing], ...] = ()
    is_closed: bool = True
    is_whole: bool = True
    share: float = field(default=0.0, compare=False)


def has_liquid(text: str) -> bool:
    """Tell whether Jekyll would run Liquid over a text at all."""
    return "{{" in text or "{%" in text
