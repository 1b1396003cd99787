"""Owns the reading of spans: the text of one paragraph, heading or cell becomes elements and plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import applied, read_attribute_list
from editor.core.markdown.kramdown.definitions import EXTENSIONS, extension
from editor.core.markdown.kramdown.emphasis import read_emphasis
from editor.core.markdown.kramdown.links import read_address, read_link, read_mention
from editor.core.markdown.kramdown.spanreader import Knowledge, SpanReader, Try
from editor.core.markdown.kramdown.symbols import (
    read_break,
    read_code,
    read_entity,
    read_escape,
    read_math,
    read_quote,
    read_struck,
    read_symbol,
)
from editor.core.markdown.kramdown.tags import read_tag
from editor.core.markdown.tree import AttributeList, Node


def _read_extension(reader: SpanReader, into: Node) -> bool:
    """Read an attribute list of the element before it, or an extension."""
    text = reader.text
    if not text.startswith("{:", reader.pos):
        return False
    # It is closed soon, or it is none.
    closed = text.find("}", reader.pos, reader.pos + g.LONGEST_EXTENSION) >= 0
    found = g.EXTENSION.match(text, reader.pos) if closed else None
    if found:
        return bool(found["name"]) and _named_extension(reader, into, found)
    given = g.SPAN_LIST.match(text, reader.pos)
    last = into.last()
    if given is None or (last is None and reader.sign_end != reader.pos):
        return False
    reader.pos = given.end()
    if last is None:
        return True
    attributes = read_attribute_list(given["list"])
    last.list = AttributeList(names=[*(last.list.names if last.list else []), *attributes.names])
    last.attributes = applied(last.attributes, attributes, reader.known.lists())
    return True


def _named_extension(reader: SpanReader, into: Node, found: re.Match[str]) -> bool:
    if found["name"] not in EXTENSIONS:
        return False
    body: str | None = None
    end = found.end()
    if not found["closed"]:
        name = found["name"]
        stops = {at: len(mark) for mark in ("{:/}", f"{{:/{name}}}") if (at := reader.find(mark, end)) >= 0}
        if not stops:
            return False
        stop = min(stops)
        body, end = reader.text[end:stop], stop + stops[stop]
    node = extension(found["name"], found["arguments"] or "", body)
    if node is None:
        return False
    if node.kind == "mark":
        reader.known.tell_options(node.detail)
    elif body is not None:
        into.children.append(node)
    reader.pos = end
    return True


class _Spans(SpanReader):
    """Reads every sort of span."""

    readers: ClassVar[Mapping[str, tuple[Try, ...]]] = {
        "*": (read_emphasis,),
        "_": (read_emphasis,),
        "`": (read_code,),
        "<": (read_address, read_tag, read_quote, read_symbol),
        "[": (read_mention, read_link, read_quote),
        "!": (read_link,),
        '"': (read_quote,),
        "'": (read_quote,),
        "$": (read_quote, read_math),
        "{": (_read_extension,),
        "&": (read_quote, read_entity),
        "-": (read_symbol,),
        ".": (read_symbol,),
        ">": (read_symbol,),
        " ": (read_symbol, read_break),
        "\\": (read_symbol, read_break, read_escape),
        "~": (read_struck,),
        "]": (),
    }


class _Signs(SpanReader):
    """Reads quotes, symbols, entities and tags alone (Jekyll's SmartyPants parser)."""

    readers: ClassVar[Mapping[str, tuple[Try, ...]]] = {
        **dict.fromkeys("*_`[!\"'${~]", (read_quote,)),
        **dict.fromkeys("-.> \\", (read_symbol,)),
        "<": (read_tag, read_quote, read_symbol),
        "&": (read_quote, read_entity),
    }


def signs_in(text: str, known: Knowledge) -> list[Node | str]:
    """Return what ``text`` consists of when nothing in it but its quotes, symbols, entities and tags counts."""
    into = Node("spans")
    _Signs(text, known).read(into)
    return into.children


def spans_of(text: str, known: Knowledge) -> list[Node | str]:
    """Return the elements and plain texts that ``text`` consists of."""
    into = Node("spans")
    _Spans(text, known).read(into)
    return into.children
