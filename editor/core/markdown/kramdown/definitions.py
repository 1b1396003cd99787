"""Owns what shows nothing by itself: definitions, attribute lists that stand alone, extensions and the end mark."""

from __future__ import annotations

import re

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import read_attribute_list
from editor.core.markdown.kramdown.reader import Reader
from editor.core.markdown.tree import AttributeList, Node

_DEFINITIONS = frozenset({"link", "abbreviation", "note"})
_BEFORE_TITLE = re.compile(r"(?<![ \t])[ \t]++([\"'])")
_ANGLE_BEFORE_TITLE = re.compile(r">[ \t]++([\"'])")
EXTENSIONS = frozenset({"comment", "nomarkdown", "options"})
"""What ``{::name}`` may be; of any other name it is not asked where it ends."""


def read_end_mark(reader: Reader) -> bool:
    """Read ``^``, which ends the block before it."""
    found = g.END_MARK.match(reader.text, reader.pos)
    if found is None:
        return False
    reader.pos = found.end()
    reader.add(Node("mark"))
    return True


def _define(reader: Reader, kind: str, *detail: str) -> Node:
    reader.work.defines = True
    node = reader.add(Node("mark", kind))
    node.detail = detail
    return node


def read_link_target(reader: Reader) -> bool:
    """Read where a label of links leads."""
    found = g.LINK_LABEL.match(reader.text, reader.pos)
    aim = _aim_of(found["rest"].rstrip(" \t")) if found else None
    if found is None or aim is None:
        return False
    target, title = aim
    reader.pos = found.end()
    below = None if title else g.TITLE_LINE.match(reader.text, reader.pos)
    if below:
        title, reader.pos = below[2], below.end()
    _define(reader, "link", found["label"], target, *([title] if title else []))
    return True


def _aim_of(rest: str) -> tuple[str, str] | None:
    """Return the address and the title in what stands behind a link's label, None when there is none.

    A title ends the line; its first mark is the first one behind a blank that is of the same sort as the last.
    """
    quote = rest[-1:] if rest.endswith(('"', "'")) else ""
    if rest.startswith("<"):
        if rest.endswith(">"):
            return rest[1:-1], ""
        for found in _ANGLE_BEFORE_TITLE.finditer(rest, 1) if quote else ():
            if found[1] == quote and found.end() < len(rest) - 1:
                return rest[1 : found.start()], rest[found.end() : -1]
    start = len(rest) - len(rest.lstrip(" \t\r\f\v"))
    if start == len(rest):
        return None
    for found in _BEFORE_TITLE.finditer(rest, start) if quote else ():
        if found[1] == quote and found.end() < len(rest) - 1:
            target = rest[: found.start()]
            return None if _BEFORE_TITLE.search(target) else (target, rest[found.end() : -1])
    return None if _BEFORE_TITLE.search(rest) else (rest, "")


def read_abbreviation(reader: Reader) -> bool:
    """Read what an abbreviation means."""
    found = g.ABBREVIATION.match(reader.text, reader.pos)
    if found is None:
        return False
    reader.pos = found.end()
    _define(reader, "abbreviation", found["name"], found["text"].strip(g.BLANKS))
    return True


def read_note(reader: Reader) -> bool:
    """Read the text of a note."""
    found = g.NOTE.match(reader.text, reader.pos)
    if found is None:
        return False
    text = found["text"] + reader.indented(found.end())
    reader.pos = found.start("text") + len(text)
    text = g.INDENT.sub("", text)
    node = _define(reader, "note", found["label"], text)
    reader.after(text, node)
    return True


def read_extension(reader: Reader) -> bool:
    """Read an attribute list, named or not, or an extension such as ``{::comment}``."""
    text = reader.text
    # It is closed soon and before a blank line, or it is none.
    within = text[reader.pos : reader.pos + g.LONGEST_LIST].partition("\n\n")[0]
    if "}" not in within:
        reader.work.short = reader.work.short or reader.pos + len(within) >= len(text)
        return False
    named = g.LIST_DEFINITION.match(text, reader.pos)
    if named:
        reader.pos = named.end()
        _define(reader, "list", named["name"], named["list"])
        return True
    if g.BLOCK_EXTENSION.match(text, reader.pos):
        return _read_named_extension(reader)
    found = g.BLOCK_LIST.match(text, reader.pos)
    if found is None:
        return False
    reader.pos = found.end()
    given = read_attribute_list(found["list"])
    last = reader.tree.last()
    if last is None or last.kind == "blank" or (last.kind == "mark" and last.value not in _DEFINITIONS):
        reader.pending = reader.pending or AttributeList()
        reader.pending.add(given)
        return True
    last.list = last.list or AttributeList()
    last.list.add(given)
    if not g.BLOCK_LIST.match(text, reader.pos):
        reader.add(Node("mark", "attributes"))
    return True


def _read_named_extension(reader: Reader) -> bool:
    found = g.BLOCK_EXTENSION.match(reader.text, reader.pos)
    if found is None or found["name"] not in EXTENSIONS:
        return False
    body: str | None = None
    end = found.end()
    if not found["closed"]:
        stop = re.compile(rf"^ {{0,3}}\{{:/(?:{re.escape(found['name'])})?\}}\s*?\n", re.MULTILINE | re.ASCII)
        stopped = reader.search("{:/" + found["name"], stop, end)
        if stopped is None:
            return False
        body, end = reader.text[end : stopped.start()].removesuffix("\n"), stopped.end()
    node = extension(found["name"], found["arguments"] or "", body)
    if node is None:
        return False
    reader.pos = end
    if node.kind == "mark":
        reader.work.defines = True
        reader.add(node)
    elif body is not None:
        node.flag = node.kind == "comment" or node.flag
        reader.tree.children.append(node)
    return True


def extension(name: str, arguments: str, body: str | None) -> Node | None:
    """Return the node for ``{::name arguments}body{:/}``, None for a name that means nothing."""
    if name == "comment":
        return Node("comment", f"<!-- {body} -->" if body is not None else "")
    given = read_attribute_list(arguments).values
    if name == "nomarkdown":
        node = Node("raw")
        if body is not None and "html" in given.get("type", "html").split():
            node.value, node.flag = body, True
        return node
    if name == "options":
        node = Node("mark", "options")
        node.detail = tuple(part for pair in given.items() for part in pair)
        return node
    return None
