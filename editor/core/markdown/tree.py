"""Owns the tree that markdown is read into, and how its text and attributes are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_REFERENCE = r"&(?!(?:[\w:][\w.:-]*|#\d+|#x[0-9a-fA-F]+);)"
_TEXT = re.compile(rf"{_REFERENCE}|[<>]")
_ATTRIBUTE = re.compile(rf"{_REFERENCE}|[<>\"]")
_CLASSES_AT_MOST = 4000
"""Characters of a class attribute, beyond which new classes take the place of the old ones."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@dataclass(slots=True)
class AttributeList:
    """What ``{: …}`` says: attributes by name (classes joined by blanks) and names of other lists."""

    values: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def add(self, other: AttributeList) -> None:
        """Add what ``other`` says; its attributes win, its classes come on top."""
        self.names += other.names
        put(self.values, other.values)


def put(attributes: dict[str, str], more: Mapping[str, str]) -> None:
    """Set ``more`` in ``attributes``; classes are added to those there are."""
    for name, value in more.items():
        before = attributes.get(name) if name == "class" else None
        if before and len(before) < _CLASSES_AT_MOST:
            value = f"{before} {value}"
        attributes[name] = value


class Node:
    """One element of the tree, a block or a span.

    ``kind`` is its HTML tag where it has one of its own (``p``, ``em``), else what it is: ``header``,
    ``html`` (an element that was typed as HTML, its tag in ``value``), ``blank``, ``mark`` (a boundary
    that shows nothing), ``definition``. ``value`` is its text while nobody has looked for spans in it.
    """

    __slots__ = ("attributes", "children", "detail", "flag", "kind", "level", "list", "model", "value")

    def __init__(self, kind: str, value: str = "") -> None:
        self.kind = kind
        self.value = value
        self.attributes: dict[str, str] = {}
        self.children: list[Node | str] = []
        self.list: AttributeList | None = None
        self.model = ""
        """How the content of an HTML element is read: ``raw``, ``span`` or ``block``."""
        self.flag = False
        """A list or list item without ``<p>``, an HTML element closed by ``/>``."""
        self.level = 0
        """The level of a heading; the number of pictures in a link; 1 for HTML in raw HTML, which ends no line."""
        self.detail: tuple[str, ...] = ()

    def last(self) -> Node | None:
        """Return the last child if it is an element."""
        child = self.children[-1] if self.children else None
        return child if isinstance(child, Node) else None

    def nodes(self) -> Iterator[Node]:
        """Yield the children that are elements."""
        return (child for child in self.children if isinstance(child, Node))

    def add_text(self, text: str) -> None:
        """Add text."""
        if text:
            self.children.append(text)

    def join_texts(self) -> None:
        """Make one text of those that stand side by side."""
        children: list[Node | str] = []
        texts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                texts.append(child)
                continue
            if texts:
                children.append("".join(texts))
                texts = []
            children.append(child)
        if texts:
            children.append("".join(texts))
        self.children = children


def root() -> Node:
    """Return the tree a text is read into; as behind a boundary, for a text may be a part of a longer one."""
    node = Node("root")
    node.children.append(Node("blank"))
    return node


def escape_text(text: str) -> str:
    """Return ``text`` for the inside of an element; character references in it stay what they are."""
    return _TEXT.sub(lambda found: _ESCAPES[found[0]], text)


def escape_code(text: str) -> str:
    """Return ``text`` for the inside of an element, every character of it shown as typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attributes_html(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag, with the blank before each; an empty id is left out."""
    return "".join(
        f' {name}="{_ATTRIBUTE.sub(lambda found: _ESCAPES[found[0]], value)}"'
        for name, value in attributes.items()
        if name != "id" or value.strip()
    )
