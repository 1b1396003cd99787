"""Owns links, pictures, addresses in angle brackets and mentions of notes."""

from __future__ import annotations

import re

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import applied
from editor.core.markdown.kramdown.spanreader import BRACKET, SpanReader
from editor.core.markdown.tree import Node, put

_ESCAPED_IN_LABEL = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")
_ADDRESS = re.compile(r"<((?P<scheme>mailto|https?|ftps?):[^\n>]{1,4000}+|[\w.-]{1,1000}+@[\w.-]{1,1000}+)>")
_NOTE = re.compile(rf"\[\^({g.ID})\]", re.ASCII)
_PARENTHESIS = re.compile(r"(\()|(\))|\s(?=['\"])", re.ASCII)
_LABEL = re.compile(r"\s*?\[([^\]]+)?\]", re.ASCII)
_ANGLED_TARGET = re.compile(r"\(<(.*?)>")
_TITLE = re.compile(r"\s*?([\"'])(.+?)\1\s*?\)", re.DOTALL | re.ASCII)
_SPACES = re.compile(r"\s+", re.ASCII)
_NO_LABEL = ("", "^")


def normal_label(label: str) -> str:
    """Return a link label as labels are compared: lower case, runs of white space as one blank."""
    return _SPACES.sub(" ", label).lower()


def read_mention(reader: SpanReader, into: Node) -> bool:
    """Read ``[^label]`` of a note that the post defines."""
    found = _NOTE.match(reader.text, reader.pos)
    if found is None:
        return False
    if reader.known.has_note(found[1]):
        into.children.append(Node("note", found[1]))
    else:
        into.add_text(found[0])
    reader.pos = found.end()
    return True


def read_address(reader: SpanReader, into: Node) -> bool:
    """Read an address in angle brackets."""
    if reader.find(">", reader.pos) < 0:
        return False
    found = _ADDRESS.match(reader.text, reader.pos)
    if found is None:
        return False
    address = found[1]
    node = Node("a")
    node.attributes["href"] = address if found["scheme"] else "mailto:" + address
    node.children.append(address.removeprefix("mailto:"))
    into.children.append(node)
    reader.pos = found.end()
    return True


def read_link(reader: SpanReader, into: Node) -> bool:
    """Read a link or picture; a bracket that opens none is text."""
    text, at = reader.text, reader.pos
    opening = "![" if text[at] == "!" else "["
    start = at + len(opening)
    if not text.startswith(opening, at) or text[start : start + 1] in _NO_LABEL:
        return False
    kind = "img" if opening == "![" else "a"
    inside = kind == "a" and any(node.kind in {"a", "img"} for node in reader.chain)
    if not inside and reader.may_fail() and reader.find("]", start) >= 0:
        node, steps = Node(kind), reader.known.steps
        if _read_label(reader, node, start) and _read_target(reader, node, text[start : reader.pos]):
            into.children.append(node)
            into.level += kind == "img"
            return True
        reader.known.wasted += reader.known.steps - steps
    reader.pos = start
    into.add_text(opening)
    return True


def _read_label(reader: SpanReader, node: Node, start: int) -> bool:
    count = 1

    def closes(found: re.Match[str]) -> bool:
        nonlocal count
        count += -1 if found[1] else 1
        # Each picture inside has opened a bracket that it closes itself.
        return count == node.level

    reader.pos = start
    return reader.read(node, BRACKET, closes)


def _read_target(reader: SpanReader, node: Node, label: str) -> bool:
    """Read what follows the label of a link or picture; return whether it leads somewhere."""
    text = reader.text
    alternative = _ESCAPED_IN_LABEL.sub(r"\1", label)
    reader.pos += 1
    by_label = _LABEL.match(text, reader.pos)
    if by_label or not text.startswith("(", reader.pos):
        reader.pos = by_label.end() if by_label else reader.pos
        target = reader.known.reference(normal_label((by_label[1] if by_label else None) or alternative))
        if target is None:
            return False
        node.list = target[2]
        node.attributes = applied(node.attributes, target[2], reader.known.lists())
        _aim(node, target[0], target[1], alternative)
        return True
    angled = _ANGLED_TARGET.match(text, reader.pos)
    if angled:
        address = angled[1]
        reader.pos = angled.end()
        if text.startswith(")", reader.pos):
            reader.pos += 1
            _aim(node, address, None, alternative)
            return True
    else:
        address, closed = _parenthesised(reader)
        if closed:
            _aim(node, address, None, alternative)
            return True
    titled = _TITLE.match(text, reader.pos)
    if titled is None:
        reader.known.steps += (len(text) - reader.pos) // 50
        return False
    reader.pos = titled.end()
    _aim(node, address, titled[2], alternative)
    return True


def _parenthesised(reader: SpanReader) -> tuple[str, bool]:
    """Return the address in parentheses at ``pos``, up to their end or to a title, and whether it ended."""
    start = reader.pos
    depth = 0
    while (found := _PARENTHESIS.search(reader.text, reader.pos)) is not None:
        reader.known.steps += 1
        reader.pos = found.end()
        if found[2]:
            depth -= 1
            if depth == 0:
                break
        elif found[1]:
            depth += 1
        else:
            break
    return reader.text[start + 1 : reader.pos - 1].strip(g.BLANKS), depth == 0


def _aim(node: Node, address: str, title: str | None, alternative: str) -> None:
    put(node.attributes, {"src" if node.kind == "img" else "href": address})
    if node.kind == "img":
        node.attributes["alt"] = alternative
        node.children.clear()
    if title is not None:
        node.attributes["title"] = title
