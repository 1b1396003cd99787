"""Owns writing the blocks of the tree as HTML; what the rest of the post decides is left as a mark among the parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from editor.core.markdown.code import code_block
from editor.core.markdown.facts import Abbreviation, Contents, Heading, HeadingId, NotesHere
from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import applied
from editor.core.markdown.kramdown.ids import gfm_base, inner_base
from editor.core.markdown.kramdown.spanhtml import Part, SpanWriter, language_of, raw_text, without_links
from editor.core.markdown.kramdown.spanreader import Knowledge
from editor.core.markdown.kramdown.spans import spans_of
from editor.core.markdown.tree import Node, attributes_html, escape_code, escape_text


class Writer:
    """Writes one block; ``parts`` holds the HTML and marks so far, ``headings`` what a table of contents needs."""

    def __init__(
        self,
        known: Knowledge,
        abbreviations: Mapping[str, Abbreviation],
        options: Mapping[str, str],
        in_note: bool,
    ) -> None:
        self.parts: list[Part] = []
        self.headings: list[Heading] = []
        self._known = known
        self._options = options
        self._lists = known.lists()
        self._in_note = in_note
        self._inside = in_note
        """Whether what is written stands in HTML or a note: there a backslash ends no line."""
        self._writer = SpanWriter(abbreviations, self._lists)

    def write(self, root: Node) -> None:
        """Write all blocks of ``root``; what is left to write stands on a list, so that depth costs no stack."""
        todo: list[tuple[Node | Part, bool]] = [(part, False) for part in reversed(self._content(root))]
        while todo:
            item, in_html = todo.pop()
            if not isinstance(item, Node):
                self.parts.append(item)
                continue
            self._inside = in_html or self._in_note
            inner = list(self._block(item))
            in_html = in_html or item.kind == "html"
            todo += [(part, in_html) for part in reversed(inner)]

    def _content(self, node: Node) -> list[Node | Part]:
        """Return the children of a block; text that is no block of its own is read for spans."""
        content: list[Node | Part] = []
        for child in node.children:
            content += [child] if isinstance(child, Node) else self._spans(child)
        return content

    def _block(self, node: Node) -> Iterable[Node | Part]:
        """Return what a block consists of: finished HTML, marks, and blocks still to be written."""
        kind = node.kind
        if kind in {"blank", "mark"}:
            return ()
        if kind in {"comment", "raw"}:
            return (node.value, "\n" if node.flag else "")
        writer = _WRITERS.get(kind)
        if writer is not None:
            return writer(self, node)
        return (f"<{kind}{self._attributes(node)}>\n", *self._content(node), f"</{kind}>\n")

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
        return (f"<p{self._attributes(node)}>", *self._writer.parts(content, not self._inside), "</p>\n")

    def _figure(self, node: Node, picture: Node) -> str:
        """Return a paragraph that holds a picture alone, marked ``{:standalone}``, as a figure."""
        attributes = self._applied(node)
        for name in ("class", "id"):
            if name in picture.attributes and name not in attributes:
                attributes[name] = picture.attributes.pop(name)
        caption = escape_text(picture.attributes.get("alt", ""))
        return (
            f"<figure{attributes_html(attributes)}>\n<img{attributes_html(picture.attributes)} />\n"
            f"<figcaption>{caption}</figcaption>\n</figure>\n"
        )

    def _heading(self, node: Node) -> Iterable[Part]:
        content = spans_of(node.value, self._known)
        attributes = self._applied(node)
        html = self._writer.parts(content, not self._inside)
        tag = f"h{min(max(node.level + _number(self._options.get('header_offset')), 1), 6)}"
        given = attributes.pop("id", None)
        in_contents = "no_toc" not in attributes.get("class", "").split()
        opening = f"<{tag}{attributes_html(attributes)}"
        if given is None and self._options.get("auto_ids") == "false":
            return (opening + ">", *html, f"</{tag}>\n")
        text = raw_text(content)
        base = inner_base(text) if self._inside else gfm_base(text)
        prefix = self._options.get("auto_id_prefix", "")
        identifier = HeadingId(base, self._inside, prefix) if given is None else given
        shown = self._writer.parts(without_links(content), breaks=False, is_block=False)
        self.headings.append(Heading(node.level if in_contents else 0, identifier, tuple(shown)))
        if isinstance(identifier, str):
            return (f"{opening}{attributes_html({'id': identifier})}>", *html, f"</{tag}>\n")
        return (opening, identifier, ">", *html, f"</{tag}>\n")

    def _code(self, node: Node) -> Iterable[Part]:
        return (code_block(node.value, *language_of(self._applied(node))), "\n")

    def _rule(self, node: Node) -> Iterable[Part]:
        return (f"<hr{self._attributes(node)} />\n",)

    def _math(self, node: Node) -> Iterable[Part]:
        html = f"\\[{escape_code(node.value)}\\]\n"
        attributes = self._attributes(node)
        return (f"<div{attributes}>{html}</div>\n" if attributes else html,)

    def _list(self, node: Node) -> Iterable[Node | Part]:
        tag = node.kind
        if node.list and "toc" in node.list.names:
            attributes = {"id": "markdown-toc"} | self._applied(node)
            return (Contents(tag, attributes_html(attributes), attributes["id"]), "\n")
        if node.list and "footnotes" in node.list.names:
            return (NotesHere(), "\n")
        return (f"<{tag}{self._attributes(node)}>\n", *self._content(node), f"</{tag}>\n")

    def _item(self, node: Node) -> Iterable[Node | Part]:
        head = node.children[0] if node.children else None
        tight = head is None or (isinstance(head, Node) and head.kind == "p" and head.flag)
        opening = f"<{node.kind}{self._attributes(node)}>" + ("" if tight else "\n")
        return (opening, *self._content(node), f"</{node.kind}>\n")

    def _cell(self, node: Node) -> Iterable[Part]:
        attributes = self._applied(node)
        if node.detail and node.detail[0]:
            attributes["style"] = f"text-align: {node.detail[0]}"
        content = self._spans(node.value) or ["" if node.kind == "dt" else "\u00a0"]
        return (f"<{node.kind}{attributes_html(attributes)}>", *content, f"</{node.kind}>\n")

    def _html(self, node: Node) -> Iterable[Node | Part]:
        opening = f"<{node.value}{self._attributes(node)}"
        content: list[Node | Part]
        if node.model == "span":
            self._inside = True
            content = list(self._spans(node.detail[0])) if node.detail else []
        elif node.model == "block":
            content = self._content(node)
        else:
            content = [escape_text(child) if isinstance(child, str) else child for child in node.children]
        line_end = "" if node.level else "\n"
        if (node.flag and node.model == "raw") or (not content and node.value in g.VOID_TAGS):
            return (f"{opening} />{line_end}",)
        return (opening + (">\n" if node.model == "block" else ">"), *content, f"</{node.value}>{line_end}")


_WRITERS: dict[str, Callable[[Writer, Node], Iterable[Node | Part]]] = {
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
