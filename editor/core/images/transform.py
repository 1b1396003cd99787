"""Owns how a picture is turned upright and made smaller for a page; pixels in, pixels out."""

from __future__ import annotations

from PIL import Image, ImageOps

MAX_WIDTH = 2000
"""Pixels; a wider picture is shrunk for the exported page, which shows at most 680 CSS pixels of it."""

_SIDEWAYS = frozenset({5, 6, 7, 8})  # EXIF 2.32, tag 0x0112: values that swap width and height
_ORIENTATION = 0x0112


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height in pixels as a reader sees the picture, its EXIF orientation applied."""
    width, height = image.size
    return (height, width) if image.getexif().get(_ORIENTATION) in _SIDEWAYS else (width, height)


def upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its EXIF orientation says; one that stands upright is returned itself.

    Pillow copies it even then, and the pixels of a large picture take half a gigabyte.
    """
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    return ImageOps.exif_transpose(image) if turned else image


def smaller_size(width: int, height: int, max_width: int = MAX_WIDTH) -> tuple[int, int] | None:
    """Return the size of a copy at most ``max_width`` pixels wide, or None when it fits already."""
    if width <= max_width:
        return None
    return max_width, max(1, round(height * max_width / width))


def is_animated(image: Image.Image) -> bool:
    """Tell whether a picture has more than one frame; such a picture is left alone.

    The JPEGs of many cameras and phones are none, though Pillow counts their frames: what follows the picture is a
    preview or a map of its brightness (CIPA DC-007, "MPO").
    """
    return format_of(image) != "JPEG" and bool(getattr(image, "is_animated", False))


def format_of(image: Image.Image) -> str:
    """Return the format as Pillow names it; a JPEG with more pictures behind the first is a JPEG."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def smaller_copy(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an upright copy of ``size`` pixels, in a mode that resampling does not coarsen.

    Palette pictures become RGB or RGBA first (their indices cannot be averaged) and CMYK becomes RGB,
    which all browsers show alike. Raises OSError when the pixels cannot be read to the end.
    """
    turned = upright(image)
    if turned.mode in ("P", "PA", "1"):
        turned = turned.convert("RGBA" if "transparency" in turned.info or turned.mode == "PA" else "RGB")
    elif turned.mode not in ("RGB", "RGBA", "L", "LA"):
        turned = turned.convert("RGB")
    return turned.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
