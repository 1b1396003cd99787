"""No bytes, however broken, stop an export."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from editor.storage.pictures import NoPictureError, page_picture

KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF")


@cache
def sound(kind: str, width: int) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((width, 12)).convert("RGB").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_sound_pictures_have_nothing_to_say(kind: str) -> None:
    told = page_picture(sound(kind, 30))
    assert (told.data, told.kind, told.note) == (sound(kind, 30), f"image/{kind.lower()}", "")
    assert told.data_uri().startswith(f"data:image/{kind.lower()};base64,")


@settings(max_examples=200)
@given(st.sampled_from(KINDS), st.sampled_from((30, 2100)), st.data())
def test_broken_pictures_go_in_as_they_are_or_are_refused(kind: str, width: int, data: st.DataObject) -> None:
    broken = bytearray(sound(kind, width))
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    del broken[data.draw(st.integers(0, len(broken))) or len(broken) :]
    try:
        told = page_picture(bytes(broken))
    except NoPictureError:
        return
    assert told.data
    if told.note:
        assert told.data == bytes(broken)
