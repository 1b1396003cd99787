"""Owns the one shape in which core reports a fault that is shown beside a line instead of raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something a writer should know about one line; ``line`` is 1-based and counted in the whole file."""

    line: int
    message: str
