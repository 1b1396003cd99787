"""Owns reading a picture of the project for a page, made smaller when it is wider than a page needs."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from editor.core.images.kinds import media_type
from editor.core.images.transform import format_of, is_animated, smaller_copy, smaller_size, upright_size
from editor.storage.images.opening import BOMBS, UNREADABLE

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes; a larger file is no picture for a page and would make one that no browser opens."""

# Quality is what the eye cannot tell from the original at the size of an article column.
_SAVING: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 84, "method": 4},
    "AVIF": {"quality": 70},
    "GIF": {},
}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as a page holds it: its bytes, their media type, and what the writer should know of it."""

    data: bytes
    kind: str
    note: str = ""

    def data_uri(self) -> str:
        """Return the picture as a ``data:`` address (RFC 2397)."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode('ascii')}"


class NoPictureError(Exception):
    """The bytes are no picture that a page can show; the text ends the sentence "The picture X …"."""


def page_picture(data: bytes, *, original: bool = False) -> PagePicture:
    """Return the picture to put into a page: the bytes as they are, or a copy 2,000 pixels wide.

    Only a still picture that is wider gets a copy, in its own format, turned upright and without camera data;
    the copy is used only when it is smaller. Raises NoPictureError for bytes that are no picture.
    """
    kind = media_type(data)
    if kind is None:
        raise NoPictureError("is not a picture that browsers can show")
    if kind in ("image/svg+xml", "image/x-icon"):
        return PagePicture(data, kind)
    try:
        return _checked(data, kind, original)
    except BOMBS:
        return PagePicture(data, kind, "has too many pixels to be made smaller, so it went in as it is")
    except UnidentifiedImageError as error:
        if kind == "image/avif":  # an older Pillow reads no AVIF; browsers do
            return PagePicture(data, kind)
        raise NoPictureError("is damaged: it cannot be read as a picture") from error
    except UNREADABLE:
        # Browsers still show what there is of pixels that break off.
        return PagePicture(data, kind, "seems damaged or cut off, so it went in as it is")


def _checked(data: bytes, kind: str, original: bool) -> PagePicture:
    with Image.open(BytesIO(data)) as image:
        size = None if original or is_animated(image) else smaller_size(*upright_size(image))
        kind_of_file = format_of(image)
        if size is None or kind_of_file not in _SAVING:
            image.load()
            return PagePicture(data, kind)
        file = BytesIO()
        profile = image.info.get("icc_profile") if image.mode != "CMYK" else None
        smaller_copy(image, size).save(file, kind_of_file, icc_profile=profile, **_SAVING[kind_of_file])
    copy = file.getvalue()
    return PagePicture(copy, kind) if len(copy) < len(data) else PagePicture(data, kind)
