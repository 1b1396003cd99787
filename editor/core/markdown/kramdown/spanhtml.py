"""Owns writing spans as HTML; what the rest of the post decides is left as a mark among the parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor.core.markdown.code import code_span
from editor.core.markdown.facts import Abbreviation, Mark, NoteAnchor, NoteNumber
from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import applied
from editor.core.markdown.settings import USUAL_CODE, CodeSettings
from editor.core.markdown.tree import AttributeList, Node, attributes_html, escape_code, escape_text

Part = str | Mark
_LANGUAGE = re.compile(r"\blanguage-(\S+)")
_WITH_CONTENT = frozenset({"em", "strong", "a", "html"})


@dataclass(frozen=True, slots=True)
class _Way:
    """How text is written: with a break for a backslash at the end of a line, with abbreviations explained."""

    breaks: bool
    explains: bool
    is_last: bool = False


class SpanWriter:
    """Writes the spans of a post that has these ``abbreviations``, by name, and these named attribute ``lists``.

    With ``hard_wrap`` every end of a line is a break. Math is not ``typeset`` where a site has no engine for it.
    """

    def __init__(
        self,
        abbreviations: Mapping[str, Abbreviation],
        lists: Mapping[str, AttributeList],
        code: CodeSettings = USUAL_CODE,
        *,
        hard_wrap: bool = False,
        typeset: bool = True,
    ) -> None:
        self._typeset = typeset
        self._code = code
        self._break = "\n" if hard_wrap else "\\\n"
        self._abbreviations = abbreviations
        self._lists = lists
        names = "|".join(re.escape(name) for name in sorted(abbreviations, key=len, reverse=True))
        self._names = re.compile(rf"(?:(?<=\W)|^)(?:{names})(?!\w)", re.MULTILINE) if names else None

    def parts(self, content: Sequence[Node | str], breaks: bool, is_block: bool = True) -> list[Part]:
        """Return spans as HTML.

        ``is_block`` when they are all there is in a block: then a backslash that ends them is no break.
        """
        out: list[Part] = []
        way = _Way(breaks, explains=True)
        # Tags that nobody closed may be open by the hundreds, so what is left to write stands on a list.
        todo: list[tuple[Node | str, _Way | None]] = [(child, way) for child in reversed(content)]
        if todo and is_block:
            todo[0] = (todo[0][0], _Way(breaks, explains=True, is_last=True))
        while todo:
            child, its_way = todo.pop()
            if isinstance(child, str):
                out.append(self._text(child, its_way) if its_way else child)
            elif child.kind in _WITH_CONTENT and its_way:
                is_html = child.kind == "html"
                tag = child.value if is_html else child.kind
                if is_html and not child.children and tag in g.VOID_TAGS:
                    out.append(f"<{tag}{attributes_html(child.attributes)} />")
                    continue
                out.append(f"<{tag}{attributes_html(child.attributes)}>")
                inner = _Way(its_way.breaks and not is_html, its_way.explains and child.model != "raw")
                todo.append((f"</{tag}>", None))
                todo += [(part, inner) for part in reversed(child.children)]
            elif child.kind == "code":
                language, attributes = language_of(child.attributes)
                out.append(code_span(child.value, language, attributes, self._code))
            else:
                out += _leaf(child, self._typeset)
        return out

    def _text(self, text: str, way: _Way) -> str:
        if way.breaks and self._break in text:
            lines = text.split(self._break)
            if way.is_last and not lines[-1]:
                lines[-2:] = [lines[-2] + "\n"]
            return "<br />\n".join(self._explained(line) for line in lines)
        return self._explained(text) if way.explains else escape_text(text)

    def _explained(self, text: str) -> str:
        """Return text as HTML with the abbreviations in it marked."""
        if self._names is None or self._names.search(text) is None:
            return escape_text(text)
        out = []
        done = 0
        for found in self._names.finditer(text):
            title, given = self._abbreviations[found[0]]
            attributes = attributes_html(
                applied({}, given, self._lists) | ({"title": title} if title else {})
            )
            out += [escape_text(text[done : found.start()]), f"<abbr{attributes}>{found[0]}</abbr>"]
            done = found.end()
        return "".join(out) + escape_text(text[done:])


def _leaf(node: Node, typeset: bool) -> list[Part]:
    """Return an element without spans inside it."""
    match node.kind:
        case "img":
            return [f"<img{attributes_html(node.attributes)} />"]
        case "br":
            return ["<br />"]
        case "math" if not typeset:
            return [f"<span{attributes_html(untypeset(node.attributes))}>${node.value}$</span>"]
        case "math":
            if node.attributes:
                return [f"<span{attributes_html(node.attributes)}>${node.value}$</span>"]
            return [f"\\({escape_code(node.value)}\\)"]
        case "note":
            link = f'<a href="#fn:{node.value}" class="footnote" rel="footnote">'
            opening = f'" role="doc-noteref">{link}'
            return ['<sup id="fnref:', NoteAnchor(node.value), opening, NoteNumber(node.value), "</a></sup>"]
        case _:
            return [node.value]


def untypeset(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of math that is written as it was typed (Converter::Html#convert_math)."""
    return {**attributes, "class": f"{attributes.get('class', '')} kdmath".lstrip()}


def language_of(attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the language that a class such as ``language-ruby`` names, and the attributes without it."""
    found = _LANGUAGE.search(attributes.get("class", ""))
    if found is None:
        return "", attributes
    rest = (found.string[: found.start()] + found.string[found.end() :]).strip()
    others = {name: value for name, value in attributes.items() if name != "class"}
    return found[1], {"class": rest, **others} if rest else others


def raw_text(content: Sequence[Node | str]) -> str:
    """Return the text a heading's id is made of: that of its spans, without pictures and notes."""
    out = []
    todo = list(reversed(content))
    while todo:
        child = todo.pop()
        if isinstance(child, str):
            out.append(child)
        elif child.kind in {"code", "math"}:
            out.append(child.value)
        elif child.kind == "entity":
            out.append(child.detail[0])
        else:
            todo += reversed(child.children)
    return "".join(out)


def without_links(content: Sequence[Node | str]) -> list[Node | str]:
    """Return a heading's spans as the table of contents shows them: links unwrapped, notes left out."""
    out: list[Node | str] = []
    for child in content:
        if isinstance(child, Node) and child.kind == "a":
            out += without_links(child.children)
        elif isinstance(child, str) or child.kind != "note":
            out.append(child)
    return out
