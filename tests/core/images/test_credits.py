"""Credits as bytes: they come back as they went in, and no damaged packet does harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.images.credits import (
    Credits,
    exif_tags,
    from_exif,
    from_iptc,
    from_xmp,
    has_faces,
    iptc_bytes,
    xmp_packet,
)

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp", "Cf")), max_size=60
).map(lambda text: " ".join(text.split()))
CREDITS = st.builds(Credits, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)


@given(CREDITS)
def test_what_is_written_is_read_back(said: Credits) -> None:
    assert from_iptc(iptc_bytes(said)) == said
    assert from_xmp(xmp_packet(said)) == said
    bare = Credits(caption=said.caption, creator=said.creator, copyright=said.copyright)
    assert from_exif(exif_tags(said)) == bare


@given(st.binary(max_size=400))
def test_damaged_packets_say_little_and_never_fail(data: bytes) -> None:
    from_iptc(data)
    from_iptc(b"\x1c\x02\x78" + data)
    from_xmp(data)
    from_xmp(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + data)


def test_a_packet_that_defines_entities_is_not_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert from_xmp(bomb) == Credits()


def test_old_windows_text_in_iptc_is_read() -> None:
    assert from_iptc(b"\x1c\x02\x50\x00\x06M\xfcller").creator == "Müller"


def test_several_makers_are_named_together() -> None:
    assert from_iptc(b"\x1c\x02\x50\x00\x03Ana\x1c\x02\x50\x00\x03Ben").creator == "Ana, Ben"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (Credits(credit="Ledger", creator="Ana"), "Ledger"),
        (Credits(creator="Ana", source="Agency"), "Ana / Agency"),
        (Credits(copyright="© Ana"), "© Ana"),
        (Credits(), ""),
    ],
)
def test_the_line_to_print(said: Credits, line: str) -> None:
    assert said.line == line


def test_faces_are_noticed() -> None:
    assert has_faces(b'<rdf:Description mwg-rs:Regions="x"/>')
    assert not has_faces(b"<rdf:Description/>")
