"""Owns what one part of a post knows about the rest of it: link targets, notes, abbreviations, heading ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from editor.core.markdown.tree import AttributeList

Reference = tuple[str, str | None, AttributeList | None]
"""A link target, its title, and the attribute list that stands at its definition."""
Abbreviation = tuple[str, AttributeList | None]
"""What an abbreviation means, and the attribute list that stands at its definition."""

ABBREVIATIONS_AT_MOST = 500
"""Abbreviations explained in one block; each is looked for at each of its words."""
_FEW_ABBREVIATIONS = 40
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a whole post defines: link targets by lower-case label, and by name note texts, abbreviations,
    attribute lists and options of ``{::options}``."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    lists: Mapping[str, AttributeList] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is defined."""
        return bool(self.references or self.notes or self.abbreviations or self.lists or self.options)


NO_FACTS = Facts()


def gathered(told: Iterable[Facts], site_options: Mapping[str, str] = NO_FACTS.options) -> Facts:
    """Return what blocks tell in their order as one; the last definition of a name is the one that counts."""
    references: dict[str, Reference] = {}
    notes: dict[str, str] = {}
    abbreviations: dict[str, Abbreviation] = {}
    lists: dict[str, AttributeList] = {}
    options: dict[str, str] = dict(site_options)
    for facts in told:
        references.update(facts.references)
        notes.update(facts.notes)
        abbreviations.update(facts.abbreviations)
        options.update(facts.options)
        for name, one in facts.lists.items():
            # Lists of the same name add up.
            lists.setdefault(name, AttributeList()).add(one)
    return Facts(references, notes, Abbreviations(abbreviations), lists, options)


class Abbreviations(dict[str, Abbreviation]):
    """The abbreviations of a post, found by the words they begin with. Not to be changed."""

    def __init__(self, abbreviations: Mapping[str, Abbreviation]) -> None:
        super().__init__(abbreviations)
        self._by_word: dict[str, list[str]] | None = None

    def named_in(self, text: str) -> Iterator[str]:
        """Yield those that may occur in ``text``."""
        if len(self) <= _FEW_ABBREVIATIONS:
            yield from (name for name in self if name in text)
            return
        if self._by_word is None:
            self._by_word = {}
            for name in self:
                start = _LETTERS.match(name)
                self._by_word.setdefault(start[0] if start else "", []).append(name)
        words = set(_LETTERS.findall(text)) if len(self._by_word) > 1 else set[str]()
        for word in sorted({"", *words} & self._by_word.keys()):
            yield from (name for name in self._by_word[word] if name in text)


