"""Owns taking personal data out of a picture file while its coded pixels stay the same bytes."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import PictureError
from editor.core.images.credits import Credits
from editor.core.images.kinds import media_type
from editor.core.images.segments import SegmentError, stripped
from editor.storage.faults import display_name
from editor.storage.images.upright import upright_exif

CLEANABLE = frozenset({"JPEG", "PNG", "WEBP"})
"""The formats, as Pillow names them, that can be cleaned without coding their pixels anew."""


def cleaned(data: bytes, path: Path, said: Credits) -> bytes:
    """Return a picture file that carries only the credits ``said`` and which way is up; raises PictureError."""
    try:
        return stripped(data, media_type(data) or "", said, upright_exif(data, said))
    except SegmentError as error:
        raise PictureError(
            f"“{display_name(path)}” is damaged, so nothing was taken out of it.", path=path
        ) from error
    except ValueError as error:
        raise PictureError(
            f"“{display_name(path)}” cannot be cleaned without coding it anew. Use “copydesk image convert”.",
            path=path,
        ) from error
