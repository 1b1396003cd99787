"""Taking data out of picture files: damaged ones are refused, never half written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.images.credits import Credits
from editor.core.images.segments import SegmentError, stripped

KINDS = ("image/jpeg", "image/png", "image/webp")
HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR",
    "image/webp": b"RIFF\x40\x00\x00\x00WEBPVP8 ",
}


@pytest.mark.parametrize("kind", KINDS)
@given(rest=st.binary(max_size=200))
def test_a_damaged_file_is_refused_or_gets_shorter(kind: str, rest: bytes) -> None:
    data = HEADS[kind] + rest
    try:
        out = stripped(data, kind, Credits())
    except SegmentError:
        return
    assert len(out) <= len(data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"GIF89a"]
)
def test_a_file_that_is_none_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(SegmentError):
        stripped(data, kind, Credits())


def test_other_kinds_are_not_taken() -> None:
    with pytest.raises(ValueError, match="image/gif"):
        stripped(b"GIF89a", "image/gif", Credits())
