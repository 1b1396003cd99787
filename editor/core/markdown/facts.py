"""Owns what one part of a post knows about the rest of it: link targets, notes, abbreviations, heading ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Reference = tuple[str, str | None]
"""A link target and its title."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a whole post defines: ``references`` by lower-case label, note texts and abbreviations by name."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is defined."""
        return bool(self.references or self.notes or self.abbreviations)


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class HeadingId:
    """A place in a block's HTML for the id of a heading; ``base`` is the id before equal ones are counted."""

    base: str


@dataclass(frozen=True, slots=True)
class NoteNumber:
    """A place for the number of the note ``label``."""

    label: str


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """A place for the id that the way back from the note ``label`` leads to."""

    label: str


Mark = HeadingId | NoteNumber | NoteAnchor


@dataclass(frozen=True, slots=True)
class Draft:
    """One block as HTML, with marks where the rest of the post decides, and what it asked and told."""

    parts: tuple[str | Mark, ...] = ()
    told: Facts = NO_FACTS
    asked_references: Mapping[str, Reference | None] = field(default_factory=dict)
    asked_notes: Mapping[str, bool] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def fits(self, text: str, facts: Facts) -> bool:
        """Return whether rendering ``text`` anew with ``facts`` would give this draft again."""
        return (
            all(facts.references.get(label) == target for label, target in self.asked_references.items())
            and all((label in facts.notes) is known for label, known in self.asked_notes.items())
            and abbreviations_in(text, facts) == self.abbreviations
        )


def abbreviations_in(text: str, facts: Facts) -> Mapping[str, str]:
    """Return those abbreviations of a post that may occur in ``text``."""
    return {name: title for name, title in facts.abbreviations.items() if name in text}


@dataclass(frozen=True, slots=True)
class Place:
    """What the rest of the post decides for a block: its heading ids, its notes' numbers and anchors, in order."""

    ids: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


NO_PLACE = Place()


class Layout:
    """Hands out heading ids and note numbers through a post from its start to its end.

    Ids as kramdown's GFM parser makes them: the second equal one gets ``-1``. Notes are numbered by
    their first mention; the second mention of ``x`` is anchored at ``fnref:x:1``.
    """

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self.mentions: dict[str, int] = {}

    def copy(self) -> Layout:
        """Return a layout that has seen the same and goes on by itself."""
        other = Layout()
        other._ids, other._numbers, other.mentions = dict(self._ids), dict(self._numbers), dict(self.mentions)
        return other

    def place(self, headings: tuple[str, ...], notes: tuple[str, ...], before: Place = NO_PLACE) -> Place:
        """Return the place of the next block, which has these heading bases and note labels.

        It is ``before``, the place the block had, when that has not changed: a post has many headings, and
        all of them are placed anew when one of them changes.
        """
        ids = tuple([self._id(base) for base in headings])
        if not notes and ids == before.ids and not before.numbers:
            return before
        numbers, anchors = [], []
        for label in notes:
            mentions = self.mentions.get(label, 0)
            self.mentions[label] = mentions + 1
            numbers.append(self._numbers.setdefault(label, len(self.mentions)))
            anchors.append(f"{label}:{mentions}" if mentions else label)
        place = Place(ids, tuple(numbers), tuple(anchors))
        return before if place == before else place

    def _id(self, base: str) -> str:
        count = self._ids.get(base, -1) + 1
        self._ids[base] = count
        return f"{base}-{count}" if count else base


def finish(draft: Draft, place: Place) -> str:
    """Return a draft's HTML with every mark filled in from its ``place``."""
    if len(draft.parts) == 1 and isinstance(draft.parts[0], str):
        return draft.parts[0]
    ids, numbers, anchors = iter(place.ids), iter(place.numbers), iter(place.anchors)
    out = []
    for part in draft.parts:
        match part:
            case str():
                out.append(part)
            case HeadingId():
                out.append(next(ids))
            case NoteAnchor():
                out.append(next(anchors))
            case NoteNumber():
                out.append(str(next(numbers)))
    return "".join(out)
