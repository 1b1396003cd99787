"""Owns small pictures of the assets: made in the background, newest asked first, kept in memory and on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.storage.thumbnail_store import StoredThumbnail, ThumbnailStore, thumbnail_key

# At most 260 kB each: a screenful many times over, and never the memory of a whole picture desk.
_KEPT = 160
_SIDE = 256
# Larger pictures are not decoded for a thumbnail; the figure is the most this program decodes anywhere.
_MOST_PIXELS = 150_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A thumbnail and the pixels of the picture it was made of."""

    image: QImage
    pixels: tuple[int, int]


class Thumbnails(QObject):
    """Makes thumbnails no larger than 256 pixels on the longer side, and keeps them in ``store``.

    ``ready`` carries the path (relative to the project) and a ``QImage``, null when the file is no picture;
    ``find``, which is called in a worker, gives the file of such a path.
    """

    ready = Signal(object, QImage)
    _made = Signal(object)
    _trim_done = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        find: Callable[[str], Path | None],
        store: ThumbnailStore | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._find = find
        self._store = store
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._pixels: dict[str, tuple[int, int]] = {}
        self._wanted: list[str] = []
        self._busy = ""
        self._outdated = False
        self._trimmed = False
        self._made.connect(self._on_made)

    def pixels(self, path: str) -> tuple[int, int]:
        """Return width and height of the picture a thumbnail was made of; zeros before, and for no picture."""
        return self._pixels.get(path, (0, 0))

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
            self._pixels.clear()
            self._wanted.clear()
        else:
            self._kept.pop(path, None)
            self._pixels.pop(path, None)
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
        self._tasks.submit(
            "thumbnail", partial(make_thumbnail, self._find, self._busy, self._store), self._made
        )

    @Slot(object)
    def _on_made(self, outcome: Outcome) -> None:
        path, self._busy = self._busy, ""
        made = Made(QImage(), (0, 0)) if outcome.error is not None else outcome.result()
        assert isinstance(made, Made)
        if not self._outdated:
            self._pixels[path] = made.pixels
            self._kept[path] = made.image
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.ready.emit(path, made.image)
        self._next()
        if outcome.error is not None:
            raise outcome.error  # for the log; the other pictures go on

    def trim(self) -> None:
        """Keep the folder of thumbnails from growing for ever; once in the life of the program is enough."""
        if self._store is not None and not self._trimmed:
            self._trimmed = True
            self._tasks.submit("trim thumbnails", self._store.trim, self._trim_done)


def make_thumbnail(
    find: Callable[[str], Path | None], path: str, store: ThumbnailStore | None, stop: Stop
) -> Made:
    """Take the thumbnail of ``path`` from the store, or make it and put it there; runs in a worker.

    ``find`` gives the file; a null image for what is not there or is no picture.
    """
    file = None if stop() else find(path)
    key = thumbnail_key(file) if file is not None and store is not None else None
    if file is None or stop():
        return Made(QImage(), (0, 0))
    if key is not None and store is not None and (kept := store.read(key)) is not None:
        image = QImage.fromData(kept.data)
        if not image.isNull():
            return Made(image, (kept.width, kept.height))
    image, pixels = read_sized(file, stop)
    if key is not None and store is not None and not image.isNull():
        store.write(key, StoredThumbnail(*pixels, _encoded(image)))
    return Made(image, pixels)


def _encoded(image: QImage) -> bytes:
    """JPEG for what is opaque, at a third of the size; PNG for what is not."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG") if image.hasAlphaChannel() else image.save(buffer, "JPEG", 88)
    return bytes(buffer.data().data())


def is_too_large(pixels: tuple[int, int]) -> bool:
    """Whether a picture so wide and high that gave no thumbnail was too large for one, as against damaged.

    A JPEG is decoded small; what has to be decoded whole may take no more memory than Qt allows, 4 bytes a pixel.
    """
    return pixels[0] * pixels[1] > min(_MOST_PIXELS, (QImageReader.allocationLimit() << 20) // 4)


def read_thumbnail(file: Path | None, stop: Stop, side: int = _SIDE) -> QImage:
    """Read a picture at most ``side`` pixels large, upright as its EXIF says; a null image when it cannot be."""
    return QImage() if file is None or stop() else read_sized(file, stop, side)[0]


def read_sized(file: Path, stop: Stop, side: int = _SIDE) -> tuple[QImage, tuple[int, int]]:
    """Read a picture as ``read_thumbnail`` does, with the width and height of the whole picture, upright.

    One that is too large to be read has its width and height and a null image.
    """
    reader = QImageReader(str(file))
    # Named .png, yet a JPEG: picture desks know it, and browsers look at the bytes, too.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if stop() or size.isEmpty():
        return QImage(), (0, 0)
    if max(size.width(), size.height()) > side:
        # JPEG decodes at a fraction of its size many times faster than whole.
        small = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(small.expandedTo(QSize(1, 1)))  # a line one pixel high would become none
    turned = reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value
    if turned:
        size.transpose()
    pixels = size.width(), size.height()
    return (QImage() if pixels[0] * pixels[1] > _MOST_PIXELS else reader.read()), pixels
