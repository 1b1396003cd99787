"""Owns what the index asks of a program with threads: to do one job while it goes on with another."""

from __future__ import annotations

from collections.abc import Callable

Beside = Callable[[Callable[[], None]], Callable[[], None]]
"""Starts a job, perhaps on another thread, and returns a function that waits for its end and raises its error."""


def at_once(job: Callable[[], None]) -> Callable[[], None]:
    """Do a job here and now: the ``Beside`` of a program without threads."""
    job()
    return lambda: None
