"""Owns the writing of a query: from what it means back to the text one would type for it."""

from __future__ import annotations

from editor.core.query.lengths import write_length
from editor.core.query.lexemes import looks_like_field
from editor.core.query.nodes import AllOf, AnyOf, Dated, Has, Label, Length, Node, Not, State, Words
from editor.core.query.when import write_when


def write_query(node: Node) -> str:
    """Return a text that ``read_query`` reads as ``node``, the shortest where there are several."""
    if isinstance(node, AllOf):
        return " ".join(write_query(part) for part in node.nodes)
    return _choice(node)


def quoted(text: str, *, prefix: bool = False) -> str:
    """Return ``text`` as it must be written to be read as one piece: in quotation marks where it needs them."""
    needs = (
        not text
        or any(letter.isspace() or letter in '"()' for letter in text)
        or text[0] == "-"
        or text[-1] == "*"
        or text == "OR"
        or looks_like_field(text)
    )
    return (f'"{text}"' if needs else text) + ("*" if prefix else "")


def _choice(node: Node) -> str:
    if isinstance(node, AnyOf):
        return " OR ".join(_item(part) for part in node.nodes)
    return _item(node)


def _item(node: Node) -> str:
    match node:
        case Not(inner):
            return f"-{_item(inner)}"
        case AllOf() | AnyOf():
            return f"({write_query(node)})"
        case Words(text, field, prefix):
            return (f"{field}:" if field else "") + quoted(text, prefix=prefix)
        case Label(field, name, prefix):
            return f"{field}:{quoted(name, prefix=prefix)}"
        case State(status):
            return f"status:{status}"
        case Has(thing, present):
            return f"{'has' if present else 'missing'}:{thing}"
        case Dated(border, when):
            return f"{border}:{write_when(when)}"
        case Length():
            return f"words:{write_length(node)}"
