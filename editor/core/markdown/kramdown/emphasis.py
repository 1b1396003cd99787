"""Owns emphasis: ``*a*``, ``**a**``, ``_a_`` and ``__a__``, paired as kramdown pairs them."""

from __future__ import annotations

import re

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.spanreader import SPACES, SpanReader
from editor.core.markdown.tree import Node

_STOPS = {marks: re.compile(re.escape(marks)) for marks in ("*", "**", "_", "__")}


def read_emphasis(reader: SpanReader, into: Node) -> bool:
    """Read emphasis; marks that open none are text."""
    text, at = reader.text, reader.pos
    character = text[at]
    marks = character * 2 if text.startswith(character * 2, at) else character
    kind = "strong" if len(marks) == 2 else "em"
    end = at + len(marks)
    opens = not (
        (character == "_" and _is_after_letter(text, at))
        or text[end : end + 1] in SPACES
        or any(node.kind == kind for node in reader.chain)
    )
    if opens and reader.find(character, end) >= 0 and reader.may_fail():
        steps = reader.known.steps
        node = _emphasised(reader, kind, marks, end)
        if node is None and kind == "strong" and into.kind != "em":
            node = _emphasised(reader, "em", character, at + 1)
        if node is not None:
            into.children.append(node)
            return True
        reader.known.wasted += reader.known.steps - steps
    reader.pos = end
    into.add_text(marks)
    return True


def _emphasised(reader: SpanReader, kind: str, marks: str, start: int) -> Node | None:
    text = reader.text
    if reader.find(marks, start) < 0:
        return None
    node = Node(kind)

    def closes(found: re.Match[str]) -> bool:
        at = found.start()
        after = at + len(marks)
        return (
            bool(node.children)
            and text[at - 1] not in g.BLANKS
            and not (kind == "em" and text.startswith(marks * 2, at) and not text.startswith(marks * 3, at))
            and not (character == "_" and text[after : after + 1].isalnum())
        )

    character = marks[0]
    reader.pos = start
    if not reader.read(node, _STOPS[marks], closes):
        return None
    reader.pos += len(marks)
    return node


def _is_after_letter(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return before.isalpha() or (before == "-" and text[max(at - 2, 0) : at - 1].isalpha())
