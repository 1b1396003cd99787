"""Owns one picture on the bench: opened, shown as the recipe makes it, weighed and saved, off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from editor.core.errors import EditorError
from editor.core.house import Variant
from editor.core.images.credits import Credits
from editor.core.images.develop import framed, rendered, toned
from editor.core.images.geometry import Size
from editor.core.images.recipe import Recipe, focus_in_crop
from editor.services.tasks import SerialWorker
from editor.storage.images.cleaning import CLEANABLE, cleaned
from editor.storage.images.encoding import Encoding, encode
from editor.storage.images.opening import OpenedPicture, PictureFacts, decode_small, open_picture
from editor.storage.images.originals import Originals
from editor.storage.images.variants import write_variants
from editor.storage.images.writing import free_name, replace_picture, write_new

PROXY = 1400
"""Pixels of the proxy's longer edge: enough for the bench on any laptop, quick enough for a slider."""
STAGES = 4
"""Saving decodes, renders, encodes and writes."""
_MOST_WEIGHED = 4_000_000
"""Pixels of the largest picture that is encoded in full to be weighed: a save must not wait long behind that."""
_WEIGH_MS = 200
"""The finished file is weighed once the recipe has rested this long."""


@dataclass(frozen=True, slots=True)
class OnBench:
    """A picture that was opened: what its file says, its frame to show, and whether an original is kept."""

    path: Path
    facts: PictureFacts
    image: QImage
    has_original: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """What the finished file would be: its bytes, its size in pixels, and how it would look (a proxy).

    A first weight comes from a quick encoding, which makes files up to two fifths larger: it is not ``exact``.
    """

    bytes: int
    size: Size
    image: QImage
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """What to save: the recipe, the encoding, the credits to write into the file, and the file to write.

    ``encoding`` is None where the coded pixels stay as they are and only what is personal goes. What the credits leave
    empty is said as the file said it: a photographer's name and rights outlive every edit.
    """

    recipe: Recipe
    encoding: Encoding | None
    credits: Credits
    target: Path