@dataclass(frozen=True, slots=True)
class HeadingId:
    """A place in a block's HTML for the id of a heading; ``base`` is the id before equal ones are counted.

    Those of headings ``inside`` of HTML and notes are counted by themselves.
    """

    base: str
    inside: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class NoteNumber:
    """A place for the number of the note ``label``."""

    label: str


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """A place for the id that the way back from the note ``label`` leads to."""

    label: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A place for the table of contents, a list of ``tag`` with the HTML of its ``attributes``."""

    tag: str
    attributes: str
    prefix: str


@dataclass(frozen=True, slots=True)
class NotesHere:
    """A place for the section of notes, which stands at the end of a post that has none."""


Mark = HeadingId | NoteNumber | NoteAnchor | Contents | NotesHere


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the table of contents needs it; ``level`` 0 for one that is left out there."""

    level: int
    identifier: str | HeadingId
    parts: tuple[str | Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One block as HTML, with marks where the rest of the post decides, and what it asked and told."""

    parts: tuple[str | Mark, ...] = ()
    told: Facts = NO_FACTS
    asked_references: Mapping[str, Reference | None] = field(default_factory=dict)
    asked_notes: Mapping[str, bool] = field(default_factory=dict)
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    lists: Mapping[str, AttributeList] | None = None
    """All named lists of the post when it has been drafted, None when the block has no list."""
    options: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()
    has_contents: bool = False
    has_notes_place: bool = False
    only_defines: bool = False
    ends_blank: bool = False
    """Whether a blank line that belongs to the block follows it."""

    def ids(self) -> tuple[HeadingId, ...]:
        """Return the ids that the rest of the post decides."""
        return tuple(
            heading.identifier for heading in self.headings if isinstance(heading.identifier, HeadingId)
        )

    def fits(self, text: str, facts: Facts) -> bool:
        """Return whether rendering ``text`` anew with ``facts`` would give this draft again."""
        return (
            all(facts.references.get(label) == target for label, target in self.asked_references.items())
            and all((label in facts.notes) is known for label, known in self.asked_notes.items())
            and abbreviations_in(text, facts) == self.abbreviations
            and (self.lists is None or facts.lists == self.lists)
            and facts.options == self.options
        )


def abbreviations_in(text: str, facts: Facts) -> Mapping[str, Abbreviation]:
    """Return those abbreviations of a post that may occur in ``text``, as many as one block explains."""
    known = facts.abbreviations
    names = (
        known.named_in(text) if isinstance(known, Abbreviations) else (name for name in known if name in text)
    )
    return {name: known[name] for name in islice(names, ABBREVIATIONS_AT_MOST)}


@dataclass(frozen=True, slots=True)
class Place:
    """What the rest of the post decides for a block: its heading ids, its notes' numbers and anchors, in
    order, the table of contents and the section of notes."""

    ids: tuple[str, ...] = ()
    contents: str = ""
    notes: str = ""
    numbers: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


NO_PLACE = Place()


class Layout:
    """Hands out heading ids and note numbers through a post from its start to its end.

    Ids as kramdown's GFM parser makes them: the second equal one gets ``-1``. Notes are numbered by
    their first mention; the second mention of ``x`` is anchored at ``fnref:x:1``.
    """

    def __init__(self, first_note: int = 1) -> None:
        self.first_note = first_note
        self._ids: dict[HeadingId, int] = {}
        self._numbers: dict[str, int] = {}
        self.mentions: dict[str, int] = {}

    def copy(self) -> Layout:
        """Return a layout that has seen the same and goes on by itself."""
        other = Layout(self.first_note)
        other._ids, other._numbers, other.mentions = dict(self._ids), dict(self._numbers), dict(self.mentions)
        return other

    def place(self, ids: tuple[HeadingId, ...], notes: tuple[str, ...], before: Place = NO_PLACE) -> Place:
        """Return the place of the next block, which has these heading ids and note labels.

        It is ``before``, the place the block had, when that has not changed: a post has many headings, and
        all of them are placed anew when one of them changes.
        """
        placed = tuple([self._id(one) for one in ids])
        if not notes and placed == before.ids and not before.numbers:
            return before
        numbers, anchors = [], []
        for label in notes:
            mentions = self.mentions.get(label, 0)
            self.mentions[label] = mentions + 1
            numbers.append(self._numbers.setdefault(label, self.first_note - 1 + len(self.mentions)))
            anchors.append(f"{label}:{mentions}" if mentions else label)
        place = Place(placed, before.contents, before.notes, tuple(numbers), tuple(anchors))
        return before if place == before else place

    def _id(self, one: HeadingId) -> str:
        count = self._ids.get(one, -1) + 1
        self._ids[one] = count
        return one.prefix + (f"{one.base}-{count}" if count else one.base)


def finish(draft: Draft, place: Place) -> str:
    """Return a draft's HTML with every mark filled in from its ``place``; each block in it ends its line."""
    if len(draft.parts) == 1 and isinstance(draft.parts[0], str):
        return draft.parts[0]
    ids, numbers, anchors = iter(place.ids), iter(place.numbers), iter(place.anchors)
    out = []
    for part in draft.parts:
        match part:
            case str():
                out.append(part)
            case HeadingId():
                # One that nothing is left of, as for "# ?", is none.
                out.append(f' id="{one}"' if (one := next(ids)) else "")
            case NoteAnchor():
                out.append(next(anchors))
            case NoteNumber():
                out.append(str(next(numbers)))
            case Contents():
                out.append(place.contents)
            case NotesHere():
                out.append(place.notes)
    return "".join(out)
