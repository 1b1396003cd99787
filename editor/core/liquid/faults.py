"""Owns what can go wrong while Liquid runs: faults of one tag, and bounds at which the whole run stops."""

from __future__ import annotations

from dataclasses import dataclass


class BoundsError(Exception):
    """The text asks for more than is sensible, and the run stops here; ``str`` is a sentence for the writer."""


class DepthError(BoundsError):
    """Includes stand too deep in each other: the tag stops, but nothing has been spent that others need."""


class TagError(Exception):
    """One tag cannot do what it says, and a labelled box takes its place; ``str`` is a sentence for the writer."""


@dataclass(frozen=True, slots=True)
class LiquidProblem:
    """What could not be rendered and why.

    ``line`` (1-based) counts in the text that was rendered, or in the include named by ``path`` (``""``: the text).
    """

    message: str
    line: int
    path: str = ""