class ImageBench(QObject):
    """Works on one picture. All answers come by signal, the newest only.

    ``opened`` carries an ``OnBench``; ``drawn`` a QImage of the frame as the recipe makes it (before cropping);
    ``weighed`` a ``Weight``; ``saved`` the path that was written, ``varied`` those of all variants;
    ``reverted`` the path that has its original back; ``progressed`` how many of ``STAGES`` of saving are done;
    ``failed`` an ``EditorError``.
    """

    opened = Signal(object)
    drawn = Signal(object)
    weighed = Signal(object)
    saved = Signal(object)
    varied = Signal(object)
    reverted = Signal(object)
    progressed = Signal(int)
    failed = Signal(object)

    def __init__(self, originals: Originals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._originals = originals
        self._drawer = SerialWorker(parent=self)
        self._press = SerialWorker(parent=self)
        self._picture: OpenedPicture | None = None
        self._full: Image.Image | None = None
        self._waiting: tuple[Recipe, Encoding] | None = None
        self._asked = 0
        self._saving = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WEIGH_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    # -- opening -----------------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a picture; ``opened`` or ``failed`` answers."""
        self._picture = self._full = None
        self._drawer.post(partial(self._open, path), alone=True)

    def _open(self, path: Path) -> None:
        try:
            picture = open_picture(path, PROXY)
        except EditorError as error:
            self.failed.emit(error)
            return
        self._picture = picture
        has_original = self._originals.has(path, picture.data)
        self.opened.emit(OnBench(path, picture.facts, to_qimage(picture.proxy), has_original))

    # -- showing -----------------------------------------------------------------------------------------------

    def draw(self, recipe: Recipe) -> None:
        """Show the frame as ``recipe`` makes it; a slider may ask as often as it moves."""
        self._drawer.post(partial(self._draw, recipe), alone=True)

    def _draw(self, recipe: Recipe) -> None:
        if self._picture is not None:
            self.drawn.emit(to_qimage(toned(framed(self._picture.proxy, recipe), recipe)))

    # -- weighing ----------------------------------------------------------------------------------------------

    def weigh(self, recipe: Recipe, encoding: Encoding) -> None:
        """Find out how large the finished file is and what is lost in it, once the recipe has rested."""
        self._waiting = (recipe, encoding)
        self._asked += 1
        self._rest.start()

    @Slot()
    def _on_rest_timeout(self) -> None:
        if self._waiting is not None:
            recipe, encoding = self._waiting
            self._press.post(partial(self._weigh, recipe, encoding, self._asked), alone=True)

    def _weigh(self, recipe: Recipe, encoding: Encoding, asked: int) -> None:
        picture = self._picture
        if picture is None:
            return
        try:
            image = rendered(self._pixels(picture), recipe)
            if asked != self._asked:
                return
            for draft in (True, False):
                data = encode(image, encoding, picture.facts.credits, picture.path, draft=draft)
                shown = decode_small(data, picture.path, PROXY)
                if asked != self._asked:
                    return
                self.weighed.emit(Weight(len(data), image.size, to_qimage(shown), exact=not draft))
                if image.width * image.height > _MOST_WEIGHED:
                    return
        except EditorError as error:
            self.failed.emit(error)

    def _pixels(self, picture: OpenedPicture) -> Image.Image:
        """All pixels, decoded once."""
        if self._full is None:
            self._full = picture.full()
        return self._full

    # -- saving ------------------------------------------------------------------------------------------------

    def save(self, order: Order) -> None:
        """Write the finished picture over its file, keeping the first original; ``saved`` or ``failed`` answers."""
        self._press.post(partial(self._save, order, self._replace, self._begin_saving()), alone=True)

    def save_copy(self, order: Order) -> None:
        """Write the finished picture as a file of its own; a name in use gets a number."""
        self._press.post(partial(self._save, order, _write_copy, self._begin_saving()), alone=True)

    def _begin_saving(self) -> int:
        """Weigh nothing more, and return the number of this saving: none is written once ``clear`` was called."""
        self._rest.stop()
        self._asked += 1
        self.progressed.emit(0)
        return self._saving

    def _save(self, order: Order, write: Callable[[OpenedPicture, Path, bytes], Path], number: int) -> None:
        picture = self._picture
        if picture is None:
            return
        said = order.credits.over(picture.facts.credits)
        try:
            if order.encoding is None:
                data = self._cleaned(picture, said)
            else:
                image = self._rendered(picture, order.recipe)
                data = encode(image, order.encoding, said, order.target)
            self.progressed.emit(3)
            if number == self._saving:
                self.saved.emit(write(picture, order.target, data))
        except EditorError as error:
            self.failed.emit(error)

    def _cleaned(self, picture: OpenedPicture, said: Credits) -> bytes:
        """The file without what is personal, its pixels as they are coded."""
        if picture.facts.format not in CLEANABLE and not picture.facts.personal:
            return picture.data
        return cleaned(picture.data, picture.path, said)

    def _rendered(self, picture: OpenedPicture, recipe: Recipe) -> Image.Image:
        """The finished pixels, with word of how far it is."""
        full = self._pixels(picture)
        self.progressed.emit(1)
        image = rendered(full, recipe)
        self.progressed.emit(2)
        return image

    def _replace(self, picture: OpenedPicture, target: Path, data: bytes) -> Path:
        if target != picture.path:
            # Another format is another file; the one it was made from stays for the posts that use it.
            return _write_copy(picture, target, data)
        replace_picture(target, picture.data, data, self._originals)
        return target

    def save_variants(self, order: Order, variants: Mapping[str, Variant], *, replace: bool = False) -> None:
        """Write the finished picture in every size of the house, each beside its file; ``varied`` answers.

        With ``replace`` files that have these names are replaced, and their originals kept.
        """
        work = partial(self._save_variants, order, variants, self._begin_saving(), replace)
        self._press.post(work, alone=True)

    def _save_variants(
        self, order: Order, variants: Mapping[str, Variant], number: int, replace: bool
    ) -> None:
        picture, encoding = self._picture, order.encoding
        if picture is None or encoding is None:
            return
        focus = focus_in_crop(order.recipe, picture.facts.size)
        name, folder = order.target.stem, order.target.parent
        try:
            image = self._rendered(picture, order.recipe)
            if number != self._saving:
                return
            said = order.credits.over(picture.facts.credits)
            originals = self._originals if replace else None
            made = write_variants(image, name, folder, variants, encoding, said, focus, originals)
        except EditorError as error:
            self.failed.emit(error)
            return
        self.varied.emit(made)

    def revert(self) -> None:
        """Put the first original back; ``reverted`` or ``failed`` answers."""
        self._press.post(self._revert, alone=True)

    def _revert(self) -> None:
        picture = self._picture
        if picture is None:
            return
        try:
            self._originals.revert(picture.path)
        except EditorError as error:
            self.failed.emit(error)
            return
        self.reverted.emit(picture.path)

    def clear(self) -> None:
        """Put the picture away and give its memory back; a saving that has not begun to write writes nothing."""
        self._rest.stop()
        self._asked += 1
        self._saving += 1
        self._waiting = None
        self._picture = self._full = None

    def drain(self) -> None:
        """End the threads; a picture that is being saved is saved first."""
        self._rest.stop()
        self._asked += 1
        self._drawer.drain(finish=False)
        self._press.drain(finish=True)


def _write_copy(_picture: OpenedPicture, target: Path, data: bytes) -> Path:
    target = free_name(target)
    write_new(target, data)
    return target


def to_qimage(image: Image.Image) -> QImage:
    """Return Pillow's pixels (RGB, RGBA, L or LA) as a QImage that owns its memory."""
    if image.mode in ("RGBA", "LA"):
        data = image.convert("RGBA").tobytes()
        return QImage(data, image.width, image.height, 4 * image.width, QImage.Format.Format_RGBA8888).copy()
    data = image.convert("RGB").tobytes()
    return QImage(data, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888).copy()
