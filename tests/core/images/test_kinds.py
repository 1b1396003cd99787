"""Pictures are known by their bytes."""

from __future__ import annotations

import pytest

from editor.core.images.kinds import media_type


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif....", "image/avif"),
        (b"\x00\x00\x01\x00\x01\x00", "image/x-icon"),
        (b"<svg xmlns='x'>", "image/svg+xml"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!DOCTYPE svg PUBLIC 'x' 'y'>\n<svg>",
            "image/svg+xml",
        ),
        (b"<html><svg></svg></html>", None),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"\x00\x00\x00\x1cftypisom....", None),
        (b"", None),
        (b"plain text", None),
    ],
)
def test_kinds(data: bytes, kind: str | None) -> None:
    assert media_type(data) == kind


def test_a_long_file_that_almost_looks_like_a_drawing_is_read_quickly() -> None:
    assert media_type(b"<!--" * 5000) is None
