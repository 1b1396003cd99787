"""Owns HTML inside a line."""

from __future__ import annotations

import re
from functools import partial

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.htmlblocks import element_of, model_of
from editor.core.markdown.kramdown.spanreader import SpanReader
from editor.core.markdown.tree import Node

_HTML = re.compile(rf"<(?:{g.NAME}|!--|/)")


def read_tag(reader: SpanReader, into: Node) -> bool:
    """Read an element or comment; other tags are text."""
    text, at = reader.text, reader.pos
    if _HTML.match(text, at) is None:
        return False
    comment = _comment_at(reader, at)
    close = g.CLOSE_TAG.match(text, at)
    tag = None if comment or close else g.TAG.match(text, at)
    if comment:
        into.children.append(Node("comment", comment))
        reader.pos = at + len(comment)
    elif tag and reader.may_try() and tag["name"].lower() not in g.BLOCK_TAGS:
        _element(reader, into, tag)
    else:
        shown = close or tag
        into.add_text(shown[0] if shown else "<")
        reader.pos = shown.end() if shown else at + 1
    return True


def _element(reader: SpanReader, into: Node, tag: re.Match[str]) -> None:
    node = _opened(reader, into, tag)
    if tag["closed"] or node.value in g.VOID_TAGS:
        return
    if node.model == "raw":
        _raw(reader, node)
        return
    if reader.read(node, g.CLOSE_TAG, partial(_closes, node)):
        end = g.CLOSE_TAG.match(reader.text, reader.pos)
        reader.pos = end.end() if end else reader.pos
    else:
        node.add_text(reader.text[reader.pos :])
        reader.pos = len(reader.text)


def _raw(reader: SpanReader, element: Node) -> None:
    """Read raw content; open elements are kept on a list, for logs have hundreds that are never closed."""
    opened = [element]
    while opened:
        node = opened[-1]
        at = reader.text.find("<", reader.pos)
        if at < 0:
            node.add_text(reader.text[reader.pos :])
            reader.pos = len(reader.text)
            return
        node.add_text(reader.text[reader.pos : at])
        reader.pos = at
        end = g.CLOSE_TAG.match(reader.text, at)
        if end and _closes(node, end):
            reader.pos = end.end()
            opened.pop()
            continue
        comment = _comment_at(reader, at)
        tag = None if comment else g.TAG.match(reader.text, at)
        if comment:
            node.children.append(Node("comment", comment))
            reader.pos = at + len(comment)
        elif tag and tag["name"].lower() not in g.BLOCK_TAGS:
            child = _opened(reader, node, tag)
            child.model = "raw"
            if not (tag["closed"] or child.value in g.VOID_TAGS):
                opened.append(child)
        else:
            shown = tag or end
            reader.pos = shown.end() if shown else at + 1
            node.add_text(reader.text[at : reader.pos])


def _opened(reader: SpanReader, into: Node, tag: re.Match[str]) -> Node:
    """Add the element that ``tag`` opens."""
    node = element_of(tag)
    is_raw = into.model == "raw" or g.CONTENT.get(node.value, "raw") == "raw"
    by_default = "raw" if is_raw or reader.known.options.get("parse_span_html") == "false" else "span"
    node.model = model_of(node, by_default)
    if node.model == "block":
        node.model = by_default
    for name, value in node.attributes.items():
        node.attributes[name] = re.sub(r"\n+", " ", value)
    into.children.append(node)
    reader.pos = tag.end()
    return node


def _comment_at(reader: SpanReader, at: int) -> str | None:
    end = reader.find("-->", at + 4) if reader.text.startswith("<!--", at) else -1
    return reader.text[at : end + 3] if end >= 0 else None


def _closes(node: Node, end: re.Match[str]) -> bool:
    """Return whether an end tag is that of an element."""
    return (end["name"].lower() if node.value in g.KNOWN_TAGS else end["name"]) == node.value
