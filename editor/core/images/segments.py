"""Owns taking data about a picture out of its file without touching a pixel: JPEG, PNG and WebP.

What is needed to show the picture stays (colour profile, density, animation); all else goes, also what is hidden
behind the end of the picture.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from editor.core.images.credits import Credits, iptc_bytes, photoshop_resource, xmp_packet

_ICC = b"ICC_PROFILE\0"
_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# PNG (third edition): what decides how pixels look, or belongs to an animation.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_SEGMENT_LIMIT = 65533


class SegmentError(Exception):
    """The file's structure is damaged, so nothing can be taken out of it without risking the picture."""


def stripped(data: bytes, kind: str, said: Credits, exif: bytes = b"") -> bytes:
    """Return a picture file without data about it, but for what is ``said`` and ``exif`` (a JPEG's, ``Exif\\0\\0…``).

    ``kind`` is its media type: ``image/jpeg``, ``image/png`` or ``image/webp``. The coded pixels are the same
    bytes as before. Raises SegmentError for a damaged file and ValueError for another kind.
    """
    if kind == "image/jpeg":
        return _stripped_jpeg(data, said, exif)
    if kind == "image/png":
        return _stripped_png(data, said)
    if kind == "image/webp":
        return _stripped_webp(data, said)
    raise ValueError(kind)


# -- JPEG (ITU-T T.81, annex B) --------------------------------------------------------------------------------


def _stripped_jpeg(data: bytes, said: Credits, exif: bytes) -> bytes:
    out = [b"\xff\xd8"]
    head_written = False
    for marker, content in _jpeg_segments(data):
        if not head_written and marker != 0xE0:
            out += _own_segments(said, exif)
            head_written = True
        if marker == 0xE0 and content[4:9] == b"JFIF\0":
            # Version and density stay, a thumbnail after them does not.
            out.append(b"\xff\xe0\0\x10" + content[4:16] + b"\0\0")
        elif _is_shown(marker, content):
            out.append(content)
    return b"".join(out)


def _is_shown(marker: int, content: bytes) -> bool:
    """Whether a segment decides how the picture looks."""
    if marker == 0xE2:
        return content[4 : 4 + len(_ICC)] == _ICC
    if marker == 0xEE:
        return content[4:9] == b"Adobe"
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _own_segments(said: Credits, exif: bytes) -> Iterator[bytes]:
    for marker, body in (
        (0xE1, exif),
        (0xE1, _XMP_HEAD + xmp_packet(said) if said else b""),
        (0xED, photoshop_resource(iptc_bytes(said)) if said else b""),
    ):
        if body and len(body) <= _SEGMENT_LIMIT:
            yield struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment behind the first marker, whole, scans with their coded data; ends with EOI."""
    if data[:2] != b"\xff\xd8":
        raise SegmentError
    at = 2
    while True:
        if at + 1 >= len(data) or data[at] != 0xFF:
            raise SegmentError
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + size
        if size < 2 or end > len(data):
            raise SegmentError
        if marker == 0xDA:
            end = _scan_end(data, end)
        yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Return where a scan's coded data ends: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise SegmentError
        following = data[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


# -- PNG -------------------------------------------------------------------------------------------------------


def _stripped_png(data: bytes, said: Credits) -> bytes:
    if not data.startswith(_PNG_HEAD):
        raise SegmentError
    out, at = [_PNG_HEAD], len(_PNG_HEAD)
    while True:
        if at + 12 > len(data):
            raise SegmentError
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise SegmentError
        if name in _PNG_KEPT:
            out.append(data[at:end])
        if name == b"IHDR" and said:
            text = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp_packet(said)
            out.append(
                struct.pack(">I", len(text)) + b"iTXt" + text + struct.pack(">I", zlib.crc32(b"iTXt" + text))
            )
        if name == b"IEND":
            return b"".join(out)
        at = end


# -- WebP (RFC 9649) -------------------------------------------------------------------------------------------

_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _stripped_webp(data: bytes, said: Credits) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise SegmentError
    chunks, at = [], 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > end:
            raise SegmentError
        if name in _WEBP_KEPT:
            chunks.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    if not chunks:
        raise SegmentError
    # Only the extended form has a place for credits; the simple one had none to keep.
    if chunks[0][0] == b"VP8X":
        flags = chunks[0][1][0] & ~(_HAS_EXIF | _HAS_XMP)
        packet = xmp_packet(said)
        if packet:
            flags |= _HAS_XMP
            chunks.append((b"XMP ", packet))
        chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    body = b"".join(
        struct.pack("<4sI", name, len(part)) + part + b"\0" * (len(part) % 2) for name, part in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
