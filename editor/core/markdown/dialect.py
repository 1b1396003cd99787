"""Owns our rules on top of Python-Markdown: what Jekyll's kramdown reads differently, and marks for facts.

A rule that fits one block goes here. What crosses blocks (notes, link targets, abbreviations, heading
ids) leaves a mark in the HTML or is looked up in the facts of the whole post, see ``facts``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from editor.core.markdown.blocks import BLOCK_TAGS, FENCE, closes_fence
from editor.core.markdown.code import code_block, language_of
from editor.core.markdown.emphasis import EmphasisProcessor
from editor.core.markdown.facts import (
    NO_FACTS,
    Facts,
    HeadingId,
    Mark,
    NoteAnchor,
    NoteNumber,
    Reference,
    abbreviations_in,
)
from editor.core.markdown.typography import typeset

MARK = re.compile(f"{STX}cd:(\\d+){ETX}")
_PLACEHOLDER = re.compile(f"({STX}[^{ETX}]*{ETX})")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_RAW = re.compile(f"{STX}wzxhzdk:(\\d+){ETX}")
_ESCAPABLE = "\\.*_+`<>()[]{}#!:|\"'$=-"
"""Characters that a backslash makes plain: kramdown's ESCAPED_CHARS, and GFM's ``~``."""
_INLINE_MARK = re.compile(rf"[\\`*_\[\]!<>&~{STX}]|  \n")
"""What every inline pattern needs at least one of."""
_VERBATIM = frozenset({"code", "pre", "script", "style"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What the source holds where an element starts and ends; "x" is any character of its text.
_OPENING_MARKUP = {"em": "*x", "strong": "**x", "a": "[x", "img": "!", "code": "`x", "del": "~~", "br": "\n"}
_CLOSING_MARKUP = {"em": "*", "strong": "**", "a": "](", "del": "~~"}


class PlainText(AtomicString):
    """Text that no inline pattern can match, so that none of them is tried; typography still sees it."""


class References(dict[str, Reference]):
    """The link targets a block defines; looking one up asks the whole post first and is written down."""

    given: Mapping[str, Reference]
    asked: dict[str, Reference | None]

    def begin(self, given: Mapping[str, Reference]) -> None:
        """Forget the last block; ``given`` are the post's link targets."""
        self.clear()
        self.given, self.asked = given, {}

    def __contains__(self, label: object) -> bool:
        target = self.given.get(str(label), self.get(str(label)))
        self.asked[str(label)] = target
        return target is not None

    def __getitem__(self, label: str) -> Reference:
        return self.given[label] if label in self.given else super().__getitem__(label)


class Dialect(Extension):
    """Our rules, and the memory of one block's rendering: facts given and told, marks set."""

    def __init__(self) -> None:
        super().__init__()
        self.references = References()
        self._emphasis = EmphasisProcessor()
        self.begin("", NO_FACTS)

    def begin(self, text: str, facts: Facts) -> None:
        """Forget the last block and get ready for ``text`` in a post with ``facts``."""
        self.text = text
        self.facts = facts
        self.references.begin(facts.references)
        self._emphasis.begin()
        self.notes: dict[str, str] = {}
        self.asked_notes: dict[str, bool] = {}
        self.abbreviations: dict[str, str] = {}
        self.used_abbreviations: Mapping[str, str] = {}
        self.marks: list[Mark] = []

    def told(self) -> Facts:
        """Return what the block defines for the whole post."""
        if self.references or self.notes or self.abbreviations:
            return Facts(dict(self.references.items()), self.notes, self.abbreviations)
        return NO_FACTS

    def mark(self, mark: Mark) -> str:
        """Write ``mark`` down and return the characters that stand for it until the block is finished."""
        self.marks.append(mark)
        return f"{STX}cd:{len(self.marks) - 1}{ETX}"

    def has_note(self, label: str) -> bool:
        """Return whether the post, or this block, defines the note ``label``."""
        known = label in self.facts.notes or label in self.notes
        self.asked_notes[label] = known
        return known

    def setFootnote(self, label: str, text: str) -> None:
        """Keep a note's text; called by Python-Markdown's reader of notes."""
        self.notes[label] = text

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the rules; the numbers order them among Python-Markdown's own."""
        self.parser = md.parser
        md.references = self.references  # type: ignore[assignment]
        md.ESCAPED_CHARS = [*_ESCAPABLE, "~"]
        md.block_level_elements = list(BLOCK_TAGS)
        rich = md.preprocessors["html_block"]
        md.preprocessors.register(_Prepare(md), "normalize_whitespace", 30)
        md.preprocessors.register(_HtmlBlocks(md, rich), "html_block", 20)
        blocks = md.parser.blockprocessors
        blocks.register(FootnoteBlockProcessor(self), "footnote", 17)  # type: ignore[arg-type]
        blocks.register(_Abbreviations(md.parser, self), "abbr", 16)
        blocks.register(_Quote(md.parser), "quote", 20)
        md.inlinePatterns.register(self._emphasis, "em_strong", 60)
        md.inlinePatterns.register(_NoteMention(self), "footnote", 175)
        md.inlinePatterns.register(
            SimpleTagInlineProcessor(r"(~~)(?![\s~])(.*?[^\s~])~~", "del"), "strikethrough", 65
        )
        md.treeprocessors.register(_SparePlainText(md), "plain_text", 21)
        md.treeprocessors.register(_Typography(md), "typography", 6)
        md.treeprocessors.register(_AbbreviationTags(md, self), "abbr", 5.5)
        md.treeprocessors.register(_HeadingIds(md, self), "heading_ids", 5)


