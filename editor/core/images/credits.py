"""Owns what a picture says of its maker: credit, caption, copyright and title, in IPTC, XMP and EXIF."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from html import escape
from xml.etree import ElementTree

_LONGEST = 4000
"""Characters kept of one field; IPTC's own limit for a caption is 2,000 bytes."""
_XMP_LIMIT = 2 * 1024 * 1024

# IPTC-IIM 4.2, record 2, by the number of the data set.
_IPTC_SETS = {5: "title", 80: "creator", 110: "credit", 115: "source", 116: "copyright", 120: "caption"}
_UTF8_CHARSET = b"\x1b%G"
_EXIF_TAGS = {0x010E: "caption", 0x013B: "creator", 0x8298: "copyright"}

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_XMP_NAMES = {
    f"{{{_DC}}}title": "title",
    f"{{{_DC}}}description": "caption",
    f"{{{_DC}}}creator": "creator",
    f"{{{_DC}}}rights": "copyright",
    f"{{{_PHOTOSHOP}}}Credit": "credit",
    f"{{{_PHOTOSHOP}}}Source": "source",
}
_FACE_MARKS = ("mwg-rs:Regions", "mwg-rs:RegionList", "MP:RegionInfo", "apple-fi:")


@dataclass(frozen=True, slots=True)
class Credits:
    """What is kept when a picture's other data is removed; ``""`` where the picture says nothing."""

    title: str = ""
    caption: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""

    def over(self, other: Credits) -> Credits:
        """Return these, and where they say nothing the other's."""
        return Credits(
            **{item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(self)}
        )

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return any(getattr(self, item.name) for item in fields(self))

    @property
    def line(self) -> str:
        """The credit line to print: credit, else maker and source, else copyright."""
        if self.credit:
            return self.credit
        named = " / ".join(dict.fromkeys(part for part in (self.creator, self.source) if part))
        return named or self.copyright


def from_exif(tags: Mapping[int, object]) -> Credits:
    """Read the three fields EXIF has (2.32, tags 0x010E, 0x013B and 0x8298)."""
    found = {}
    for tag, name in _EXIF_TAGS.items():
        value = tags.get(tag)
        if isinstance(value, bytes):
            value = _decoded(value)
        elif isinstance(value, str):
            # EXIF says ASCII; most programs write UTF-8, which is read as Latin-1.
            value = _decoded(value.encode("latin-1", "replace"))
        if isinstance(value, str):
            found[name] = _clean(value)
    return Credits(**found)


def exif_tags(said: Credits) -> dict[int, bytes]:
    """Return the values of the EXIF fields, in UTF-8 as most programs read them."""
    return {
        tag: getattr(said, name).encode("utf-8") for tag, name in _EXIF_TAGS.items() if getattr(said, name)
    }


# -- IPTC ------------------------------------------------------------------------------------------------------


def from_iptc(data: bytes) -> Credits:
    """Read IPTC-IIM data sets (a Photoshop resource 0x0404); damaged ones are read as far as they go."""
    found: dict[str, list[str]] = {}
    utf8 = False
    for record, number, value in _data_sets(data):
        if (record, number) == (1, 90):
            utf8 = value == _UTF8_CHARSET
        elif record == 2 and number in _IPTC_SETS:
            text = value.decode("utf-8", "replace") if utf8 else _decoded(value)
            found.setdefault(_IPTC_SETS[number], []).append(_clean(text))
    return Credits(**{name: ", ".join(filter(None, values)) for name, values in found.items()})


def _data_sets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # an extended data set: the length of the length, then the length
            count = size & 0x7FFF
            if count > 4:
                return
            size = int.from_bytes(data[at : at + count], "big")
            at += count
        yield record, number, data[at : at + size]
        at += size


def iptc_bytes(said: Credits) -> bytes:
    """Return the data sets of the credits, in UTF-8."""
    parts = []
    for number, name in sorted(_IPTC_SETS.items()):
        value = getattr(said, name).encode("utf-8")[:_LONGEST]
        if value:
            parts.append(struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value)
    if not parts:
        return b""
    charset = struct.pack(">BBBH", 0x1C, 1, 90, len(_UTF8_CHARSET)) + _UTF8_CHARSET
    return charset + struct.pack(">BBBHH", 0x1C, 2, 0, 2, 4) + b"".join(parts)


def photoshop_resource(iptc: bytes) -> bytes:
    """Wrap data sets as the Photoshop resource block that JPEG's APP13 carries (number 0x0404)."""
    padding = b"\0" if len(iptc) % 2 else b""
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + padding


# -- XMP -------------------------------------------------------------------------------------------------------


def from_xmp(packet: bytes | str) -> Credits:
    """Read an XMP packet (ISO 16684-1); one that is no XML, or defines entities, says nothing."""
    root = _parsed(packet)
    if root is None:
        return Credits()
    found: dict[str, str] = {}
    for description in root.iter(f"{{{_RDF}}}Description"):
        for name, value in description.attrib.items():
            if name in _XMP_NAMES:
                found.setdefault(_XMP_NAMES[name], _clean(value))
        for child in description:
            if child.tag in _XMP_NAMES:
                found.setdefault(_XMP_NAMES[child.tag], _clean(_text_of(child)))
    return Credits(**found)


def _parsed(packet: bytes | str) -> ElementTree.Element | None:
    text = packet.decode("utf-8", "replace") if isinstance(packet, bytes) else packet
    start, end = text.find("<"), text.rfind(">")
    if start < 0 or len(text) > _XMP_LIMIT or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    body = re.sub(r"<\?xpacket.*?\?>", "", text[start : end + 1]).strip("\0 \t\r\n")
    try:
        return ElementTree.fromstring(body)  # no document type, so no entities to swell
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None


def _text_of(element: ElementTree.Element) -> str:
    """The text of a simple value, the default of alternatives, or a list joined with commas."""
    items = list(element.iter(f"{{{_RDF}}}li"))
    if not items:
        return element.text or ""
    if element.find(f"{{{_RDF}}}Alt") is not None:
        usual = "{http://www.w3.org/XML/1998/namespace}lang"
        chosen = next((item for item in items if item.get(usual) == "x-default"), items[0])
        return chosen.text or ""
    return ", ".join(item.text for item in items if item.text)


def xmp_packet(said: Credits) -> bytes:
    """Return an XMP packet with the credits and nothing else; ``b""`` where there are none."""
    if not said:
        return b""
    parts = []
    for name, element in (("title", "dc:title"), ("caption", "dc:description"), ("copyright", "dc:rights")):
        if value := getattr(said, name):
            item = f'<rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li>'
            parts.append(f"<{element}><rdf:Alt>{item}</rdf:Alt></{element}>")
    if said.creator:
        creator = escape(said.creator, quote=False)
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>")
    for name, element in (("credit", "photoshop:Credit"), ("source", "photoshop:Source")):
        if value := getattr(said, name):
            parts.append(f"<{element}>{escape(value, quote=False)}</{element}>")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:dc="{_DC}" '
        f'xmlns:photoshop="{_PHOTOSHOP}">{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def has_faces(packet: bytes | str) -> bool:
    """Tell whether an XMP packet marks faces or names people in the picture."""
    text = packet.decode("utf-8", "replace") if isinstance(packet, bytes) else packet
    return any(mark in text for mark in _FACE_MARKS) or "PersonInImage" in text


def _decoded(value: bytes) -> str:
    """Read a text whose encoding nobody wrote down: UTF-8 if it is that, else Windows' Western one."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _clean(text: str) -> str:
    """Leave what can be printed in one paragraph."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())[:_LONGEST]
