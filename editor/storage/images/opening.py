"""Owns opening a picture to work on it: within bounds, upright, and with what it says of its maker."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from editor.core.errors import PictureError
from editor.core.images.credits import Credits, from_exif, from_iptc, from_xmp
from editor.core.images.develop import developed
from editor.core.images.geometry import Size
from editor.core.images.kinds import media_type
from editor.core.images.personal import personal_data
from editor.core.images.transform import format_of, is_animated, upright_size
from editor.storage.faults import display_name
from editor.storage.files import read_file

MOST_PIXELS = 150_000_000
"""A picture with more is not decoded: 150 megapixels take half a gigabyte of memory."""
BYTES_LIMIT = 256 * 1024 * 1024

# A picture Pillow doubts the size of is not decoded at all. Said once for the whole program, because the
# context manager for this changes the filters of every thread.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    struct.error,
    TypeError,
    IndexError,
    KeyError,
)
"""What Pillow's plug-ins raise for pixels or headers that are damaged."""
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture file says without its pixels being decoded: format as Pillow names it, size upright in pixels,
    bytes, maker, what personal data is in it, and whether parts are transparent."""

    format: str
    size: Size
    bytes: int
    credits: Credits
    personal: tuple[str, ...]
    transparent: bool
    mode: str


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A picture ready to be worked on. ``proxy`` is upright, sRGB, 8 bits and small; ``data`` the file as read."""

    path: Path
    data: bytes
    facts: PictureFacts
    proxy: Image.Image

    def full(self) -> Image.Image:
        """Return all pixels upright, in sRGB with 8 bits; raises PictureError."""
        return decode(self.data, self.path)


def open_picture(path: Path, longest: int = 1600) -> OpenedPicture:
    """Read a picture and a proxy of it whose longer edge is at most ``longest`` pixels.

    A JPEG's proxy is decoded small, which takes a tenth of the time. Raises ReadError for a file that cannot be
    read and PictureError for one that is no picture to work on: damaged, animated, too large, of a kind that
    browsers do not show.
    """
    data = read_file(path, BYTES_LIMIT).data
    with _opened(data, path) as image:
        if is_animated(image):
            raise _animated(path)
        facts = _facts(image, data)
        proxy = _small(image, longest)
    return OpenedPicture(path, data, facts, proxy)


def read_facts(data: bytes, path: Path) -> PictureFacts:
    """Return what a picture file says, also an animated one, without decoding its pixels; raises PictureError."""
    with _opened(data, path) as image:
        return _facts(image, data)


def decode(data: bytes, path: Path) -> Image.Image:
    """Return all pixels of a picture file upright, in sRGB with 8 bits; raises PictureError."""
    with _opened(data, path) as image:
        return developed(image)


def decode_small(data: bytes, path: Path, longest: int) -> Image.Image:
    """Return a picture file as ``decode`` does, its longer edge at most ``longest`` pixels; raises PictureError.

    A JPEG is decoded small, which spares a large one most of its time and memory.
    """
    with _opened(data, path) as image:
        return _small(image, longest)


def _small(image: Image.Image, longest: int) -> Image.Image:
    image.draft("RGB" if image.mode in ("RGB", "YCbCr") else None, (longest, longest))
    proxy = developed(image)
    proxy.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return proxy


@contextmanager
def _opened(data: bytes, path: Path) -> Iterator[Image.Image]:
    """Give a picture whose pixels are still to be decoded; what Pillow stops at, then or later, is a PictureError."""
    try:
        with Image.open(BytesIO(data)) as image:
            yield image
    except BOMBS as error:
        raise _too_large(path) from error
    except UnidentifiedImageError as error:
        raise _unknown(data, path) from error
    except UNREADABLE as error:
        raise _damaged(path) from error


def _facts(image: Image.Image, data: bytes) -> PictureFacts:
    exif = image.getexif()
    xmp = _bytes_of(image.info.get("xmp") or image.info.get("XML:com.adobe.xmp"))
    iptc = _iptc_of(image)
    said = from_xmp(xmp).over(from_iptc(iptc)).over(from_exif(exif))
    return PictureFacts(
        format=format_of(image),
        size=upright_size(image),
        bytes=len(data),
        credits=said,
        personal=personal_data(exif, xmp, iptc, data),
        transparent=image.has_transparency_data,
        mode=image.mode,
    )


def _bytes_of(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.encode("utf-8", "replace") if isinstance(value, str) else b""


def _iptc_of(image: Image.Image) -> bytes:
    resources = image.info.get("photoshop")
    if isinstance(resources, dict):
        found = resources.get(0x0404)
        return found if isinstance(found, bytes) else b""
    tags = getattr(image, "tag_v2", {})  # TIFF keeps it in a tag of its own
    return _bytes_of(tags.get(33723)) if tags else b""


def _unknown(data: bytes, path: Path) -> PictureError:
    name = display_name(path)
    if not data:
        return PictureError(f"“{name}” is empty: there is no picture in it.", path=path)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return PictureError(
            f"“{name}” is a HEIC picture, which browsers do not show and Copydesk cannot read. "
            "Export it as JPEG from the program or phone it came from.",
            path=path,
        )
    kind = media_type(data)
    if kind == "image/svg+xml":
        return PictureError(f"“{name}” is a drawing (SVG), which has no pixels to work on.", path=path)
    if kind is not None:
        return _damaged(path)
    return PictureError(f"“{name}” is not a picture Copydesk knows. JPEG, PNG, WebP and AVIF are.", path=path)


def _animated(path: Path) -> PictureError:
    return PictureError(
        f"“{display_name(path)}” is animated. Copydesk would keep only one frame of it, so it was left as it is.",
        path=path,
    )


def _damaged(path: Path) -> PictureError:
    return PictureError(
        f"“{display_name(path)}” is damaged: its pixels cannot be read to the end. It was left as it is; "
        "fetch it again from where it came from.",
        path=path,
    )


def _too_large(path: Path) -> PictureError:
    return PictureError(
        f"“{display_name(path)}” has more than {MOST_PIXELS // 1_000_000} megapixels, more than Copydesk opens. "
        "Make it smaller where it came from.",
        path=path,
    )