class _Prepare(Preprocessor):
    """Takes out control characters, sets fenced code aside and spreads tabs, in that order."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        if "```" in text or "~~~" in text:
            lines = list(self._without_fences(lines))
        text = "\n".join(lines) + "\n\n"
        return re.sub(r"(?<=\n) +\n", "\n", text.expandtabs(4)).split("\n")

    def _without_fences(self, lines: list[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            opening = FENCE.match(lines[at].rstrip())
            end = self._closing(lines, at, opening["fence"]) if opening else None
            if opening is None or end is None or self._is_indented_code(lines, opening["prefix"]):
                yield lines[at]
                at += 1
                continue
            prefix = opening["prefix"]
            code = "".join(_unindented(line, prefix) + "\n" for line in lines[at + 1 : end])
            stored = self.md.htmlStash.store(code_block(code, language_of(opening["info"])))
            # A blank line on both sides keeps a paragraph apart from the code that interrupts it.
            yield from (prefix + stored,) if prefix.strip(" \t") or len(prefix) > 3 else ("", stored, "")
            at = end + 1

    @staticmethod
    def _closing(lines: list[str], at: int, fence: str) -> int | None:
        return next((end for end in range(at + 1, len(lines)) if closes_fence(lines[end], fence)), None)

    @staticmethod
    def _is_indented_code(lines: list[str], prefix: str) -> bool:
        # Four spaces make code, unless the text before is a list that the fence belongs to.
        return len(prefix.expandtabs(4)) > 3 and not prefix.strip() and lines[0].startswith(("    ", "\t"))


def _unindented(line: str, prefix: str) -> str:
    """Return ``line`` without what repeats the ``prefix`` of its opening fence: indentation, quote marks."""
    at = 0
    for character in prefix:
        if at >= len(line) or (line[at] != character and line[at] not in " \t"):
            break
        if character != ">" and line[at] == ">":
            break
        at += 1
    return line[at:]


class _HtmlBlocks(Preprocessor):
    """Sets raw HTML aside; the slow reader of ``markdown="1"`` runs only where that is written."""

    def __init__(self, md: Markdown, rich: Preprocessor) -> None:
        super().__init__(md)
        self._plain = HtmlBlockPreprocessor(md)
        self._rich = rich

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<" not in text:
            return lines
        return (self._rich if "markdown=" in text else self._plain).run(lines)


class _Quote(BlockQuoteProcessor):
    """A quote ends at a blank line; kramdown never joins it with the next."""

    def lastChild(self, parent: ElementTree.Element) -> ElementTree.Element | None:
        return None


class _Abbreviations(AbbrBlockprocessor):
    """Reads ``*[HTML]: …`` into the block's memory, which is a new dictionary for each block."""

    def __init__(self, parser: object, dialect: Dialect) -> None:
        super().__init__(parser, {})  # type: ignore[arg-type]
        self._dialect = dialect

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool | None:
        self.abbrs = self._dialect.abbreviations
        return super().run(parent, blocks)


class _NoteMention(InlineProcessor):
    """``[^label]`` of a note that exists anywhere in the post."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(r"\[\^([^\]]*)\]")
        self._dialect = dialect

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        label = m[1]
        if not self._dialect.has_note(label):
            return None, None, None
        sup = ElementTree.Element("sup", {"id": f"fnref:{self._dialect.mark(NoteAnchor(label))}"})
        link = ElementTree.SubElement(
            sup, "a", {"href": f"#fn:{label}", "class": "footnote", "rel": "footnote", "role": "doc-noteref"}
        )
        link.text = AtomicString(self._dialect.mark(NoteNumber(label)))
        return sup, m.start(), m.end()


class _SparePlainText(Treeprocessor):
    """Keeps text without any markup away from the inline patterns; most list items and cells are such."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and _INLINE_MARK.search(text) is None:
                element.text = PlainText(text)


