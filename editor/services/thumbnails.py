"""Owns small pictures of the project's assets: made in the background, kept in memory, newest asked first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from editor.services.tasks import Outcome, Stop, TaskRunner

# About 30 kB each: a screenful many times over, and never the memory of a whole picture desk.
_KEPT = 400
_SIDE = 256
# Larger pictures are not decoded for a thumbnail; the figure is the most this program decodes anywhere.
_MOST_PIXELS = 150_000_000


class Thumbnails(QObject):
    """Makes thumbnails no larger than 256 pixels on the longer side.

    ``ready`` carries the path (relative to the project) and a ``QImage``, null when the file is no picture.
    """

    ready = Signal(str, QImage)
    _made = Signal(object)

    def __init__(
        self, tasks: TaskRunner, find: Callable[[str], Path | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._find = find
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: list[str] = []
        self._busy = ""
        self._made.connect(self._on_made)

    def get(self, path: str) -> QImage | None:
        """Return the thumbnail of ``path``, or None and make it; ``ready`` tells when it is there."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path in self._wanted:
            self._wanted.remove(path)
        self._wanted.append(path)
        self._next()
        return None

    def forget(self, path: str | None = None) -> None:
        """Forget one picture, which changed on disk, or all of them."""
        if path is None:
            self._kept.clear()
            self._wanted.clear()
        else:
            self._kept.pop(path, None)

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        # What was asked last is what is on the screen now; a long way back nobody looks any more.
        del self._wanted[:-_KEPT]
        path = self._busy = self._wanted.pop()
        file = self._find(path)
        self._tasks.submit("thumbnail", lambda stop: (path, read_thumbnail(file, stop)), self._made)

    @Slot(object)
    def _on_made(self, outcome: Outcome) -> None:
        path, image = outcome.result()
        self._busy = ""
        self._kept[path] = image
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(path, image)
        self._next()


def read_thumbnail(file: Path | None, stop: Stop, side: int = _SIDE) -> QImage:
    """Read a picture at most ``side`` pixels large, upright as its EXIF says; a null image when it cannot be."""
    if file is None or stop():
        return QImage()
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    if max(size.width(), size.height()) > side:
        # JPEG decodes at a fraction of its size many times faster than whole.
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
