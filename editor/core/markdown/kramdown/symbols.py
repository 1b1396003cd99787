"""Owns what stands for itself inside a line: code, math, quotes, symbols, breaks, escapes, entities, struck text."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.signs import Signs
from editor.core.markdown.kramdown.spanreader import QUOTES, SPACES, SpanReader
from editor.core.markdown.kramdown.tables import code_end
from editor.core.markdown.kramdown.typography import SYMBOL, SYMBOLS, quote_at
from editor.core.markdown.tree import Node

_USUAL_SIGNS = Signs()
_TICKS = re.compile("`+")
_ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=~-])")
_ENTITY = re.compile(r"&(?:([\w:][\w.:-]*)|#([0-9]+)|#x([0-9a-fA-F]+));")
_STRUCK = re.compile(r"~~(?![\s~])(.*?[^\s~])~~", re.DOTALL | re.ASCII)


def read_code(reader: SpanReader, into: Node) -> bool:
    """Read code between backticks."""
    mark = _TICKS.match(reader.text, reader.pos)
    if mark is None:
        return False
    end = code_end(reader.text, mark)
    if end is None:
        into.add_text(mark[0])
        reader.pos = mark.end()
        return True
    size = len(mark[0])
    code = reader.text[mark.end() : end - size]
    if size > 1:
        code = code.removeprefix(" ").removesuffix(" ")
    into.children.append(Node("code", code))
    reader.pos = end
    return True


def read_quote(reader: SpanReader, into: Node) -> bool:
    """Read a quotation mark, with the character before it if that is still to be read."""
    text, at = reader.text, reader.pos
    if text[at] not in "\"'" and text[at + 1 : at + 2] not in QUOTES:
        return False
    before, drawn, reader.pos = quote_at(text, at)
    reader.sign_end = reader.pos
    signs = reader.known.signs
    if signs is None:
        into.add_text(before + drawn)
    else:
        if before:
            into.add_text(before)
        into.children += [signs.node(quote) for quote in drawn]
    return True


def read_symbol(reader: SpanReader, into: Node) -> bool:
    """Read a dash, an ellipsis or an angled quote."""
    found = SYMBOL.match(reader.text, reader.pos)
    if found is None or found[0] not in SYMBOLS:
        return False
    reader.pos = reader.sign_end = found.end()
    sign, signs = SYMBOLS[found[0]], reader.known.signs
    if signs is None or found[0].startswith("\\"):
        into.add_text(sign)
    else:
        into.children.append(signs.node(sign))
    return True


def read_break(reader: SpanReader, into: Node) -> bool:
    """Read the end of a line that is a break."""
    if not reader.text.startswith(("  \n", "\\\\\n"), reader.pos) or (
        reader.known.gfm and reader.known.options.get("hard_wrap") == "true"
    ):
        return False
    into.children.append(Node("br"))
    reader.pos += 2
    return True


def read_escape(reader: SpanReader, into: Node) -> bool:
    """Read a character that a backslash makes plain."""
    found = _ESCAPED.match(reader.text, reader.pos)
    if found is None or (found[1] == "~" and not reader.known.gfm):
        return False
    into.add_text(found[1])
    reader.pos += 2
    return True


def read_entity(reader: SpanReader, into: Node) -> bool:
    """Read a character reference."""
    found = _ENTITY.match(reader.text, reader.pos)
    if found is None:
        return False
    reader.pos = found.end()
    character = _character(found)
    if character is None:
        node = Node("entity", "&amp;")
        node.detail = ("&",)
        into.children.append(node)
        into.add_text(found[0][1:])
        return True
    node = Node("entity", (reader.known.signs or _USUAL_SIGNS).entity(character, found[0]))
    node.detail = (character,)
    into.children.append(node)
    return True


def read_math(reader: SpanReader, into: Node) -> bool:
    """Read math between dollars."""
    text = reader.text
    end = reader.find("$$", reader.pos + 2) if text.startswith("$$", reader.pos) else -1
    if end < 0:
        return False
    into.children.append(Node("math", text[reader.pos + 2 : end].strip(g.BLANKS)))
    reader.pos = end + 2
    return True


def read_struck(reader: SpanReader, into: Node) -> bool:
    """Read struck text."""
    if not reader.known.gfm:
        return False
    after = reader.text[reader.pos + 2 : reader.pos + 3]
    if after in (*SPACES, "", "~") or reader.find("~~", reader.pos + 3) < 0 or not reader.may_try():
        return False
    found = _STRUCK.match(reader.text, reader.pos)
    if found is None:
        # Nothing closes it, nor any later one.
        reader.give_up("~~", reader.pos)
        return False
    node = Node("html", "del")
    type(reader)(found[1], reader.known, reader.depth + len(reader.chain) + 1).read(node)
    into.children.append(node)
    reader.pos = found.end()
    return True


def _character(found: re.Match[str]) -> str | None:
    """Return the character an entity stands for, None for a name nobody knows."""
    name, decimal, hexadecimal = found.groups()
    if name:
        known = {"apos": 39, "vellip": 8942} | name2codepoint
        return chr(known[name]) if name in known else None
    try:
        return chr(int(decimal) if decimal else int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return None
