"""Owns the thumbnails that a list holds: those looked at last, however long the list is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QPixmap

# Several screens; each takes up to a quarter of a megabyte. Of what is asked for in a row by quick scrolling the oldest
# is never made (services/thumbnails.py): it has to be off the shelf by then, or nobody would ask for it again.
_MOST = 120


class PictureShelf:
    """Pictures by their paths in the project, the ``most`` that were looked at last.

    ``ask`` is called with the path of one that is looked at and not here; ``put`` brings it.
    """

    def __init__(self, ask: Callable[[str], object], most: int = _MOST) -> None:
        self._ask = ask
        self._most = most
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()

    @property
    def held(self) -> int:
        """How many pictures take memory now."""
        return sum(not picture.isNull() for picture in self._pictures.values())

    def __contains__(self, path: str) -> bool:
        return path in self._pictures

    def look_at(self, path: str) -> QPixmap:
        """Return a picture, a null one until it has come."""
        if path in self._pictures:
            self._pictures.move_to_end(path)
            return self._pictures[path]
        self._pictures[path] = QPixmap()
        if len(self._pictures) > self._most:
            self._pictures.popitem(last=False)
        self._ask(path)
        return self._pictures.get(path, QPixmap())

    def put(self, path: str, picture: QPixmap) -> None:
        """Take a picture in, if it has been looked at lately."""
        if path in self._pictures:
            self._pictures[path] = picture

    def forget(self, path: str) -> None:
        """Ask for a picture again when it is looked at: it changed on disk."""
        self._pictures.pop(path, None)

    def clear(self) -> None:
        """Ask for every picture again."""
        self._pictures.clear()
