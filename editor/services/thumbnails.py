"""Owns small pictures of the project's assets: made in the background, kept in memory, newest asked first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
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
        self._outdated = False
        self._made.connect(self._on_made)

    def get(self, path: str) -> QImage | None:
        """Return the thumbnail of ``path``, or None and make it; ``ready`` tells when it is there."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path in self._wanted:
            self._wanted.remove(path)
        if path != self._busy or self._outdated:
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
        if path is None or path == self._busy:
            # What is being made now shows what stood there before, perhaps of another project.
            self._outdated = True

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        # What was asked last is what is on the screen now; a long way back nobody looks any more.
        del self._wanted[:-_KEPT]
        self._busy = self._wanted.pop()
        self._outdated = False
        self._tasks.submit("thumbnail", partial(_read_for, self._find(self._busy)), self._made)

    @Slot(object)
    def _on_made(self, outcome: Outcome) -> None:
        path, self._busy = self._busy, ""
        image = QImage() if outcome.error is not None else outcome.result()
        assert isinstance(image, QImage)
        if not self._outdated:
            self._kept[path] = image
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.ready.emit(path, image)
        self._next()
        if outcome.error is not None:
            raise outcome.error  # for the log; the other pictures go on


def _read_for(file: Path | None, stop: Stop) -> QImage:
    return read_thumbnail(file, stop)


def read_thumbnail(file: Path | None, stop: Stop, side: int = _SIDE) -> QImage:
    """Read a picture at most ``side`` pixels large, upright as its EXIF says; a null image when it cannot be."""
    if file is None or stop():
        return QImage()
    reader = QImageReader(str(file))
    # Named .png, yet a JPEG: picture desks know it, and browsers look at the bytes, too.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    if max(size.width(), size.height()) > side:
        # JPEG decodes at a fraction of its size many times faster than whole.
        small = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(small.expandedTo(QSize(1, 1)))  # a line one pixel high would become none
    return reader.read()
