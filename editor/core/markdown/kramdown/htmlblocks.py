"""Owns HTML at the level of blocks: where an element ends, and whether its content is markdown."""

from __future__ import annotations

import re

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.reader import Reader
from editor.core.markdown.tree import Node

_COMMENT_END = re.compile("-->")
_INSTRUCTION_END = re.compile(r"\?>")
_TAG_BEGUN = re.compile(
    rf"<{g.NAME}(?>{g.S}+{g.NAME}(?:{g.S}*={g.S}*(?:\w+|\"[^\"]*\"|'[^']*'))?)*{g.S}*(?:{g.NAME}{g.S}*={g.S}*(?P<quote>[\"']))?"
)
_MARKUP = re.compile(rf"<(?={g.NAME}|/|!--|\?)")
_QUOTES = {'"': re.compile('"'), "'": re.compile("'")}
_LINE_REST = re.compile(r"[ \t]*\n")
_MODELS = {"0": "raw", "1": "default", "span": "span", "block": "block"}
_VERBATIM = frozenset({"script", "style"})
_NESTED_AT_MOST = 30
"""Elements with markdown inside one another; deeper ones are raw."""


def element_of(tag: re.Match[str]) -> Node:
    """Return the element that a start tag opens, its attributes read."""
    name = tag["name"]
    known = name.lower() in g.KNOWN_TAGS
    node = Node("html", name.lower() if known else name)
    for attribute, word, double, single in g.TAG_ATTRIBUTE.findall(tag["attributes"]):
        node.attributes[attribute.lower() if known else attribute] = word or double or single
    return node


def model_of(node: Node, without: str) -> str:
    """Return how the content is to be read by the attribute ``markdown``, which is taken away."""
    model = _MODELS.get(node.attributes.pop("markdown", ""), without)
    return g.CONTENT.get(node.value, "raw") if model == "default" else model


def read_html(reader: Reader) -> bool:
    """Read the comment, element or end tag at the reader's place, if it is one of a block."""
    text = reader.text
    comment = _whole(reader, reader.pos)
    if comment and text.startswith("<!--", reader.pos):
        node = Node("comment", comment)
        node.flag = True
        reader.tree.children.append(node)
        reader.pos += len(comment)
        _skip_line_rest(reader)
        return True
    at = text.index("<", reader.pos)
    tag = g.TAG.match(text, at)
    if tag:
        if tag["name"].lower() in g.SPAN_TAGS:
            return False
        reader.pos = tag.end()
        _read_element(reader, tag)
        return True
    close = g.CLOSE_TAG.match(text, at)
    tree = reader.tree
    if (
        close
        and tree.kind == "html"
        and tree.value == close["name"].lower()
        and tree.value not in g.SPAN_TAGS
    ):
        reader.pos = close.end()
        reader.stopped = True
        return True
    if not close:
        _note_begun(reader, at)
    return False


def _whole(reader: Reader, at: int) -> str | None:
    """Return the comment or instruction at ``at``."""
    for opening, closing, end in (("<!--", "-->", _COMMENT_END), ("<?", "?>", _INSTRUCTION_END)):
        if reader.text.startswith(opening, at):
            found = reader.search(closing, end, at + len(opening))
            return reader.text[at : found.end()] if found else None
    return None


def _note_begun(reader: Reader, at: int) -> None:
    """Note down a tag at ``at`` that is not over where the text ends, or whose quotation marks are not closed."""
    begun = _TAG_BEGUN.match(reader.text, at)
    if begun is None:
        return
    if begun["quote"]:
        reader.search(begun["quote"], _QUOTES[begun["quote"]], begun.end())
    elif begun.end() >= len(reader.text):
        reader.work.hungry.add(">")
        reader.work.short = True


def _skip_line_rest(reader: Reader) -> None:
    rest = _LINE_REST.match(reader.text, reader.pos)
    if rest:
        reader.pos = rest.end()


def _read_element(reader: Reader, tag: re.Match[str]) -> None:
    """Read a top element; raw ones inside it are kept on a list of open elements, so that depth is free."""
    outer = reader.tree
    node = _add_element(reader, tag)
    opened = [node] if _has_raw_body(reader, node) else []
    while opened:
        reader.tree = opened[-1]
        inner = _read_raw(reader, opened[-1])
        if inner is None:
            opened.pop()
            continue
        child = _add_element(reader, inner)
        if _has_raw_body(reader, child):
            opened.append(child)
    reader.tree = outer
    if node.value not in _VERBATIM and not node.flag and node.value not in g.VOID_TAGS:
        _skip_line_rest(reader)


def _add_element(reader: Reader, tag: re.Match[str]) -> Node:
    node = reader.add(element_of(tag))
    node.level = int(reader.tree.kind == "html" and reader.tree.model == "raw")
    read = reader.work.options.get("parse_block_html") == "true" and not node.level
    node.model = model_of(node, g.CONTENT.get(node.value, "raw") if read else "raw")
    node.flag = tag["closed"] is not None
    return node


def _has_raw_body(reader: Reader, node: Node) -> bool:
    """Return whether raw content follows the start tag; content of any other sort is read."""
    if node.value in _VERBATIM:
        node.model = "raw"
        node.children.append(Node("raw", _up_to_end_tag(reader, node.value)))
        return False
    if node.model == "block":
        _skip_line_rest(reader)
    if node.flag or node.value in g.VOID_TAGS:
        return False
    if node.model == "block" and reader.work.depth < _NESTED_AT_MOST:
        _read_blocks(reader, node)
        return False
    if node.model == "span":
        node.detail = (_up_to_end_tag(reader, node.value),)
        return False
    node.model = "raw"
    return True


def _read_blocks(reader: Reader, node: Node) -> None:
    tree, pending = reader.tree, reader.pending
    reader.tree, reader.pending = node, None
    reader.work.depth += 1
    reader.run()
    reader.work.depth -= 1
    reader.stopped = False
    reader.tree, reader.pending = tree, pending


def _up_to_end_tag(reader: Reader, name: str) -> str:
    start = reader.pos
    end = re.compile(rf"</{re.escape(name)}{g.S}*>", re.IGNORECASE).search(reader.text, start)
    reader.pos = end.end() if end else len(reader.text)
    return reader.text[start : end.start() if end else None]


def _read_raw(reader: Reader, node: Node) -> re.Match[str] | None:
    """Read raw content up to the next start tag, which is returned, or past the end tag or text: then None."""
    text = reader.text
    while (mark := _MARKUP.search(text, reader.pos)) is not None:
        at = mark.start()
        node.add_text(text[reader.pos : at])
        reader.pos = at
        whole = _whole(reader, at)
        tag = None if whole else g.TAG.match(text, at)
        close = None if whole or tag else g.CLOSE_TAG.match(text, at)
        if whole:
            node.children.append(Node("comment", whole))
            reader.pos += len(whole)
        elif tag:
            reader.pos = tag.end()
            return tag
        elif close:
            reader.pos = close.end()
            name = close["name"].lower() if node.value in g.KNOWN_TAGS else close["name"]
            if name == node.value:
                return None
            node.add_text(close[0])
        else:
            _note_begun(reader, at)
            node.add_text(text[at])
            reader.pos = at + 1
    node.add_text(text[reader.pos :])
    reader.pos = len(text)
    return None
