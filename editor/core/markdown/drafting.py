"""Owns turning one block of markdown into HTML, given what the rest of the post defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape

from editor.core.markdown.extent import FORMATTED_AT_MOST, is_verbatim
from editor.core.markdown.facts import (
    NO_FACTS,
    Abbreviation,
    Contents,
    Draft,
    Facts,
    Mark,
    NoteAnchor,
    NotesHere,
    Reference,
    abbreviations_in,
)
from editor.core.markdown.kramdown.attributes import read_attribute_list
from editor.core.markdown.kramdown.blocks import BlockReader
from editor.core.markdown.kramdown.dialect import GFM, KRAMDOWN
from editor.core.markdown.kramdown.html import Writer
from editor.core.markdown.kramdown.links import normal_label
from editor.core.markdown.kramdown.reader import Work
from editor.core.markdown.kramdown.signs import signs_of
from editor.core.markdown.kramdown.spanhtml import SpanWriter
from editor.core.markdown.kramdown.spans import signs_in
from editor.core.markdown.second_reader import read_again
from editor.core.markdown.settings import USUAL, MarkdownSettings
from editor.core.markdown.tree import AttributeList, Node, escape_text, root

_READING = frozenset({"parse_block_html", "parse_span_html"})
"""Options that change what is read as markdown; what they add to it defines nothing."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class _Known:
    """What a block may ask of the rest of the post; what it asked is written down."""

    def __init__(self, facts: Facts, gfm: bool) -> None:
        self._facts = facts
        self.gfm = gfm
        self.steps = 0
        self.wasted = 0
        self.references: dict[str, Reference | None] = {}
        self.notes: dict[str, bool] = {}
        self.options = facts.options
        self.signs = signs_of(facts.options)
        self.told_options: dict[str, str] = {}

    def reference(self, label: str) -> Reference | None:
        """Return the link target ``label``, None when the post defines none."""
        target = self.references[label] = self._facts.references.get(label)
        return target

    def has_note(self, label: str) -> bool:
        """Return whether the post defines the note ``label``."""
        known = self.notes[label] = label in self._facts.notes
        return known

    def tell_options(self, names_and_values: tuple[str, ...]) -> None:
        """Take note of options for the whole post."""
        self.told_options.update(_pairs(names_and_values))

    def lists(self) -> Mapping[str, AttributeList]:
        """Return the named attribute lists."""
        return self._facts.lists


# What a reader raises that has met a text nobody thought of.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class BlockRenderer:
    """Renders single blocks as the settings of a site have it."""

    def __init__(self, settings: MarkdownSettings = USUAL) -> None:
        self.settings = settings
        self.dialect = GFM if settings.gfm else KRAMDOWN

    def draft(self, text: str, facts: Facts, in_note: bool = False) -> Draft:
        """Return one block as HTML with marks, given what the whole post defines. Never raises.

        ``in_note`` is for the text of a note, whose headings and line ends are read a little differently. A block
        that the reader has a fault with is read by another one, so that the rest of the post stays.
        """
        try:
            return self._draft(text, facts, in_note)
        except FAULTS:
            return Draft(parts=(read_again(_CONTROL.sub("", text)) + "\n",))

    def smartened(self, text: str) -> str:
        """Return text with its quotes and symbols set, and nothing else of it read (Jekyll's ``smartify``)."""
        facts = Facts(options=self.settings.options)
        text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
        try:
            content = signs_in(text, _Known(facts, self.dialect.gfm))
            parts = SpanWriter({}, {}, self.settings.span).parts(content, breaks=False)
        except FAULTS:
            return escape_text(text).removesuffix("\n")
        return "".join(part for part in parts if isinstance(part, str)).removesuffix("\n")

    def _draft(self, text: str, facts: Facts, in_note: bool) -> Draft:
        if len(text) > FORMATTED_AT_MOST and not is_verbatim(text):
            return Draft(parts=(plain_box(text, "It is longer than can be formatted while you type") + "\n",))
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        work = Work(facts.options, self.dialect)
        tree = root()
        BlockReader(text if text.endswith("\n") else text + "\n", tree, work).run()
        work.finish()
        known = _Known(facts, self.dialect.gfm)
        abbreviations = abbreviations_in(text, facts)
        writer = Writer(known, abbreviations, facts.options, in_note, self.settings)
        writer.write(tree)
        told = _told(tree) if work.defines else NO_FACTS
        if not _READING.isdisjoint(facts.options):
            # Or a definition could stand on an option that only it brings about.
            told = self.draft(text, replace(facts, options={}), in_note).told
        elif known.told_options:
            told = replace(told, options={**told.options, **known.told_options})
        marks = [part for part in writer.parts if not isinstance(part, str)]
        return Draft(
            parts=tuple(_joined(writer.parts)),
            told=told,
            asked_references=known.references,
            asked_notes=known.notes,
            abbreviations=abbreviations,
            lists=facts.lists if "{:" in text or known.references or abbreviations else None,
            options=facts.options,
            headings=tuple(writer.headings),
            notes=tuple(mark.label for mark in marks if isinstance(mark, NoteAnchor)),
            has_contents=any(isinstance(mark, Contents) for mark in marks),
            has_notes_place=any(isinstance(mark, NotesHere) for mark in marks),
            ends_blank=writer.ends_blank,
            only_defines=writer.only_defines,
        )


def _joined(parts: list[str | Mark]) -> Iterator[str | Mark]:
    """Yield the parts with neighbouring texts made one."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if texts:
            yield "".join(texts)
        texts = []
        yield part
    if text := "".join(texts):
        yield text


def _told(tree: Node) -> Facts:
    """Return what a block defines for the whole post, definitions in quotes, lists and notes included."""
    references: dict[str, Reference] = {}
    notes: dict[str, str] = {}
    abbreviations: dict[str, Abbreviation] = {}
    lists: dict[str, AttributeList] = {}
    options: dict[str, str] = {}
    todo = [tree]
    while todo:
        node = todo.pop()
        todo += reversed([child for child in node.children if isinstance(child, Node)])
        if node.kind != "mark" or not node.detail:
            continue
        name, *rest = node.detail
        match node.value:
            case "link":
                references[normal_label(name)] = (rest[0], rest[1] if len(rest) > 1 else None, node.list)
            case "note":
                notes[name] = rest[0]
            case "abbreviation":
                abbreviations[name] = (rest[0], node.list)
            case "list":
                lists.setdefault(name, AttributeList()).add(read_attribute_list(rest[0]))
            case "options":
                options.update(_pairs(node.detail))
    return Facts(references, notes, abbreviations, lists, options)


def _pairs(names_and_values: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(names_and_values[::2], names_and_values[1::2], strict=True))


def plain_box(text: str, reason: str) -> str:
    """Return a labelled box with the source of a block and the ``reason`` why it is not formatted."""
    return (
        '<div class="cd-problem" role="note"><p>This part is shown as it was typed. '
        f"{escape(reason)}.</p><pre><code>{escape(text)}</code></pre></div>"
    )
