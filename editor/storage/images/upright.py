"""Owns the one thing about a picture's pixels that EXIF must go on saying: which way is up."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from editor.core.images.credits import Credits, exif_tags

_ORIENTATION = 0x0112


def upright_exif(data: bytes, said: Credits) -> bytes:
    """Return an EXIF block (``Exif\\0\\0…``) with a JPEG's orientation and the credits ``said``; ``b""`` for none."""
    with Image.open(BytesIO(data)) as image:
        orientation = image.getexif().get(_ORIENTATION, 1)
    exif = Image.Exif()
    if orientation != 1:
        exif[_ORIENTATION] = orientation
    for tag, value in exif_tags(said).items():
        exif[tag] = value
    return exif.tobytes() if len(exif) else b""