def _is_verbatim(text: str) -> bool:
    return isinstance(text, AtomicString) and not isinstance(text, PlainText)


class _Typography(Treeprocessor):
    """Sets quotes, dashes and dots in every text that is not code."""

    def run(self, root: ElementTree.Element) -> None:
        self._walk(root, "")

    def _walk(self, element: ElementTree.Element, after: str) -> None:
        children = list(element)
        closing = _CLOSING_MARKUP.get(element.tag, "") + ((element.tail or "")[:1] or after)
        following = [_OPENING_MARKUP.get(child.tag, "") for child in children] + [closing]
        verbatim = element.tag in _VERBATIM
        if element.text and not verbatim:
            element.text = _typeset_around(element.text, following[0])
        for child, after_child in zip(children, following[1:], strict=True):
            if not verbatim:
                self._walk(child, after_child)
            if child.tail:
                child.tail = _typeset_around(child.tail, after_child)


def _typeset_around(text: str, following: str) -> str:
    if _is_verbatim(text):
        return text
    if STX not in text:
        return typeset(text, following)
    pieces = _PLACEHOLDER.split(text)
    for at in range(0, len(pieces), 2):
        after = following if at + 1 == len(pieces) else ("\\" if _ESCAPED.match(pieces[at + 1]) else "<")
        pieces[at] = typeset(pieces[at], after)
    return "".join(pieces)


class _AbbreviationTags(Treeprocessor):
    """Wraps the post's abbreviations in ``<abbr>``."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self._dialect = dialect

    def run(self, root: ElementTree.Element) -> None:
        dialect = self._dialect
        if not dialect.facts.abbreviations and not dialect.abbreviations:
            return
        known = dialect.abbreviations | dict(abbreviations_in(dialect.text, dialect.facts))
        dialect.used_abbreviations = known
        if known:
            names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
            self._walk(root, re.compile(rf"(?<!\w)(?:{names})(?!\w)"), known)

    def _walk(self, element: ElementTree.Element, names: re.Pattern[str], known: Mapping[str, str]) -> None:
        if element.tag in _VERBATIM:
            return
        at = 0
        for child in [None, *element]:
            if child is not None:
                self._walk(child, names, known)
                at = list(element).index(child) + 1
            text = element.text if child is None else child.tail
            if not text or _is_verbatim(text) or names.search(text) is None:
                continue
            before, tags = _tagged(text, names, known)
            if child is None:
                element.text = before
            else:
                child.tail = before
            for offset, tag in enumerate(tags):
                element.insert(at + offset, tag)


def _tagged(
    text: str, names: re.Pattern[str], known: Mapping[str, str]
) -> tuple[str, list[ElementTree.Element]]:
    """Return the text before the first abbreviation and the elements that follow it."""
    before = ""
    tags: list[ElementTree.Element] = []
    for piece in _PLACEHOLDER.split(text):
        done = 0
        for found in names.finditer(piece) if not piece.startswith(STX) else ():
            if tags:
                tags[-1].tail = (tags[-1].tail or "") + piece[done : found.start()]
            else:
                before += piece[done : found.start()]
            tag = ElementTree.Element("abbr", {"title": known[found[0]]})
            tag.text = AtomicString(found[0])
            tags.append(tag)
            done = found.end()
        if tags:
            tags[-1].tail = (tags[-1].tail or "") + piece[done:]
        else:
            before += piece[done:]
    return before, tags


class _HeadingIds(Treeprocessor):
    """Marks where a heading's id goes, unless the writer gave it one."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self._dialect = dialect

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS and "id" not in element.attrib:
                element.set("id", self._dialect.mark(HeadingId(heading_base(self._text(element)))))

    def _text(self, element: ElementTree.Element) -> str:
        text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1])), "".join(element.itertext()))
        text = _RAW.sub(self._raw, text)
        return _PLACEHOLDER.sub("", text)

    def _raw(self, placeholder: re.Match[str]) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        raw = str(stash[int(placeholder[1])]) if int(placeholder[1]) < len(stash) else ""
        return html.unescape(raw) if raw.startswith("&") else ""


def heading_base(text: str) -> str:
    """Return a heading's id before equal ones are counted, as kramdown's GFM parser makes it.

    Lower case, blanks to hyphens, everything dropped that is not a letter, mark, digit, connector or hyphen.
    """
    kept = (character for character in text.lower() if character in " \t-_" or _is_word(character))
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def _is_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    category = unicodedata.category(character)
    return category[0] in "LM" or category in {"Nd", "Pc"}
