"""Owns writing the blocks of the tree as HTML; what the rest of the post decides is left as a mark among the parts.

White space is kramdown's own (``Kramdown::Converter::Html``): what is inside a block stands two blanks further in,
each block ends its line, blank lines between two blocks are one. Templates count it: ``strip_html | truncate: 160``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from editor.core.markdown.code import code_block
from editor.core.markdown.facts import Abbreviation, Contents, Heading, HeadingId, NotesHere
from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import applied
from editor.core.markdown.kramdown.ids import gfm_base, inner_base
from editor.core.markdown.kramdown.signs import no_break_space
from editor.core.markdown.kramdown.spanhtml import (
    Part,
    SpanWriter,
    language_of,
    raw_text,
    untypeset,
    without_links,
)
from editor.core.markdown.kramdown.spanreader import Knowledge
from editor.core.markdown.kramdown.spans import spans_of
from editor.core.markdown.settings import USUAL, MarkdownSettings
from editor.core.markdown.tree import Node, attributes_html, escape_code, escape_text

_NO_ENGINE = frozenset({"", "nil", "null", "false"})
"""What the option ``math_engine`` says where math stays as it was typed."""
_STEP = 2
"""Blanks that what is inside a block stands further in."""
_INDENTED_AT_MOST = 100
"""Steps that are written: a thousand quotes in one another would be a million blanks."""
_NOTE_STEPS = 3
"""Steps that the blocks of a note stand in: inside the section, its list and an item of it."""


@dataclass(frozen=True, slots=True)
class _ItemEnd:
    """The end tag of a list item, indented where what is inside has ended its line."""

    tag: str
    pad: str
    on_own_line: bool

    def write(self, parts: list[Part]) -> None:
        last = parts[-1]
        indented = self.on_own_line or (isinstance(last, str) and last.endswith("\n"))
        parts.append(f"{self.pad if indented else ''}</{self.tag}>\n")


@dataclass(frozen=True, slots=True)
class _ElementEnd:
    """The end of a typed element whose start tag, not yet closed, is ``parts[at]``; its content decides on both."""

    node: Node
    at: int
    pad: str

    def write(self, parts: list[Part]) -> None:
        name, parts_inside = self.node.value, range(self.at + 1, len(parts))
        if not any(parts[index] != "" for index in parts_inside):
            parts.append(" />" if name in g.VOID_TAGS else f"></{name}>")
        elif self.node.model == "block":
            parts[self.at] = f"{parts[self.at]}>\n"
            last = parts[-1]
            line_end = "" if isinstance(last, str) and last.endswith("\n") else "\n"
            parts.append(f"{line_end}{self.pad}</{name}>")
        else:
            parts[self.at] = f"{parts[self.at]}>"
            parts.append(f"</{name}>")
        if not self.node.level:
            parts.append("\n")


_Piece = Node | Part | _ItemEnd | _ElementEnd


class Writer:
    """Writes one block; ``parts`` holds the HTML and marks so far, ``headings`` what a table of contents needs.

    ``ends_blank`` when the block is followed by a blank line that is part of it, as the rest of a line behind ``<hr>``
    is; the line itself is not written. ``only_defines`` when nothing of the block is there to be shown.
    """

    def __init__(
        self,
        known: Knowledge,
        abbreviations: Mapping[str, Abbreviation],
        options: Mapping[str, str],
        in_note: bool,
        settings: MarkdownSettings = USUAL,
    ) -> None:
        self.parts: list[Part] = []
        self.headings: list[Heading] = []
        self.ends_blank = False
        self.only_defines = False
        self._known = known
        self._options = options
        self._lists = known.lists()
        self._in_note = in_note
        self._inside = in_note or not settings.gfm
        """Whether what is written stands in HTML or a note, out of reach of GitHub's additions."""
        self._settings = settings
        self._typeset = options.get("math_engine") not in _NO_ENGINE
        self._writer = SpanWriter(
            abbreviations,
            self._lists,
            settings.span,
            hard_wrap=options.get("hard_wrap") == "true",
            typeset=self._typeset,
        )
        self._pad = ""
        """The blanks before the block that is being written."""

    def write(self, root: Node) -> None:
        """Write all blocks of ``root``; what is left to write stands on a list, so that depth costs no stack."""
        steps = _NOTE_STEPS if self._in_note else 0
        content = self._content(root)
        last = content[-1] if content else None
        if not self._in_note and isinstance(last, Node) and last.kind == "blank":
            content.pop()
            self.ends_blank = True
        self.only_defines = not content
        todo: list[tuple[_Piece, bool, int]] = [(part, False, steps) for part in reversed(content)]
        while todo:
            item, in_html, steps = todo.pop()
            if isinstance(item, (_ItemEnd, _ElementEnd)):
                item.write(self.parts)
                continue
            if not isinstance(item, Node):
                self.parts.append(item)
                continue
            self._inside = in_html or self._in_note or not self._settings.gfm
            self._pad = " " * (_STEP * min(steps, _INDENTED_AT_MOST))
            inner = list(self._block(item))
            in_html = in_html or item.kind == "html"
            todo += [(part, in_html, steps + 1) for part in reversed(inner)]

    def _content(self, node: Node) -> list[Node | Part]:
        """Return the children of a block; text that is no block of its own is read for spans.

        Blank lines that nothing but definitions and other marks stand between are one.
        """
        content: list[Node | Part] = []
        after_blank = False
        for child in node.children:
            if not isinstance(child, Node):
                content += self._spans(child)
                after_blank = False
            elif child.kind == "blank":
                # The one that a tree begins with stands for no line.
                content += [child] if child.value and not after_blank else []
                after_blank = after_blank or bool(child.value)
            elif child.kind != "mark":
                content.append(child)
                after_blank = False
        return content

    def _block(self, node: Node) -> Iterable[_Piece]:
        """Return what a block consists of: finished HTML, marks, and blocks still to be written."""
        kind = node.kind
        if kind == "blank":
            return ("\n",)
        if kind == "comment":
            return (self._pad, node.value, "\n") if node.flag else (node.value,)
        if kind == "raw":
            return (node.value, "\n" if node.flag else "")
        writer = _WRITERS.get(kind)
        if writer is not None:
            return writer(self, node)
        return self._indented(kind, self._attributes(node), self._content(node))

    def _indented(self, tag: str, attributes: str, content: Iterable[Node | Part]) -> Iterable[_Piece]:
        return (f"{self._pad}<{tag}{attributes}>\n", *content, f"{self._pad}</{tag}>\n")

    def _applied(self, node: Node) -> dict[str, str]:
        return applied(node.attributes, node.list, self._lists)

    def _attributes(self, node: Node) -> str:
        return attributes_html(self._applied(node))

    def _spans(self, text: str) -> list[Part]:
        return self._writer.parts(spans_of(text, self._known), breaks=not self._inside)

    def _paragraph(self, node: Node) -> Iterable[Part]:
        content = spans_of(node.value, self._known)
        if node.flag:
            return self._writer.parts(content, not self._inside)
        picture = content[0] if len(content) == 1 else None
        if (
            isinstance(picture, Node)
            and picture.kind == "img"
            and picture.list
            and "standalone" in picture.list.names
        ):
            return (self._figure(node, picture),)
        return (
            f"{self._pad}<p{self._attributes(node)}>",
            *self._writer.parts(content, not self._inside),
            "</p>\n",
        )

    def _figure(self, node: Node, picture: Node) -> str:
        """Return a paragraph that holds a picture alone, marked ``{:standalone}``, as a figure."""
        attributes = self._applied(node)
        for name in ("class", "id"):
            if name in picture.attributes and name not in attributes:
                attributes[name] = picture.attributes.pop(name)
        caption = escape_text(picture.attributes.get("alt", ""))
        pad, inner = self._pad, self._pad + " " * _STEP
        return (
            f"{pad}<figure{attributes_html(attributes)}>\n{inner}<img{attributes_html(picture.attributes)} />\n"
            f"{inner}<figcaption>{caption}</figcaption>\n{pad}</figure>\n"
        )

    def _heading(self, node: Node) -> Iterable[Part]:
        content = spans_of(node.value, self._known)
        attributes = self._applied(node)
        html = self._writer.parts(content, not self._inside)
        tag = f"h{min(max(node.level + _number(self._options.get('header_offset')), 1), 6)}"
        given = attributes.get("id")
        in_contents = "no_toc" not in attributes.get("class", "").split()
        opening = f"{self._pad}<{tag}{attributes_html(attributes)}"
        if given is None and self._options.get("auto_ids") == "false":
            return (opening + ">", *html, f"</{tag}>\n")
        # By itself kramdown makes the id of what is written.
        text = raw_text(content) if self._settings.gfm else node.value
        base = inner_base(text) if self._inside else gfm_base(text)
        prefix = self._options.get("auto_id_prefix", "")
        identifier = HeadingId(base, self._inside, prefix) if given is None else given
        shown = self._writer.parts(without_links(content), breaks=False, is_block=False)
        self.headings.append(Heading(node.level if in_contents else 0, identifier, tuple(shown)))
        if isinstance(identifier, str):
            return (f"{opening}>", *html, f"</{tag}>\n")
        return (opening, identifier, ">", *html, f"</{tag}>\n")

    def _code(self, node: Node) -> Iterable[Part]:
        language, attributes = language_of(self._applied(node))
        return (code_block(node.value, language, attributes, self._pad, self._settings.block),)

    def _rule(self, node: Node) -> Iterable[Part]:
        return (f"{self._pad}<hr{self._attributes(node)} />\n",)

    def _math(self, node: Node) -> Iterable[Part]:
        if not self._typeset:
            plain = attributes_html(untypeset(self._applied(node)))
            return (f"{self._pad}<div{plain}>$$\n{node.value}\n$$</div>\n",)
        html = f"\\[{escape_code(node.value)}\\]\n"
        attributes = self._attributes(node)
        return (f"{self._pad}<div{attributes}>{html}</div>\n" if attributes else html,)

    def _list(self, node: Node) -> Iterable[_Piece]:
        tag = node.kind
        if node.list and "toc" in node.list.names:
            attributes = self._applied(node)
            attributes.setdefault("id", "markdown-toc")
            return (Contents(tag, attributes_html(attributes), attributes["id"]),)
        if node.list and "footnotes" in node.list.names:
            return (NotesHere(),)
        return self._indented(tag, self._attributes(node), self._content(node))

    def _item(self, node: Node) -> Iterable[_Piece]:
        head = node.children[0] if node.children else None
        tight = head is None or (isinstance(head, Node) and head.kind == "p" and head.flag)
        opening = f"{self._pad}<{node.kind}{self._attributes(node)}>" + ("" if tight else "\n")
        return (opening, *self._content(node), _ItemEnd(node.kind, self._pad, on_own_line=not tight))

    def _cell(self, node: Node) -> Iterable[Part]:
        attributes = self._applied(node)
        if node.detail and node.detail[0]:
            attributes["style"] = f"text-align: {node.detail[0]}"
        content = self._spans(node.value) or ["" if node.kind == "dt" else no_break_space(self._options)]
        return (f"{self._pad}<{node.kind}{attributes_html(attributes)}>", *content, f"</{node.kind}>\n")

    def _html(self, node: Node) -> Iterable[_Piece]:
        opening = f"{'' if node.level else self._pad}<{node.value}{self._attributes(node)}"
        content: list[Node | Part]
        if node.model == "span":
            self._inside = True
            content = list(self._spans(node.detail[0])) if node.detail else []
        elif node.model == "block":
            content = self._content(node)
        else:
            content = [escape_text(child) if isinstance(child, str) else child for child in node.children]
        if node.flag and node.model == "raw":
            return (opening + (" />" if node.level else " />\n"),)
        return (opening, *content, _ElementEnd(node, len(self.parts), self._pad))


_WRITERS: dict[str, Callable[[Writer, Node], Iterable[_Piece]]] = {
    "p": Writer._paragraph,
    "header": Writer._heading,
    "pre": Writer._code,
    "hr": Writer._rule,
    "math": Writer._math,
    "ul": Writer._list,
    "ol": Writer._list,
    "li": Writer._item,
    "dd": Writer._item,
    "td": Writer._cell,
    "th": Writer._cell,
    "dt": Writer._cell,
    "html": Writer._html,
}


def _number(text: str | None) -> int:
    """Return an option's number, 0 for none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else 0
