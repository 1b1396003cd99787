"""Owns how often a page is brought back whose process ended: a post may be the death of its own page."""

from __future__ import annotations

import logging

from PySide6.QtCore import QElapsedTimer

_log = logging.getLogger(__name__)

_MOST_DEATHS = 3
_DEATHS_MS = 60_000


class PageDeaths:
    """Counts the deaths of one page; one that dies more often than three times within a minute is given up."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._since = QElapsedTimer()

    def note(self) -> bool:
        """Count one, and tell whether it is worth bringing the page back."""
        if self._since.isValid() and self._since.elapsed() > _DEATHS_MS:
            self._count = 0
        self._since.start()
        self._count += 1
        _log.info("the process of the %s ended (%d)", self._name, self._count)
        return not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Whether the page has died too often."""
        return self._count > _MOST_DEATHS

    def forget(self) -> None:
        """Count from the beginning: the page shows something else."""
        self._count = 0
