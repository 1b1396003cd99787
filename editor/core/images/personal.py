"""Owns saying in words which personal data a picture carries, so that a writer knows what will be removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from editor.core.images.credits import has_faces

# EXIF 2.32.
_GPS, _EXIF_IFD, _THUMBNAIL_IFD = 0x8825, 0x8769, 1
_MAKER_NOTE, _OWNER, _UNIQUE_ID = 0x927C, 0xA430, 0xA420
_SERIALS = (0xA431, 0xA435, 0xC62F)
_CAMERA = (0x010F, 0x0110, 0x0131, 0xA433, 0xA434)
_TAKEN = (0x0132, 0x9003, 0x9004)
_JPEG_THUMBNAIL = 0x0201
_HEAD = 256 * 1024
"""Bytes in which a JPEG says what it carries besides its pixels."""


class Exif(Protocol):
    """The part of Pillow's ``Image.Exif`` that is read here."""

    def __contains__(self, tag: object, /) -> bool:
        """Whether a tag of the main directory is there."""
        ...

    def get_ifd(self, tag: int) -> Mapping[int, object]:
        """The tags of a directory of its own."""
        ...


def personal_data(exif: Exif, xmp: bytes, iptc: bytes, data: bytes) -> tuple[str, ...]:
    """Return what is in a picture that its readers need not know, in words, the gravest first; () for nothing.

    ``xmp`` and ``iptc`` are the packets, ``data`` the whole file.
    """
    details = exif.get_ifd(_EXIF_IFD)
    gps = exif.get_ifd(_GPS)
    text = xmp.decode("utf-8", "replace")
    found = []
    if gps or "exif:GPS" in text or "GPSLatitude" in text:
        found.append(f"where it was taken{_place(gps)}")
    if has_faces(xmp):
        found.append("faces and names of people")
    if any(tag in details or tag in exif for tag in _SERIALS) or "SerialNumber" in text:
        found.append("serial numbers of camera or lens")
    if _OWNER in details or "OwnerName" in text:
        found.append("the owner of the camera")
    if _MAKER_NOTE in details:
        found.append("the camera maker's notes")
    if _JPEG_THUMBNAIL in exif.get_ifd(_THUMBNAIL_IFD) or b"JFXX" in data[:4096] or "xmp:Thumbnails" in text:
        found.append("a small copy of the picture before it was edited")
    if b"MPF\0" in data[:_HEAD]:
        found.append("more pictures behind this one, such as a preview")
    if any(tag in exif or tag in details for tag in _CAMERA):
        found.append("camera and settings")
    if any(tag in exif or tag in details for tag in _TAKEN):
        found.append("when it was taken")
    if "xmpMM:History" in text or "DocumentAncestors" in text:
        found.append("the history of its editing")
    if _UNIQUE_ID in details:
        found.append("a number that only this picture has")
    if b"\x1c\x02\x5a" in iptc or b"\x1c\x02\x5c" in iptc:
        found.append("the name of the place")
    return tuple(found)


def _place(gps: Mapping[int, object]) -> str:
    """Return `` (51.1203, 1.3110)`` when the directory holds a position (EXIF, tags 1 to 4)."""
    try:
        north = _degrees(gps[2]) * (-1 if str(gps.get(1, "N")).upper().startswith("S") else 1)
        east = _degrees(gps[4]) * (-1 if str(gps.get(3, "E")).upper().startswith("W") else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return ""
    return f" ({north:.4f}, {east:.4f})"


def _degrees(value: object) -> float:
    degrees, minutes, seconds = (float(part) for part in value)  # type: ignore[attr-defined]
    return degrees + minutes / 60 + seconds / 3600
