"""Owns which kinds of picture a web page can show, told by their bytes and never by their name."""

from __future__ import annotations

import re

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
NOT_FOR_PAGES = frozenset(
    ".heic .heif .tif .tiff .psd .raw .cr2 .cr3 .nef .arw .dng .orf .rw2 .raf .indd .ai .eps .jxl .jp2".split()
)
"""How the names of files end that cameras and picture programs write, and browsers do not show."""

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
# An SVG may open with a byte-order mark, an XML declaration, comments and a doctype (SVG 2, section 5).
_SVG = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*(?:\[[^\]]*\]\s*)?>\s*)?"
    rb"(?:<!--.*?-->\s*)*<svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)


def media_type(data: bytes) -> str | None:
    """Return the media type of a picture that browsers show, or None (MIME Sniffing Standard, section 6.1).

    The first few kilobytes are enough.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _AVIF_BRANDS:
        return "image/avif"
    return "image/svg+xml" if _SVG.match(data[:8192]) else None
